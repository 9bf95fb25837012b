package mdx

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
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

// comment skips /* … */ between attributes.
func (s *tagScanner) comment() bool {
	if s.peekAt(1) != '*' {
		return false
	}
	start := s.mark()
	from := s.pos
	s.pos += 2
	const most = 4096
	for b := s.peek(); b != eof && s.pos < from+most; b = s.peek() {
		if b == '*' && s.peekAt(1) == '/' {
			s.pos += 2
			s.slack = append(s.slack, slack{"comment-in-tag", Range{from, s.pos}, "a comment between attributes"})
			return true
		}
		s.pos++
	}
	s.reset(start)
	return false
}

func (s *tagScanner) attribute(t *Tag) *fault {
	a := Attr{Range: Range{Start: s.pos}}
	s.name()
	if !s.official {
		s.looseName()
	}
	a.Name = string(s.src[a.Range.Start:s.pos])
	a.Range.Stop = s.pos
	if f := s.endsAttrName("in attribute name", ":"); f != nil {
		return f
	}
	s.space()
	if s.peek() == ':' {
		s.pos++
		s.space()
		start := s.pos
		if !s.startsName() {
			return s.unexpected("before local attribute name", expectAfterAttr, "")
		}
		s.name()
		a.Name += ":" + string(s.src[start:s.pos])
		a.Range.Stop = s.pos
		if f := s.endsAttrName("in local attribute name", ""); f != nil {
			return f
		}
		s.space()
		if b := s.peek(); b != '=' && b != '/' && b != '>' && b != '{' && !s.startsName() {
			return s.unexpected("after local attribute name", expectAfterAttr, "")
		}
	}
	if s.peek() == '=' {
		s.pos++
		s.space()
		if f := s.value(&a); f != nil {
			return f
		}
		a.Range.Stop = s.pos
	} else if b := s.peek(); b != '/' && b != '>' && b != '{' && !s.startsName() && (s.official || !s.looseNameStart()) {
		return s.unexpected("after attribute name", expectAfterAttr, "")
	}
	t.Attrs = append(t.Attrs, a)
	return nil
}

func (s *tagScanner) endsAttrName(where, extra string) *fault {
	b := s.peek()
	if b != eof && (b == '=' || b == '/' || b == '>' || b == '{' || s.isSpace() || strings.IndexByte(extra, byte(b)) >= 0) {
		return nil
	}
	return s.unexpected(where, expectAttrName, "")
}

func (s *tagScanner) value(a *Attr) *fault {
	switch b := s.peek(); {
	case b == '"' || b == '\'':
		return s.quotedValue(a, byte(b))
	case b == '{':
		a.Kind = AttrExpression
		f := s.braced(a)
		if f == nil && a.Expr == nil && a.isEmpty() {
			if s.official {
				return &fault{code: codeEmpty, at: a.Value.Start, text: "Unexpected empty expression"}
			}
			s.slack = append(s.slack, slack{"empty-attribute", a.Range, fmt.Sprintf("attribute %q has an empty expression", a.Name)})
		}
		return f
	case !s.official && b != eof && b != '<' && b != '>' && b != '`' && b != '=' && !s.isSpace():
		return s.bareValue(a)
	default:
		note := ""
		if b == '<' {
			note = "to use an element or fragment as a prop value in MDX, use `{<element />}`"
		}
		return s.unexpected("before attribute value", expectValue, note)
	}
}

// isEmpty reports whether there is nothing in an expression but comments.
func (a *Attr) isEmpty() bool { return onlyComments(a.Raw) }

// bareValue reads an attribute value without quotes, as HTML has it.
func (s *tagScanner) bareValue(a *Attr) *fault {
	start := s.pos
	for s.pos < s.stop && !isMarkdownSpace(s.src[s.pos]) && s.src[s.pos] != '>' {
		if s.src[s.pos] == '/' && s.pos+1 < s.stop && s.src[s.pos+1] == '>' {
			break
		}
		s.pos++
	}
	a.Kind, a.Value = AttrString, Range{start, s.pos}
	a.Raw = decodeReferences(string(s.src[start:s.pos]))
	s.slack = append(s.slack, slack{"unquoted-attribute", a.Value, fmt.Sprintf("the value %s has no quotes", s.src[start:s.pos])})
	return nil
}

