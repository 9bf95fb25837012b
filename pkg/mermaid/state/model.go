package state

import (
	"encoding/json"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed state chart.
type Chart struct {
	chart.Accessibility
	// Direction is TB, BT, LR or RL.
	Direction string
	Nodes     []*Node
	Edges     []*Edge
	Classes   map[string][]string

	title     string
	src       *chart.Source
	states    map[string]*dbState
	order     []string
	relations []relationJSON
	links     map[string]*click
	byID      map[string]*Node
	// items counts transitions and notes, for ids.
	items int
}

// Node is a state, a note, or a group of either.
type Node struct {
	ID string
	// Shape is rect, rectWithTitle, stateStart, stateEnd, choice, fork, join,
	// note, noteGroup, divider or roundedWithTitle.
	Shape string
	// Label is the first line of the description; Description the others.
	Label       string
	Description []string
	// Listed is true for nodes whose description is a list.
	Listed    bool
	Parent    string
	Group     bool
	Direction string
	Position  string
	Classes   []string
	Styles    []string
}

// Edge is a transition, or joins a note to its state.
type Edge struct {
	From, To, Text string
	// Note is true for the line to a note.
	Note bool
}

type dbState struct {
	Stmt         string      `json:"stmt"`
	ID           string      `json:"id"`
	Descriptions []string    `json:"descriptions"`
	Type         string      `json:"type,omitempty"`
	Doc          []statement `json:"doc,omitempty"`
	Note         *note       `json:"note,omitempty"`
	Classes      []string    `json:"classes"`
	Styles       []string    `json:"styles"`
	TextStyles   []string    `json:"textStyles"`
	hasDoc       bool
}

type relationJSON struct {
	ID1   string `json:"id1"`
	ID2   string `json:"id2"`
	Title string `json:"relationTitle"`
}

type nodeJSON struct {
	ID          string   `json:"id"`
	Shape       string   `json:"shape"`
	Label       string   `json:"label"`
	Description []string `json:"description,omitempty"`
	Parent      string   `json:"parentId,omitempty"`
	Group       bool     `json:"isGroup"`
	Direction   string   `json:"dir,omitempty"`
	Position    string   `json:"position,omitempty"`
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	nodes, edges := []any{}, []any{}
	for _, n := range c.Nodes {
		plain := nodeJSON{n.ID, n.Shape, n.Label, n.Description, n.Parent, n.Group, n.Direction, n.Position}
		if !n.Listed || len(n.Description) > 0 {
			nodes = append(nodes, plain)
			continue
		}
		nodes = append(nodes, struct {
			nodeJSON
			Description []string `json:"description"`
		}{plain, []string{}})
	}
	for _, e := range c.Edges {
		m := map[string]string{"from": e.From, "to": e.To, "text": e.Text, "arrow": "arrow_barb"}
		if e.Note {
			m["arrow"] = ""
			delete(m, "text")
		}
		edges = append(edges, m)
	}
	m := map[string]any{
		"kind": "stateDiagram", "nodes": nodes, "edges": edges, "direction": c.Direction, "states": c.states, "relations": c.relations,
	}
	if c.Title != "" {
		m["accTitle"] = c.Title
	}
	if c.Description != "" {
		m["accDescription"] = c.Description
	}
	return json.Marshal(m)
}
