package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Render renders a document. It must not be Rejected.
func (m *Markdown) Render(doc *Document) (Fragment, diag.List) {
	r := &renderer{m: m, doc: doc, src: doc.File.Data, plain: m.options.Plain, w: &Writer{}}
	r.w.html = make([]byte, 0, len(doc.File.Data)*3/2)
	r.typography.on = m.options.Typography && !m.options.Plain && strings.HasPrefix(r.lang()+"-", "ru-")
	r.children(doc.root)
	r.footnoteList()
	f := r.w.Fragment()
	f.Styles = r.styles.sorted()
	r.found.Sort()
	return f, r.found
}

// renderer writes one document. Writing straight from the tree, it can hand
// the children of a component to a template as a function.
type renderer struct {
	m          *Markdown
	doc        *Document
	src        []byte
	w          *Writer
	found      diag.List
	plain      bool
	index      int      // uses of components so far
	open       []string // names of the open components
	styles     styles
	notes      footnotes
	typography typography
}

func (r *renderer) span(start, stop int) diag.Span { return r.doc.span(start, stop) }

func (r *renderer) text(key string) string { return r.m.options.Text(r.lang(), key) }

func (r *renderer) lang() string {
	if r.doc.input.Lang == "" {
		return "en"
	}
	return r.doc.input.Lang
}

func (r *renderer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.node(c)
	}
}

// node writes one node.
func (r *renderer) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.children(n)
		if n.NextSibling() != nil && n.FirstChild() != nil {
			r.w.str("\n")
		}
	case *ast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		r.wrap(tag, n)
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Link:
		r.link(n)
	case *ast.Image:
		r.image(n, false)
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.listItem(n)
	case *ast.Blockquote:
		r.w.str("<blockquote>\n")
		r.children(n)
		r.w.str("</blockquote>\n")
	case *ast.FencedCodeBlock:
		r.fence(n)
	case *mdx.Element:
		r.element(n)
	default:
		r.rare(n)
	}
}

