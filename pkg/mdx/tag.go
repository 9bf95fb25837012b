package mdx

import (
	"fmt"
	"strings"
)

// fault is why a construct could not be read. Its words are those of the
// reference implementation where it has some.
type fault struct {
	code string // "unexpected-character", "unexpected-eof", …
	at   int    // offset in the source
	text string
	hint string
	// open is where the unfinished part starts: a quote or a brace.
	open int
}

// The codes of faults.
const (
	codeCharacter  = "unexpected-character"
	codeEOF        = "unexpected-eof"
	codeLazy       = "unexpected-lazy"
	codeEmpty      = "unexpected-empty-expression"
	codeNonSpread  = "non-spread"
	codeSpread     = "spread-extra"
	codeExpression = "invalid-expression"
)

// tagScanner reads one tag. It follows the grammar of JSX in the reading of
// micromark-extension-mdx-jsx 3, state by state, so that a fault stands at
// the same character.
type tagScanner struct {
	*cursor
	known memo
	// official refuses what the tolerant dialect lets pass inside a tag.
	official bool
	slack    []slack
	// lexing skips the tag without making sense of its expressions.
	lexing bool
}

// slack is something that the tolerant dialect lets pass.
type slack struct {
	code string
	Range
	message string
}

// scanTag reads the tag at the cursor, which stands at "<". It returns nil and
// no fault where the sign is plain text.
func (s *tagScanner) scanTag() (*Tag, *fault) {
	t := &Tag{Range: Range{Start: s.pos}}
	s.pos++
	if s.pos < s.stop && isMarkdownSpace(s.src[s.pos]) {
		return nil, nil
	}
	s.space()
	if s.peek() == '/' {
		t.Close, t.Slash = true, s.pos
		s.pos++
		s.space()
	}
	if s.peek() != '>' {
		if f := s.tagName(t); f != nil {
			return nil, f
		}
		if f := s.attributes(t); f != nil {
			return nil, f
		}
	}
	s.pos++ // the closing bracket
	t.Range.Stop = s.pos
	return t, nil
}

func (s *tagScanner) tagName(t *Tag) *fault {
	start := s.pos
	if !s.startsName() {
		note := ""
		switch b := s.peek(); {
		case b == '!' && !t.Close:
			note = "to create a comment in MDX, use `{/* text */}`"
		case t.Close && (b == '*' || b == '/'):
			note = "JS comments in JSX tags are not supported in MDX"
		}
		return s.unexpected("before name", "a character that can start a name, such as a letter, `$`, or `_`", note)
	}
	s.name()
	t.Name = string(s.src[start:s.pos])
	if f := s.endsName("in name", ".:"); f != nil {
		return f
	}
	s.space()
	if s.peek() == ':' {
		return s.localName(t)
	}
	for s.peek() == '.' {
		s.pos++
		s.space()
		start = s.pos
		if !s.startsName() {
			return s.unexpected("before member name", expectAttribute, "")
		}
		s.name()
		t.Name += "." + string(s.src[start:s.pos])
		if f := s.endsName("in member name", "."); f != nil {
			return f
		}
		s.space()
	}
	return s.afterName("after name", expectAttribute)
}

const (
	expectAttribute = "a character that can start an attribute name, such as a letter, `$`, or `_`; whitespace before attributes; or the end of the tag"
	expectName      = "a name character such as letters, digits, `$`, or `_`; whitespace before attributes; or the end of the tag"
	expectAttrName  = "an attribute name character such as letters, digits, `$`, or `_`; `=` to initialize a value; whitespace before attributes; or the end of the tag"
	expectAfterAttr = "a character that can start an attribute name, such as a letter, `$`, or `_`; `=` to initialize a value; or the end of the tag"
	expectValue     = "a character that can start an attribute value, such as `\"`, `'`, or `{`"
)

func (s *tagScanner) localName(t *Tag) *fault {
	s.pos++
	s.space()
	start := s.pos
	if !s.startsName() {
		note := ""
		if b := s.peek(); b == '+' || b > '.' && b < ':' {
			note = "to create a link in MDX, use `[text](url)`"
		}
		return s.unexpected("before local name", "a character that can start a name, such as a letter, `$`, or `_`", note)
	}
	s.name()
	t.Name += ":" + string(s.src[start:s.pos])
	if f := s.endsName("in local name", ""); f != nil {
		return f
	}
	s.space()
	return s.afterName("after local name", expectAttribute)
}

