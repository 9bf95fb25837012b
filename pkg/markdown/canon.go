package markdown

import (
	"bytes"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	"go.abhg.dev/goldmark/mermaid"
)

// Chart is a Mermaid chart of any of the dialect's syntaxes. It is the
// block of goldmark-mermaid with what a lesson says around the chart.
type Chart struct {
	mermaid.Block
	Source string
	// Element is the tag that the chart was written with; nil for a fence.
	Element *mdx.Element
	// Caption, if given.
	Caption string
	Span    diag.Span
	Body    diag.Span
}

// KindChart is the kind of Chart.
var KindChart = ast.NewNodeKind("Chart")

// Kind implements ast.Node.
func (*Chart) Kind() ast.NodeKind { return KindChart }

// calloutTypes maps what authors write to the six kinds of callouts.
var calloutTypes = map[string]string{
	"note": "note", "info": "note", "default": "note", "abstract": "note", "summary": "note", "example": "note", "question": "note", "quote": "note",
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
	"important": "important",
	"warning":   "warning", "warn": "warning", "attention": "warning",
	"caution": "caution",
	"danger":  "danger", "error": "danger", "failure": "danger", "bug": "danger",
}

// calloutNames are the components that are callouts, with the type that the
// name implies.
var calloutNames = map[string]string{
	"Callout": "", "Aside": "", "Admonition": "", "Alert": "",
	"Note": "note", "Info": "note", "Tip": "tip", "Important": "important", "Warning": "warning", "Caution": "caution", "Danger": "danger",
}

// canonical turns the several syntaxes of callouts and diagrams into one.
func (m *Markdown) canonical(doc *Document) (found diag.List) {
	if doc.input.MD || m.options.Dialect != Official {
		found = m.canonicalChildren(doc, doc.root)
		return found
	}
	return m.canonicalChildren(doc, doc.root)
}

func (m *Markdown) canonicalChildren(doc *Document, parent ast.Node) (found diag.List) {
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch n := c.(type) {
		case *ast.Blockquote:
			if e := doc.alert(n); e != nil {
				parent.ReplaceChild(parent, n, e)
				c = e
			}
		case *mdx.Element:
			if n.Syntax == mdx.SyntaxDirective {
				doc.directive(n)
			}
			if d := doc.diagramElement(n); d != nil {
				parent.ReplaceChild(parent, n, d)
				c = d
			}
		case *ast.FencedCodeBlock:
			if bytes.EqualFold(n.Language(doc.File.Data), []byte("mermaid")) {
				d := doc.diagramFence(n)
				parent.ReplaceChild(parent, n, d)
				c = d
			}
		}
		if c.HasChildren() && c.Type() == ast.TypeBlock {
			found.Add(m.canonicalChildren(doc, c)...)
		}
		c = next
	}
	return found
}

// alert turns a quote that starts with a mark such as [!NOTE] into a callout.
func (d *Document) alert(q *ast.Blockquote) *mdx.Element {
	para, ok := q.FirstChild().(*ast.Paragraph)
	if !ok || para.Lines().Len() == 0 {
		return nil
	}
	first := para.Lines().At(0)
	line := strings.TrimSpace(string(first.Value(d.File.Data)))
	end := strings.IndexByte(line, ']')
	if !strings.HasPrefix(line, "[!") || end < 0 {
		return nil
	}
	kind, known := calloutTypes[strings.ToLower(line[2:end])]
	if !known {
		return nil
	}
	e := &mdx.Element{Name: "Callout", Syntax: mdx.SyntaxAlert, Open: mdx.Range{Start: min(max(q.Pos(), 0), first.Start), Stop: first.Start + len(line)}}
	e.SetPos(q.Pos())
	e.SetBlankPreviousLines(q.HasBlankPreviousLines())
	mark := mdx.Range{Start: first.Start + 2, Stop: first.Start + end}
	e.Attrs = append(e.Attrs, mdx.Attr{Name: "type", Kind: mdx.AttrString, Raw: kind, Range: mark, Value: mark})
	if title := strings.TrimSpace(strings.TrimLeft(line[end+1:], "+-")); title != "" {
		r := mdx.Range{Start: first.Start + len(line) - len(title), Stop: first.Start + len(line)}
		e.Attrs = append(e.Attrs, mdx.Attr{Name: "title", Kind: mdx.AttrString, Raw: title, Range: r, Value: r})
	}
	e.Close = mdx.Range{Start: e.Open.Stop, Stop: max(d.lastOffset(q), e.Open.Stop)}
	dropLine(para, first.Stop)
	for c := q.FirstChild(); c != nil; {
		next := c.NextSibling()
		if c != ast.Node(para) || para.HasChildren() {
			e.AppendChild(e, c)
		}
		c = next
	}
	return e
}

// dropLine removes the inlines of a paragraph before an offset.
func dropLine(para ast.Node, stop int) {
	for c := para.FirstChild(); c != nil; {
		next := c.NextSibling()
		if t, ok := c.(*ast.Text); ok && t.Segment.Start >= stop || !ok && c.Pos() >= stop {
			return
		}
		para.RemoveChild(para, c)
		c = next
	}
}

// lastOffset is where the text of a block ends.
func (d *Document) lastOffset(n ast.Node) int {
	last := 0
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		last = n.Lines().At(n.Lines().Len() - 1).Stop
	}
	if e, ok := n.(*mdx.Element); ok {
		last = max(last, e.Range().Stop)
	}
	for c := n.LastChild(); c != nil && c.Type() == ast.TypeBlock; c = c.PreviousSibling() {
		if o := d.lastOffset(c); o > 0 {
			last = max(last, o)
			break
		}
	}
	return last
}

