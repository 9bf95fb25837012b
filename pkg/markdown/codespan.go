package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	if r.plain {
		r.w.str("<code>")
	} else {
		r.w.str(`<code translate="no">`)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		var value []byte
		switch c := c.(type) {
		case *ast.Text:
			value = c.Segment.Value(r.src)
		case *ast.String:
			value = c.Value
		}
		s := string(value)
		if strings.IndexByte(s, '\n') >= 0 {
			s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", " ")
		}
		if r.plain {
			r.w.escape(s)
		} else {
			r.breakable(s)
		}
	}
	r.w.str("</code>")
}

// longWord is the length from which an identifier may be broken.
const longWord = 18

// breakable writes code with places to break long identifiers.
func (r *renderer) breakable(s string) {
	for s != "" {
		word, rest := s, ""
		if i := strings.IndexByte(s, ' '); i >= 0 {
			word, rest = s[:i+1], s[i+1:]
		}
		if len(word) <= longWord {
			r.w.escape(word)
		} else {
			r.breakWord(word)
		}
		s = rest
	}
}

func (r *renderer) breakWord(word string) {
	from := 0
	for i := 0; i < len(word)-1; i++ {
		c := word[i]
		if (c == '.' || c == '_' || c == '/' || c == ':' && i > 0 && word[i-1] == ':') && word[i+1] != c {
			r.w.escape(word[from : i+1])
			r.w.str("<wbr>")
			from = i + 1
		}
	}
	r.w.escape(word[from:])
}
