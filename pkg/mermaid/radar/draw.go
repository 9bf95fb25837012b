package radar

import (
	"math"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	radius = 160.0
	wrap   = 130.0
	gap    = 8.0
)

// drawing is a chart in the course of being drawn, around the origin.
type drawing struct {
	*Chart
	cv        *svg.Canvas
	low, high float64
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Chart: c, cv: cv, low: c.Options.Min}
	d.high = d.top()
	cv.IncludeBox(svg.Around(0, 0, 2*radius, 2*radius))
	d.drawGrid()
	shown := false
	for i := range c.Curves {
		if pts := d.points(i); len(pts) > 0 {
			d.drawCurve(i, pts)
			shown = true
		}
	}
	for i := range c.Curves {
		for _, p := range d.points(i) {
			d.mark(i, p)
		}
	}
	d.drawScale()
	bottom := d.drawAxes()
	if c.Options.ShowLegend && shown {
		d.drawKey(bottom + 2*gap)
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

// top is the value at the rim.
func (d *drawing) top() float64 {
	if m := d.Options.Max; m != nil {
		return *m
	}
	high := math.Inf(-1)
	for _, c := range d.Curves {
		for _, v := range c.Entries {
			high = max(high, v)
		}
	}
	if math.IsInf(high, -1) {
		return d.low + 1
	}
	return high
}

// at returns the point on an axis at a share of the radius.
func (d *drawing) at(axis int, share float64) svg.Point {
	sin, cos := math.Sincos(2*math.Pi*float64(axis)/float64(len(d.Axes)) - math.Pi/2)
	return svg.Point{X: radius * share * cos, Y: radius * share * sin}
}

// share is how far out a value is.
func (d *drawing) share(v float64) float64 {
	if !(d.high > d.low) {
		return 0
	}
	return (min(max(v, d.low), d.high) - d.low) / (d.high - d.low)
}

func (d *drawing) rings() int { return int(math.Ceil(d.Options.Ticks)) }

func (d *drawing) drawGrid() {
	for i := range d.rings() {
		share := float64(i+1) / d.Options.Ticks
		if d.Options.Graticule == "polygon" && len(d.Axes) > 2 {
			path := new(svg.Path)
			for a := range d.Axes {
				step(path, d.at(a, share), a == 0)
			}
			d.cv.Path(path.Z(), svg.Class("grid"))
			continue
		}
		d.cv.Circle(0, 0, radius*share, svg.Class("grid"))
	}
	for a := range d.Axes {
		p := d.at(a, 1)
		d.cv.Line(0, 0, p.X, p.Y, svg.Class("axis"))
	}
}

func step(path *svg.Path, p svg.Point, first bool) {
	if first {
		path.M(p.X, p.Y)
		return
	}
	path.L(p.X, p.Y)
}

// points returns a curve's corners, or nothing if it lacks values.
func (d *drawing) points(i int) []svg.Point {
	if len(d.Curves[i].Entries) != len(d.Axes) {
		return nil
	}
	var pts []svg.Point
	for a, v := range d.Curves[i].Entries {
		pts = append(pts, d.at(a, d.share(v)))
	}
	return pts
}

// drawCurve draws a curve: round over circles, with corners over polygons.
func (d *drawing) drawCurve(i int, pts []svg.Point) {
	tension := 0.0
	if d.Options.Graticule == "circle" {
		tension = min(max(d.src.Config.Number("radar.curveTension", 0.17), 0), 1)
	}
	n := len(pts)
	path := new(svg.Path).M(pts[0].X, pts[0].Y)
	for k := range pts {
		p0, p1, p2, p3 := pts[(k-1+n)%n], pts[k], pts[(k+1)%n], pts[(k+2)%n]
		if tension == 0 {
			if k < n-1 {
				path.L(p2.X, p2.Y)
			}
			continue
		}
		path.C(p1.X+(p2.X-p0.X)*tension, p1.Y+(p2.Y-p0.Y)*tension, p2.X-(p3.X-p1.X)*tension, p2.Y-(p3.Y-p1.Y)*tension, p2.X, p2.Y)
	}
	d.cv.Path(path.Z(), svg.Class("s"+series(i)+" area"))
}

func series(i int) string { return strconv.Itoa(i%8 + 1) }

// mark draws a curve's sign, by which it is told from others without colours.
func (d *drawing) mark(i int, p svg.Point) {
	class := svg.Class("s" + series(i))
	switch i % 4 {
	case 0:
		d.cv.Circle(p.X, p.Y, 4, class)
	case 1:
		d.cv.Rect(svg.Around(p.X, p.Y, 7, 7), 0, class)
	case 2:
		d.cv.Path(new(svg.Path).M(p.X, p.Y-5).L(p.X+5, p.Y+4).L(p.X-5, p.Y+4).Z(), class)
	default:
		d.cv.Path(new(svg.Path).M(p.X, p.Y-5).L(p.X+5, p.Y).L(p.X, p.Y+5).L(p.X-5, p.Y).Z(), class)
	}
}

// drawScale writes values of the rings beside the first axis.
func (d *drawing) drawScale() {
	n := d.rings()
	if len(d.Axes) == 0 || n == 0 || !(d.high > d.low) {
		return
	}
	every := max(1, (n+4)/5)
	for i := every; i <= n; i += every {
		share := float64(i) / d.Options.Ticks
		v := d.low + (d.high-d.low)*share
		l := label.Muted.Literal(strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64))
		box := svg.Box{X: -l.W - 7, Y: -radius*share + 1, W: l.W + 2, H: l.H - 2}
		d.cv.Rect(box, 2, svg.Class("ebg"))
		l.Draw(d.cv, box, svg.Center)
	}
}

