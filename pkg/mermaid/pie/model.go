package pie

import "course/pkg/mermaid/chart"

// Chart is a pie chart.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// ShowData asks for the values beside the labels.
	ShowData bool
	Slices   []Slice

	front string
}

// Slice is a part of the whole.
type Slice struct {
	Label string
	Value float64

	offset int
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "pie", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Sections: map[string]float64{}, ShowData: c.ShowData,
	}
	for _, s := range c.Slices {
		m.Sections[s.Label] = s.Value
	}
	return m
}

type model struct {
	Kind           string             `json:"kind"`
	AccTitle       string             `json:"accTitle,omitempty"`
	AccDescription string             `json:"accDescription,omitempty"`
	Title          string             `json:"title,omitempty"`
	Sections       map[string]float64 `json:"sections"`
	ShowData       bool               `json:"showData"`
}
