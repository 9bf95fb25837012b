package radar

import "course/pkg/mermaid/chart"

// Chart is a radar chart.
type Chart struct {
	Title   string
	Acc     chart.Accessibility
	Axes    []Axis
	Curves  []Curve
	Options Options

	src   *chart.Source
	front string
}

// Axis is a direction with its name.
type Axis struct {
	Name  string `json:"name"`
	Label string `json:"label"`
}

// Curve is a series with one value for each axis.
type Curve struct {
	Name    string    `json:"name"`
	Label   string    `json:"label"`
	Entries []float64 `json:"entries"`
}

// Options say how the chart is drawn.
type Options struct {
	ShowLegend bool    `json:"showLegend"`
	Ticks      float64 `json:"ticks"`
	// Max is nil where the data decides.
	Max       *float64 `json:"max"`
	Min       float64  `json:"min"`
	Graticule string   `json:"graticule"`
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "radar", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Axes: c.Axes, Curves: c.Curves, Options: c.Options,
		GetAccTitle: c.Acc.Title, GetTitle: c.Title, GetAccDescription: c.Acc.Description,
	}
	if m.Axes == nil {
		m.Axes = []Axis{}
	}
	if m.Curves == nil {
		m.Curves = []Curve{}
	}
	return m
}

type model struct {
	Kind              string  `json:"kind"`
	AccTitle          string  `json:"accTitle,omitempty"`
	AccDescription    string  `json:"accDescription,omitempty"`
	Title             string  `json:"title,omitempty"`
	Axes              []Axis  `json:"getAxes"`
	Curves            []Curve `json:"getCurves"`
	Options           Options `json:"getOptions"`
	GetAccTitle       string  `json:"getAccTitle"`
	GetTitle          string  `json:"getDiagramTitle"`
	GetAccDescription string  `json:"getAccDescription"`
}
