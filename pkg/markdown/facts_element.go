package markdown

import (
	"strings"

	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	nethtml "golang.org/x/net/html"
)

// element notes a callout, a component or an element of HTML.
func (c *collector) element(e *mdx.Element, prose bool) {
	c.anchor(e)
	if kind, ok := c.calloutType(e); ok {
		title := ""
		if a := e.Attr("title"); a != nil {
			title = c.d.attrText(a)
		}
		c.f.Callouts = append(c.f.Callouts, Callout{
			Type: kind, Title: title, Text: strings.TrimSpace(c.d.plain(e)), Span: c.d.span(e.Range().Start, e.Range().Stop), Section: c.section,
		})
	}
	component := e.Name != "" && (e.Syntax != mdx.SyntaxTag || !isHTMLName(e.Name))
	if component {
		c.use(e, strings.TrimSpace(c.d.plain(e)))
	}
	c.elementLinks(e, component)
	c.children(e, prose && !isRaw(e.Name))
}

func isRaw(name string) bool {
	return name == "script" || name == "style" || name == "pre" || name == "code"
}

// calloutType returns the type of a callout, of any name.
func (c *collector) calloutType(e *mdx.Element) (string, bool) {
	kind, ok := calloutNames[e.Name]
	if !ok {
		return "", false
	}
	for _, name := range []string{"type", "kind", "variant"} {
		if a := e.Attr(name); a != nil {
			if k, known := calloutTypes[strings.ToLower(c.d.attrText(a))]; known {
				return k, true
			}
		}
	}
	for _, a := range e.Attrs {
		if k, known := calloutTypes[a.Name]; known && a.Kind == mdx.AttrBare {
			return k, true
		}
	}
	if kind == "" {
		kind = "note"
	}
	return kind, true
}

// use notes one use of a component.
func (c *collector) use(e *mdx.Element, text string) {
	u := ComponentUse{Name: e.Name, Props: map[string]string{}, Text: text, Span: c.d.span(e.Range().Start, e.Range().Stop), Section: c.section}
	u.Registered = c.d.registered == nil || c.d.registered(e.Name)
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if a.Kind == mdx.AttrString || a.Kind == mdx.AttrExpression {
			if v := c.d.attrText(a); v != "" {
				u.Props[a.Name] = v
			}
		}
	}
	c.f.Components = append(c.f.Components, u)
}

// anchor notes the id of an element.
func (c *collector) anchor(e *mdx.Element) {
	for _, name := range []string{"id", "name"} {
		if a := e.Attr(name); a != nil && a.Kind == mdx.AttrString && a.Raw != "" && (name == "id" && isHTMLName2(e.Name) || name == "name" && e.Name == "a") {
			c.f.Anchors = append(c.f.Anchors, Anchor{ID: a.Raw, Explicit: true, Span: c.d.span(a.Value.Start, a.Value.Stop)})
		}
	}
}

func isHTMLName2(name string) bool { return name != "" && isHTMLName(name) }

// elementLinks notes the addresses in attributes.
func (c *collector) elementLinks(e *mdx.Element, component bool) {
	for i := range e.Attrs {
		a := &e.Attrs[i]
		kind, image := c.attrLink(e, a.Name, component)
		if kind == 0 {
			continue
		}
		dest := c.d.attrText(a)
		if dest == "" {
			continue
		}
		at := c.d.span(a.Value.Start, a.Value.Stop)
		l := Link{Kind: kind, Dest: dest, Span: c.d.span(e.Open.Start, e.Open.Stop), DestSpan: at, Section: c.section}
		if a.Kind == mdx.AttrExpression && (a.Expr == nil || a.Expr.Kind == mdx.ExprName) {
			continue // an import, which is a link of its own
		}
		if image {
			alt := e.Attr("alt")
			l.Image, l.NoAlt = true, alt == nil
			if alt != nil {
				l.Text = c.d.attrText(alt)
			}
		} else {
			l.Text = strings.TrimSpace(c.d.plain(e))
		}
		c.f.Links = append(c.f.Links, l)
	}
}

// attrLink tells whether an attribute holds an address, and of what.
func (c *collector) attrLink(e *mdx.Element, name string, component bool) (LinkKind, bool) {
	if component {
		if c.d.schema == nil {
			return 0, false
		}
		s := c.d.schema(e.Name)
		if s == nil {
			return 0, false
		}
		for _, p := range s.Props {
			if p.Name != name && !containsString(p.Aliases, name) {
				continue
			}
			switch p.Type {
			case PropLink:
				return LinkPage, false
			case PropAsset:
				return LinkAsset, false
			}
		}
		return 0, false
	}
	switch {
	case name == "href" && e.Name == "a":
		return LinkPage, false
	case name == "src" && e.Name == "iframe":
		return LinkPage, false
	case name == "src", name == "poster":
		return LinkAsset, e.Name == "img"
	}
	return 0, false
}

func containsString(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// rawHTML notes links, ids and comments of raw HTML in .md files.
func (c *collector) rawHTML(n ast.Node) {
	text, start := c.d.rawText(n)
	if isPlainTag(text) {
		return
	}
	z := nethtml.NewTokenizer(strings.NewReader(text))
	for at := start; ; {
		kind := z.Next()
		length := len(z.Raw())
		span := c.d.span(at, at+length)
		at += length
		switch kind {
		case nethtml.ErrorToken:
			return
		case nethtml.CommentToken:
			c.f.Comments = append(c.f.Comments, span)
		case nethtml.TextToken:
			if strings.TrimSpace(string(z.Raw())) != "" {
				c.prose(span.Start, span.End)
			}
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			t := z.Token()
			e := &mdx.Element{Name: t.Data, Open: mdx.Range{Start: span.Start, Stop: span.End}}
			for _, a := range t.Attr {
				e.Attrs = append(e.Attrs, mdx.Attr{Name: a.Key, Kind: mdx.AttrString, Raw: a.Val, Value: e.Open, Range: e.Open})
			}
			c.anchor(e)
			c.elementLinks(e, false)
		}
	}
}

// rawText is the source of raw HTML and where it starts.
func (d *Document) rawText(n ast.Node) (string, int) {
	src := d.File.Data
	switch n := n.(type) {
	case *ast.RawHTML:
		first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
		return string(src[first.Start:last.Stop]), first.Start
	case *ast.HTMLBlock:
		if n.Lines().Len() == 0 {
			return "", 0
		}
		first, stop := n.Lines().At(0), n.Lines().At(n.Lines().Len()-1).Stop
		if n.HasClosure() {
			stop = max(stop, n.ClosureLine.Stop)
		}
		return string(src[first.Start:stop]), first.Start
	}
	return "", 0
}
