package timeline

import "course/pkg/mermaid/chart"

// Chart is a timeline: periods in order, each with events.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Sections are the titles of sections in order.
	Sections []string
	Periods  []*Period
	// Vertical is true for a timeline from top to bottom.
	Vertical bool

	front string
}

// Period is a time with its events.
type Period struct {
	Name, Section string
	Events        []string
}

// Model implements chart.Chart. Title and description are no part of it: the
// reference keeps them elsewhere for this type.
func (c *Chart) Model() any {
	m := model{
		Kind: "timeline", Sections: append([]string{}, c.Sections...), Tasks: []periodModel{},
	}
	for i, p := range c.Periods {
		m.Tasks = append(m.Tasks, periodModel{ID: i, Section: p.Section, Type: p.Section, Task: p.Name, Events: append([]string{}, p.Events...)})
	}
	return m
}

type model struct {
	Kind     string        `json:"kind"`
	Sections []string      `json:"sections"`
	Tasks    []periodModel `json:"tasks"`
}

type periodModel struct {
	ID      int      `json:"id"`
	Section string   `json:"section"`
	Type    string   `json:"type"`
	Task    string   `json:"task"`
	Score   int      `json:"score"`
	Events  []string `json:"events"`
}
