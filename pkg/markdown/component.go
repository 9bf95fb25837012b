package markdown

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
)

func asLocated(err error, target *Located) bool { return errors.As(err, target) }

// element writes an element: of HTML, a component, a partial, or one that
// nobody knows.
func (r *renderer) element(e *mdx.Element) {
	if e.Name == "" || e.Name == "Fragment" {
		r.children(e)
		return
	}
	if i, ok := r.doc.modules.byName[e.Name]; ok && kindOf(i) == importPartial {
		r.w.Hole(HolePartial, i.From, r.span(e.Open.Start, e.Open.Stop))
		return
	}
	if c, ok := r.m.component(e.Name); ok {
		r.component(c, e)
		return
	}
	if e.Syntax == mdx.SyntaxTag && isHTMLName(e.Name) {
		r.html(e)
		return
	}
	if _, ok := calloutNames[e.Name]; ok && r.m.options.Components == nil {
		r.builtinCallout(e)
		return
	}
	r.unknown(e)
}

// isHTMLName tells elements of HTML, among them custom elements, from
// components.
func isHTMLName(name string) bool {
	return name[0] >= 'a' && name[0] <= 'z' && !strings.Contains(name, ".")
}

// newUse starts one use of a component.
func (r *renderer) newUse(name string, at diag.Span) *Use {
	r.index++
	return &Use{Name: name, Span: at, Lang: r.lang(), Index: r.index, W: r.w}
}

func (r *renderer) component(c Component, e *mdx.Element) {
	at := r.span(e.Open.Start, e.Open.Stop)
	use := r.newUse(e.Name, at)
	use.Inline = e.Inline
	waits := r.bind(c, e, use)
	schema := c.Schema()
	r.checkPlace(schema, e)
	if len(waits) > 0 {
		r.deferred(schema, e, use, waits)
		return
	}
	r.slots(schema, e, use)
	if schema.Name == "Code" {
		r.codeUse(use)
	}
	r.open = append(r.open, schema.Name)
	r.run(c, use, func() { r.children(e) })
	r.open = r.open[:len(r.open)-1]
	if !e.Inline {
		r.w.str("\n")
	}
}

// run executes a component. What a failed one has written is taken back, and
// instead is shown.
func (r *renderer) run(c Component, use *Use, instead func()) {
	html, holes := r.w.mark()
	err := c.Render(r.w, use)
	if err == nil {
		return
	}
	r.w.reset(html, holes)
	r.found.Add(diag.Diagnostic{
		Code: "component-failed", Severity: diag.Error, Span: use.Span,
		Message: fmt.Sprintf("the component <%s> failed: %s", use.Name, firstLine(err.Error())),
	})
	instead()
}

// slots sets what the template's Children and Slot write.
func (r *renderer) slots(s *Schema, e *mdx.Element, use *Use) {
	named := map[string][]ast.Node{}
	if len(s.Slots) > 0 {
		collectSlots(s, e, named)
	}
	for name, nodes := range named {
		if use.WriteSlot == nil {
			use.WriteSlot = map[string]func(){}
		}
		use.WriteSlot[name] = func() {
			for _, n := range nodes {
				r.slot(n)
			}
		}
	}
	if s.Children == ChildrenNone || !r.hasContent(e, named) {
		return
	}
	use.WriteChildren = func() { r.except(e, named) }
}

// except writes the children that are in no slot.
func (r *renderer) except(n ast.Node, named map[string][]ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if u, ok := c.(*mdx.Unraveled); ok && len(named) > 0 {
			r.except(u, named)
			continue
		}
		if !slotted(c, named) {
			r.node(c)
		}
	}
}

// slot writes the content of <Fragment slot="x">, or an element with a slot.
func (r *renderer) slot(n ast.Node) {
	if e, ok := n.(*mdx.Element); ok && (e.Name == "Fragment" || e.Name == "template" || e.Name == "slot") {
		r.children(e)
		return
	}
	r.node(n)
}

