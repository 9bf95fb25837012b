package xychart

import (
	"math"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	plotLength = 520.0 // along the x axis, at least
	plotDepth  = 300.0 // along the y axis
	bandWrap   = 96.0
	bandGap    = 10.0
	tickSpace  = 8.0
	keyGap     = 18.0
)

// drawing maps the data to pixels. In a horizontal chart the x axis runs down
// and the y axis to the right.
type drawing struct {
	*svg.Canvas
	chart  *Chart
	length float64
	low    float64 // of the y axis
	high   float64
	names  []label.Label
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	if len(c.Plots) == 0 {
		return c.src.Errorf(0, 0, "the chart has no data").WithHint("add a line such as: bar [1, 2, 3]")
	}
	d := &drawing{Canvas: cv, chart: c, low: c.Y.Min, high: c.Y.Max}
	if d.low == d.high {
		d.low, d.high = d.low-1, d.high+1
	}
	d.measure()
	d.drawYAxis()
	d.drawXAxis()
	d.drawBars()
	for i := range c.Plots {
		if c.Plots[i].Kind == "line" {
			d.drawLine(i)
		}
	}
	d.drawKey()
	chart.DrawTitle(cv, c.heading())
	return nil
}

func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

// measure finds how long the x axis must be for its labels.
func (d *drawing) measure() {
	x := d.chart.X
	if !x.Band {
		for _, v := range ticks(x.Min, x.Max, 10) {
			d.names = append(d.names, label.Tiny.Literal(write(v)))
		}
		d.length = plotLength
		return
	}
	w, h := 0.0, 0.0
	for _, name := range x.Categories {
		l := label.Tiny.Wrap(name, bandWrap)
		d.names = append(d.names, l)
		w, h = max(w, l.W), max(h, l.H)
	}
	need := w
	if d.chart.Horizontal {
		need = h
	}
	if d.chart.dataLabels && !d.chart.Horizontal {
		for _, p := range d.chart.Plots {
			for _, v := range p.Values {
				need = max(need, label.Tiny.Width(write(v)))
			}
		}
	}
	n := float64(max(1, len(x.Categories)))
	d.length = max(n*(need+bandGap), n*16)
	if least := plotLength; d.length < least {
		if d.chart.Horizontal {
			least = min(least, n*40)
		}
		d.length = max(d.length, least)
	}
}

// at returns the point for a place along the x axis and a value.
func (d *drawing) at(along, value float64) (x, y float64) {
	v := (value - d.low) / (d.high - d.low)
	v = max(-0.02, min(1.02, v))
	if d.chart.Horizontal {
		return v * plotLength, along
	}
	return along, plotDepth * (1 - v)
}

// along returns the place of the i-th of n values.
func (d *drawing) along(i, n int) float64 {
	if d.chart.X.Band {
		return (float64(i) + 0.5) * d.band()
	}
	if n < 2 {
		return d.margin()
	}
	return d.margin() + (d.length-2*d.margin())*float64(i)/float64(n-1)
}

// margin is the room that bars need beyond the ends of a range.
func (d *drawing) margin() float64 {
	if d.chart.X.Band {
		return 0
	}
	for _, p := range d.chart.Plots {
		if p.Kind == "bar" {
			return d.band() / 2
		}
	}
	return 0
}

func (d *drawing) band() float64 {
	if d.chart.X.Band {
		return d.length / float64(max(1, len(d.chart.X.Categories)))
	}
	most := 1
	for _, p := range d.chart.Plots {
		most = max(most, len(p.Values))
	}
	return d.length / float64(most)
}

func (d *drawing) drawYAxis() {
	reach := 0.0
	for _, v := range ticks(d.low, d.high, 10) {
		l := label.Muted.Literal(write(v))
		if d.chart.Horizontal {
			x, _ := d.at(0, v)
			d.Line(x, 0, x, d.length, svg.Class("grid"))
			l.Draw(d.Canvas, svg.Box{X: x - l.W/2, Y: d.length + tickSpace, W: l.W, H: l.H}, svg.Center)
			reach = max(reach, l.H)
			continue
		}
		_, y := d.at(0, v)
		d.Line(0, y, d.length, y, svg.Class("grid"))
		l.Draw(d.Canvas, svg.Box{X: -tickSpace - l.W, Y: y - l.H/2, W: l.W, H: l.H}, svg.Right)
		reach = max(reach, l.W)
	}
	title := label.Small.Wrap(d.chart.Y.Title, plotLength)
	if d.chart.Horizontal {
		title.Draw(d.Canvas, svg.Box{X: (plotLength - title.W) / 2, Y: d.length + 2*tickSpace + reach, W: title.W, H: title.H}, svg.Center)
		return
	}
	// The title stands above the axis, upright, so that nobody has to turn
	// the head.
	title.Draw(d.Canvas, svg.Box{X: -tickSpace - reach, Y: -title.H - 12, W: title.W, H: title.H}, svg.Left)
}

