package mdx

import (
	"fmt"
	"regexp"
	"strings"

	"course/pkg/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tagParser reads a tag in running text.
type tagParser struct{ opts *Options }

func (*tagParser) Trigger() []byte { return []byte{'<'} }

// inlineCursor is a cursor on the rest of a block of text.
func inlineCursor(s *state, parent ast.Node, block text.Reader) cursor {
	if s.textOf != parent {
		s.textOf, s.text = parent, memo{}
		s.lines = s.lines[:0]
		segments := parent.Lines()
		for i := range segments.Len() {
			seg := segments.At(i)
			s.lines = append(s.lines, line{start: seg.Start, stop: seg.Stop})
		}
	}
	at, seg := block.Position()
	return newCursor(s.src, s.lines, min(at, len(s.lines)-1), seg.Start)
}

// jump moves the reader to the cursor.
func jump(block text.Reader, c *cursor) {
	at, seg := block.Position()
	for at < c.at {
		block.AdvanceLine()
		at, seg = block.Position()
	}
	block.Advance(c.pos - seg.Start)
}

// Parse implements parser.InlineParser.
func (p *tagParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	c := inlineCursor(s, parent, block)
	start := c.mark()
	if !p.opts.Official && !p.opts.Markdown && c.startsWith("<!--") {
		if n := c.comment(s); n != nil {
			s.htmlComment(n)
			n.Inline = true
			jump(block, &c)
			return n
		}
	}
	scan := tagScanner{cursor: &c, known: s.text, official: p.opts.Official}
	t, bad := scan.scanTag()
	if t == nil {
		if bad != nil {
			return p.refuse(s, parent, block, c, start, *bad)
		}
		return nil
	}
	if !p.opts.accepts(t.Name) {
		return nil
	}
	for _, sl := range scan.slack {
		s.warn(sl.code, sl.Range, "", "%s", sl.message)
	}
	t.Inline = true
	t.SetPos(t.Range.Start)
	s.fixAttrs(&c, parent, t, start)
	jump(block, &c)
	return t
}

func (s *state) htmlComment(n *Comment) {
	s.warn("html-comment", n.Range, "write {/* … */}", "an HTML comment is not MDX")
}

// fixAttrs gives expressions that run over lines the indent that the
// paragraph took from them.
func (s *state) fixAttrs(c *cursor, parent ast.Node, t *Tag, start place) {
	if c.at == start.at {
		return
	}
	for i := range t.Attrs {
		a := &t.Attrs[i]
		if a.Kind != AttrExpression && a.Kind != AttrSpread {
			continue
		}
		raw := s.rawText(parent, a.Value.Start, a.Value.Stop)
		if raw != a.Raw {
			a.Raw = raw
			a.Expr, _ = ParseExpr(raw)
		}
	}
}

// rawText is the source between two offsets of a block of text, without the
// prefixes of its containers and up to two columns of indent.
func (s *state) rawText(parent ast.Node, start, stop int) string {
	from := start
	for from > 0 && s.src[from-1] != '\n' {
		from--
	}
	c := newCursor(s.src, []line{{start: start, stop: lineEnd(s.src, start)}}, 0, start)
	c.more = follow(s.src, s.containers(parent), true)
	for c.stop < stop && c.enterNext() {
	}
	c.pos = stop
	return c.expressionText(place{at: 0, pos: start - 1}, stop+1)
}

var (
	uriAutolink   = regexp.MustCompile(`^<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^<>\x00-\x20]*)>`)
	emailAutolink = regexp.MustCompile(`^<([a-zA-Z0-9.!#$%&'*+/=?^_{|}~` + "`" + `\-]+@[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?)*)>`)
)

// refuse deals with a "<" that starts no tag.
func (p *tagParser) refuse(s *state, parent ast.Node, block text.Reader, c cursor, start place, f fault) ast.Node {
	if p.opts.Official {
		f.at = s.endOfText(parent, f)
		s.inline = append(s.inline, f)
		return nil
	}
	if p.opts.Markdown {
		return nil
	}
	c.reset(start)
	rest := c.src[c.pos:c.stop]
	link, kind := uriAutolink.FindSubmatchIndex(rest), ast.AutoLinkURL
	if link == nil {
		link, kind = emailAutolink.FindSubmatchIndex(rest), ast.AutoLinkEmail
	}
	if link != nil {
		at := c.pos
		s.warn("autolink", Range{at, at + link[1]}, fmt.Sprintf("write [%s](%[1]s)", rest[link[2]:link[3]]), "%s is not MDX", rest[:link[1]])
		block.Advance(link[1])
		n := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(at+link[2], at+link[3])))
		n.SetPos(at)
		return n
	}
	if f.code == codeEOF && f.open > start.pos {
		what := "expression"
		if q := s.src[f.open]; q != '{' {
			what = "string"
		}
		s.error("unterminated-"+what, Range{f.open, f.open + 1}, "",
			[]diag.Related{{Span: s.span(start.pos, start.pos+1), Message: "the tag starts here"}},
			"a tag holds %s without end before its paragraph ends", map[string]string{"string": "a string", "expression": "an expression"}[what])
		return nil
	}
	s.warn("stray-less-than", Range{start.pos, start.pos + 1}, `write \< or &lt;`, "the sign < starts no tag: %s", plainFault(f))
	return nil
}

