package markdown

import (
	"strings"
	"unicode/utf8"

	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// treeNode is a node of mdast.
type treeNode struct {
	Type       string      `json:"type"`
	Name       any         `json:"name,omitempty"` // a nil *string for a fragment
	Attributes []treeAttr  `json:"attributes,omitempty"`
	Value      *string     `json:"value,omitempty"`
	Depth      int         `json:"depth,omitempty"`
	Ordered    *bool       `json:"ordered,omitempty"`
	Start      *int        `json:"start,omitempty"`
	Spread     *bool       `json:"spread,omitempty"`
	Checked    *bool       `json:"checked,omitempty"`
	Lang       *string     `json:"lang,omitempty"`
	Meta       *string     `json:"meta,omitempty"`
	URL        *string     `json:"url,omitempty"`
	Title      *string     `json:"title,omitempty"`
	Alt        *string     `json:"alt,omitempty"`
	Identifier string      `json:"identifier,omitempty"`
	Label      string      `json:"label,omitempty"`
	RefType    string      `json:"referenceType,omitempty"`
	Align      []*string   `json:"align,omitempty"`
	Children   *[]treeNode `json:"children,omitempty"`
	Position   treeSpan    `json:"position"`

	start, stop int
}

// treeAttr is an attribute of an element.
type treeAttr struct {
	Type  string  `json:"type"`
	Name  string  `json:"name,omitempty"`
	Kind  string  `json:"kind"` // boolean, string, expression, spread
	Value *string `json:"value,omitempty"`
}

type treeSpan struct {
	Start treePoint `json:"start"`
	End   treePoint `json:"end"`
}

type treePoint struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

type treeBuilder struct {
	d        *Document
	official bool
	// utf16 caches the offset of the start of a line in code units.
	utf16 []int
}

func str(s string) *string { return &s }
func yes(b bool) *bool     { return &b }

func (b *treeBuilder) point(offset int) treePoint {
	f := b.d.File
	if b.utf16 == nil {
		b.utf16 = []int{0}
		units := 0
		for i := 0; i < len(f.Data); {
			r, n := utf8.DecodeRune(f.Data[i:])
			units++
			if r > 0xFFFF {
				units++
			}
			i += n
			if r == '\n' {
				b.utf16 = append(b.utf16, units)
			}
		}
	}
	line := f.Line(offset)
	column := f.UTF16Column(offset)
	if strings.HasPrefix(string(f.Data[:min(len(f.Data), len(bom))]), string(bom)) { // no part of the text
		if line == 1 {
			column = max(column-1, 1)
		}
		return treePoint{Line: line, Column: column, Offset: max(b.utf16[line-1]-1, 0) + column - 1}
	}
	return treePoint{Line: line, Column: column, Offset: b.utf16[line-1] + column - 1}
}

func (b *treeBuilder) node(kind string, start, stop int) treeNode {
	return treeNode{Type: kind, start: start, stop: max(start, stop), Position: treeSpan{b.point(start), b.point(max(start, stop))}}
}

func (b *treeBuilder) root() treeNode {
	src := b.d.File.Data
	n := b.node("root", 0, len(src))
	children := []treeNode{}
	if front, ok := b.frontMatter(); ok {
		children = append(children, front)
	}
	children = append(children, b.children(b.d.root)...)
	n.Children = &children
	return n
}

// frontMatter is the node of the YAML or TOML before the body.
func (b *treeBuilder) frontMatter() (treeNode, bool) {
	src := b.d.File.Data[:b.d.input.Body]
	text := strings.TrimPrefix(string(src), string(bom))
	fence := strings.TrimRight(firstLine(text), " \t\r")
	if fence != "---" && fence != "+++" {
		return treeNode{}, false
	}
	kind := map[string]string{"---": "yaml", "+++": "toml"}[fence]
	stop := len(strings.TrimRight(string(src), " \t\r\n"))
	n := b.node(kind, len(src)-len(text), stop)
	_, body, _ := strings.Cut(text, "\n")
	if i := strings.LastIndex(body, fence); i >= 0 {
		body = strings.TrimSuffix(strings.TrimSuffix(body[:i], "\n"), "\r")
	}
	n.Value = str(strings.ReplaceAll(body, "\r\n", "\n"))
	return n, true
}

// children builds the nodes of the children; neighbouring texts are joined.
func (b *treeBuilder) children(parent ast.Node) []treeNode {
	out := []treeNode{}
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			out = b.addText(out, t)
			continue
		}
		if u, ok := c.(*mdx.Unraveled); ok && !b.official {
			for _, n := range b.children(u) {
				if n.Type != "text" || strings.TrimSpace(*n.Value) != "" {
					out = append(out, n)
				}
			}
			continue
		}
		if n, ok := b.build(c); ok {
			if n.Type == "text" {
				out = b.join(out, n)
				continue
			}
			out = append(out, n)
		}
	}
	return out
}

