package xychart

import (
	"math"
	"strconv"

	"course/pkg/mermaid/chart"
)

// Chart is an xy chart.
type Chart struct {
	Acc        chart.Accessibility
	Title      string
	Horizontal bool
	X, Y       Axis
	Plots      []Plot

	front      string
	dataLabels bool
	src        *chart.Source
}

// Axis has categories if Band is set, else a range.
type Axis struct {
	Title      string
	Band       bool
	Categories []string
	Min, Max   float64
}

// Plot is a series.
type Plot struct {
	// Kind is bar or line.
	Kind   string
	Title  string
	Values []float64
	// Labels belong to the points of a line; there may be none.
	Labels []string

	// at is where the values stand on the x axis.
	at []string
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "xychart", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		GetAccTitle: c.Acc.Title, GetTitle: c.Title, GetAccDescription: c.Acc.Description,
		Data: dataModel{Title: c.Title, XAxis: c.X.model(), YAxis: c.Y.model(), Plots: []plotModel{}},
	}
	for _, p := range c.Plots {
		v := plotModel{Type: p.Kind, Title: p.Title, Data: [][2]any{}, Labels: p.Labels}
		for i, at := range p.at {
			var value any
			if i < len(p.Values) {
				value = p.Values[i]
			}
			v.Data = append(v.Data, [2]any{at, value})
		}
		m.Data.Plots = append(m.Data.Plots, v)
	}
	return m
}

func (a Axis) model() any {
	if a.Band {
		list := a.Categories
		if list == nil {
			list = []string{}
		}
		return bandModel{"band", a.Title, list}
	}
	m := rangeModel{Type: "linear", Title: a.Title}
	if !math.IsInf(a.Min, 0) {
		m.Min = &a.Min
	}
	if !math.IsInf(a.Max, 0) {
		m.Max = &a.Max
	}
	return m
}

// places returns where the values of a plot stand on the axis.
func (a Axis) places(values []float64) []string {
	if a.Band {
		return a.Categories
	}
	var list []string
	step := 0.0
	if len(values) > 1 {
		step = (a.Max - a.Min) / float64(len(values)-1)
	}
	for i := range values {
		list = append(list, strconv.FormatFloat(a.Min+float64(i)*step, 'f', -1, 64))
	}
	return list
}

// model is the chart's data without the colours and pixels of the reference.
type model struct {
	Kind              string    `json:"kind"`
	AccTitle          string    `json:"accTitle,omitempty"`
	AccDescription    string    `json:"accDescription,omitempty"`
	Title             string    `json:"title,omitempty"`
	GetAccTitle       string    `json:"getAccTitle"`
	GetTitle          string    `json:"getDiagramTitle"`
	GetAccDescription string    `json:"getAccDescription"`
	Data              dataModel `json:"getXYChartData"`
}

type dataModel struct {
	YAxis any         `json:"yAxis"`
	XAxis any         `json:"xAxis"`
	Title string      `json:"title"`
	Plots []plotModel `json:"plots"`
}

type bandModel struct {
	Type       string   `json:"type"`
	Title      string   `json:"title"`
	Categories []string `json:"categories"`
}

type rangeModel struct {
	Type  string   `json:"type"`
	Title string   `json:"title"`
	Min   *float64 `json:"min"`
	Max   *float64 `json:"max"`
}

type plotModel struct {
	Type   string   `json:"type"`
	Title  string   `json:"title"`
	Data   [][2]any `json:"data"`
	Labels []string `json:"pointLabels,omitempty"`
}
