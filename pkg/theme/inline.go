package theme

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"course/pkg/internal/typo"
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
// known are left out and their text stays. Set changes the texts as the
// typographic pass does; it may be nil.
func inline(u *markdown.Use, value any, set func(texts []string) []string) template.HTML {
	text := codeSpan.ReplaceAllStringFunc(plain(value), func(code string) string {
		return "<code>" + html.EscapeString(code[1:len(code)-1]) + "</code>"
	})
	l := inlineList{}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			l.closeAll()
			l.write(u, set)
			return ""
		case html.TextToken:
			l.text(string(z.Raw()))
		case html.StartTagToken, html.SelfClosingTagToken:
			l.open(z.Token())
		case html.EndTagToken:
			l.close(z.Token().Data)
		}
	}
}

// inlineList is a prop taken apart.
type inlineList struct {
	pieces []inlinePiece
	tags   []string // open, outermost first
}

// inlinePiece is a tag, a text or the address of a link.
type inlinePiece struct {
	tag, text, link string
	isText, isLink  bool
}

func (l *inlineList) tag(html string) { l.pieces = append(l.pieces, inlinePiece{tag: html}) }

// escaped adds text that may hold character references of its own.
func (l *inlineList) escaped(raw string) {
	l.pieces = append(l.pieces, inlinePiece{text: html.UnescapeString(raw), isText: true})
}

func (l *inlineList) link(dest string) {
	l.tag(`<a href="`)
	l.pieces = append(l.pieces, inlinePiece{link: dest, isLink: true})
	l.tag(`">`)
}

func (l *inlineList) open(t html.Token) {
	if !inlineTags[t.Data] {
		return
	}
	if t.Data == "br" {
		l.tag("<br>")
		return
	}
	l.tags = append(l.tags, t.Data)
	if t.Data == "a" {
		for _, a := range t.Attr {
			if a.Key == "href" {
				l.link(a.Val)
				return
			}
		}
	}
	l.tag("<" + t.Data + ">")
}

// close ends the innermost open tag of a name, and what was left open in it.
func (l *inlineList) close(name string) {
	if at := slices.Index(l.tags, name); at < 0 {
		return
	}
	for {
		last := l.tags[len(l.tags)-1]
		l.pop()
		if last == name {
			return
		}
	}
}

func (l *inlineList) closeAll() {
	for len(l.tags) > 0 {
		l.pop()
	}
}

func (l *inlineList) pop() {
	l.tag("</" + l.tags[len(l.tags)-1] + ">")
	l.tags = l.tags[:len(l.tags)-1]
}

// text adds running text; within code it has no markup.
func (l *inlineList) text(raw string) {
	if n := len(l.tags); n > 0 && (l.tags[n-1] == "code" || l.tags[n-1] == "kbd") {
		l.tag(html.EscapeString(html.UnescapeString(raw)))
		return
	}
	for raw != "" {
		m := mark.FindStringSubmatchIndex(raw)
		if m == nil {
			break
		}
		l.escaped(raw[:m[0]])
		part := func(i int) string { return raw[m[2*i]:m[2*i+1]] }
		switch {
		case m[2] >= 0:
			l.element("strong", part(1))
		case m[4] >= 0:
			l.element("em", part(2))
		default:
			l.link(html.UnescapeString(part(4)))
			l.escaped(part(3))
			l.tag("</a>")
		}
		raw = raw[m[1]:]
	}
	l.escaped(raw)
}

func (l *inlineList) element(name, text string) {
	l.tag("<" + name + ">")
	l.escaped(text)
	l.tag("</" + name + ">")
}

// write puts the pieces into the fragment; its writer never fails.
func (l *inlineList) write(u *markdown.Use, set func(texts []string) []string) {
	if set != nil {
		l.set(set)
	}
	for _, p := range l.pieces {
		switch {
		case p.isText:
			_, _ = u.W.WriteString(html.EscapeString(p.text))
		case p.isLink:
			u.W.Hole(markdown.HoleLink, p.link, u.Span)
		default:
			_, _ = u.W.WriteString(p.tag)
		}
	}
}

// set passes the texts through the typographic pass, with code between them.
func (l *inlineList) set(set func(texts []string) []string) {
	texts := make([]string, 0, len(l.pieces))
	for _, p := range l.pieces {
		switch {
		case p.isText:
			texts = append(texts, p.text)
		case p.tag == "<code>" || p.tag == "<kbd>":
			texts = append(texts, typo.Object)
		default:
			texts = append(texts, "")
		}
	}
	for i, text := range set(texts) {
		if l.pieces[i].isText {
			l.pieces[i].text = text
		}
	}
}
