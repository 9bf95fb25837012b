package markdown

import (
	"slices"
	"strings"
	"unicode"

	"course/pkg/diag"
	"course/pkg/mdx"
	"course/pkg/source"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

func fileOf(path string, data []byte) *source.File { return source.NewFile(path, data) }

// Facts returns what the document says of itself. It is collected once.
func (d *Document) Facts() *Facts {
	if d.facts == nil {
		d.facts = &Facts{}
		c := collector{d: d, f: d.facts, section: -1}
		c.imports()
		c.children(d.root, true)
		c.finish()
	}
	return d.facts
}

// collector walks the tree once.
type collector struct {
	d       *Document
	f       *Facts
	section int
}

func (c *collector) imports() {
	for _, i := range c.d.modules.list {
		at := c.d.span(i.Range.Start, i.Range.Stop)
		switch kindOf(i) {
		case importAsset, importData, importText, importPartial:
			from, _, _ := strings.Cut(i.From, "?")
			c.f.Links = append(c.f.Links, Link{Kind: LinkAsset, Dest: from, Span: at, DestSpan: at, Section: -1})
		}
	}
}

// children visits the children of a node; prose says that their text counts
// as running text.
func (c *collector) children(n ast.Node, prose bool) {
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		c.node(k, prose)
	}
}

func (c *collector) node(n ast.Node, prose bool) {
	switch n := n.(type) {
	case *ast.Text:
		if prose {
			c.prose(n.Segment.Start, n.Segment.Stop)
		}
	case *ast.Heading:
		c.heading(n)
		c.children(n, prose)
	case *ast.Link:
		c.link(n)
		c.children(n, prose)
	case *ast.Image:
		c.image(n)
	case *ast.AutoLink:
		at := c.d.span(n.Pos(), n.Pos()+len(n.Label(c.d.File.Data)))
		c.f.Links = append(c.f.Links, Link{Kind: LinkPage, Dest: string(n.URL(c.d.File.Data)), Text: string(n.Label(c.d.File.Data)), Span: at, DestSpan: at, Section: c.section})
	case *ast.CodeSpan:
	case *ast.FencedCodeBlock:
		c.code(n)
	case *ast.CodeBlock:
		at := c.d.linesSpan(n)
		c.addCode(CodeBlock{Text: c.d.lines(n), Span: at, Body: at, Section: c.section})
	case *Chart:
		c.diagram(n)
	case *extast.Table:
		c.table(n)
		c.children(n, prose)
	case *extast.TaskCheckBox:
		at := max(n.Pos(), 0)
		c.f.Checkboxes = append(c.f.Checkboxes, c.d.span(at, at+3))
	case *mdx.Element:
		c.element(n, prose)
	case *mdx.Comment:
		c.f.Comments = append(c.f.Comments, c.d.span(n.Range.Start, n.Range.Stop))
	case *mdx.Expression:
		if n.IsComment() && strings.TrimSpace(n.Raw) != "" {
			c.f.Comments = append(c.f.Comments, c.d.span(n.Range.Start, n.Range.Stop))
		}
	case *ast.HTMLBlock, *ast.RawHTML:
		c.rawHTML(n)
	default:
		c.children(n, prose)
	}
}

// prose adds a span of running text; neighbours on a line are joined.
func (c *collector) prose(start, stop int) {
	if stop <= start {
		return
	}
	if n := len(c.f.Prose); n > 0 && c.f.Prose[n-1].End == start {
		c.f.Prose[n-1].End = stop
		return
	}
	c.f.Prose = append(c.f.Prose, c.d.span(start, stop))
}

func (c *collector) heading(n *ast.Heading) {
	h := c.d.headings[n]
	if h == nil {
		return
	}
	c.section = len(c.f.Headings)
	c.f.Headings = append(c.f.Headings, h.Heading)
	if n != c.d.hidden {
		c.f.Anchors = append(c.f.Anchors, Anchor{ID: h.ID, Explicit: h.Explicit, Span: h.Span})
	}
}

func (c *collector) link(n *ast.Link) {
	at := c.d.linkSpan(n)
	c.f.Links = append(c.f.Links, Link{
		Kind: LinkPage, Dest: decodeText(n.Destination), Text: strings.TrimSpace(c.d.plain(n)), Span: at,
		DestSpan: c.d.destSpan(at, n.Destination), Section: c.section,
	})
}

// destSpan is the place of the destination inside a link.
func (d *Document) destSpan(at diag.Span, dest []byte) diag.Span {
	text := string(d.File.Data[at.Start:at.End])
	if i := strings.LastIndex(text, "]("); i >= 0 {
		if j := strings.Index(text[i:], string(dest)); j >= 0 && len(dest) > 0 {
			return d.span(at.Start+i+j, at.Start+i+j+len(dest))
		}
	}
	if i := strings.LastIndex(text, string(dest)); i >= 0 && len(dest) > 0 {
		return d.span(at.Start+i, at.Start+i+len(dest))
	}
	return diag.Whole(d.File.Path)
}

