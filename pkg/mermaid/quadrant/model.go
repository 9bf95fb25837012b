package quadrant

import "course/pkg/mermaid/chart"

// Chart is a quadrant chart.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// X and Y are the names of the axes' ends: left and right, bottom and top.
	X, Y [2]string
	// Quadrants are the names of the quadrants: upper right, upper left, lower
	// left, lower right.
	Quadrants [4]string
	Points    []Point

	classes map[string]Style
	front   string
}

// Point is a point; X and Y are from 0 to 1.
type Point struct {
	Name, Class string
	X, Y        float64
	Style       Style
}

// Style is how the author wants a point.
type Style struct {
	Radius        float64
	Color, Stroke string
	// Width is in pixels.
	Width string
}

// over returns s with what is unset taken from under.
func (s Style) over(under Style) Style {
	if s.Radius == 0 {
		s.Radius = under.Radius
	}
	if s.Color == "" {
		s.Color = under.Color
	}
	if s.Stroke == "" {
		s.Stroke = under.Stroke
	}
	if s.Width == "" {
		s.Width = under.Width
	}
	return s
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "quadrantChart", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		XAxis: c.X, YAxis: c.Y, Quadrants: c.Quadrants, Points: []pointModel{},
	}
	for _, p := range c.Points {
		m.Points = append(m.Points, pointModel{p.Name, p.X, p.Y, p.Class})
	}
	return m
}

type model struct {
	Kind           string       `json:"kind"`
	AccTitle       string       `json:"accTitle,omitempty"`
	AccDescription string       `json:"accDescription,omitempty"`
	Title          string       `json:"title,omitempty"`
	XAxis          [2]string    `json:"xAxis"`
	YAxis          [2]string    `json:"yAxis"`
	Quadrants      [4]string    `json:"quadrants"`
	Points         []pointModel `json:"points"`
}

type pointModel struct {
	Text  string  `json:"text"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	Class string  `json:"className,omitempty"`
}
