package markdown

import (
	"course/pkg/mdx"

	"github.com/yuin/goldmark/util"
)

// escapeText writes a piece of source text as HTML: escapes and character
// references are decoded, what means something to HTML is escaped.
func (w *Writer) escapeText(s []byte) {
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if textPlain[c] {
			continue
		}
		w.html = append(w.html, s[from:i]...)
		from = i + 1
		switch c {
		case '\\':
			if i+1 < len(s) && util.IsPunct(s[i+1]) {
				i++
				from = i + 1
				w.escapeByte(s[i])
			} else {
				w.html = append(w.html, '\\')
			}
		case '&':
			if value, n := mdx.Reference(s[i:]); n > 0 {
				w.escape(value)
				i += n - 1
				from = i + 1
			} else {
				w.html = append(w.html, "&amp;"...)
			}
		default:
			w.escapeByte(c)
		}
	}
	w.html = append(w.html, s[from:]...)
}

// textPlain marks the bytes of text that stand for themselves.
var textPlain = func() (t [256]bool) {
	for i := range t {
		t[i] = true
	}
	for _, c := range []byte{'\\', '&', '<', '>', '"', 0} {
		t[c] = false
	}
	return t
}()

func (w *Writer) escapeByte(c byte) {
	switch c {
	case '<':
		w.html = append(w.html, "&lt;"...)
	case '>':
		w.html = append(w.html, "&gt;"...)
	case '&':
		w.html = append(w.html, "&amp;"...)
	case '"':
		w.html = append(w.html, "&quot;"...)
	case 0:
		w.html = append(w.html, "\uFFFD"...)
	default:
		w.html = append(w.html, c)
	}
}

// escape writes a text as it stands, for HTML and quoted attributes.
func (w *Writer) escape(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<', '>', '&', '"', 0:
			w.html = append(w.html, s[from:i]...)
			w.escapeByte(s[i])
			from = i + 1
		}
	}
	w.html = append(w.html, s[from:]...)
}

// str writes HTML.
func (w *Writer) str(s string) { w.html = append(w.html, s...) }

// mark and reset undo what was written since.
func (w *Writer) mark() (int, int) { return len(w.html), len(w.holes) }

func (w *Writer) reset(html, holes int) { w.html, w.holes = w.html[:html], w.holes[:holes] }

// trimSpaces takes back the spaces at the end of a line, but not what stands
// behind a hole.
func (w *Writer) trimSpaces() {
	least := 0
	if n := len(w.holes); n > 0 {
		least = w.holes[n-1].At
	}
	for len(w.html) > least && w.html[len(w.html)-1] == ' ' {
		w.html = w.html[:len(w.html)-1]
	}
}
