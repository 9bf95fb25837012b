package text

import "strings"

func (f Font) span(s Span) Font {
	f.Bold = f.Bold || s.Bold
	f.Mono = f.Mono || s.Code
	return f
}

// LineWidth returns the width of a line.
func (f Font) LineWidth(l Line) float64 {
	w := 0.0
	for _, s := range l {
		w += f.span(s).Width(s.Text)
	}
	return w
}

// Measure returns the width and height of a label.
func (f Font) Measure(l Label) (w, h float64) {
	for _, line := range l {
		w = max(w, f.LineWidth(line))
	}
	return w, float64(len(l)) * f.LineHeight()
}

// Wrap breaks the label's lines at spaces, so that none is wider than limit.
// A word that is wider than limit keeps its line to itself unless it is
// more than twice as wide: then it is broken.
func (f Font) Wrap(l Label, limit float64) Label {
	fits := true
	for _, line := range l {
		if f.LineWidth(line) > limit {
			fits = false
			break
		}
	}
	if fits {
		return l
	}
	var out Label
	for _, line := range l {
		out = f.wrapLine(out, line, limit)
	}
	return out
}

// WrapText breaks plain text.
func (f Font) WrapText(s string, limit float64) Label { return f.Wrap(Plain(s), limit) }

func (f Font) wrapLine(out Label, line Line, limit float64) Label {
	var now Line
	width := 0.0
	flush := func() {
		out = append(out, trimLine(now))
		now, width = nil, 0
	}
	for _, s := range line {
		font := f.span(s)
		for _, word := range words(s.Text) {
			w := font.Width(strings.TrimRight(word, " "))
			if width > 0 && width+w > limit {
				flush()
				word = strings.TrimLeft(word, " ")
			}
			for w > 2*limit {
				head := font.fit(word, limit)
				now = appendText(now, s, head)
				flush()
				word = word[len(head):]
				w = font.Width(word)
			}
			now = appendText(now, s, word)
			width += font.Width(word)
		}
	}
	flush()
	return out
}

// fit returns the longest beginning of s, at least a rune, within limit.
func (f Font) fit(s string, limit float64) string {
	w := 0.0
	for i, r := range s {
		w += f.Width(string(r))
		if w > limit && i > 0 {
			return s[:i]
		}
	}
	return s
}

func appendText(l Line, style Span, s string) Line {
	if n := len(l); n > 0 {
		last := l[n-1]
		last.Text = style.Text
		if last == style {
			l[n-1].Text += s
			return l
		}
	}
	style.Text = s
	return append(l, style)
}

// words splits s before every word; the spaces stay with the word before.
func words(s string) []string {
	var out []string
	start := 0
	for i := 1; i < len(s); i++ {
		if s[i-1] == ' ' && s[i] != ' ' {
			out = append(out, s[start:i])
			start = i
		}
	}
	return append(out, s[start:])
}
