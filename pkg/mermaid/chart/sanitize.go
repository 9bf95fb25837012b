package chart

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	lineBreak = regexp.MustCompile(`(?i)<br\s*/?>`)
	// markup is what an HTML parser takes for the start of markup.
	markup = regexp.MustCompile(`<[a-zA-Z/!?]`)
)

// Sanitize returns a label as the reference implementation keeps it in its
// model: text that holds a "<" has passed an HTML sanitiser, so tags are
// written in one way (<br/> is <br>), scripts are gone and a "<" that opens no
// tag is an entity. Text without "<" is left as it is.
func Sanitize(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	if !strings.ContainsAny(s, "&>") || !markup.MatchString(lineBreak.ReplaceAllString(s, "")) {
		return sanitizeBreaks(s)
	}
	if strings.Count(s, "<") > 200 {
		return textEscaper.Replace(s)
	}
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return textEscaper.Replace(s)
	}
	var b strings.Builder
	for _, n := range nodes {
		writeSafe(&b, n)
	}
	return b.String()
}

// sanitizeBreaks is Sanitize for texts whose only tags are line breaks.
func sanitizeBreaks(s string) string {
	var b strings.Builder
	at := 0
	for _, m := range lineBreak.FindAllStringIndex(s, -1) {
		b.WriteString(textEscaper.Replace(html.UnescapeString(s[at:m[0]])))
		b.WriteString("<br>")
		at = m[1]
	}
	if markup.MatchString(s[at:]) {
		// An unfinished tag at the end is dropped.
		s = s[:at+markup.FindStringIndex(s[at:])[0]]
	}
	b.WriteString(textEscaper.Replace(html.UnescapeString(s[at:])))
	return b.String()
}

var (
	textEscaper      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")
	attributeEscaper = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "\u00a0", "&nbsp;")
)

// writeSafe writes what may stand in a label: known elements and attributes;
// of other elements the content, of scripts and the like nothing.
func writeSafe(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(textEscaper.Replace(n.Data))
		return
	}
	if n.Type != html.ElementNode || dropped[n.Data] {
		return
	}
	keep := safeTags[n.Data]
	if keep {
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			if safeAttribute(a) {
				b.WriteString(" " + a.Key + `="` + attributeEscaper.Replace(a.Val) + `"`)
			}
		}
		b.WriteString(">")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeSafe(b, c)
	}
	if keep && !void[n.Data] {
		b.WriteString("</" + n.Data + ">")
	}
}

func safeAttribute(a html.Attribute) bool {
	switch a.Key {
	case "href", "src":
		v := strings.ToLower(strings.TrimSpace(a.Val))
		return !strings.HasPrefix(v, "javascript:") && !strings.HasPrefix(v, "vbscript:")
	case "alt", "align", "class", "color", "dir", "face", "height", "id", "lang", "name", "rel", "role", "size", "style", "title", "width":
		return true
	}
	return strings.HasPrefix(a.Key, "data-") || strings.HasPrefix(a.Key, "aria-")
}

// void elements have no end tag; dropped ones go with their content.
var (
	void    = map[string]bool{"br": true, "hr": true, "img": true, "wbr": true}
	dropped = map[string]bool{"script": true, "style": true, "iframe": true, "noscript": true, "template": true, "title": true, "xmp": true, "noembed": true, "noframes": true, "plaintext": true, "object": true}
)

// safeTags are the elements that may stand in a label.
var safeTags = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "big": true, "blockquote": true, "br": true, "center": true, "cite": true,
	"code": true, "del": true, "dfn": true, "div": true, "em": true, "font": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "hr": true, "i": true, "img": true, "ins": true, "kbd": true, "li": true, "mark": true, "nobr": true,
	"ol": true, "p": true, "pre": true, "q": true, "s": true, "samp": true, "small": true, "span": true, "strike": true, "strong": true,
	"sub": true, "sup": true, "table": true, "tbody": true, "td": true, "th": true, "thead": true, "time": true, "tr": true, "tt": true,
	"u": true, "ul": true, "var": true, "wbr": true,
}