// drawAxes writes the names of the axes and returns where the lowest ends.
// Names at the sides move up or down where they would meet their neighbour.
func (d *drawing) drawAxes() (bottom float64) {
	bottom = radius
	var left, right []svg.Box
	for a, axis := range d.Axes {
		l := label.Small.Wrap(axis.Label, wrap)
		p := d.at(a, 1+gap/radius)
		box := svg.Box{X: p.X - l.W/2, Y: p.Y - l.H*(1-p.Y/radius)/2, W: l.W, H: l.H}
		align := svg.Center
		switch {
		case p.X > 1:
			box.X, align = p.X, svg.Left
			box.Y = below(right, box)
			right = append(right, box)
		case p.X < -1:
			box.X, align = p.X-l.W, svg.Right
			box.Y = above(left, box)
			left = append(left, box)
		}
		l.Draw(d.cv, box, align)
		bottom = max(bottom, box.Y+box.H)
	}
	return bottom
}

// below returns where the box begins so that it is under the others.
func below(others []svg.Box, b svg.Box) float64 {
	if n := len(others); n > 0 {
		return max(b.Y, others[n-1].Y+others[n-1].H)
	}
	return b.Y
}

func above(others []svg.Box, b svg.Box) float64 {
	if n := len(others); n > 0 {
		return min(b.Y, others[n-1].Y-b.H)
	}
	return b.Y
}

// drawKey names the curves in centred rows.
func (d *drawing) drawKey(y float64) {
	const sign, between, limit = 16.0, 18.0, 2*radius + 120
	type entry struct {
		i int
		l label.Label
		x float64
	}
	var row []entry
	x, h := 0.0, 0.0
	flush := func() {
		left := -(x - between) / 2
		for _, e := range row {
			d.mark(e.i, svg.Point{X: left + e.x + 5, Y: y + h/2})
			e.l.DrawAt(d.cv, left+e.x+sign, y+(h-e.l.H)/2, svg.Left)
		}
		y += h + 4
		row, x, h = nil, 0, 0
	}
	for i, c := range d.Curves {
		if len(c.Entries) != len(d.Axes) {
			continue
		}
		l := label.Small.Wrap(c.Label, 2*wrap)
		if x > 0 && x+sign+l.W > limit {
			flush()
		}
		row = append(row, entry{i, l, x})
		x += sign + l.W + between
		h = max(h, l.H)
	}
	flush()
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("Radar chart", "Лепестковая диаграмма")
	}
	var parts []string
	for _, k := range c.Curves {
		if len(k.Entries) != len(c.Axes) {
			continue
		}
		var values []string
		for i, v := range k.Entries {
			values = append(values, said(c.Axes[i].Label)+" "+strconv.FormatFloat(v, 'f', -1, 64))
		}
		parts = append(parts, said(k.Label)+": "+strings.Join(values, ", ")+".")
	}
	return c.Acc.Or(title, strings.Join(parts, " "))
}