// endOfText moves a fault at the end of a block of text behind the white
// space that the block lost there.
func (s *state) endOfText(parent ast.Node, f fault) int {
	if f.code != codeEOF {
		return f.at
	}
	if _, ok := parent.(*ast.Paragraph); !ok {
		if _, ok = parent.(*ast.TextBlock); !ok {
			return f.at
		}
	}
	at := f.at
	for at < len(s.src) && (s.src[at] == ' ' || s.src[at] == '\t') {
		at++
	}
	return at
}

// plainFault shortens a fault to what was found where.
func plainFault(f fault) string {
	if text, _, ok := strings.Cut(f.text, ", expected "); ok {
		return "u" + text[1:]
	}
	return f.text
}

// expressionParser reads {…} in running text.
type expressionParser struct{ opts *Options }

func (*expressionParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (p *expressionParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	c := inlineCursor(s, parent, block)
	open := c.mark()
	if !p.opts.Official {
		if n := headingID(parent, &c); n != nil {
			jump(block, &c)
			return n
		}
	}
	if !c.braces(s.text) {
		if p.opts.Official {
			f := *c.unclosedBrace(open)
			f.at = s.endOfText(parent, f)
			s.inline = append(s.inline, f)
			return nil
		}
		s.warn("unmatched-brace", Range{open.pos, open.pos + 1}, `write \{`, "a brace without partner in its paragraph is shown as text")
		return nil
	}
	e, err := newExpression(&c, open)
	e.Inline = true
	if err != nil && p.opts.Official {
		s.inline = append(s.inline, *c.badExpression(open, err))
		return nil
	}
	if c.at != open.at {
		e.Raw = s.rawText(parent, open.pos+1, c.pos-1)
	}
	if e.Fault != "" && !p.opts.Official {
		if !s.svelte(e) {
			s.warn("literal-brace", Range{open.pos, open.pos + 1}, `write \{ to say that it is text`, "{%s} is no expression and is shown as text: %s", shorten(e.Raw), e.Fault)
			return nil
		}
	}
	jump(block, &c)
	return e
}

var svelteBlock = regexp.MustCompile(`^\s*(?:[#:/](?:if|else|each|await|then|catch|key|snippet)\b|@(?:html|const|debug|render)\b)`)

// svelte turns the marks of Svelte's blocks into nothing.
func (s *state) svelte(e *Expression) bool {
	if !svelteBlock.MatchString(e.Raw) {
		return false
	}
	s.warn("svelte-block", e.Range, "", "{%s} is dropped and all branches are shown", shorten(e.Raw))
	e.Expr, e.Fault = nil, ""
	return true
}

func shorten(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n++; n > most || s[i] == '\n' {
			return s[:i] + "…"
		}
	}
	return s
}
