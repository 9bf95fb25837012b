package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// cell is one user-perceived character of a source line as it is shown.
type cell struct {
	text   string
	width  int // columns of the terminal
	marked bool
}

// cells is a source line with the span in it marked.
type cells struct {
	row []cell
	// caret is where an empty span stands: before row[caret]. -1 for others.
	caret int
}

const tabWidth = 4

// layOut splits a line into cells. start and end are byte offsets of the span
// in the line; they may lie outside of it.
func layOut(line []byte, start, end int) cells {
	c := cells{caret: -1}
	text := string(line)
	column := 0
	parts := graphemes.FromString(text)
	for parts.Next() {
		part := parts.Value()
		if start >= end && c.caret < 0 && parts.End() > start {
			c.caret = len(c.row)
		}
		shown := cell{marked: parts.Start() < end && parts.End() > start}
		if part == "\t" {
			shown.text = strings.Repeat(" ", tabWidth-column%tabWidth)
			shown.width = len(shown.text)
		} else {
			shown.text = printable(part)
			shown.width = stringWidth(shown.text)
		}
		column += shown.width
		c.row = append(c.row, shown)
	}
	if start >= len(text) {
		c.caret = len(c.row)
	}
	return c
}

// window returns the part of the line that fits into width columns and shows
// the start of the span, and the line of marks below it.
func (c cells) window(width int) (line, marks string) {
	total, before := 0, -1
	for i, x := range c.row {
		if before < 0 && (x.marked || i == c.caret) {
			before = total
		}
		total += x.width
	}
	if before < 0 {
		before = total
	}
	from, to := 0, len(c.row)
	if total > width {
		from, to = c.cut(width, before, total)
	}
	var text, under strings.Builder
	if from > 0 {
		text.WriteString("…")
		under.WriteString(" ")
	}
	for i := from; i < to; i++ {
		mark := " "
		if i == c.caret || c.row[i].marked {
			mark = "^"
		}
		text.WriteString(c.row[i].text)
		if i == c.caret {
			under.WriteString(mark + strings.Repeat(" ", max(0, c.row[i].width-1)))
			continue
		}
		under.WriteString(strings.Repeat(mark, c.row[i].width))
	}
	if to < len(c.row) {
		text.WriteString("…")
	}
	if c.caret == len(c.row) {
		under.WriteString("^")
	}
	marks = strings.TrimRight(under.String(), " ")
	if marks == "" {
		marks = strings.Repeat(" ", min(before, width)) + "^" // a span of no width, such as a lone mark
	}
	return strings.TrimRight(text.String(), " "), marks
}

// cut chooses the cells to show of a line that is too long: a third of the
// room stands before the span, as far as there is text for the rest.
func (c cells) cut(width, before, total int) (from, to int) {
	room := width - 2 // an ellipsis on both sides
	left := max(0, min(before-room/3, total-room))
	column := 0
	for from < len(c.row) && column < left {
		column += c.row[from].width
		from++
	}
	used := 0
	for to = from; to < len(c.row) && used+c.row[to].width <= room; to++ {
		used += c.row[to].width
	}
	return from, to
}

// stringWidth is the width of a grapheme in cells. Ambiguous characters,
// Cyrillic among them, are narrow whatever the locale says.
func stringWidth(s string) int {
	condition := runewidth.Condition{StrictEmojiNeutral: true}
	return condition.StringWidth(s)
}

// printable replaces what would act on a terminal instead of being shown:
// control characters, and marks that reorder text (bidirectional overrides),
// with which a line can look like another. Invalid UTF-8 becomes U+FFFD.
func printable(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, r == 0x7f, r >= 0x80 && r < 0xa0, isBidi(r), r == '\u2028', r == '\u2029':
			return utf8.RuneError
		case r < ' ':
			return r + 0x2400 // the picture of the control character
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

func isBidi(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }
