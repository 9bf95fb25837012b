package markdown

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"course/pkg/diag"
	"course/pkg/highlight"

	"github.com/yuin/goldmark/ast"
	"go.abhg.dev/goldmark/mermaid"
)

// NewHighlighter makes a Highlighter of package highlight.
func NewHighlighter(h *highlight.Highlighter) Highlighter { return chromaLines{h} }

type chromaLines struct{ h *highlight.Highlighter }

// Highlight implements Highlighter.
func (c chromaLines) Highlight(info, code string) Code {
	b := c.h.Parse(info, code)
	out := Code{
		HTML: c.h.AppendLines(nil, b), Label: b.Lang.Label, Title: b.Title, Lines: b.Lines, Wide: b.Wide,
		Terminal: b.Terminal(), Numbers: b.Numbers == highlight.On, Start: b.Start,
		Wrap: b.Wrap == highlight.On, Collapsed: len(b.Collapse) > 0, Problems: b.Problems,
	}
	for _, a := range b.Attrs {
		out.Attrs = append(out.Attrs, [2]string{a.Name, a.Value})
	}
	return out
}

// plainLines shows code without colours.
type plainLines struct{}

const wideLine = 72

// Highlight implements Highlighter.
func (plainLines) Highlight(info, code string) Code {
	m := highlight.ParseMeta(info)
	out := Code{
		Label: m.Language, Title: m.Title, Numbers: m.Numbers == highlight.On, Start: m.Start, Wrap: m.Wrap == highlight.On,
		Collapsed: len(m.Collapse) > 0, Problems: m.Mistakes,
	}
	switch strings.ToLower(m.Language) {
	case "console", "shell-session", "terminal":
		out.Terminal = true
	}
	w := Writer{}
	for line := range strings.Lines(code) {
		out.Lines++
		out.Wide = out.Wide || utf8.RuneCountInString(line) > wideLine+1
		w.str(`<span class="line">`)
		w.escape(line)
		w.str("</span>")
	}
	out.HTML = w.html
	return out
}

func (r *renderer) fence(n *ast.FencedCodeBlock) {
	info := ""
	at := r.span(n.Pos(), n.Pos())
	if n.Info != nil {
		info = decodeText(n.Info.Segment.Value(r.src))
		at = r.span(n.Info.Segment.Start, n.Info.Segment.Stop)
	}
	r.code(info, r.doc.lines(n), at)
}

func (r *renderer) codeBlock(n *ast.CodeBlock) {
	r.code("", r.doc.lines(n), r.span(n.Pos(), n.Pos()))
}

// code writes a code block through the component Code.
func (r *renderer) code(info, code string, at diag.Span) {
	c, ok := r.m.component("Code")
	if r.plain || !ok {
		r.plainCode(info, code)
		return
	}
	block := r.highlighter().Highlight(info, code)
	for _, p := range block.Problems {
		p.Span = r.span(at.Start+p.Span.Start, at.Start+p.Span.End)
		r.found.Add(p)
	}
	use := r.newUse("Code", at)
	use.Props = map[string]any{
		"lang": block.Label, "title": block.Title, "terminal": block.Terminal, "wide": block.Wide, "numbers": block.Numbers,
		"wrap": block.Wrap, "lines": float64(block.Lines), "start": float64(max(block.Start, 1)),
	}
	if block.Collapsed {
		use.Props["collapse"] = true
	}
	for _, a := range block.Attrs {
		if use.Rest == nil {
			use.Rest = map[string]any{}
		}
		use.Rest[a[0]] = a[1]
		if a[0] == "download" {
			use.Props["download"] = a[1]
		}
	}
	fillProps(c.Schema(), use)
	use.WriteChildren = func() { _, _ = r.w.Write(block.HTML) }
	r.run(c, use, func() { r.plainCode(info, code) })
}

// plainCode writes code as the CommonMark specification shows it.
func (r *renderer) plainCode(info, code string) {
	r.w.str("<pre><code")
	lang, _, _ := strings.Cut(info, " ")
	if lang != "" {
		r.w.str(` class="language-`)
		r.w.escape(lang)
		r.w.str(`"`)
	}
	r.w.str(">")
	r.w.escape(code)
	r.w.str("</code></pre>\n")
}

// fillProps gives every declared prop a value, and drops what the component
// of a project does not declare.
func fillProps(s *Schema, use *Use) {
	for _, p := range s.Props {
		if _, ok := use.Props[p.Name]; !ok {
			use.Props[p.Name] = p.Default
		}
	}
}

// textWidth is the width of the text column, beyond which a drawing goes wide.
const textWidth = 624