func (s *tagScanner) quotedValue(a *Attr, quote byte) *fault {
	open := s.pos
	s.pos++
	a.Kind, a.Value.Start = AttrString, s.pos
	var raw strings.Builder
	start := s.pos
	for {
		if s.pos >= s.stop {
			raw.Write(s.feeds(s.src[start:s.pos]))
			if s.peek() == eof {
				return &fault{
					code: codeEOF, at: s.pos, open: open,
					text: fmt.Sprintf("Unexpected end of file in attribute value, expected a corresponding closing quote `%c`", quote),
				}
			}
			s.space() // the indent of a line is no part of the value
			start = s.pos
			if s.pos >= s.stop {
				continue
			}
		}
		switch s.src[s.pos] {
		case quote:
			raw.Write(s.feeds(s.src[start:s.pos]))
			a.Raw = decodeReferences(raw.String())
			a.Value.Stop = s.pos
			s.pos++
			return nil
		case '\n':
			s.pos++
			raw.Write(s.feeds(s.src[start:s.pos]))
			s.lineSpace(&raw)
			start = s.pos
		default:
			s.pos++
		}
	}
}

// lineSpace skips white space over line ends inside a quoted value, keeping
// the line ends.
func (s *tagScanner) lineSpace(raw *strings.Builder) {
	for s.isSpace() {
		if s.src[s.pos] == '\n' {
			raw.WriteByte('\n')
		}
		s.skipRune()
	}
}

// feeds is lineFeeds, which the reference implementation leaves out here.
func (s *tagScanner) feeds(b []byte) []byte {
	if s.official {
		return b
	}
	return lineFeeds(b)
}

// lineFeeds turns CR LF into LF.
func lineFeeds(b []byte) []byte {
	if n := len(b); n > 1 && b[n-1] == '\n' && b[n-2] == '\r' {
		return append(b[:n-2:n-2], '\n')
	}
	return b
}

// braced reads {…} as the value of an attribute.
func (s *tagScanner) braced(a *Attr) *fault {
	open := s.mark()
	if !s.braces(s.known) {
		return s.unclosedBrace(open)
	}
	a.Value = Range{open.pos + 1, s.pos - 1}
	if s.lexing {
		a.Raw = "..."
		return nil
	}
	a.Raw = s.expressionText(open, s.pos)
	var err error
	if a.Expr, err = ParseExpr(a.Raw); err != nil && s.official && a.Kind != AttrSpread {
		return s.badExpression(open, err)
	}
	return nil
}

