package markdown

import (
	"strconv"

	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// footnotes are numbered in the order in which they are called.
type footnotes struct {
	defs    map[string]*mdx.FootnoteDef
	numbers map[string]int
	order   []string
	calls   map[string]int
}

func collectFootnotes(n ast.Node, defs map[string]*mdx.FootnoteDef) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if d, ok := c.(*mdx.FootnoteDef); ok {
			key := util.ToLinkReference([]byte(d.Label))
			if defs[key] == nil {
				defs[key] = d
			}
		}
		if c.Type() == ast.TypeBlock && c.HasChildren() {
			collectFootnotes(c, defs)
		}
	}
}

func (r *renderer) footnoteRef(n *mdx.FootnoteRef) {
	f := &r.notes
	if f.defs == nil {
		f.defs, f.numbers, f.calls = map[string]*mdx.FootnoteDef{}, map[string]int{}, map[string]int{}
		collectFootnotes(r.doc.root, f.defs)
	}
	key := util.ToLinkReference([]byte(n.Label))
	if f.numbers[key] == 0 {
		f.order = append(f.order, key)
		f.numbers[key] = len(f.order)
	}
	f.calls[key]++
	at := r.span(n.Range.Start, n.Range.Stop)
	number := strconv.Itoa(f.numbers[key])
	r.w.str(`<sup class="footnote-mark"><a id="`)
	r.id(callID(number, f.calls[key]), at)
	r.w.str(`" href="#`)
	r.id("fn-"+number, at)
	r.w.str(`" aria-label="`)
	r.w.escape(r.text("footnote.mark"))
	r.w.str(" " + number + `">` + number + "</a></sup>")
}

func callID(number string, call int) string {
	if call == 1 {
		return "fnref-" + number
	}
	return "fnref-" + number + "-" + strconv.Itoa(call)
}

// footnoteList writes the footnotes that were called. Calls inside them may
// add more.
func (r *renderer) footnoteList() {
	if len(r.notes.order) == 0 {
		return
	}
	r.w.str(`<section class="footnotes" aria-label="`)
	r.w.escape(r.text("footnotes"))
	r.w.str(`"><ol>` + "\n")
	for i := 0; i < len(r.notes.order); i++ {
		key := r.notes.order[i]
		d := r.notes.defs[key]
		at := r.span(d.Range.Start, d.Range.Stop)
		number := strconv.Itoa(i + 1)
		r.w.str(`<li id="`)
		r.id("fn-"+number, at)
		r.w.str(`">`)
		r.noteBody(d, number)
		r.w.str("</li>\n")
	}
	r.w.str("</ol></section>\n")
}

// noteBody writes a footnote with the way back at the end of its last
// paragraph.
func (r *renderer) noteBody(d *mdx.FootnoteDef, number string) {
	for c := d.FirstChild(); c != nil; c = c.NextSibling() {
		p, ok := c.(*ast.Paragraph)
		if !ok || c.NextSibling() != nil {
			r.node(c)
			if c.NextSibling() == nil {
				r.back(d, number)
			}
			continue
		}
		r.w.str("<p>")
		r.children(p)
		r.w.str(" ")
		r.back(d, number)
		r.w.str("</p>")
	}
	if d.FirstChild() == nil {
		r.back(d, number)
	}
}

func (r *renderer) back(d *mdx.FootnoteDef, number string) {
	r.w.str(`<a class="footnote-back" href="#`)
	r.id(callID(number, 1), r.span(d.Range.Start, d.Range.Stop))
	r.w.str(`" aria-label="`)
	r.w.escape(r.text("footnote.back"))
	r.w.str(`">↩</a>`)
}
