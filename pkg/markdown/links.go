package markdown

import (
	"strings"

	"course/pkg/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// href writes a destination inside a quoted attribute.
func (r *renderer) href(dest string, kind HoleKind, at diag.Span) {
	switch {
	case r.plain:
		r.w.escape(string(util.URLEscape([]byte(dest), false)))
	case unsafe(dest):
		r.found.Add(diag.Diagnostic{
			Code: "unsafe-address", Severity: diag.Error, Span: at,
			Message: "the address " + short(dest) + " would run a script and is dropped", Hint: "link to a page",
		})
	case strings.HasPrefix(dest, "#") && len(dest) > 1 && kind == HoleLink:
		r.w.str("#")
		r.w.Hole(HoleID, dest[1:], at)
		r.w.escape(dest[1:])
	default:
		r.w.Hole(kind, dest, at)
	}
}

// unsafe reports an address that runs a script.
func unsafe(dest string) bool {
	clean := strings.ToLower(strings.Map(func(c rune) rune {
		if c <= ' ' {
			return -1
		}
		return c
	}, dest[:min(len(dest), 64)]))
	if strings.HasPrefix(clean, "data:") {
		return !strings.HasPrefix(clean, "data:image/") || strings.HasPrefix(clean, "data:image/svg")
	}
	return strings.HasPrefix(clean, "javascript:") || strings.HasPrefix(clean, "vbscript:")
}

func (r *renderer) title(title []byte) {
	if len(title) > 0 {
		r.w.str(` title="`)
		r.w.escapeText(title)
		r.w.str(`"`)
	}
}

func (r *renderer) link(n *ast.Link) {
	r.w.str(`<a href="`)
	if r.plain {
		r.w.escape(string(util.URLEscape([]byte(decodeText(n.Destination)), false)))
	} else {
		r.href(decodeText(n.Destination), HoleLink, r.doc.linkSpan(n))
	}
	r.w.str(`"`)
	r.title(n.Title)
	r.w.str(">")
	r.children(n)
	r.w.str("</a>")
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	r.w.str(`<a href="`)
	dest := string(n.URL(r.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	r.href(dest, HoleLink, r.span(n.Pos(), n.Pos()+len(n.Label(r.src))))
	r.w.str(`">`)
	r.w.escape(string(n.Label(r.src)))
	r.w.str("</a>")
}

// image writes an image; alone says that it is all of its paragraph, so that
// its title is a caption.
func (r *renderer) image(n *ast.Image, alone bool) {
	dest, at := decodeText(n.Destination), r.doc.linkSpan(n)
	if alone {
		r.w.str(`<figure class="figure">`)
	}
	r.w.str(`<img src="`)
	r.href(dest, HoleAsset, at)
	r.w.str(`" alt="`)
	r.w.escape(strings.TrimSuffix(r.doc.altText(n), " "))
	r.w.str(`"`)
	if !alone {
		r.title(n.Title)
	}
	if !r.plain {
		r.w.Hole(HoleSize, dest, at)
		r.w.str(` loading="lazy" decoding="async"`)
	}
	r.w.str(">")
	if alone {
		if len(n.Title) > 0 {
			r.w.str(`<figcaption data-label="`)
			r.w.escape(r.text("figure.label"))
			r.w.str(`">`)
			r.w.escapeText(n.Title)
			r.w.str("</figcaption>")
		}
		r.w.str("</figure>\n")
	}
}

// altText is the alternative text of an image: line ends stay.
func (d *Document) altText(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(decodeText(t.Segment.Value(d.File.Data)))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte('\n')
			}
			continue
		}
		b.WriteString(d.altText(c))
	}
	return b.String()
}

// linkSpan is the place of a link or image: from its bracket to the
// parenthesis behind its destination.
func (d *Document) linkSpan(n ast.Node) diag.Span {
	src := d.File.Data
	start := max(n.Pos(), 0)
	stop := start
	for c := n.LastChild(); c != nil; c = c.LastChild() {
		if t, ok := c.(*ast.Text); ok {
			stop = t.Segment.Stop
		} else {
			stop = max(stop, c.Pos())
		}
	}
	// Behind the text: "](destination "title")", "][label]" or "]".
	end, depth := stop, 0
	limit := min(len(src), stop+4096)
	for end < limit && src[end] != ']' {
		end++
	}
	if end >= limit {
		return d.span(start, stop)
	}
	end++
	if end < len(src) && (src[end] == '(' || src[end] == '[') {
		open, closing := src[end], byte(')')
		if open == '[' {
			closing = ']'
		}
		for i := end; i < limit; i++ {
			switch src[i] {
			case '\\':
				i++
			case open:
				depth++
			case closing:
				if depth--; depth == 0 {
					return d.span(start, i+1)
				}
			}
		}
	}
	return d.span(start, end)
}
