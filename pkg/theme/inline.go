package theme

import (
	"html/template"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"course/pkg/markdown"
)

// inlineTags may stand in a prop that is shown with light markup.
var inlineTags = map[string]bool{
	"a": true, "b": true, "br": true, "code": true, "del": true, "em": true, "i": true, "kbd": true,
	"mark": true, "s": true, "strong": true, "sub": true, "sup": true, "u": true, "var": true,
}

var (
	// codeSpan is code in a prop; nothing in it is markup.
	codeSpan = regexp.MustCompile("`([^`]+)`")
	// mark is another piece of Markdown in a prop: strong, emphasis, link.
	mark = regexp.MustCompile(`\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)`)
)

// inline writes a string prop with light markup, as quiz choices and captions
// have it: a few HTML tags without attributes, and code, bold, emphasis and
// links of Markdown. Addresses become holes like any other; tags that are not
// known are left out and their text stays.
func inline(u *markdown.Use, value any) template.HTML {
	w := inlineWriter{w: u.W, use: u}
	text := codeSpan.ReplaceAllStringFunc(plain(value), func(code string) string {
		return "<code>" + html.EscapeString(code[1:len(code)-1]) + "</code>"
	})
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			w.closeAll()
			return ""
		case html.TextToken:
			w.text(string(z.Raw()))
		case html.StartTagToken, html.SelfClosingTagToken:
			w.open(z.Token())
		case html.EndTagToken:
			w.close(z.Token().Data)
		}
	}
}

type inlineWriter struct {
	w    *markdown.Writer
	use  *markdown.Use
	tags []string // open, outermost first
}

func (w *inlineWriter) open(t html.Token) {
	if !inlineTags[t.Data] {
		return
	}
	if t.Data == "br" {
		w.print("<br>")
		return
	}
	w.tags = append(w.tags, t.Data)
	if t.Data != "a" {
		w.print("<" + t.Data + ">")
		return
	}
	for _, a := range t.Attr {
		if a.Key == "href" {
			w.link(a.Val)
			return
		}
	}
	w.print("<a>")
}

func (w *inlineWriter) link(dest string) {
	w.print(`<a href="`)
	w.w.Hole(markdown.HoleLink, dest, w.use.Span)
	w.print(`">`)
}

// close ends the innermost open tag of a name, and what was left open in it.
func (w *inlineWriter) close(name string) {
	for i := len(w.tags) - 1; i >= 0; i-- {
		if w.tags[i] == name {
			for len(w.tags) > i {
				w.pop()
			}
			return
		}
	}
}

func (w *inlineWriter) closeAll() {
	for len(w.tags) > 0 {
		w.pop()
	}
}

func (w *inlineWriter) pop() {
	w.print("</" + w.tags[len(w.tags)-1] + ">")
	w.tags = w.tags[:len(w.tags)-1]
}

// text writes running text; within code it has no markup.
func (w *inlineWriter) text(raw string) {
	if n := len(w.tags); n > 0 && w.tags[n-1] == "code" {
		w.escaped(raw)
		return
	}
	for raw != "" {
		m := mark.FindStringSubmatchIndex(raw)
		if m == nil {
			break
		}
		w.escaped(raw[:m[0]])
		part := func(i int) string { return raw[m[2*i]:m[2*i+1]] }
		switch {
		case m[2] >= 0:
			w.element("strong", part(1))
		case m[4] >= 0:
			w.element("em", part(2))
		default:
			w.link(html.UnescapeString(part(4)))
			w.escaped(part(3))
			w.print("</a>")
		}
		raw = raw[m[1]:]
	}
	w.escaped(raw)
}

func (w *inlineWriter) element(name, text string) {
	w.print("<" + name + ">")
	w.escaped(text)
	w.print("</" + name + ">")
}

// escaped writes text that may hold character references of its own.
func (w *inlineWriter) escaped(raw string) {
	w.print(html.EscapeString(html.UnescapeString(raw)))
}

// print writes to the fragment; its writer never fails.
func (w *inlineWriter) print(s string) { _, _ = w.w.WriteString(s) }