// badExpression is the fault of what stands between braces that the cursor
// has passed and is no expression.
func (c *cursor) badExpression(open place, err error) *fault {
	offset := 0
	if e, ok := err.(*ExprError); ok {
		offset = e.Offset
	}
	return &fault{code: codeExpression, at: c.sourceOffset(open, offset), open: open.pos, text: "Could not parse expression: " + err.Error()}
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

// spread reads {...x} between attributes.
func (s *tagScanner) spread(t *Tag) *fault {
	a := Attr{Kind: AttrSpread, Range: Range{Start: s.pos}}
	if f := s.braced(&a); f != nil {
		return f
	}
	a.Range.Stop = s.pos
	inner := strings.TrimLeft(a.Raw, " \t\r\n")
	at := a.Value.Start + len(a.Raw) - len(inner)
	if strings.HasPrefix(inner, "...") {
		if f := s.spreadOperand(&a, inner[3:], len(a.Raw)-len(inner)+3); f != nil {
			return f
		}
		t.Attrs = append(t.Attrs, a)
		return nil
	}
	if s.official {
		if a.isEmpty() {
			return &fault{code: codeEmpty, at: a.Value.Start, text: "Unexpected empty expression"}
		}
		return &fault{code: codeNonSpread, at: at, text: "Unexpected `Property` in code: only spread elements are supported"}
	}
	switch {
	case a.isEmpty():
		s.slack = append(s.slack, slack{"comment-in-tag", a.Range, "a comment between attributes"})
	case a.Expr != nil && a.Expr.Kind == ExprName:
		a.Kind, a.Name, a.Shorthand = AttrExpression, a.Expr.Str, true
		s.slack = append(s.slack, slack{"shorthand-attribute", a.Range, fmt.Sprintf("write %s={%s}", a.Name, a.Name)})
		t.Attrs = append(t.Attrs, a)
	default:
		s.slack = append(s.slack, slack{"dropped-attribute", a.Range, fmt.Sprintf("{%s} is no attribute", strings.TrimSpace(a.Raw))})
	}
	return nil
}

// spreadOperand parses what is spread, which stands at an offset of the text
// between the braces.
func (s *tagScanner) spreadOperand(a *Attr, operand string, offset int) *fault {
	if s.lexing {
		return nil
	}
	p := exprParser{src: operand}
	e := p.assignment()
	p.space()
	at := a.Value.Start + offset + p.at
	switch {
	case p.err != nil:
		if s.official {
			return &fault{code: codeExpression, at: a.Value.Start + offset + p.err.Offset, open: a.Range.Start, text: "Could not parse expression: " + p.err.Message}
		}
	case p.at < len(operand) && s.official:
		if p.eat(",") {
			p.space()
			at = a.Value.Start + offset + p.at
		}
		return &fault{code: codeSpread, at: at, open: a.Range.Start, text: "Unexpected extra content in spread: only a single spread is supported"}
	default:
		a.Expr = e
	}
	return nil
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

func isMarkdownSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// isSpace reports white space of ECMAScript or a line end at the cursor.
func (s *tagScanner) isSpace() bool {
	b := s.peek()
	if b < utf8.RuneSelf {
		return b == ' ' || b >= '\t' && b <= '\r'
	}
	r, _ := s.peekRune()
	return r == 0xFEFF || r != 0x85 && unicode.IsSpace(r)
}

func (s *tagScanner) skipRune() {
	_, n := s.peekRune()
	s.pos += n
}

// space skips white space and line ends.
func (s *tagScanner) space() {
	for s.isSpace() {
		s.skipRune()
	}
}

func (s *tagScanner) startsName() bool {
	r, _ := s.peekRune()
	return isNameStart(r)
}

// name skips the characters of a name on this line.
func (s *tagScanner) name() {
	for s.pos < s.stop {
		r, n := rune(s.src[s.pos]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(s.src[s.pos:s.stop])
		}
		if !isNamePart(r) {
			return
		}
		s.pos += n
	}
}

// looseNameStart and looseName accept the attribute names of Vue and Alpine,
// and dots.
func (s *tagScanner) looseNameStart() bool {
	b := s.peek()
	return (b == '@' || b == ':' || b == '#') && s.pos+1 < s.stop && isNameStart(rune(s.src[s.pos+1]))
}

func (s *tagScanner) looseName() {
	start := s.pos
	for s.pos+1 < s.stop && strings.IndexByte("@:.#", s.src[s.pos]) >= 0 && isNamePart(rune(s.src[s.pos+1])) {
		if s.src[s.pos] == ':' && s.pos == start {
			return // a local name, which the grammar has
		}
		s.pos++
		s.name()
	}
}

func isNameStart(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '$' || r == '_'
	}
	return r <= 0xFFFF && (unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Other_ID_Start)) && !unicode.Is(unicode.Pattern_Syntax, r)
}

func isNamePart(r rune) bool {
	if r < utf8.RuneSelf {
		return isNameStart(r) || r >= '0' && r <= '9' || r == '-'
	}
	return isNameStart(r) || r == 0x200C || r == 0x200D ||
		r <= 0xFFFF && unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}
