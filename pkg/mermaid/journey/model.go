package journey

import (
	"sort"

	"course/pkg/mermaid/chart"
)

// Chart is a user journey: tasks in order, with scores and people.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Sections are the titles of sections in order.
	Sections []string
	Tasks    []*Task

	front string
}

// Task is a step of the journey.
type Task struct {
	Name, Section string
	// Score is from 1 (bad) to 5 (good); Scored is false where the author gave
	// no number.
	Score  float64
	Scored bool
	People []string
}

// People returns the names of all people, sorted.
func (c *Chart) People() []string {
	seen := map[string]bool{}
	names := []string{}
	for _, t := range c.Tasks {
		for _, p := range t.People {
			if !seen[p] {
				seen[p] = true
				names = append(names, p)
			}
		}
	}
	sort.Strings(names)
	return names
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "journey", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Sections: append([]string{}, c.Sections...), Tasks: []taskModel{}, Actors: c.People(),
	}
	for _, t := range c.Tasks {
		tm := taskModel{Section: t.Section, Type: t.Section, People: t.People, Task: t.Name}
		if t.Scored {
			tm.Score = &t.Score
		}
		m.Tasks = append(m.Tasks, tm)
	}
	return m
}

type model struct {
	Kind           string      `json:"kind"`
	AccTitle       string      `json:"accTitle,omitempty"`
	AccDescription string      `json:"accDescription,omitempty"`
	Title          string      `json:"title,omitempty"`
	Sections       []string    `json:"sections"`
	Tasks          []taskModel `json:"tasks"`
	Actors         []string    `json:"actors"`
}

type taskModel struct {
	Section string   `json:"section"`
	Type    string   `json:"type"`
	People  []string `json:"people"`
	Task    string   `json:"task"`
	Score   *float64 `json:"score"`
}
