package mdx

import (
	"strings"

	"course/pkg/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// KindUnraveled is the kind of Unraveled.
var KindUnraveled = ast.NewNodeKind("MDXUnraveled")

// Unraveled stands for a paragraph that holds only elements, expressions and
// white space, and so is no paragraph to readers.
type Unraveled struct{ node }

// Kind implements ast.Node.
func (*Unraveled) Kind() ast.NodeKind { return KindUnraveled }

// pairing is the AST transformer that pairs opening and closing tags among
// the siblings of one parent, and unravels paragraphs.
type pairing struct{ opts *Options }

// Transform implements parser.ASTTransformer.
func (t *pairing) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	s := stateOf(pc)
	if t.opts.Official {
		checkOfficial(s, doc)
	}
	p := pairer{state: s, opts: t.opts, last: map[string]int{}, lost: map[string]int{}}
	p.collect(doc)
	p.children(doc, nil, 0)
}

type pairer struct {
	*state
	opts *Options
	// last holds the place of the last closing tag of each name.
	last map[string]int
	// lost holds, by name, the place of an opening tag that was reported as
	// unclosed, so that its closing tag is not reported again.
	lost map[string]int
}

// scope is one list of siblings.
type scope struct {
	parent ast.Node
	outer  *scope
	open   []*Element
	// next is the sibling that comes next.
	next ast.Node
	// pending are closing tags that were found at the end of the child in
	// hand, inside it.
	pending []*Tag
	depth   int
}

// collect notes the last closing tag of each name.
func (p *pairer) collect(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *Tag:
			p.closer(c)
		case *Flow:
			for _, token := range c.Tokens {
				if t, ok := token.(*Tag); ok {
					p.closer(t)
				}
			}
		}
		if c.HasChildren() {
			p.collect(c)
		}
	}
}

func (p *pairer) closer(t *Tag) {
	if t.Close {
		p.last[t.Name] = max(p.last[t.Name], t.Range.Start)
	}
}

func (sc *scope) top() ast.Node {
	if n := len(sc.open); n > 0 {
		return sc.open[n-1]
	}
	return sc.parent
}

// children pairs the tags among the children of a node, and below.
func (p *pairer) children(parent ast.Node, outer *scope, depth int) {
	sc := &scope{parent: parent, outer: outer, depth: depth}
	for c := parent.FirstChild(); c != nil; {
		sc.next = c.NextSibling()
		switch c := c.(type) {
		case *Tag:
			parent.RemoveChild(parent, c)
			p.tag(sc, c)
		case *Flow:
			parent.RemoveChild(parent, c)
			p.flowTokens(sc, c)
		default:
			p.child(sc, c)
		}
		c = sc.next
	}
	p.finish(sc)
}

func (p *pairer) flowTokens(sc *scope, f *Flow) {
	for i, token := range f.Tokens {
		if i == 0 {
			token.SetBlankPreviousLines(f.HasBlankPreviousLines())
		}
		if t, ok := token.(*Tag); ok {
			p.tag(sc, t)
			continue
		}
		p.place(sc, token)
	}
}

// place puts a node into the innermost open element, else before the siblings
// that are still to do.
func (p *pairer) place(sc *scope, n ast.Node) {
	top := sc.top()
	if top != sc.parent {
		top.AppendChild(top, n)
		return
	}
	if sc.next != nil {
		top.InsertBefore(top, sc.next, n)
		return
	}
	top.AppendChild(top, n)
}

// child deals with a sibling that is neither tag nor flow.
func (p *pairer) child(sc *scope, c ast.Node) {
	top := sc.top()
	if top != sc.parent {
		top.AppendChild(top, c)
	}
	if c.HasChildren() {
		p.children(c, sc, sc.depth+len(sc.open)+1)
		p.unravel(c)
	}
	for len(sc.pending) > 0 {
		t := sc.pending[0]
		sc.pending = sc.pending[1:]
		p.tag(sc, t)
	}
}

// void lists the elements of HTML that have no content (HTML standard,
// section 13.1.2).
func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

func (p *pairer) tag(sc *scope, t *Tag) {
	if t.Close {
		p.closeTag(sc, t)
		return
	}
	e := &Element{Name: t.Name, Attrs: t.Attrs, Open: t.Range, SelfClosing: t.SelfClosing}
	e.Inline = t.Inline
	e.SetPos(t.Range.Start)
	e.SetBlankPreviousLines(t.HasBlankPreviousLines())
	switch {
	case t.SelfClosing:
		p.place(sc, e)
	case !p.closes(t) || sc.depth+len(sc.open) >= maxNesting:
		p.place(sc, e)
		if sc.depth+len(sc.open) >= maxNesting {
			p.error("too-deep", t.Range, "split the lesson", nil, "elements are nested deeper than %d", maxNesting)
			return
		}
		p.unclosed(e, sc)
	default:
		p.place(sc, e)
		sc.open = append(sc.open, e)
	}
}

// closes reports whether a closing tag comes later that may belong to an
// opening one: of its name, or of a name that looks like a slip.
func (p *pairer) closes(t *Tag) bool {
	if at, ok := p.last[t.Name]; ok && at > t.Range.Start {
		return true
	}
	const manyNames = 200
	if !p.known(t.Name) || len(p.last) > manyNames {
		return false
	}
	for name, at := range p.last {
		if at > t.Range.Start && p.slip(name, t.Name) {
			return true
		}
	}
	return false
}