func (b *treeBuilder) join(out []treeNode, n treeNode) []treeNode {
	if i := len(out) - 1; i >= 0 && out[i].Type == "text" {
		out[i].Value = str(*out[i].Value + *n.Value)
		out[i].stop, out[i].Position.End = n.stop, n.Position.End
		return out
	}
	return append(out, n)
}

func (b *treeBuilder) addText(out []treeNode, t *ast.Text) []treeNode {
	src := b.d.File.Data
	value := decodeText(t.Segment.Value(src))
	stop := t.Segment.Stop
	if i := len(out) - 1; (t.SoftLineBreak() || t.HardLineBreak()) && strings.Trim(value, " ") == "" && i >= 0 && out[i].Type == "text" {
		out[i].Value, value = str(strings.TrimRight(*out[i].Value, " ")), ""
	}
	if t.SoftLineBreak() {
		value += "\n"
		for stop < len(src) && src[stop] != '\n' {
			stop++
		}
		stop = min(stop+1, len(src))
	}
	if value != "" {
		n := b.node("text", t.Segment.Start, stop)
		n.Value = &value
		out = b.join(out, n)
	}
	if t.HardLineBreak() {
		end := stop
		for end < len(src) && src[end] != '\n' {
			end++
		}
		out = append(out, b.node("break", stop, min(end+1, len(src))))
	}
	return out
}

func (b *treeBuilder) withChildren(n treeNode, c ast.Node) treeNode {
	children := b.children(c)
	n.Children = &children
	for _, k := range children {
		n.stop = max(n.stop, k.stop)
	}
	n.Position.End = b.point(n.stop)
	return n
}

func (b *treeBuilder) block(kind string, c ast.Node) treeNode {
	at := b.d.nodeSpan(c)
	if kind == "paragraph" || kind == "heading" { // which has lost the spaces at its end
		for src := b.d.File.Data; at.End < len(src) && (src[at.End] == ' ' || src[at.End] == '\t'); {
			at.End++
		}
	}
	if box, ok := c.FirstChild().(*extast.TaskCheckBox); ok && box.Pos() >= 0 {
		if _, ok := box.NextSibling().(*ast.Text); ok {
			at.Start = min(box.Pos()+4, at.End) // the mark is the item's
		}
	}
	return b.withChildren(b.node(kind, at.Start, at.End), c)
}