func (d *drawing) drawXAxis() {
	x := d.chart.X
	reach := 0.0
	for i, l := range d.names {
		at := d.along(i, len(d.names))
		if !x.Band {
			values := ticks(x.Min, x.Max, 10)
			at = d.margin()
			if x.Max != x.Min {
				at += (d.length - 2*d.margin()) * (values[i] - x.Min) / (x.Max - x.Min)
			}
		}
		if d.chart.Horizontal {
			l.Draw(d.Canvas, svg.Box{X: -tickSpace - l.W, Y: at - l.H/2, W: l.W, H: l.H}, svg.Right)
			reach = max(reach, l.W)
		} else {
			l.Draw(d.Canvas, svg.Box{X: at - l.W/2, Y: plotDepth + tickSpace, W: l.W, H: l.H}, svg.Center)
			reach = max(reach, l.H)
		}
	}
	title := label.Small.Wrap(x.Title, d.length)
	if d.chart.Horizontal {
		d.Line(0, 0, 0, d.length, svg.Class("axis"))
		title.Draw(d.Canvas, svg.Box{X: -tickSpace - reach, Y: -title.H - 10, W: title.W, H: title.H}, svg.Left)
		return
	}
	d.Line(0, plotDepth, d.length, plotDepth, svg.Class("axis"))
	title.Draw(d.Canvas, svg.Box{X: (d.length - title.W) / 2, Y: plotDepth + 2*tickSpace + reach, W: title.W, H: title.H}, svg.Center)
}

func series(i int) string { return strconv.Itoa(i%8 + 1) }

// drawBars draws the bars, those of several series side by side.
func (d *drawing) drawBars() {
	var bars []int
	for i, p := range d.chart.Plots {
		if p.Kind == "bar" {
			bars = append(bars, i)
		}
	}
	if len(bars) == 0 {
		return
	}
	room := d.band() * 0.72
	width := room / float64(len(bars))
	base := max(d.low, min(d.high, 0))
	if d.low > 0 || d.high < 0 {
		base = d.low
	}
	for k, i := range bars {
		p := d.chart.Plots[i]
		for j, v := range p.Values {
			along := d.along(j, len(p.Values)) - room/2 + float64(k)*width
			x1, y1 := d.at(along, base)
			x2, y2 := d.at(along+width, v)
			box := svg.Box{X: min(x1, x2), Y: min(y1, y2), W: math.Abs(x2 - x1), H: math.Abs(y2 - y1)}
			d.Rect(box, 0, svg.Class("s"+series(i)))
			if d.chart.dataLabels {
				d.drawValue(box, v)
			}
		}
	}
}

// drawValue draws a bar's value above it or on its right, where it meets
// neither the axis nor its labels.
func (d *drawing) drawValue(b svg.Box, v float64) {
	l := label.Tiny.Literal(write(v))
	place := svg.Box{X: b.CX() - l.W/2, Y: b.Y - l.H - 2, W: l.W, H: l.H}
	if d.chart.Horizontal {
		place.X, place.Y = b.X+b.W+4, b.CY()-l.H/2
	}
	l.Draw(d.Canvas, place, svg.Center)
}

func (d *drawing) drawLine(i int) {
	p := d.chart.Plots[i]
	path := new(svg.Path)
	for j, v := range p.Values {
		x, y := d.at(d.along(j, len(p.Values)), v)
		if j == 0 {
			path.M(x, y)
		} else {
			path.L(x, y)
		}
	}
	d.Path(path, svg.Class("l"+series(i)))
	for j, v := range p.Values {
		x, y := d.at(d.along(j, len(p.Values)), v)
		if len(p.Values) <= 40 {
			d.Circle(x, y, 3, svg.Class("s"+series(i)))
		}
		if j < len(p.Labels) && p.Labels[j] != "" {
			l := label.Tiny.Wrap(p.Labels[j], bandWrap)
			l.Draw(d.Canvas, svg.Box{X: x - l.W/2, Y: y - l.H - 6, W: l.W, H: l.H}, svg.Center)
		}
	}
}

// drawKey names the series that have names, below the chart.
func (d *drawing) drawKey() {
	x, y := 0.0, d.Extent().Y+d.Extent().H+14
	for i, p := range d.chart.Plots {
		if p.Title == "" {
			continue
		}
		l := label.Small.Wrap(p.Title, 220)
		if x > 0 && x+l.W+26 > d.length {
			x, y = 0, y+l.H+4
		}
		cy := y + label.Small.Line()/2
		if p.Kind == "bar" {
			d.Rect(svg.Around(x+8, cy, 14, 12), 0, svg.Class("s"+series(i)))
		} else {
			d.Line(x, cy, x+16, cy, svg.Class("l"+series(i)))
			d.Circle(x+8, cy, 3, svg.Class("s"+series(i)))
		}
		l.Draw(d.Canvas, svg.Box{X: x + 22, Y: y, W: l.W, H: l.H}, svg.Left)
		x += 22 + l.W + keyGap
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("Chart", "График")
	}
	for i, p := range c.Plots {
		name := said(p.Title)
		if name == "" {
			name = l.Pick("Series ", "Ряд ") + strconv.Itoa(i+1)
		}
		desc += name + ": "
		for j, v := range p.Values {
			if j > 0 {
				desc += ", "
			}
			if c.X.Band && j < len(c.X.Categories) {
				desc += said(c.X.Categories[j]) + " "
			}
			desc += write(v)
		}
		desc += ". "
	}
	return c.Acc.Or(title, strings.TrimSpace(desc))
}