// endsName checks the character behind a name; extra lists what else may
// stand there.
func (s *tagScanner) endsName(where, extra string) *fault {
	b := s.peek()
	if b != eof && (b == '/' || b == '>' || b == '{' || s.isSpace() || strings.IndexByte(extra, byte(b)) >= 0) {
		return nil
	}
	note, expect := "", expectName
	if b == '@' && where != "in local name" {
		note = "to create a link in MDX, use `[text](url)`"
	}
	return s.unexpected(where, expect, note)
}

func (s *tagScanner) afterName(where, expect string) *fault {
	if b := s.peek(); b == '/' || b == '>' || b == '{' || s.startsName() || !s.official && s.looseNameStart() {
		return nil
	}
	return s.unexpected(where, expect, "")
}

// attributes reads up to the bracket that ends the tag.
func (s *tagScanner) attributes(t *Tag) *fault {
	for {
		s.space()
		switch b := s.peek(); {
		case b == '>':
			return nil
		case b == '/':
			if !s.official && s.comment() {
				continue
			}
			t.SelfClosing, t.End = true, s.pos
			s.pos++
			s.space()
			if b = s.peek(); b != '>' {
				note := ""
				if b == '*' || b == '/' {
					note = "JS comments in JSX tags are not supported in MDX"
				}
				return s.unexpected("after self-closing slash", "`>` to end the tag", note)
			}
			return nil
		case b == '{':
			if f := s.spread(t); f != nil {
				return f
			}
		case s.startsName() || !s.official && s.looseNameStart():
			if f := s.attribute(t); f != nil {
				return f
			}
		default:
			return s.unexpected("before attribute name", expectAttribute, "")
		}
	}
}

// sourceOffset turns an offset in the text of an expression into one of the
// source.
func (c *cursor) sourceOffset(open place, offset int) int {
	if c.at == open.at {
		return min(open.pos+1+offset, c.pos-1)
	}
	at := c.pos - 1
	left := offset
	c.pieces(place{at: open.at, pos: open.pos + 1}, c.pos-1, func(start, stop int, first bool) {
		if left < 0 {
			return
		}
		if !first {
			pad := ""
			start, pad = dedent(c.src, start, stop)
			left -= len(pad)
		}
		if left < stop-start {
			at, left = start+left, -1
			return
		}
		left -= len(lineFeeds(c.src[start:stop]))
	})
	return at
}

// unclosedBrace reports the brace at the cursor, at the end of what there is.
func (s *cursor) unclosedBrace(open place) *fault {
	for s.peek() != eof {
		s.pos = s.stop
	}
	return &fault{
		code: codeEOF, at: s.pos, open: open.pos,
		text: "Unexpected end of file in expression, expected a corresponding closing brace for `{`",
	}
}

// expressionText is the source between braces that open at from and close
// before end: lines lose the container's prefix and up to two columns of
// indent, and end with LF.
func (c *cursor) expressionText(from place, end int) string {
	if c.at == from.at {
		return string(c.src[from.pos+1 : end-1])
	}
	var b strings.Builder
	c.pieces(place{at: from.at, pos: from.pos + 1}, end-1, func(start, stop int, first bool) {
		if !first {
			pad := ""
			start, pad = dedent(c.src, start, stop)
			b.WriteString(pad)
		}
		b.Write(lineFeeds(c.src[start:stop]))
	})
	return b.String()
}

// dedent skips two columns of indent; what is left of a tab becomes spaces.
func dedent(src []byte, start, stop int) (int, string) {
	for n := 0; n < 2 && start < stop; start++ {
		switch src[start] {
		case ' ':
			n++
		case '\t':
			return start + 1, "  "[n:]
		default:
			return start, ""
		}
	}
	return start, ""
}

// unexpected makes the fault for the character at the cursor.
func (s *tagScanner) unexpected(where, expect, note string) *fault {
	f := &fault{code: codeCharacter, at: s.pos}
	what := ""
	if r, _ := s.peekRune(); r == eof {
		f.code, what = codeEOF, "end of file"
	} else if r == '`' {
		what = "character `` ` `` (U+0060)"
	} else {
		what = fmt.Sprintf("character `%c` (U+%04X)", r, r)
	}
	f.at = s.pos
	f.text = "Unexpected " + what + " " + where + ", expected " + expect
	if note != "" {
		f.text += " (note: " + note + ")"
	}
	return f
}
