package mdx

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// flowParser reads a line, or a run of lines, that holds only tags,
// expressions and comments.
type flowParser struct{ opts *Options }

// Trigger implements parser.BlockParser.
func (p *flowParser) Trigger() []byte {
	if p.opts.Markdown {
		return []byte{'<'}
	}
	return []byte{'<', '{'}
}

func (*flowParser) CanInterruptParagraph() bool { return true }
func (*flowParser) CanAcceptIndentedLine() bool { return true }

// Continue implements parser.BlockParser: all lines were taken by Open.
func (*flowParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (*flowParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open implements parser.BlockParser.
func (p *flowParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	s := stateOf(pc)
	_, seg := reader.PeekLine()
	first, pos, _ := indentOfLine(reader)
	if pos >= len(first) {
		return nil, parser.NoChildren
	}
	start := seg.Start + max(pos-seg.Padding, 0)
	f := flowScanner{s: s, opts: p.opts}
	f.cursor = newCursor(s.src, []line{{start: start, stop: seg.Stop}}, 0, start)
	f.more = follow(s.src, s.containers(parent), p.opts.Official)
	n := &Flow{}
	if !f.line(n) {
		return nil, parser.NoChildren
	}
	n.SetPos(start)
	for range f.at {
		reader.AdvanceLine()
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// flowScanner reads the tokens of a Flow.
type flowScanner struct {
	cursor
	s    *state
	opts *Options
}

// line reads tokens until a line ends behind one. It returns false where the
// line holds something else, which makes it text.
func (f *flowScanner) line(n *Flow) bool {
	for {
		wasTag := f.src[f.pos] == '<'
		token, ok := f.token()
		if !ok {
			return false
		}
		if f.official(token) {
			return false
		}
		n.Tokens = append(n.Tokens, token...)
		f.spaces()
		if f.atLineEnd() {
			return true
		}
		if b := f.src[f.pos]; b != '<' && (b != '{' || !wasTag || f.opts.Markdown) {
			return false
		}
	}
}

// official reports a lazy line inside a token, which only the tolerant
// dialect lets pass.
func (f *flowScanner) official(tokens []ast.Node) bool {
	if f.lazyAt < 0 {
		return false
	}
	if !f.opts.Official {
		f.s.warn("lazy-line", Range{f.lazyAt, f.lazyAt + 1}, "repeat the mark of the quote or the indent of the list item",
			"a line inside a tag or expression stands outside its container")
		f.lazyAt = -1
		return false
	}
	fl := fault{code: codeLazy, at: f.lazyAt, text: "Unexpected lazy line in container, expected line to be prefixed with `>` when in a block quote, whitespace when in a list, etc"}
	f.s.flow = append(f.s.flow, fl)
	return true
}

// token reads one tag, expression or comment.
func (f *flowScanner) token() ([]ast.Node, bool) {
	if f.src[f.pos] == '{' {
		e := f.expression()
		return []ast.Node{e}, e != nil
	}
	if !f.opts.Official && !f.opts.Markdown && f.startsWith("<!--") {
		c := f.cursor.comment(f.s)
		if c == nil {
			return nil, false
		}
		f.s.htmlComment(c)
		return []ast.Node{c}, true
	}
	start := f.mark()
	s := tagScanner{cursor: &f.cursor, known: f.s.unclosed, official: f.opts.Official}
	t, bad := s.scanTag()
	if f.official(nil) {
		return nil, false
	}
	if bad != nil && f.opts.Official {
		f.s.flow = append(f.s.flow, *bad)
	}
	if t == nil {
		f.reset(start)
		return nil, false
	}
	if !f.opts.accepts(t.Name) {
		return nil, false
	}
	for _, sl := range s.slack {
		f.s.warn(sl.code, sl.Range, "", "%s", sl.message)
	}
	t.SetPos(t.Range.Start)
	if !f.opts.Official && !t.Close && !t.SelfClosing && isRawName(t.Name) {
		return f.rawBody(t)
	}
	return []ast.Node{t}, true
}

func isRawName(name string) bool { return name == "script" || name == "style" }

// rawBody takes the text up to the closing tag as it stands.
func (f *flowScanner) rawBody(t *Tag) ([]ast.Node, bool) {
	start := f.mark()
	closing := "</" + t.Name
	if f.s.isEndless(closing, f.pos) {
		return []ast.Node{t}, true
	}
	raw := &Raw{Range: Range{f.pos, f.pos}}
	raw.SetPos(f.pos)
	for b := f.peek(); b != eof; b = f.peek() {
		if b == '<' && f.startsWith(closing) {
			raw.Range.Stop = f.pos
			s := tagScanner{cursor: &f.cursor}
			if end, bad := s.scanTag(); end != nil && bad == nil {
				end.SetPos(end.Range.Start)
				return []ast.Node{t, raw, end}, true
			}
			break
		}
		f.pos++
	}
	f.s.setEndless(closing, f.pos)
	f.reset(start)
	return []ast.Node{t}, true
}

// expression reads {…}; nil where the brace never closes or where what is
// between cannot be an expression.
func (f *flowScanner) expression() *Expression {
	open := f.mark()
	if !f.braces(f.s.unclosed) {
		if f.opts.Official {
			f.s.flow = append(f.s.flow, *f.unclosedBrace(open))
		}
		return nil
	}
	if f.opts.Official && f.lazyAt >= 0 {
		f.official(nil)
		return nil
	}
	e, err := newExpression(&f.cursor, open)
	if err != nil && f.opts.Official {
		f.s.flow = append(f.s.flow, *f.badExpression(open, err))
		return nil
	}
	if e.Fault != "" && !f.opts.Official && !f.s.svelte(e) {
		return nil
	}
	return e
}

// newExpression makes the node for the braces that the cursor has passed.
func newExpression(c *cursor, open place) (*Expression, error) {
	e := &Expression{Raw: c.expressionText(open, c.pos), Range: Range{open.pos, c.pos}}
	e.SetPos(open.pos)
	expr, err := ParseExpr(e.Raw)
	e.Expr = expr
	if err != nil {
		e.Fault = err.Error()
	}
	return e, err
}

// comment reads <!-- … -->; nil where it has no end.
func (c *cursor) comment(s *state) *Comment {
	start := c.mark()
	if s.isEndless("-->", c.pos) {
		return nil
	}
	n := &Comment{Range: Range{Start: c.pos}}
	n.SetPos(c.pos)
	c.pos += 4
	for {
		i := bytes.Index(c.src[c.pos:c.stop], []byte("-->"))
		if i >= 0 {
			c.pos += i + 3
			n.Range.Stop = c.pos
			return n
		}
		c.pos = c.stop
		if c.peek() == eof {
			s.setEndless("-->", c.stop)
			c.reset(start)
			return nil
		}
	}
}

// isComponentName tells components from HTML elements: a capital letter, or
// a dot in the name.
func isComponentName(name string) bool {
	return name == "" || strings.IndexByte(name, '.') >= 0 || !(name[0] >= 'a' && name[0] <= 'z')
}
