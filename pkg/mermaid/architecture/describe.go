package architecture

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// described is how many lines a description names.
const described = 24

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("Architecture diagram", "Схема архитектуры")
	}
	var parts []string
	for _, n := range c.Nodes {
		if n.Type == "service" {
			s := c.name(n.ID)
			if g := c.groups[n.In]; g != nil && g.Title != "" {
				s += " (" + label.Spoken(text.Markdown(g.Title)) + ")"
			}
			parts = append(parts, s)
		}
	}
	desc = strings.Join(parts, ", ")
	parts = nil
	for i, e := range c.Edges {
		if i == described {
			parts = append(parts, "…")
			break
		}
		arrow := " — "
		switch {
		case e.FromHead && e.ToHead:
			arrow = " ↔ "
		case e.ToHead:
			arrow = " → "
		case e.FromHead:
			arrow = " ← "
		}
		parts = append(parts, c.name(e.From)+arrow+c.name(e.To))
	}
	if len(parts) > 0 {
		desc += ". " + strings.Join(parts, "; ")
	}
	return c.Or(title, desc)
}

func (c *Chart) name(id string) string {
	if n := c.nodes[id]; n != nil && n.Title != "" {
		return label.Spoken(text.Markdown(n.Title))
	}
	return id
}