// slip reports whether the name of a closing tag is a misspelling of that of
// a component.
func (p *pairer) slip(closing, opening string) bool {
	return !p.known(closing) && closing != opening && isComponentName(closing) && diag.Nearest(closing, []string{opening}) != ""
}

// closeTag finds what a closing tag closes.
func (p *pairer) closeTag(sc *scope, t *Tag) {
	for i := len(sc.open) - 1; i >= 0; i-- {
		if sc.open[i].Name != t.Name {
			continue
		}
		for j := len(sc.open) - 1; j > i; j-- {
			p.crossed(sc, sc.open[j], t)
		}
		sc.open[i].Close = t.Range
		sc.open = sc.open[:i]
		return
	}
	if n := len(sc.open); n > 0 && p.slip(t.Name, sc.open[n-1].Name) {
		e := sc.open[n-1]
		p.error("mismatched-tag", t.Range, "write "+closing(e.Name), p.opened(e), "the closing tag %s does not match %s", closing(t.Name), opening1(e.Name))
		e.Close = t.Range
		sc.open = sc.open[:n-1]
		return
	}
	if void(t.Name) {
		if e, ok := lastElement(sc.top()); ok && e.Name == t.Name {
			e.Close = t.Range
			return
		}
	}
	if e := p.outside(sc, t.Name); e != nil {
		if p.atEnd(sc) {
			p.warn("misplaced-closing-tag", t.Range, "put it on a line of its own", "the closing tag %s stands inside another block than its opening tag", closing(t.Name))
			sc.outer.pending = append(sc.outer.pending, t)
			return
		}
		if p.known(t.Name) {
			p.error("misplaced-closing-tag", t.Range, "put it on a line of its own, outside lists, quotes and paragraphs that start inside", p.opened(e),
				"the closing tag %s stands inside another block than its opening tag", closing(t.Name))
		}
		p.lost[t.Name] = e.Open.Start
		return
	}
	p.stray(sc, t)
}

func lastElement(n ast.Node) (*Element, bool) {
	last := n.LastChild()
	for last != nil && last.Kind() == ast.KindText {
		last = last.PreviousSibling()
	}
	e, ok := last.(*Element)
	return e, ok
}

// outside returns the open element of a name in the scopes around.
func (p *pairer) outside(sc *scope, name string) *Element {
	for o := sc.outer; o != nil; o = o.outer {
		for i := len(o.open) - 1; i >= 0; i-- {
			if o.open[i].Name == name {
				return o.open[i]
			}
		}
	}
	return nil
}

// atEnd reports whether nothing but white space and further closing tags
// follow a closing tag inside its block, so that it may count as standing
// behind the block.
func (p *pairer) atEnd(sc *scope) bool {
	switch sc.parent.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		for n := sc.next; n != nil; n = n.NextSibling() {
			if c, ok := n.(*Tag); ok && c.Close {
				continue
			}
			if !p.blank(n) {
				return false
			}
		}
		return true
	case *ast.ListItem, *ast.List, *ast.Blockquote:
		return sc.next == nil && (sc.parent.NextSibling() == nil || sc.parent.Kind() != ast.KindListItem)
	}
	return false
}

// blank reports a text of white space.
func (p *pairer) blank(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && strings.TrimSpace(string(t.Segment.Value(p.src))) == ""
}

// finish deals with what is still open when its siblings end.
func (p *pairer) finish(sc *scope) {
	for i := len(sc.open) - 1; i >= 0; i-- {
		e := sc.open[i]
		if i == 0 && p.promote(sc, e) {
			continue
		}
		p.unclosed(e, sc)
	}
	sc.open = nil
}

func (p *pairer) known(name string) bool { return p.opts.Known != nil && p.opts.Known(name) }

func (p *pairer) opened(e *Element) []diag.Related {
	return []diag.Related{{Span: p.span(e.Open.Start, e.Open.Stop), Message: opening1(e.Name) + " is opened here"}}
}

func closing(name string) string  { return "</" + name + ">" }
func opening1(name string) string { return "<" + name + ">" }

// unravel turns a paragraph that holds only elements, expressions and white
// space into what it holds.
func (p *pairer) unravel(c ast.Node) {
	switch c.(type) {
	case *ast.Paragraph, *ast.TextBlock:
	default:
		return
	}
	some := false
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		switch n.(type) {
		case *Element, *Expression, *Comment:
			some = true
		default:
			if !p.blank(n) {
				return
			}
		}
	}
	parent := c.Parent()
	if !some || parent == nil {
		return
	}
	u := &Unraveled{}
	u.SetPos(c.Pos())
	u.SetLines(c.Lines())
	u.SetBlankPreviousLines(c.HasBlankPreviousLines())
	parent.InsertBefore(parent, c, u)
	for n := c.FirstChild(); n != nil; {
		next := n.NextSibling()
		u.AppendChild(u, n)
		switch n := n.(type) {
		case *Element:
			n.Inline = false
		case *Expression:
			n.Inline = false
		case *Comment:
			n.Inline = false
		}
		n = next
	}
	parent.RemoveChild(parent, c)
}
