package mdx

import (
	"fmt"
	"strings"
)

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
