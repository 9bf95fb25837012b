package markdown

import (
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	nethtml "golang.org/x/net/html"
)

func (r *renderer) rawBody(*mdx.Raw) {} // scripts and styles are dropped with their element

// rawHTML writes one raw tag in running text.
func (r *renderer) rawHTML(n *ast.RawHTML) {
	var text strings.Builder // without the prefixes of containers
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		text.Write(s.Value(r.src))
	}
	if r.plain {
		r.w.str(text.String())
		return
	}
	r.rewrite(text.String(), n.Segments.At(0).Start, true)
}

func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	text := r.doc.lines(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(r.src))
	}
	if r.plain {
		r.w.str(text)
		return
	}
	start := n.Pos()
	if n.Lines().Len() > 0 {
		start = n.Lines().At(0).Start
	}
	r.rewrite(text, start, false)
}

// rewrite writes raw HTML, its tags brought to what pages may hold.
func (r *renderer) rewrite(text string, start int, inline bool) {
	if isPlainTag(text) {
		r.w.str(text)
		return
	}
	z := nethtml.NewTokenizer(strings.NewReader(text))
	skip := "" // the element that is dropped with its content
	for at := start; ; {
		kind := z.Next()
		raw := string(z.Raw())
		here := r.span(at, at+len(raw))
		at += len(raw)
		switch kind {
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			if token := z.Token(); skip == "" && !r.rawTag(token, here, inline) && kind == nethtml.StartTagToken && !void[token.Data] {
				skip = token.Data
			}
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			if skip == "" && barred[string(name)] == "" && string(name) != "iframe" {
				r.w.str(raw)
			}
			if string(name) == skip {
				skip = ""
			}
		case nethtml.CommentToken, nethtml.DoctypeToken:
		default:
			if skip == "" {
				r.w.str(raw)
			}
			if kind == nethtml.ErrorToken {
				return
			}
		}
	}
}

// isPlainTag reports a single tag without attributes that pages may hold: what
// most raw HTML in running text is.
func isPlainTag(text string) bool {
	if len(text) < 3 || len(text) > 20 || text[0] != '<' || text[len(text)-1] != '>' {
		return false
	}
	name := strings.TrimPrefix(text[1:len(text)-1], "/")
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return name != "" && barred[name] == "" && name != "iframe"
}

// rawElement is a raw tag as an element.
func rawElement(t nethtml.Token, inline bool) *mdx.Element {
	e := &mdx.Element{Name: t.Data}
	e.Inline = inline
	for _, a := range t.Attr {
		e.Attrs = append(e.Attrs, mdx.Attr{Name: a.Key, Kind: mdx.AttrString, Raw: a.Val})
	}
	return e
}

// rawTag writes an opening tag; false says that its element is dropped.
func (r *renderer) rawTag(t nethtml.Token, at diag.Span, inline bool) bool {
	if way, bad := barred[t.Data]; bad {
		r.found.Add(diag.Diagnostic{Code: "dropped-element", Severity: diag.Warning, Span: at, Message: "the element <" + t.Data + "> is dropped", Hint: way})
		return false
	}
	if t.Data == "iframe" {
		r.frame(rawElement(t, inline), at)
		return false
	}
	r.w.str("<" + t.Data)
	var classes []string
	for _, a := range t.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"):
		case a.Key == "class":
			classes = append(classes, strings.Fields(a.Val)...)
		case a.Key == "style":
			if class := r.style(a.Val); class != "" {
				classes = append(classes, class)
			}
		default:
			r.attr(t.Data, a.Key, a.Val, at)
		}
	}
	if len(classes) > 0 {
		r.w.str(` class="`)
		r.w.escape(strings.Join(classes, " "))
		r.w.str(`"`)
	}
	if t.Type == nethtml.SelfClosingTagToken && !void[t.Data] {
		r.w.str("/") // which means something in SVG
	}
	r.w.str(">")
	return true
}