func collectSlots(s *Schema, n ast.Node, named map[string][]ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if u, ok := c.(*mdx.Unraveled); ok {
			collectSlots(s, u, named)
			continue
		}
		if e, ok := c.(*mdx.Element); ok {
			if a := e.Attr("slot"); a != nil && slices.Contains(s.Slots, a.Raw) {
				named[a.Raw] = append(named[a.Raw], e)
			}
		}
	}
}

func slotted(n ast.Node, named map[string][]ast.Node) bool {
	for _, nodes := range named {
		if slices.Contains(nodes, n) {
			return true
		}
	}
	return false
}

// hasContent reports whether there is anything to show between the tags.
func (r *renderer) hasContent(n ast.Node, named map[string][]ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *mdx.Comment:
		case *mdx.Expression:
			if !c.IsComment() {
				return true
			}
		case *mdx.Unraveled:
			if r.hasContent(c, named) {
				return true
			}
		case *ast.Text:
			if strings.TrimSpace(string(c.Segment.Value(r.src))) != "" {
				return true
			}
		default:
			if !slotted(c, named) {
				return true
			}
		}
	}
	return false
}

// checkPlace reports a component that stands where it must not.
func (r *renderer) checkPlace(s *Schema, e *mdx.Element) {
	at := r.span(e.Open.Start, e.Open.Stop)
	if len(s.Parents) > 0 {
		parent := ""
		if n := len(r.open); n > 0 {
			parent = r.open[n-1]
		}
		if !slices.Contains(s.Parents, parent) {
			r.found.Add(diag.Diagnostic{
				Code: "misplaced-component", Severity: diag.Warning, Span: at,
				Message: fmt.Sprintf("<%s> must stand directly in <%s>", e.Name, strings.Join(s.Parents, "> or <")),
				Hint:    "put it there",
			})
		}
	}
}

// unknown writes the children of a component that nobody knows in a
// container that names it.
func (r *renderer) unknown(e *mdx.Element) {
	at := r.span(e.Open.Start, e.Open.Stop)
	d := diag.Diagnostic{
		Code: "unknown-component", Severity: diag.Warning, Span: at,
		Message: fmt.Sprintf("there is no component <%s>; its content is shown without it", e.Name),
		Hint:    "write templates/components/" + e.Name + ".html",
	}
	if e.Syntax == mdx.SyntaxDirective {
		d.Message = fmt.Sprintf("there is no component for :::%s; its content is shown without it", e.Name)
	}
	// A name that the lesson imports is meant as it is written.
	_, imported := r.doc.modules.byName[e.Name]
	if r.m.options.Components != nil && !imported {
		names := r.m.options.Components.Names()
		if near := diag.Nearest(e.Name, names); near != "" {
			d.Severity, d.Hint = diag.Error, fmt.Sprintf("did you mean <%s>?", near)
		}
	}
	r.found.Add(d)
	tag := "div"
	if e.Inline {
		tag = "span"
	}
	r.w.str("<" + tag + ` class="unknown" data-component="`)
	r.w.escape(e.Name)
	r.w.str(`">`)
	r.children(e)
	r.w.str("</" + tag + ">")
	if !e.Inline {
		r.w.str("\n")
	}
}

// builtinCallout shows a callout where there are no components at all.
func (r *renderer) builtinCallout(e *mdx.Element) {
	kind := calloutNames[e.Name]
	if a := e.Attr("type"); a != nil && calloutTypes[a.Raw] != "" {
		kind = calloutTypes[a.Raw]
	}
	if kind == "" {
		kind = "note"
	}
	title := r.text("callout." + kind)
	if a := e.Attr("title"); a != nil {
		title = a.Raw
	}
	r.w.str(`<div class="callout ` + kind + `" role="note"><p class="callout-title">`)
	r.w.escape(title)
	r.w.str("</p>\n")
	r.children(e)
	r.w.str("</div>\n")
}
