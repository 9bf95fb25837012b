package mdx

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// stray deals with a closing tag that nothing opens.
func (p *pairer) stray(sc *scope, t *Tag) {
	if at, ok := p.lost[t.Name]; ok && at < t.Range.Start {
		delete(p.lost, t.Name)
		return
	}
	if void(t.Name) || p.opts.Markdown && !p.known(t.Name) {
		return
	}
	if p.known(t.Name) {
		p.error("stray-closing-tag", t.Range, "remove it, or write the opening tag", nil, "the closing tag %s has no opening tag", closing(t.Name))
		return
	}
	p.warn("stray-closing-tag", t.Range, "remove it", "the closing tag %s has no opening tag and is shown as text", closing(t.Name))
	p.literal(sc, t.Range, t.Inline)
}

// literal shows a piece of the source as text.
func (p *pairer) literal(sc *scope, r Range, inline bool) ast.Node {
	var n ast.Node = ast.NewString(p.src[r.Start:r.Stop])
	if !inline {
		para := ast.NewParagraph()
		para.SetPos(r.Start)
		para.AppendChild(para, n)
		n = para
	}
	if sc != nil {
		p.place(sc, n)
	}
	return n
}

// promote moves an opening tag at the start of a paragraph out of it, in the
// hope for its closing tag on a line of its own.
func (p *pairer) promote(sc *scope, e *Element) bool {
	if !e.Inline || sc.outer == nil || sc.outer.depth+len(sc.outer.open) >= maxNesting || sc.parent.FirstChild() != ast.Node(e) {
		return false
	}
	switch sc.parent.(type) {
	case *ast.Paragraph, *ast.TextBlock:
	default:
		return false
	}
	para, outer := sc.parent, sc.outer
	p.lift(e, para)
	holder := outer.top()
	holder.RemoveChild(holder, para)
	e.Inline = false
	p.place(outer, e)
	e.AppendChild(e, para)
	outer.open = append(outer.open, e)
	p.warn("misplaced-opening-tag", e.Open, "put it on a line of its own", "the opening tag %s stands inside another block than its closing tag", opening1(e.Name))
	return true
}

// lift puts the children of an element in its place.
func (p *pairer) lift(e *Element, parent ast.Node) {
	for c := e.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, e, c)
		c = next
	}
	parent.RemoveChild(parent, e)
}

// crossed deals with an element that is open when an outer one is closed.
func (p *pairer) crossed(sc *scope, e *Element, by *Tag) {
	if void(e.Name) || !p.known(e.Name) && !p.known(by.Name) && !isComponentName(e.Name) {
		p.unclosed(e, sc)
		return
	}
	p.error("mismatched-tag", by.Range, "close "+opening1(e.Name)+" first", p.opened(e), "the closing tag %s comes before %s", closing(by.Name), closing(e.Name))
	p.lost[e.Name] = e.Open.Start
}

// unclosed deals with an element without a closing tag.
func (p *pairer) unclosed(e *Element, sc *scope) {
	parent := e.Parent()
	switch {
	case void(e.Name):
		p.lift2(e, parent)
		p.warn("unclosed-void", e.Open, "write <"+e.Name+" />", "the element %s is not closed", opening1(e.Name))
	case p.opts.Official:
	case p.known(e.Name):
		p.error("unclosed-component", e.Open, "write "+closing(e.Name)+", or /> if it has no content", nil, "the component %s is never closed%s", opening1(e.Name), within(sc.parent))
		p.lost[e.Name] = e.Open.Start
	default:
		p.lost[e.Name] = e.Open.Start
		p.warn("unclosed-tag", e.Open, `write \< if it is text, or close it`, "the tag %s is never closed%s and is shown as text", opening1(e.Name), within(sc.parent))
		text := p.literal(nil, e.Open, e.Inline)
		parent.InsertBefore(parent, e, text)
		p.lift(e, parent)
	}
}

// lift2 moves the children of an element behind it.
func (p *pairer) lift2(e *Element, parent ast.Node) {
	var after ast.Node = e
	for c := e.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertAfter(parent, after, c)
		after, c = c, next
	}
}

// within says where a tag should have been closed.
func within(n ast.Node) string {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return " in its paragraph"
	case *ast.ListItem:
		return " in its list item"
	case *ast.Blockquote:
		return " in its quote"
	case *ast.Heading:
		return " in its heading"
	case *extast.TableCell:
		return " in its table cell"
	}
	return ""
}
