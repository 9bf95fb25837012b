package c4

import "course/pkg/mermaid/chart"

// Chart is a C4 chart: people, systems, containers and components in
// boundaries, and relations between them.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Type is C4Context, C4Container, C4Component, C4Dynamic or C4Deployment.
	Type string
	// Shapes, Boundaries and Rels are records as in the model. The first
	// boundary is the one around all.
	Shapes, Boundaries, Rels []record
	// PerRow and BoundariesPerRow are how many shapes and boundaries stand
	// side by side.
	PerRow, BoundariesPerRow int

	front  string
	heard  string // accTitle
	places map[string]place
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := record{"kind": "c4", "c4type": c.Type, "shapes": orEmpty(c.Shapes), "boundaries": orEmpty(c.Boundaries), "rels": orEmpty(c.Rels)}
	if c.Acc.Description != "" {
		m["accDescription"] = c.Acc.Description
	}
	return m
}

func orEmpty(list []record) []record {
	if list == nil {
		return []record{}
	}
	return list
}
