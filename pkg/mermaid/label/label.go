// Package label is text in a chart: a font with the class that sets it on the
// page, and labels measured and wrapped in it.
//
// Readers have different fonts. The widest of the common faces draws Cyrillic
// a good twentieth wider than package text measures, so labels are taken for
// wider than that here, and text keeps clear of its shape's border:
//
//	style := label.Small
//	l := style.Wrap("some text", 200)
//	box := svg.Box{W: l.W + 20, H: l.H + 14}
//	l.Draw(canvas, box, svg.Center)
package label

import (
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

// slack is how much wider than measured a label is taken to be.
const slack = 1.08

// Style is a font and the class that sets it.
type Style struct {
	Font  text.Font
	Class string
}

// The styles of the stylesheet.
var (
	Normal = Style{text.Font{Size: 14}, ""}
	Bold   = Style{text.Font{Size: 14, Bold: true}, "b"}
	Small  = Style{text.Font{Size: 13}, "elabel"}
	Head   = Style{text.Font{Size: 13, Bold: true}, "ctext"}
	Tiny   = Style{text.Font{Size: 12}, "sm"}
	Muted  = Style{text.Font{Size: 12}, "sm muted"}
	Badge  = Style{text.Font{Size: 11, Bold: true}, "xs b"}
)

// Label is a text in a style, with its size.
type Label struct {
	Style
	Lines text.Label
	W, H  float64
}

// Of returns the label for a chart's text (see text.Plain).
func (s Style) Of(chartText string) Label { return s.make(text.Plain(chartText)) }

// Literal returns the label for a text that is drawn as it is.
func (s Style) Literal(t string) Label { return s.make(text.Label{{{Text: t}}}) }

// least is the least width to which text is broken.
const least = 8

// Wrap is Of with lines broken at a width.
func (s Style) Wrap(chartText string, limit float64) Label {
	return s.make(s.Font.Wrap(text.Plain(chartText), max(limit, least)/slack))
}

func (s Style) make(lines text.Label) Label {
	l := Label{Style: s, Lines: lines}
	if lines.Empty() {
		return Label{Style: s}
	}
	l.W, l.H = s.Font.Measure(lines)
	l.W *= slack
	return l
}

// Upright returns the label for a text with one character below the other,
// for places that are too narrow for words.
func (s Style) Upright(chartText string) Label {
	var lines text.Label
	for _, r := range Spoken(text.Plain(chartText)) {
		if r != ' ' {
			lines = append(lines, text.Line{{Text: string(r)}})
		}
	}
	return s.make(lines)
}

// Width returns the width of a text in one line.
func (s Style) Width(t string) float64 { return s.Font.Width(t) * slack }

// Line returns the height of a line.
func (s Style) Line() float64 { return s.Font.LineHeight() }

// Empty reports whether there is nothing to draw.
func (l Label) Empty() bool { return len(l.Lines) == 0 }

// String returns the text in one line, for those who hear it.
func (l Label) String() string { return Spoken(l.Lines) }

// Draw draws the label in box.
func (l Label) Draw(cv *svg.Canvas, box svg.Box, align svg.Align, attrs ...svg.Attr) {
	if l.Empty() {
		return
	}
	cv.Label(box, l.Lines, l.Font, align, append([]svg.Attr{svg.Class(l.Class)}, attrs...)...)
}

// DrawAt draws the label with its box's upper left corner at x, y.
func (l Label) DrawAt(cv *svg.Canvas, x, y float64, align svg.Align, attrs ...svg.Attr) {
	l.Draw(cv, svg.Box{X: x, Y: y, W: l.W, H: l.H}, align, attrs...)
}

// Spoken returns a label as one line of text.
func Spoken(l text.Label) string {
	s := ""
	for i, line := range l {
		if i > 0 {
			s += " "
		}
		for _, span := range line {
			s += span.Text
		}
	}
	return s
}

// Lay returns the label for lines that are already read, broken at a width.
// A limit of zero breaks nothing.
func (s Style) Lay(lines text.Label, limit float64) Label {
	if limit > 0 {
		lines = s.Font.Wrap(lines, limit/slack)
	}
	return s.make(lines)
}