// rare writes the nodes that a lesson has few of.
func (r *renderer) rare(n ast.Node) {
	switch n := n.(type) {
	case *Chart:
		r.diagram(n)
	case *mdx.Unraveled:
		r.children(n)
		r.w.str("\n")
	case *mdx.Expression:
		r.expression(n)
	case *mdx.Math:
		r.math(n)
	case *mdx.FootnoteRef:
		r.footnoteRef(n)
	case *mdx.FootnoteDef, *mdx.ESM, *mdx.Comment, *mdx.HeadingID, *ast.LinkReferenceDefinition:
	case *mdx.Raw:
		r.rawBody(n)
	case *extast.Table:
		r.table(n)
	case *extast.Strikethrough:
		r.wrap("del", n)
	case *extast.TaskCheckBox:
		r.checkbox(n)
	case *ast.ThematicBreak:
		r.w.str("<hr>\n")
	case *ast.CodeBlock:
		r.codeBlock(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.String:
		r.w.escape(string(n.Value))
	case *ast.RawHTML:
		r.rawHTML(n)
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	default:
		r.children(n)
	}
}

func (r *renderer) wrap(tag string, n ast.Node) {
	r.w.html = append(append(append(r.w.html, '<'), tag...), '>')
	r.children(n)
	r.w.html = append(append(append(r.w.html, "</"...), tag...), '>')
}

func (r *renderer) textNode(n *ast.Text) {
	segment, lineBreak := n.Segment.Value(r.src), "\n"
	if n.IsRaw() {
		r.w.escape(string(segment))
	} else if set, ok := r.typeset(n); ok {
		r.w.escape(set.text)
		lineBreak = set.lineBreak
	} else {
		r.w.escapeText(segment)
	}
	switch {
	case n.HardLineBreak():
		r.w.trimSpaces()
		r.w.str("<br>\n")
	case n.SoftLineBreak():
		r.w.trimSpaces()
		r.w.str(lineBreak)
	}
}

func (r *renderer) paragraph(n *ast.Paragraph) {
	if img := loneImage(n); img != nil && !r.plain {
		r.image(img, true)
		return
	}
	first := n.FirstChild()
	if e, ok := first.(*mdx.Element); ok && e.Name == "summary" && !r.plain {
		// The paragraph of <details> that holds its summary; HTML wants that
		// outside.
		r.node(e)
		r.w.str("\n")
		if first = e.NextSibling(); first == nil {
			return
		}
	}
	r.w.str("<p>")
	for c := first; c != nil; c = c.NextSibling() {
		r.node(c)
	}
	r.w.str("</p>\n")
}

// loneImage returns the image that is all of a paragraph.
func loneImage(n ast.Node) *ast.Image {
	if img, ok := n.FirstChild().(*ast.Image); ok && img.NextSibling() == nil {
		return img
	}
	return nil
}

func (r *renderer) heading(n *ast.Heading) {
	f := r.doc.headings[n]
	if f == nil {
		r.w.str("<h" + strconv.Itoa(n.Level) + ">")
		r.children(n)
		r.w.str("</h" + strconv.Itoa(n.Level) + ">\n")
		return
	}
	if r.plain {
		r.wrap("h"+strconv.Itoa(n.Level), n)
		r.w.str("\n")
		return
	}
	if n == r.doc.hidden {
		return
	}
	level := strconv.Itoa(f.shown)
	mark, label := "§", f.Text
	switch {
	case f.shown != 2:
		r.w.str(`<div class="heading minor">`)
	case hasNumber(f.Text):
		r.w.str(`<div class="heading numbered">`)
	default:
		mark, label = f.number, f.number+": "+f.Text
		r.w.str(`<div class="heading">`)
	}
	r.w.str("<h" + level + ` id="`)
	r.id(f.ID, f.Span)
	r.w.str(`">`)
	r.children(n)
	if f.Explicit {
		r.w.trimSpaces() // before the id
	}
	r.w.str("</h" + level + `><a class="heading-mark" href="#`)
	r.id(f.ID, f.Span)
	r.w.str(`" aria-label="`)
	r.w.escape(label)
	r.w.str(`">` + mark + "</a></div>\n")
}

// hasNumber reports a heading that its author has numbered: "4. Checks",
// "2.1 Modes", "3) Run". A second number beside it would only puzzle.
func hasNumber(heading string) bool {
	end := 0
	for end < len(heading) && (heading[end] >= '0' && heading[end] <= '9' || heading[end] == '.' && end > 0) {
		end++
	}
	if end == 0 || end > 8 || end == len(heading) {
		return false
	}
	return heading[end] == ')' || heading[end] == ' ' && strings.Contains(heading[:end], ".")
}

// id writes an id of the fragment with the prefix of its use.
func (r *renderer) id(id string, at diag.Span) {
	r.w.Hole(HoleID, "", at)
	r.w.escape(id)
}

func (r *renderer) list(n *ast.List) {
	tag, class := "ul", ""
	if n.IsOrdered() {
		tag = "ol"
	}
	if !r.plain && isChecklist(n) {
		class = ` class="checklist"`
	}
	r.w.str("<" + tag + class)
	if n.IsOrdered() && n.Start != 1 {
		r.w.str(` start="` + strconv.Itoa(n.Start) + `"`)
	}
	r.w.str(">\n")
	r.children(n)
	r.w.str("</" + tag + ">\n")
}

func isChecklist(n *ast.List) bool {
	item := n.FirstChild()
	return item != nil && checkbox(item) != nil
}

// checkbox returns the task-list checkbox of an item.
func checkbox(item ast.Node) *extast.TaskCheckBox {
	if block := item.FirstChild(); block != nil {
		c, _ := block.FirstChild().(*extast.TaskCheckBox)
		return c
	}
	return nil
}

func (r *renderer) listItem(n *ast.ListItem) {
	r.w.str("<li>")
	first := n.FirstChild()
	if first != nil && !r.plain && checkbox(n) != nil {
		r.w.str("<label>")
		r.children(first)
		r.w.str("</label>")
		for c := first.NextSibling(); c != nil; c = c.NextSibling() {
			r.node(c)
		}
		r.w.str("</li>\n")
		return
	}
	if first != nil && first.Kind() != ast.KindTextBlock {
		r.w.str("\n")
	}
	r.children(n)
	r.w.str("</li>\n")
}

func (r *renderer) checkbox(n *extast.TaskCheckBox) {
	checked := ""
	if n.IsChecked {
		checked = " checked"
	}
	if r.plain {
		if n.IsChecked {
			checked = ` checked=""`
		}
		r.w.str("<input" + checked + ` disabled="" type="checkbox"> `)
		return
	}
	r.w.str(`<input type="checkbox"` + checked + "> ")
}

func (r *renderer) expression(n *mdx.Expression) {
	if n.IsComment() {
		return
	}
	v, what := any(nil), n.Fault
	if n.Expr != nil {
		v, what = r.doc.value(n.Expr)
	}
	if what != "" {
		r.found.Add(diag.Diagnostic{
			Code: "dropped-expression", Severity: diag.Warning, Span: r.span(n.Range.Start, n.Range.Stop),
			Message: fmt.Sprintf("{%s} is %s, which is not evaluated; nothing is shown", short(n.Raw), what), Hint: "write the text itself",
		})
		return
	}
	r.value(v, r.span(n.Range.Start, n.Range.Stop))
}

// value shows a value of an expression.
func (r *renderer) value(v any, at diag.Span) {
	switch v := v.(type) {
	case foreign:
		r.w.Hole(HoleValue, v.ref, v.at)
	case *mdx.Expr:
		r.w.str(string(r.markup(v)))
	case []any:
		for _, x := range v {
			r.value(x, at)
		}
	case map[string]any:
		r.found.Add(diag.Diagnostic{Code: "dropped-expression", Severity: diag.Warning, Span: at, Message: "an object has no text; nothing is shown"})
	default:
		r.w.escape(scalar(v))
	}
}

func short(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n++; n > most || s[i] == '\n' {
			return s[:i] + "…"
		}
	}
	return s
}
