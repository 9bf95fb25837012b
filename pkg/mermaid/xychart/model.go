package xychart

import (
	"math"

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
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "xychart", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Horizontal: c.Horizontal, XAxis: c.X.model(), YAxis: c.Y.model(), Plots: []plotModel{},
	}
	for _, p := range c.Plots {
		m.Plots = append(m.Plots, plotModel{p.Kind, p.Title, p.Values, p.Labels})
	}
	return m
}

func (a Axis) model() axisModel {
	m := axisModel{Title: a.Title, Categories: a.Categories}
	if !a.Band && !math.IsInf(a.Min, 0) && !math.IsInf(a.Max, 0) {
		m.Min, m.Max = &a.Min, &a.Max
	}
	return m
}

type model struct {
	Kind           string      `json:"kind"`
	AccTitle       string      `json:"accTitle,omitempty"`
	AccDescription string      `json:"accDescription,omitempty"`
	Title          string      `json:"title,omitempty"`
	Horizontal     bool        `json:"horizontal,omitempty"`
	XAxis          axisModel   `json:"xAxis"`
	YAxis          axisModel   `json:"yAxis"`
	Plots          []plotModel `json:"plots"`
}

type axisModel struct {
	Title      string   `json:"title"`
	Categories []string `json:"categories,omitempty"`
	Min        *float64 `json:"min,omitempty"`
	Max        *float64 `json:"max,omitempty"`
}

type plotModel struct {
	Type   string    `json:"type"`
	Title  string    `json:"title"`
	Values []float64 `json:"values"`
	Labels []string  `json:"labels,omitempty"`
}