func (c *collector) image(n *ast.Image) {
	at := c.d.linkSpan(n)
	if at.Start+1 < len(c.d.File.Data) && c.d.File.Data[at.Start] == '[' && at.Start > 0 {
		at.Start--
	}
	alt := strings.TrimSpace(c.d.altText(n))
	c.f.Links = append(c.f.Links, Link{
		Kind: LinkAsset, Dest: decodeText(n.Destination), Text: alt, Span: at, DestSpan: c.d.destSpan(at, n.Destination), Section: c.section,
		Image: true, NoAlt: alt == "",
	})
}

func (c *collector) code(n *ast.FencedCodeBlock) {
	b := CodeBlock{
		Lang: strings.ToLower(string(n.Language(c.d.File.Data))), Text: c.d.lines(n),
		Span: c.d.fenceSpan(n), Body: c.d.linesSpan(n), Section: c.section,
	}
	if n.Info != nil {
		info := string(n.Info.Segment.Value(c.d.File.Data))
		b.Meta = strings.TrimSpace(info[min(len(b.Lang), len(info)):])
		b.Title = metaTitle(info)
	}
	c.addCode(b)
}

func (c *collector) addCode(b CodeBlock) {
	c.f.Code = append(c.f.Code, b)
	for _, r := range b.Text {
		if unicode.IsLetter(r) {
			c.f.CodeLetters++
			if r < 0x250 {
				c.f.CodeLatin++
			}
		}
	}
}

func (c *collector) diagram(n *Chart) {
	g := Diagram{Source: n.Source, Kind: chartKind(n.Source), Title: n.Caption, Span: n.Span, Body: n.Body, Section: c.section}
	if n.Element != nil {
		for _, name := range []string{"title", "caption"} {
			if a := n.Element.Attr(name); a != nil && g.Title == "" {
				g.Title = c.d.attrText(a)
			}
		}
		c.use(n.Element, "")
	}
	c.f.Diagrams = append(c.f.Diagrams, g)
}

// chartKind is the first word of a chart, behind front matter, comments and
// directives.
func chartKind(source string) string {
	front := false
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		switch {
		case line == "---":
			front = !front
		case front || line == "" || strings.HasPrefix(line, "%%"):
		default:
			word, _, _ := strings.Cut(line, " ")
			return strings.TrimRight(word, ":;")
		}
	}
	return ""
}

func (c *collector) table(n *extast.Table) {
	t := Table{Section: c.section}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, strings.TrimSpace(c.d.plain(cell)))
		}
		if _, ok := row.(*extast.TableHeader); ok {
			t.Header = cells
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	t.Span = c.d.tableSpan(n)
	c.f.Tables = append(c.f.Tables, t)
}

// tableSpan is the place of a table: from its first line to its last.
func (d *Document) tableSpan(n ast.Node) diag.Span {
	start, stop := -1, 0
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		for k := n.FirstChild(); k != nil; k = k.NextSibling() {
			if cell, ok := k.(*extast.TableCell); ok {
				if l := cell.Lines(); l.Len() > 0 {
					if start < 0 {
						start = l.At(0).Start
					}
					stop = max(stop, l.At(l.Len()-1).Stop)
				}
				continue
			}
			walk(k)
		}
	}
	walk(n)
	if start < 0 {
		return d.span(max(n.Pos(), 0), max(n.Pos(), 0))
	}
	src := d.File.Data
	for start > 0 && src[start-1] != '\n' {
		start--
	}
	for start < stop && (src[start] == ' ' || src[start] == '\t') {
		start++
	}
	for stop < len(src) && src[stop] != '\n' && src[stop] != '\r' {
		stop++
	}
	return d.span(start, stop)
}

// attrText is the text of an attribute's value.
func (d *Document) attrText(a *mdx.Attr) string {
	switch a.Kind {
	case mdx.AttrString:
		return a.Raw
	case mdx.AttrExpression:
		if a.Expr != nil {
			if v, what := d.value(a.Expr); what == "" {
				return scalar(v)
			}
		}
	}
	return ""
}

func (c *collector) finish() {
	f := c.f
	src := c.d.File.Data
	for _, s := range f.Prose {
		text := string(src[s.Start:s.End])
		in := false
		for _, r := range text {
			letter := unicode.IsLetter(r)
			if letter {
				f.ProseLetters++
				if unicode.Is(unicode.Cyrillic, r) {
					f.ProseCyrillic++
				}
			}
			word := letter || unicode.IsDigit(r) || unicode.IsMark(r) || in && (r == '-' || r == '\'' || r == '’' || r == '_')
			if word && !in {
				f.Words++
			}
			in = word
		}
	}
	slices.SortStableFunc(f.Comments, func(a, b diag.Span) int { return a.Start - b.Start })
}
