package block

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("Block diagram", "Схема из блоков")
	}
	var parts []string
	for _, b := range c.flat {
		if b.Type != "space" && b.Type != "composite" {
			parts = append(parts, label.Spoken(text.Markdown(b.Label)))
		}
	}
	desc = strings.Join(parts, ", ")
	var arrows []string
	for _, e := range c.Edges {
		s := c.name(e.From) + " → " + c.name(e.To)
		if e.Label != "" {
			s += " (" + label.Spoken(text.Markdown(e.Label)) + ")"
		}
		arrows = append(arrows, s)
	}
	if len(arrows) > 0 {
		desc += ". " + strings.Join(arrows, "; ")
	}
	return c.Or(title, desc)
}

func (c *Chart) name(id string) string {
	if b := c.byID[id]; b != nil {
		return label.Spoken(text.Markdown(b.Label))
	}
	return id
}