// build builds one node; nodes that mdast does not have are left out.
func (b *treeBuilder) build(c ast.Node) (treeNode, bool) {
	switch n := c.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return b.block("paragraph", c), true
	case *mdx.Unraveled:
		return b.block("paragraph", c), true
	case *ast.Heading:
		h := b.block("heading", c)
		h.Depth = n.Level
		if src := b.d.File.Data; h.start < len(src) && src[h.start] != '#' { // its underline
			if _, next := nextLine(src, h.stop); next < len(src) {
				line, _ := nextLine(src, next)
				h.Position.End = b.point(next + len(strings.TrimRight(string(line), " \t\r")))
			}
		}
		return h, true
	case *ast.Blockquote:
		return b.block("blockquote", c), true
	case *ast.List:
		return b.list(n), true
	case *ast.ListItem:
		return b.listItem(n), true
	case *ast.ThematicBreak:
		line, _ := nextLine(b.d.File.Data, max(n.Pos(), 0))
		return b.node("thematicBreak", max(n.Pos(), 0), max(n.Pos(), 0)+len(strings.TrimRight(string(line), " \t\r"))), true
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return b.code(c), true
	case *ast.Emphasis, *extast.Strikethrough, *ast.CodeSpan, *ast.Link, *ast.Image, *ast.AutoLink, *ast.RawHTML, *ast.String:
		return b.inline(c), true
	case *ast.HTMLBlock:
		text, start := b.d.rawText(n)
		h := b.node("html", start, start+len(text))
		h.Value = str(strings.TrimRight(text, "\n"))
		return h, true
	case *ast.LinkReferenceDefinition:
		return b.definition(n), true
	case *extast.Table:
		return b.table(n), true
	}
	return b.own(c)
}

// own builds the nodes of the dialect.
func (b *treeBuilder) own(c ast.Node) (treeNode, bool) {
	switch n := c.(type) {
	case *mdx.Element:
		return b.element(n), true
	case *mdx.Expression:
		kind := "mdxFlowExpression"
		if n.Inline || b.inText(n) {
			kind = "mdxTextExpression"
		}
		e := b.node(kind, n.Range.Start, n.Range.Stop)
		e.Value = str(n.Raw)
		return e, true
	case *mdx.ESM:
		e := b.node("mdxjsEsm", n.Range.Start, n.Range.Stop)
		e.Value = str(n.Raw)
		return e, true
	case *mdx.Math:
		kind := "math"
		if n.Inline {
			kind = "inlineMath"
		}
		e := b.node(kind, n.Range.Start, n.Range.Stop)
		e.Value = str(n.Source)
		return e, true
	case *mdx.FootnoteDef:
		e := b.block("footnoteDefinition", n)
		e.Identifier, e.Label = strings.ToLower(n.Label), n.Label
		return e, true
	case *mdx.FootnoteRef:
		e := b.node("footnoteReference", n.Range.Start, n.Range.Stop)
		e.Identifier, e.Label = strings.ToLower(n.Label), n.Label
		return e, true
	case *Chart:
		return b.chart(n), true
	case *mdx.Raw:
		e := b.node("text", n.Range.Start, n.Range.Stop)
		e.Value = str(string(b.d.File.Data[n.Range.Start:n.Range.Stop]))
		return e, true
	}
	return treeNode{}, false
}

// inText reports an expression or element that the reference implementation
// has in a paragraph.
func (b *treeBuilder) inText(n ast.Node) bool {
	return b.official && n.Parent() != nil && n.Parent().Kind() == mdx.KindUnraveled
}

func (b *treeBuilder) element(e *mdx.Element) treeNode {
	kind := "mdxJsxFlowElement"
	if e.Inline || b.inText(e) {
		kind = "mdxJsxTextElement"
	}
	n := b.node(kind, e.Open.Start, e.Range().Stop)
	n.Name = (*string)(nil)
	if e.Name != "" {
		n.Name = str(e.Name)
	}
	n.Attributes = attributes(e.Attrs)
	n = b.withChildren(n, e)
	if e.Close.Stop > 0 {
		n.Position.End = b.point(e.Close.Stop)
	}
	return n
}

func attributes(attrs []mdx.Attr) []treeAttr {
	var out []treeAttr
	for _, a := range attrs {
		t := treeAttr{Type: "mdxJsxAttribute", Name: a.Name, Value: str(a.Raw)}
		switch a.Kind {
		case mdx.AttrBare:
			t.Kind, t.Value = "boolean", nil
		case mdx.AttrString:
			t.Kind = "string"
		case mdx.AttrExpression:
			t.Kind = "expression"
		case mdx.AttrSpread:
			t.Type, t.Kind = "mdxJsxExpressionAttribute", "spread"
		}
		out = append(out, t)
	}
	return out
}
