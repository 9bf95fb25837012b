package markdown

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markup renders a tag that is the value of an expression: title={<b>x</b>}.
// It is read as a document of its own, whose holes are those of the lesson.
func (r *renderer) markup(v any) template.HTML {
	e, ok := v.(*mdx.Expr)
	if !ok || e.Kind != mdx.ExprMarkup {
		return ""
	}
	src := []byte(e.Str)
	pc := mdx.NewContext(r.doc.File.Path, src, r.m.setups.mdxOptions)
	root := r.m.setups.mdx.Parse(text.NewReader(src), parser.WithContext(pc))
	inner := renderer{m: r.m, doc: &Document{File: fileOf(r.doc.File.Path, src), input: r.doc.input}, src: src, w: &Writer{}, plain: r.plain, index: r.index + 1000}
	inner.doc.root = root
	inner.doc.modules = r.doc.modules
	if root.ChildCount() == 0 {
		return ""
	}
	inner.children(root)
	for class, text := range inner.styles {
		if r.styles == nil {
			r.styles = styles{}
		}
		r.styles[class] = text
	}
	// The holes of the markup stand where its HTML is put only if it is
	// written straight away, so links in it are written as they are.
	return template.HTML(strings.TrimRight(inner.w.flat(), "\n")) //nolint:gosec // rendered by this package
}

// flat is what was written, with links and assets as the author wrote them.
func (w *Writer) flat() string {
	f := Fragment{HTML: w.html, Holes: w.holes}
	return string(f.AppendTo(nil, asWritten{}))
}

// asWritten fills holes with what the author wrote.
type asWritten struct{}

// Fill implements Filler.
func (asWritten) Fill(h Hole) []byte {
	if h.Kind != HoleLink && h.Kind != HoleAsset {
		return nil
	}
	w := Writer{}
	w.escape(h.Ref)
	return w.html
}

// deferredUse is a component that waits for values of other files, as the Ref
// of a HoleComponent.
type deferredUse struct {
	Name   string            `json:"name"`
	Props  map[string]any    `json:"props"`
	Rest   map[string]any    `json:"rest,omitempty"`
	Waits  map[string]string `json:"waits"`
	Inline bool              `json:"inline,omitempty"`
	Lang   string            `json:"lang"`
	Index  int               `json:"index"`
	File   string            `json:"file"`
	Start  int               `json:"start"`
	End    int               `json:"end"`
}

// deferred leaves a hole for a component that needs values of other files.
// Such a component has no children: they would stand outside the hole.
func (r *renderer) deferred(s *Schema, e *mdx.Element, use *Use, waits map[string]foreign) {
	d := deferredUse{
		Name: e.Name, Props: use.Props, Rest: use.Rest, Waits: map[string]string{}, Inline: use.Inline,
		Lang: use.Lang, Index: use.Index, File: use.Span.File, Start: use.Span.Start, End: use.Span.End,
	}
	for name, f := range waits {
		d.Waits[name] = f.ref
	}
	if e.FirstChild() != nil && s.Children != ChildrenNone && r.hasContent(e, nil) {
		r.found.Add(diag.Diagnostic{
			Code: "dropped-children", Severity: diag.Warning, Span: use.Span,
			Message: fmt.Sprintf("<%s> takes a prop from another file, so its content is shown behind it", e.Name), Hint: "write the prop in the lesson",
		})
		defer r.children(e)
	}
	ref, err := json.Marshal(d)
	if err != nil {
		r.unknown(e)
		return
	}
	r.w.Hole(HoleComponent, string(ref), use.Span)
}

// RenderUse renders a component that waited for values of other files: ref is
// the Ref of a HoleComponent, value gives the value that a HoleValue of the
// same Ref would ask for.
func (m *Markdown) RenderUse(ref string, value func(ref string) (any, bool)) (Fragment, diag.List) {
	var d deferredUse
	if err := json.Unmarshal([]byte(ref), &d); err != nil {
		return Fragment{}, nil
	}
	c, ok := m.component(d.Name)
	if !ok {
		return Fragment{}, nil
	}
	doc := &Document{File: fileOf(d.File, nil), input: Input{Lang: d.Lang}}
	r := renderer{m: m, doc: doc, w: &Writer{}}
	at := diag.Span{File: d.File, Start: d.Start, End: d.End}
	use := &Use{Name: d.Name, Props: d.Props, Rest: d.Rest, Inline: d.Inline, Span: at, Lang: d.Lang, Index: d.Index, W: r.w}
	b := binding{r: &r, schema: c.Schema(), e: &mdx.Element{Name: d.Name}, use: use}
	for name, ref := range d.Waits {
		v, ok := value(ref)
		if !ok {
			r.found.Add(diag.Diagnostic{
				Code: "missing-value", Severity: diag.Error, Span: at, Message: fmt.Sprintf("<%s> takes %q from %s, which has no such value", d.Name, name, ref),
			})
			continue
		}
		if p := b.declared(name); p != nil {
			b.set(p, v, &mdx.Attr{Name: name, Range: mdx.Range{Start: d.Start, Stop: d.End}})
		}
	}
	r.run(c, use, func() {})
	return r.w.Fragment(), r.found
}
