package pie

import (
	"math"
	"strconv"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	radius = 112.0
	// inside is the smallest share that shows its percentage in the slice.
	inside = 0.07
	// wrap is the width at which labels beside the pie are broken.
	wrap = 190.0
	// elbow is how far a line to a label goes out before it turns.
	elbow  = 12.0
	toText = 24.0
)

// sector is a slice in its place.
type sector struct {
	from, to float64 // angles, clockwise from the top
	share    float64
	label    label.Label
	percent  label.Label
	y        float64 // centre of the label
	h        float64
	right    bool
	class    string
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	sectors := c.sectors()
	for i := range sectors {
		sectors[i].drawSlice(cv)
	}
	if len(sectors) == 0 {
		cv.Circle(0, 0, radius, svg.Class("node"))
	}
	arrange(sectors, true)
	arrange(sectors, false)
	for i := range sectors {
		sectors[i].drawLabel(cv)
	}
	for i := range sectors {
		s := &sectors[i]
		if s.share >= inside {
			x, y := at((s.from+s.to)/2, radius*0.66)
			s.percent.Draw(cv, svg.Around(x, y, s.percent.W, s.percent.H), svg.Center)
		}
	}
	chart.DrawTitle(cv, c.heading())
	return nil
}

// heading is the title: the chart's own, or that of the front matter.
func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

func (c *Chart) sum() float64 {
	sum := 0.0
	for _, s := range c.Slices {
		sum += s.Value
	}
	return sum
}

// sectors lays the slices around the circle, in the author's order.
func (c *Chart) sectors() []sector {
	sum, angle := c.sum(), 0.0
	var list []sector
	for i, s := range c.Slices {
		sec := sector{from: angle, class: class(i, len(c.Slices))}
		if sum > 0 {
			sec.share = s.Value / sum
		}
		angle += sec.share * 2 * math.Pi
		sec.to = angle
		name := s.Label
		if c.ShowData {
			name += " [" + strconv.FormatFloat(s.Value, 'f', -1, 64) + "]"
		}
		sec.label = label.Small.Wrap(name, wrap)
		sec.percent = label.Small.Literal(percent(sec.share))
		sec.h = sec.label.H
		if sec.share < inside {
			sec.percent = label.Muted.Literal(percent(sec.share))
			sec.h += sec.percent.H
		}
		sec.right = math.Mod((sec.from+sec.to)/2, 2*math.Pi) <= math.Pi
		_, sec.y = at((sec.from+sec.to)/2, radius+elbow)
		list = append(list, sec)
	}
	return list
}

// percent writes a share; one that rounds to nothing is "<1%".
func percent(share float64) string {
	if share > 0 && share < 0.005 {
		return "<1%"
	}
	return strconv.FormatFloat(share*100, 'f', 0, 64) + "%"
}

// class returns the series of slice i of n. Neighbours differ, also the last
// and the first.
func class(i, n int) string {
	k := i % 8
	if i == n-1 && i > 0 && k == 0 {
		k = 4
	}
	return "s" + strconv.Itoa(k+1)
}

// at returns the point at an angle, clockwise from the top.
func at(angle, r float64) (x, y float64) {
	return r * math.Sin(angle), -r * math.Cos(angle)
}

func (s *sector) drawSlice(cv *svg.Canvas) {
	switch {
	case s.share >= 0.9999:
		cv.Circle(0, 0, radius, svg.Class(s.class))
		return
	case s.share == 0:
		return
	}
	x1, y1 := at(s.from, radius)
	x2, y2 := at(s.to, radius)
	path := new(svg.Path).M(0, 0).L(x1, y1).A(radius, radius, s.to-s.from > math.Pi, true, x2, y2).Z()
	cv.Path(path, svg.Class(s.class))
	cv.IncludeBox(svg.Around(0, 0, 2*radius, 2*radius))
}

// arrange moves the labels of one side apart.
func arrange(sectors []sector, right bool) {
	var side []*sector
	for i := range sectors {
		if sectors[i].right == right {
			side = append(side, &sectors[i])
		}
	}
	if !right {
		// On the left the slices run upwards.
		for i, j := 0, len(side)-1; i < j; i, j = i+1, j-1 {
			side[i], side[j] = side[j], side[i]
		}
	}
	const gap = 4
	total := 0.0
	for i, s := range side {
		total += s.h + gap
		if i > 0 {
			before := side[i-1]
			s.y = max(s.y, before.y+before.h/2+gap+s.h/2)
		}
	}
	bottom := max(radius+elbow, total/2)
	for i := len(side) - 1; i >= 0; i-- {
		s := side[i]
		s.y = min(s.y, bottom-s.h/2)
		bottom = s.y - s.h/2 - gap
	}
}

// drawLabel draws the label and the line that joins it with its slice.
func (s *sector) drawLabel(cv *svg.Canvas) {
	dir, align := 1.0, svg.Left
	if !s.right {
		dir, align = -1, svg.Right
	}
	mid := (s.from + s.to) / 2
	x1, y1 := at(mid, radius+1)
	x2, _ := at(mid, radius+elbow)
	end := dir * (radius + toText)
	path := new(svg.Path).M(x1, y1).L(dir*min(dir*x2, radius+elbow), s.y).L(end-dir*4, s.y)
	cv.Path(path, svg.Class("axis"))
	x := end
	if !s.right {
		x -= s.label.W
	}
	top := s.y - s.h/2
	s.label.Draw(cv, svg.Box{X: x, Y: top, W: s.label.W, H: s.label.H}, align)
	if s.share < inside {
		x = end
		if !s.right {
			x -= s.percent.W
		}
		s.percent.Draw(cv, svg.Box{X: x, Y: top + s.label.H, W: s.percent.W, H: s.percent.H}, align)
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = label.Normal.Of(c.heading()).String()
	if title == "" {
		title = l.Pick("Pie chart", "Круговая диаграмма")
	}
	sum := c.sum()
	for i, s := range c.Slices {
		if i > 0 {
			desc += "; "
		}
		desc += label.Normal.Of(s.Label).String() + ": " + strconv.FormatFloat(s.Value, 'f', -1, 64)
		if sum > 0 {
			desc += " (" + percent(s.Value/sum) + ")"
		}
	}
	if desc != "" {
		desc += "."
	}
	return c.Acc.Or(title, desc)
}
