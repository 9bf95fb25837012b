package chart

import "strings"

// editor replaces parts of a text and remembers where what is left came from.
type editor struct {
	text     string
	segments []segment
}

func newEditor(text string) *editor {
	return &editor{text: text, segments: []segment{{0, 0}}}
}

func (e *editor) replaceAll(old, by string) {
	var spans [][]int
	for i := 0; ; {
		j := strings.Index(e.text[i:], old)
		if j < 0 {
			break
		}
		spans = append(spans, []int{i + j, i + j + len(old)})
		i += j + len(old)
	}
	e.cut(spans, by)
}

func (e *editor) trimLeft() {
	n := len(e.text) - len(strings.TrimLeft(e.text, " \t\n\v\f\r\u00a0\ufeff"))
	if n > 0 {
		e.cut([][]int{{0, n}}, "")
	}
}

func (e *editor) cut(spans [][]int, by string) {
	e.edit(spans, func(string) string { return by })
}

// edit replaces the spans, which are in order and do not overlap.
func (e *editor) edit(spans [][]int, by func(string) string) {
	if len(spans) == 0 {
		return
	}
	var b strings.Builder
	var segments []segment
	at, next := 0, 0
	keep := func(end int) {
		// The piece at:end stands at b.Len() from now on; segments that begin
		// inside it begin there.
		segments = append(segments, segment{b.Len(), e.origin(at)})
		for next < len(e.segments) && e.segments[next].from <= at {
			next++
		}
		for ; next < len(e.segments) && e.segments[next].from < end; next++ {
			segments = append(segments, segment{b.Len() + e.segments[next].from - at, e.segments[next].orig})
		}
		b.WriteString(e.text[at:end])
	}
	for _, m := range spans {
		keep(m[0])
		if s := by(e.text[m[0]:m[1]]); s != "" {
			segments = append(segments, segment{b.Len(), e.origin(m[0])})
			b.WriteString(s)
		}
		at = m[1]
	}
	keep(len(e.text))
	e.text, e.segments = b.String(), segments
}

// origin returns the offset in the original text of the offset at in e.text.
func (e *editor) origin(at int) int {
	lo, hi := 0, len(e.segments)
	for lo < hi {
		mid := (lo + hi) / 2
		if e.segments[mid].from <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return at
	}
	return e.segments[lo-1].orig + at - e.segments[lo-1].from
}
