package quadrant

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	side      = 420.0 // of the whole square
	pad       = 10.0
	axisWrap  = 120.0
	pointWrap = 110.0
	radius    = 5.0
)

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	const half = side / 2
	corners := [4]svg.Point{{X: half}, {}, {Y: half}, {X: half, Y: half}}
	var taken []svg.Box
	for _, p := range c.Points {
		x, y := p.X*side, (1-p.Y)*side
		taken = append(taken, svg.Around(x, y, 2*c.radius(p)+2, 2*c.radius(p)+2))
	}
	// Names of points keep off the lines between the quadrants.
	lines := []svg.Box{{X: half - 1, W: 2, H: side}, {Y: half - 1, W: side, H: 2}}
	for i, at := range corners {
		box := svg.Box{X: at.X, Y: at.Y, W: half, H: half}
		cv.Rect(box, 0, svg.Class("s"+strconv.Itoa(i+1)))
		l := label.Bold.Wrap(c.Quadrants[i], half-2*pad)
		place := box
		if len(c.Points) > 0 {
			place = quadrantLabel(box, l, taken)
		}
		l.Draw(cv, place, svg.Center)
		lines = append(lines, svg.Around(place.CX(), place.CY(), l.W, l.H))
	}
	taken = append(taken, lines...)
	for _, p := range c.Points {
		taken = append(taken, c.drawPoint(cv, p, taken))
	}
	c.drawAxes(cv)
	chart.DrawTitle(cv, c.heading())
	return nil
}

// quadrantLabel returns the place of a quadrant's name: at its upper edge, or
// where there are fewer points.
func quadrantLabel(box svg.Box, l label.Label, points []svg.Box) svg.Box {
	top, bottom := box.Y+pad, box.Y+box.H-pad-l.H
	left, right := box.X+pad, box.X+box.W-pad-l.W
	places := []svg.Box{
		{X: box.CX() - l.W/2, Y: top, W: l.W, H: l.H},
		{X: left, Y: top, W: l.W, H: l.H},
		{X: right, Y: top, W: l.W, H: l.H},
		{X: box.CX() - l.W/2, Y: bottom, W: l.W, H: l.H},
		{X: left, Y: bottom, W: l.W, H: l.H},
		{X: right, Y: bottom, W: l.W, H: l.H},
	}
	best := places[0]
	least := cost(best, points)
	for _, b := range places[1:] {
		if v := cost(b, points); v < least {
			best, least = b, v
		}
	}
	return best
}

// cost is how much of b is covered by others.
func cost(b svg.Box, others []svg.Box) float64 {
	sum := 0.0
	for _, t := range others {
		w, h := min(b.X+b.W, t.X+t.W)-max(b.X, t.X), min(b.Y+b.H, t.Y+t.H)-max(b.Y, t.Y)
		if w > 0 && h > 0 {
			sum += w * h
		}
	}
	return sum
}

func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

func (c *Chart) style(p Point) Style { return p.Style.over(c.classes[p.Class]) }

func (c *Chart) radius(p Point) float64 {
	if r := c.style(p).Radius; r > 0 {
		return min(r, 60)
	}
	return radius
}

// drawPoint draws a point and its name where there is most room: below, above,
// right or left of it. It returns the place of the name.
func (c *Chart) drawPoint(cv *svg.Canvas, p Point, taken []svg.Box) svg.Box {
	s := c.style(p)
	x, y, r := p.X*side, (1-p.Y)*side, c.radius(p)
	class := "ink"
	if s.Color != "" {
		class = ""
	}
	cv.Circle(x, y, r, svg.Class(class), svg.Fill(hex(s.Color)), svg.Stroke(hex(s.Stroke)), svg.Attr{Name: "stroke-width", Value: s.Width})
	l := label.Small.Wrap(p.Name, pointWrap)
	gap := r + 3
	places := [...]svg.Box{
		{X: x - l.W/2, Y: y + gap, W: l.W, H: l.H},
		{X: x - l.W/2, Y: y - gap - l.H, W: l.W, H: l.H},
		{X: x + gap + 2, Y: y - l.H/2, W: l.W, H: l.H},
		{X: x - gap - 2 - l.W, Y: y - l.H/2, W: l.W, H: l.H},
		{X: x + gap, Y: y + gap, W: l.W, H: l.H},
		{X: x - gap - l.W, Y: y - gap - l.H, W: l.W, H: l.H},
	}
	best, least := places[0], 1e18
	for _, b := range places {
		v := cost(b, taken)
		if b.X < 0 || b.Y < 0 || b.X+b.W > side || b.Y+b.H > side {
			v += l.W * l.H / 2
		}
		if v < least {
			best, least = b, v
		}
	}
	l.Draw(cv, best, svg.Center)
	return best
}

