package timeline

import (
	"strconv"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	columnWidth = 150.0
	columnGap   = 14.0
	textWidth   = 126.0
	padY        = 8.0
	eventWidth  = 300.0 // in a vertical timeline
	eventGap    = 10.0
)

// column is a period in its place, with its texts measured.
type column struct {
	section int // index of a run of periods with one section, -1 if none
	name    label.Label
	events  []label.Label
	series  string
}

// run is a row of periods of one section.
type run struct {
	title       label.Label
	first, last int
	series      string
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	cols, runs := c.columns()
	switch {
	case len(cols) == 0:
		cv.IncludeBox(svg.Box{W: 40, H: 20})
	case c.Vertical:
		drawDown(cv, cols, runs)
	default:
		drawAcross(cv, cols, runs)
	}
	chart.DrawTitle(cv, c.heading())
	return nil
}

func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

func (c *Chart) columns() ([]column, []run) {
	var cols []column
	var runs []run
	limit := textWidth
	if c.Vertical {
		limit = eventWidth
	}
	for i, p := range c.Periods {
		col := column{section: -1, name: label.Bold.Wrap(p.Name, textWidth)}
		for _, e := range p.Events {
			col.events = append(col.events, label.Small.Wrap(e, limit))
		}
		n := len(runs) - 1
		switch {
		case p.Section == "":
			col.series = strconv.Itoa(i%8 + 1)
		case i > 0 && c.Periods[i-1].Section == p.Section:
			runs[n].last = i
			col.section, col.series = n, runs[n].series
		default:
			r := run{first: i, last: i, series: strconv.Itoa((n+1)%8 + 1)}
			runs = append(runs, r)
			col.section, col.series = n+1, r.series
		}
		cols = append(cols, col)
	}
	for i := range runs {
		span := float64(runs[i].last-runs[i].first+1)*(columnWidth+columnGap) - columnGap
		if c.Vertical {
			span = columnWidth + 40 + eventWidth
		}
		runs[i].title = label.Bold.Wrap(c.Periods[runs[i].first].Section, span-20)
	}
	return cols, runs
}

// fitting returns the width of the columns: what the texts need, within
// limits.
func fitting(cols []column, runs []run) float64 {
	w := 84.0
	for _, c := range cols {
		w = max(w, c.name.W+20)
		for _, e := range c.events {
			w = max(w, e.W+18)
		}
	}
	for _, r := range runs {
		n := float64(r.last - r.first + 1)
		w = max(w, (r.title.W+20+columnGap)/n-columnGap)
	}
	return w
}

// drawAcross draws the periods from left to right, their events below.
func drawAcross(cv *svg.Canvas, cols []column, runs []run) {
	width := fitting(cols, runs)
	left := func(i int) float64 { return float64(i) * (width + columnGap) }
	y := 0.0
	h := 0.0
	for _, r := range runs {
		h = max(h, r.title.H+2*padY)
	}
	for _, r := range runs {
		box := svg.Box{X: left(r.first), Y: y, W: left(r.last) + width - left(r.first), H: h}
		cv.Rect(box, 3, svg.Class("s"+r.series))
		r.title.Draw(cv, box, svg.Center)
	}
	if len(runs) > 0 {
		y += h + 10
	}
	h = 0
	for _, c := range cols {
		h = max(h, c.name.H+2*padY)
	}
	for i, c := range cols {
		box := svg.Box{X: left(i), Y: y, W: width, H: h}
		cv.Rect(box, 3, svg.Class("s"+c.series))
		c.name.Draw(cv, box, svg.Center)
	}
	y += h + 16
	end := left(len(cols)-1) + width + 12
	cv.Line(0, y, end-4, y, svg.Class("edge"))
	cv.Arrow(svg.Point{X: end - 8, Y: y}, svg.Point{X: end, Y: y})
	for i, c := range cols {
		x := left(i) + width/2
		cv.Line(x, y-16, x, y, svg.Class("axis"))
		cv.Circle(x, y, 4, svg.Class("s"+c.series))
	}
	for i, c := range cols {
		top := y + 18
		for _, e := range c.events {
			drawEvent(cv, e, left(i)+4, top, c.series)
			top += e.H + 6 + eventGap
		}
	}
}

// drawEvent draws an event beside a rule in the colour of its series.
func drawEvent(cv *svg.Canvas, e label.Label, x, y float64, series string) {
	cv.Line(x, y, x, y+e.H+6, svg.Class("l"+series))
	e.Draw(cv, svg.Box{X: x + 9, Y: y, W: e.W, H: e.H + 6}, svg.Left)
}

// drawDown draws the periods from top to bottom, their events on the right.
func drawDown(cv *svg.Canvas, cols []column, runs []run) {
	const axis = columnWidth + 20
	y, start := 0.0, -1.0
	type dot struct {
		y      float64
		series string
	}
	var dots []dot
	for i, c := range cols {
		if c.section >= 0 && runs[c.section].first == i {
			r := runs[c.section]
			box := svg.Box{Y: y, W: axis + 20 + eventWidth, H: r.title.H + 2*padY}
			cv.Rect(box, 3, svg.Class("s"+r.series))
			r.title.Draw(cv, svg.Box{X: 14, Y: y, W: r.title.W, H: box.H}, svg.Left)
			y += box.H + 12
		}
		box := svg.Box{Y: y, W: columnWidth, H: c.name.H + 2*padY}
		cv.Rect(box, 3, svg.Class("s"+c.series))
		c.name.Draw(cv, box, svg.Center)
		if start < 0 {
			start = y
		}
		dots = append(dots, dot{box.CY(), c.series})
		cv.Line(columnWidth, box.CY(), axis, box.CY(), svg.Class("axis"))
		top := y
		for _, e := range c.events {
			drawEvent(cv, e, axis+20, top, c.series)
			top += e.H + 6 + eventGap
		}
		y = max(y+box.H+12, top+4)
	}
	// A line through the headings would cross them, so the axis is drawn
	// between the first and the last period of each section.
	for i := range dots {
		if i > 0 && cols[i].section == cols[i-1].section {
			cv.Line(axis, dots[i-1].y, axis, dots[i].y, svg.Class("edge"))
		}
	}
	for _, d := range dots {
		cv.Circle(axis, d.y, 4, svg.Class("s"+d.series))
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("Timeline", "Лента времени")
	}
	section := ""
	for _, p := range c.Periods {
		if desc != "" {
			desc += " "
		}
		if p.Section != section {
			section = p.Section
			desc += said(section) + ". "
		}
		desc += said(p.Name)
		for i, e := range p.Events {
			if i == 0 {
				desc += ": "
			} else {
				desc += "; "
			}
			desc += said(e)
		}
		desc += "."
	}
	return c.Acc.Or(title, desc)
}
