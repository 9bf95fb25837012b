package chart

import (
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

// DrawTitle draws a chart's title, centred above what is drawn so far. A type
// calls it last.
func DrawTitle(c *svg.Canvas, title string) {
	if title == "" {
		return
	}
	font := text.Font{Size: 16, Bold: true}
	all := c.Extent()
	label := font.Wrap(text.Plain(title), max(all.W, 400))
	w, h := font.Measure(label)
	// Bold faces differ most in width.
	w *= 1.12
	c.Label(svg.Box{X: all.CX() - w/2, Y: all.Y - h - 14, W: w, H: h}, label, font, svg.Center, svg.Class("title"))
}