// directive gives a directive the name of its component.
func (d *Document) directive(e *mdx.Element) {
	if kind, ok := calloutTypes[strings.ToLower(e.Name)]; ok {
		at := mdx.Range{Start: e.Open.Start, Stop: e.Open.Stop}
		e.Attrs = append(e.Attrs, mdx.Attr{Name: "type", Kind: mdx.AttrString, Raw: kind, Range: at, Value: at})
		e.Name = "Callout"
		return
	}
	switch strings.ToLower(e.Name) {
	case "details", "spoiler", "collapse":
		e.Name = "Accordion"
	case "code-group":
		e.Name = "CodeGroup"
	case "tabs":
		e.Name = "Tabs"
	case "tab":
		e.Name = "Tab"
	case "steps":
		e.Name = "Steps"
	}
}

func isDiagramName(name string) bool { return name == "Mermaid" || name == "Diagram" }

func (d *Document) diagramFence(n *ast.FencedCodeBlock) *Chart {
	g := &Chart{Source: d.lines(n)}
	g.SetLines(n.Lines())
	g.SetPos(n.Pos())
	g.SetBlankPreviousLines(n.HasBlankPreviousLines())
	g.Body = d.linesSpan(n)
	g.Span = d.fenceSpan(n)
	if n.Info != nil {
		g.Caption = metaTitle(string(n.Info.Segment.Value(d.File.Data)))
	}
	return g
}

// metaTitle reads title="…" or caption="…" of an info string.
func metaTitle(info string) string {
	for _, key := range []string{`title="`, `caption="`} {
		if _, rest, ok := strings.Cut(info, key); ok {
			if title, _, ok := strings.Cut(rest, `"`); ok {
				return title
			}
		}
	}
	return ""
}

// diagramElement turns <Mermaid> with a chart in an attribute, a fence or
// text inside into a diagram.
func (d *Document) diagramElement(e *mdx.Element) *Chart {
	if !isDiagramName(e.Name) {
		return nil
	}
	g := &Chart{Element: e, Span: d.span(e.Range().Start, e.Range().Stop)}
	g.SetPos(e.Pos())
	for _, name := range []string{"chart", "code", "value", "definition"} {
		a := e.Attr(name)
		if a == nil {
			continue
		}
		g.Body = d.span(a.Value.Start, a.Value.Stop)
		if a.Kind == mdx.AttrString {
			g.Source = a.Raw
			return g
		}
		if a.Expr != nil {
			if v, what := d.value(a.Expr); what == "" {
				g.Source, _ = v.(string)
			}
			if a.Expr.Kind == mdx.ExprString && g.Body.End-g.Body.Start >= 2 && a.Expr.Start == 0 {
				g.Body.Start, g.Body.End = g.Body.Start+1, g.Body.End-1 // the quotes
			}
		}
		return g
	}
	for c := e.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			g.Source = d.lines(n)
			g.Body = d.linesSpan(n)
			return g
		case *mdx.Expression:
			if v, what := d.expression(n); what == "" {
				if s, ok := v.(string); ok && strings.TrimSpace(s) != "" {
					g.Source, g.Body = s, d.span(n.Range.Start+1, n.Range.Stop-1)
					return g
				}
			}
		}
	}
	if e.Close.Start > e.Open.Stop {
		g.Body = d.span(e.Open.Stop, e.Close.Start)
		g.Source = strings.TrimSpace(string(d.File.Data[e.Open.Stop:e.Close.Start]))
		if rest, ok := strings.CutPrefix(g.Source, "{`"); ok {
			g.Source = strings.TrimSuffix(rest, "`}")
		}
	}
	return g
}

// expression evaluates an expression node; a comment gives nil.
func (d *Document) expression(e *mdx.Expression) (any, string) {
	if e.Expr == nil {
		return nil, e.Fault
	}
	return d.value(e.Expr)
}

// linesSpan is the place of the lines of a block.
func (d *Document) linesSpan(n ast.Node) diag.Span {
	l := n.Lines()
	if l.Len() == 0 {
		return d.span(n.Pos(), n.Pos())
	}
	return d.span(l.At(0).Start, l.At(l.Len()-1).Stop)
}

// fenceSpan is the place of a fence with its first and last line.
func (d *Document) fenceSpan(n *ast.FencedCodeBlock) diag.Span {
	src := d.File.Data
	start := n.Pos()
	if n.Info != nil && (start < 0 || start > n.Info.Segment.Start) {
		start = n.Info.Segment.Start
	}
	stop := max(start, 0)
	if n.Lines().Len() > 0 {
		stop = n.Lines().At(n.Lines().Len() - 1).Stop
	} else {
		_, stop = nextLine(src, stop)
	}
	if stop < len(src) { // the closing line
		line, _ := nextLine(src, stop)
		if t := bytes.TrimLeft(line, " \t>"); len(t) > 2 && (t[0] == '`' || t[0] == '~') {
			stop += len(bytes.TrimRight(line, " \t\r"))
		}
	}
	for stop > start && stop <= len(src) && (src[stop-1] == '\n' || src[stop-1] == '\r') {
		stop--
	}
	return d.span(max(start, 0), stop)
}
