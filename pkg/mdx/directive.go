package mdx

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// directiveParser reads :::name[Title]{attrs} … ::: as an Element, and the
// older forms `:::name Title` and `::: name`.
type directiveParser struct{}

func (directiveParser) Trigger() []byte             { return []byte{':'} }
func (directiveParser) CanInterruptParagraph() bool { return true }
func (directiveParser) CanAcceptIndentedLine() bool { return true }

// colons counts the colons at the start of a line.
func colons(line []byte) int {
	n := 0
	for n < len(line) && line[n] == ':' {
		n++
	}
	return n
}

// Open implements parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.PeekLine()
	line, pos, _ := indentOfLine(reader)
	if pos >= len(line) {
		return nil, parser.NoChildren
	}
	n := colons(line[pos:])
	if n < 3 {
		return nil, parser.NoChildren
	}
	start := seg.Start + max(pos-seg.Padding, 0)
	stop := start + len(bytes.TrimRight(line[pos:], " \t\r\n"))
	e := &Element{Syntax: SyntaxDirective, Open: Range{start, stop}, fence: n}
	if !e.header(stateOf(pc), Range{start + n, stop}) {
		return nil, parser.NoChildren
	}
	e.SetPos(start)
	reader.AdvanceToEOL()
	return e, parser.NoChildren
}

// header reads what follows the colons.
func (e *Element) header(s *state, r Range) bool {
	c := newCursor(s.src, []line{{start: r.Start, stop: r.Stop}}, 0, r.Start)
	c.spaces()
	start := c.pos
	if !(&tagScanner{cursor: &c}).startsName() {
		return false
	}
	(&tagScanner{cursor: &c}).name()
	e.Name = string(s.src[start:c.pos])
	c.spaces()
	if c.pos < c.stop && s.src[c.pos] == '[' {
		end := bytes.LastIndexByte(s.src[c.pos:c.stop], ']')
		if end > 0 {
			e.title(s, Range{c.pos + 1, c.pos + end})
			c.pos += end + 1
			c.spaces()
		}
	}
	if c.pos < c.stop && s.src[c.pos] == '{' {
		e.directiveAttrs(s, &c)
		c.spaces()
	}
	if c.pos < c.stop && e.Attr("title") == nil {
		e.title(s, Range{c.pos, c.stop})
	}
	return true
}

func (e *Element) title(s *state, r Range) {
	e.Attrs = append(e.Attrs, Attr{
		Name: "title", Kind: AttrString, Raw: decodeReferences(string(s.src[r.Start:r.Stop])), Range: r, Value: r,
	})
}

// directiveAttrs reads {name="value" name=value .class #id}.
func (e *Element) directiveAttrs(s *state, c *cursor) {
	end := bytes.IndexByte(s.src[c.pos:c.stop], '}')
	if end < 0 {
		return
	}
	inner := newCursor(s.src, []line{{start: c.pos + 1, stop: c.pos + end}}, 0, c.pos+1)
	scan := tagScanner{cursor: &inner}
	t := Tag{}
	for inner.peek() != eof {
		inner.spaces()
		switch b := inner.peek(); {
		case b == '.' || b == '#':
			at := inner.pos
			inner.pos++
			scan.name()
			name := map[int]string{'.': "class", '#': "id"}[b]
			r := Range{at + 1, inner.pos}
			t.Attrs = append(t.Attrs, Attr{Name: name, Kind: AttrString, Raw: string(s.src[r.Start:r.Stop]), Range: Range{at, inner.pos}, Value: r})
		case scan.startsName():
			e.directiveAttr(s, &scan, &t)
		default:
			if b != eof {
				inner.pos++
			}
		}
	}
	e.Attrs = append(e.Attrs, t.Attrs...)
	c.pos += end + 1
}

func (e *Element) directiveAttr(s *state, scan *tagScanner, t *Tag) {
	a := Attr{Range: Range{Start: scan.pos}}
	scan.name()
	a.Name = string(s.src[a.Range.Start:scan.pos])
	if scan.peek() == '=' {
		scan.pos++
		if b := scan.peek(); b == '"' || b == '\'' {
			_ = scan.quotedValue(&a, byte(b))
		} else if b != eof {
			_ = scan.bareValue(&a)
		}
	}
	a.Range.Stop = scan.pos
	t.Attrs = append(t.Attrs, a)
}

// Continue implements parser.BlockParser. The closing colons count unless
// they stand in code, or a directive inside takes them.
func (directiveParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, seg := reader.PeekLine()
	e := n.(*Element)
	_, pos := util.IndentWidth(line, reader.LineOffset())
	if pos < len(line) && line[pos] == ':' {
		count := colons(line[pos:])
		if count >= e.fence && util.IsBlank(line[pos+count:]) && !takenInside(e, count, pc) {
			start := seg.Start + max(pos-seg.Padding, 0)
			e.Close = Range{start, start + count}
			reader.AdvanceToEOL()
			return parser.Close
		}
	}
	return parser.Continue | parser.HasChildren
}

// takenInside reports whether a block inside the directive has a claim on
// closing colons.
func takenInside(e *Element, count int, pc parser.Context) bool {
	inside := false
	for _, b := range pc.OpenedBlocks() {
		switch n := b.Node.(type) {
		case *Element:
			if n == e {
				inside = true
				continue
			}
			if inside && n.fence > 0 && n.fence <= count {
				return true
			}
		case *ast.FencedCodeBlock:
			if inside {
				return true
			}
		}
	}
	return false
}

// Close implements parser.BlockParser.
func (directiveParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	e := n.(*Element)
	if e.Close.Stop == 0 {
		s := stateOf(pc)
		s.warn("unclosed-directive", e.Open, "write "+strings.Repeat(":", e.fence)+" behind it", "the directive %s%s is never closed", strings.Repeat(":", e.fence), e.Name)
	}
}