// hex adds the "#" that the author may leave out.
func hex(s string) string {
	if s == "" || strings.HasPrefix(s, "#") {
		return s
	}
	return "#" + s
}

// drawAxes names the ends of the axes. Those of the vertical one stand beside
// its ends, so that nobody has to turn the head.
func (c *Chart) drawAxes(cv *svg.Canvas) {
	from, to := label.Small.Wrap(c.X[0], side/2-pad), label.Small.Wrap(c.X[1], side/2-pad)
	from.Draw(cv, svg.Box{X: 0, Y: side + pad, W: from.W, H: from.H}, svg.Left)
	to.Draw(cv, svg.Box{X: side - to.W, Y: side + pad, W: to.W, H: to.H}, svg.Right)
	if gap := side - from.W - to.W - 2*pad; !from.Empty() && !to.Empty() && gap > 30 {
		y := side + pad + from.Line()/2
		cv.Line(from.W+pad, y, from.W+pad+gap-6, y, svg.Class("edge"))
		cv.Arrow(svg.Point{X: from.W + pad, Y: y}, svg.Point{X: from.W + pad + gap, Y: y})
	}
	bottom, top := label.Small.Wrap(c.Y[0], axisWrap), label.Small.Wrap(c.Y[1], axisWrap)
	bottom.Draw(cv, svg.Box{X: -pad - bottom.W, Y: side - bottom.H, W: bottom.W, H: bottom.H}, svg.Right)
	top.Draw(cv, svg.Box{X: -pad - top.W, Y: 0, W: top.W, H: top.H}, svg.Right)
	if !bottom.Empty() && !top.Empty() {
		x := -pad - 8
		y1, y2 := side-bottom.H-pad, top.H+pad
		cv.Line(x, y1, x, y2+6, svg.Class("edge"))
		cv.Arrow(svg.Point{X: x, Y: y1}, svg.Point{X: x, Y: y2})
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("Quadrant chart", "Диаграмма квадрантов")
	}
	ends := func(name string, e [2]string) {
		if e[0] != "" {
			desc += name + ": " + said(e[0])
			if e[1] != "" {
				desc += " → " + said(e[1])
			}
			desc += ". "
		}
	}
	ends("X", c.X)
	ends("Y", c.Y)
	for i, q := range c.Quadrants {
		where := [...][2]string{{"Upper right", "Справа вверху"}, {"Upper left", "Слева вверху"}, {"Lower left", "Слева внизу"}, {"Lower right", "Справа внизу"}}[i]
		var names []string
		for _, p := range c.Points {
			if p.quadrant() == i {
				names = append(names, said(p.Name))
			}
		}
		if q == "" && len(names) == 0 {
			continue
		}
		desc += l.Pick(where[0], where[1])
		if q != "" {
			desc += " (" + said(q) + ")"
		}
		if len(names) > 0 {
			desc += ": " + strings.Join(names, ", ")
		}
		desc += ". "
	}
	return c.Acc.Or(title, strings.TrimSpace(desc))
}

func (p Point) quadrant() int {
	switch {
	case p.X >= 0.5 && p.Y >= 0.5:
		return 0
	case p.Y >= 0.5:
		return 1
	case p.X < 0.5:
		return 2
	}
	return 3
}