// diagram writes a chart through the component Mermaid. A chart that cannot
// be drawn shows its source and the reason.
func (r *renderer) diagram(n *Chart) {
	c, ok := r.m.component("Mermaid")
	if r.plain || !ok {
		r.plainCode("mermaid", n.Source)
		return
	}
	use := r.newUse("Mermaid", n.Span)
	if n.Element != nil {
		r.bind(c, n.Element, use)
	} else {
		use.Props = map[string]any{}
		if n.Caption != "" {
			use.Props["caption"] = n.Caption
		}
	}
	fillProps(c.Schema(), use)
	use.Props["chart"] = n.Source
	svg, problem := r.draw(n)
	use.Props["error"] = problem
	use.Props["wide"] = svgWidth(svg) > textWidth
	if svg != "" {
		use.WriteSlot = map[string]func(){"svg": func() { r.drawing(svg, use) }}
	}
	r.run(c, use, func() { r.plainCode("mermaid", n.Source) })
}

// IDMark begins every id in the SVG of a compiler, and every reference to one.
// It is a character of the private use area, which no chart's text needs.
const IDMark = "\uE000"

// drawing writes an SVG whose ids are made unique on the page: by the prefix
// of the fragment and the number of the component.
func (r *renderer) drawing(svg string, use *Use) {
	own := "d" + strconv.Itoa(use.Index) + "-"
	for {
		before, rest, found := strings.Cut(svg, IDMark)
		r.w.str(before)
		if !found {
			return
		}
		r.w.Hole(HoleID, "", use.Span)
		r.w.str(own)
		svg = rest
	}
}

// Located is an error of a Compiler that knows its place in the chart.
type Located interface {
	error
	// Offset is the byte offset in the chart's source.
	Offset() int
	// Hint is the way out, or empty.
	Hint() string
}

func (r *renderer) draw(n *Chart) (svg, problem string) {
	if r.m.options.Diagrams == nil {
		return "", ""
	}
	hint := "its source is shown instead"
	if strings.TrimSpace(n.Source) == "" {
		problem = "the diagram is empty"
	} else {
		out, err := r.m.options.Diagrams(r.doc.input.Lang).Compile(context.Background(), &mermaid.CompileRequest{Source: n.Source})
		if err == nil {
			return out.SVG, ""
		}
		problem = err.Error()
		n.Span = r.doc.chartPlace(n, err)
		var at Located
		if asLocated(err, &at) && at.Hint() != "" {
			hint = at.Hint() + "; " + hint
		}
	}
	r.found.Add(diag.Diagnostic{
		Code: "bad-diagram", Severity: diag.Error, Span: n.Span,
		Message: "the diagram cannot be drawn: " + firstLine(problem), Hint: hint,
	})
	return "", problem
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// svgWidth reads the width of a drawing.
func svgWidth(svg string) float64 {
	end := strings.IndexByte(svg, '>')
	if end < 0 {
		return 0
	}
	_, rest, ok := strings.Cut(svg[:end], ` width="`)
	if !ok {
		return 0
	}
	value, _, _ := strings.Cut(rest, `"`)
	n, _ := strconv.ParseFloat(strings.TrimSuffix(value, "px"), 64)
	return n
}

// chartPlace is the place of a mistake in a chart, or of the chart.
func (d *Document) chartPlace(n *Chart, err error) diag.Span {
	var at Located
	if !asLocated(err, &at) {
		return n.Span
	}
	offset := min(max(at.Offset(), 0), len(n.Source))
	line := strings.Count(n.Source[:offset], "\n")
	src := d.File.Data
	start := n.Body.Start
	for ; line > 0 && start < n.Body.End; line-- {
		_, start = nextLine(src, start)
	}
	text, _ := nextLine(src, start)
	text = bytes.TrimRight(text, "\r")
	end := min(start+len(text), max(n.Body.End, start))
	// The chart's line stands in the lesson's as it is, behind some indent,
	// unless the author had to escape something in it.
	first := strings.LastIndexByte(n.Source[:offset], '\n') + 1
	of, _, _ := strings.Cut(n.Source[first:], "\n")
	of = strings.TrimRight(of, "\r")
	bare := strings.TrimLeft(of, " \t")
	if column := offset - first - (len(of) - len(bare)); column >= 0 && bare != "" {
		if i := bytes.Index(text, []byte(bare)); i >= 0 {
			return d.span(min(start+i+column, end), end)
		}
	}
	indent := len(text) - len(bytes.TrimLeft(text, " \t>"))
	return d.span(start+indent, end)
}
