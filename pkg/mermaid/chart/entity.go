package chart

import (
	"html"
	"strings"
)

// Sanitize returns a label as the reference implementation keeps it in its
// model, where text has passed an HTML sanitiser: a "<" that opens no tag and
// a lone ">" become entities in texts that hold markup, scripts are removed.
func Sanitize(s string) string {
	if !strings.ContainsAny(s, "<") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		if c != '<' {
			j := i + 1
			for j < len(s) && s[j] != '<' {
				j++
			}
			b.WriteString(textEscaper.Replace(html.UnescapeString(s[i:j])))
			i = j
			continue
		}
		n, name, keep := scanTag(s[i:])
		switch {
		case n == 0:
			b.WriteString("&lt;")
			i++
		case name == "script" || name == "style" || name == "iframe":
			i += n
			end := strings.Index(strings.ToLower(s[i:]), "</"+name)
			if end < 0 {
				i = len(s)
				break
			}
			i += end
			if close := strings.IndexByte(s[i:], '>'); close >= 0 {
				i += close + 1
			} else {
				i = len(s)
			}
		default:
			if keep {
				b.WriteString(s[i : i+n])
			}
			i += n
		}
	}
	return b.String()
}

var textEscaper = strings.NewReplacer("&", "&amp;", ">", "&gt;", "\u00a0", "&nbsp;")

// scanTag returns the length of the tag that s starts with, or zero, its name
// in lower case, and whether a sanitiser leaves it.
func scanTag(s string) (n int, name string, keep bool) {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	start := i
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z' || i > start && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == start {
		return 0, "", false
	}
	name = strings.ToLower(s[start:i])
	end := strings.IndexByte(s[i:], '>')
	if end < 0 {
		return 0, "", false
	}
	return i + end + 1, name, safeTags[name]
}

// safeTags are the elements that may stand in a label.
var safeTags = map[string]bool{
	"a": true, "b": true, "br": true, "big": true, "center": true, "code": true, "del": true, "div": true, "em": true,
	"font": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "hr": true, "i": true, "img": true,
	"ins": true, "kbd": true, "li": true, "mark": true, "ol": true, "p": true, "pre": true, "q": true, "s": true,
	"samp": true, "small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "table": true,
	"tbody": true, "td": true, "th": true, "tr": true, "tt": true, "u": true, "ul": true, "var": true,
}
