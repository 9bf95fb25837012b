package packet

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	bitWidth = 24.0
	padY     = 8.0
	rowGap   = 8.0
)

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	if len(c.Rows) == 0 {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
	}
	y := 0.0
	for _, row := range c.Rows {
		y = c.drawRow(cv, row, y)
	}
	title := c.Title
	if title == "" {
		title = c.front
	}
	chart.DrawTitle(cv, title)
	return nil
}

// drawRow draws a row of fields and returns where the next begins.
func (c *Chart) drawRow(cv *svg.Canvas, row []Field, y float64) float64 {
	var labels []label.Label
	h := label.Small.Line()
	for _, f := range row {
		l := label.Small.Wrap(f.Label, fieldWidth(f)-6)
		if l.W > fieldWidth(f)-2 && f.Start == f.End {
			l = label.Tiny.Upright(f.Label)
		}
		labels = append(labels, l)
		h = max(h, l.H)
	}
	if c.showBits {
		c.drawBits(cv, row, y)
		y += label.Badge.Line() + 1
	}
	box := svg.Box{Y: y, H: h + 2*padY}
	for i, f := range row {
		box.X, box.W = float64(f.Start%c.bitsPerRow)*bitWidth, fieldWidth(f)
		cv.Rect(box, 0, svg.Class("node"))
		labels[i].Draw(cv, box, svg.Center)
	}
	return y + box.H + rowGap
}

func fieldWidth(f Field) float64 { return float64(f.End-f.Start+1) * bitWidth }

// drawBits writes the numbers of the first and last bit above each field.
func (c *Chart) drawBits(cv *svg.Canvas, row []Field, y float64) {
	for _, f := range row {
		x, w := float64(f.Start%c.bitsPerRow)*bitWidth, fieldWidth(f)
		first := label.Badge.Literal(strconv.Itoa(f.Start))
		if f.Start == f.End {
			first.Draw(cv, svg.Box{X: x, Y: y, W: w, H: first.H}, svg.Center)
			continue
		}
		last := label.Badge.Literal(strconv.Itoa(f.End))
		first.Draw(cv, svg.Box{X: x + 1, Y: y, W: first.W, H: first.H}, svg.Left)
		last.Draw(cv, svg.Box{X: x + w - last.W - 1, Y: y, W: last.W, H: last.H}, svg.Right)
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.Title)
	if title == "" {
		title = said(c.front)
	}
	if title == "" {
		title = l.Pick("Packet", "Пакет")
	}
	var parts []string
	for _, f := range c.fields {
		bits := l.Pick("bit ", "бит ") + strconv.Itoa(f.Start)
		if f.End != f.Start {
			bits = l.Pick("bits ", "биты ") + strconv.Itoa(f.Start) + "–" + strconv.Itoa(f.End)
		}
		parts = append(parts, bits+": "+said(f.Label))
	}
	if len(parts) > 0 {
		desc = strings.Join(parts, "; ") + "."
	}
	return c.Acc.Or(title, desc)
}
