package markdown

import (
	"bytes"
	"strings"

	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inline builds the spans of running text.
func (b *treeBuilder) inline(c ast.Node) treeNode {
	start := max(c.Pos(), 0)
	switch n := c.(type) {
	case *ast.Emphasis:
		kind := "emphasis"
		if n.Level == 2 {
			kind = "strong"
		}
		return b.marked(kind, n, n.Level)
	case *extast.Strikethrough:
		width := 1
		if src := b.d.File.Data; start+1 < len(src) && src[start+1] == '~' {
			width = 2
		}
		return b.marked("delete", n, width)
	case *ast.CodeSpan:
		return b.codeSpan(n)
	case *ast.Link:
		return b.link(n)
	case *ast.Image:
		return b.image(n)
	case *ast.AutoLink:
		label := string(n.Label(b.d.File.Data))
		for src := b.d.File.Data; start < len(src) && !bytes.HasPrefix(src[start:], []byte(label)); {
			start++ // goldmark has the place of the space before it
		}
		l := b.node("link", start, start+len(label))
		dest := string(n.URL(b.d.File.Data))
		if n.AutoLinkType == ast.AutoLinkEmail {
			dest = "mailto:" + strings.TrimPrefix(dest, "mailto:")
		}
		l.URL = &dest
		text := b.node("text", start, start+len(label))
		text.Value = &label
		l.Children = &[]treeNode{text}
		return l
	case *ast.RawHTML:
		text, at := b.d.rawText(n)
		h := b.node("html", at, at+len(text))
		h.Value = &text
		return h
	case *ast.String:
		t := b.node("text", start, start)
		t.Value = str(string(n.Value))
		return t
	}
	return b.node("text", start, start)
}

// marked builds a span between marks of a given length.
func (b *treeBuilder) marked(kind string, c ast.Node, width int) treeNode {
	start := max(mdx.StartOf(c, b.d.File.Data), 0)
	n := b.withChildren(b.node(kind, start, start), c)
	n.stop = min(n.stop+width, len(b.d.File.Data))
	n.Position.End = b.point(n.stop)
	return n
}

func (b *treeBuilder) codeSpan(n *ast.CodeSpan) treeNode {
	var value strings.Builder
	start, stop := max(n.Pos(), 0), max(n.Pos(), 0)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value.Write(c.Segment.Value(b.d.File.Data))
			stop = max(stop, c.Segment.Stop)
		case *ast.String:
			value.Write(c.Value)
		}
	}
	src := b.d.File.Data
	for stop < len(src) && (src[stop] == ' ' || src[stop] == '`') {
		if src[stop] == '`' {
			for stop < len(src) && src[stop] == '`' {
				stop++
			}
			break
		}
		stop++
	}
	out := b.node("inlineCode", start, stop)
	out.Value = str(strings.ReplaceAll(value.String(), "\r\n", "\n"))
	return out
}

func (b *treeBuilder) link(n *ast.Link) treeNode {
	at := b.d.linkSpan(n)
	kind := "link"
	if n.Reference != nil {
		kind = "linkReference"
	}
	l := b.withChildren(b.node(kind, at.Start, at.Start), n)
	l.stop = max(l.stop, at.End)
	l.Position.End = b.point(l.stop)
	if n.Reference != nil {
		l.Identifier, l.Label = identifier(n.Reference.Value), decodeText(n.Reference.Value)
		l.RefType = n.Reference.Type.String()
		return l
	}
	l.URL = str(decodeText(n.Destination))
	if len(n.Title) > 0 {
		l.Title = str(decodeText(n.Title))
	}
	return l
}

func (b *treeBuilder) image(n *ast.Image) treeNode {
	at := b.d.linkSpan(n)
	kind := "image"
	if n.Reference != nil {
		kind = "imageReference"
	}
	i := b.node(kind, at.Start, at.End)
	i.Alt = str(b.d.altText(n))
	if n.Reference != nil {
		i.Identifier, i.Label = identifier(n.Reference.Value), decodeText(n.Reference.Value)
		i.RefType = n.Reference.Type.String()
		return i
	}
	i.URL = str(decodeText(n.Destination))
	if len(n.Title) > 0 {
		i.Title = str(decodeText(n.Title))
	}
	return i
}
