package flowchart

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
)

// described is how many links a description names.
const described = 24

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("Flowchart", "Блок-схема")
	}
	var b strings.Builder
	for i, e := range c.Edges {
		if i == described {
			fmt.Fprintf(&b, l.Pick("; and %d more links", "; и ещё связей: %d"), len(c.Edges)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(c.name(e.From) + " → " + c.name(e.To))
		if e.Text != "" {
			b.WriteString(" (" + spoken(e.Text, e.LabelType) + ")")
		}
	}
	if len(c.Edges) == 0 {
		for i, n := range c.Nodes {
			if i == described {
				b.WriteString(" …")
				break
			}
			if i > 0 {
				b.WriteString("; ")
			}
			b.WriteString(spoken(n.Text, n.LabelType))
		}
	}
	return c.Or(title, b.String())
}

// name returns what a node or cluster is called.
func (c *Chart) name(id string) string {
	if k := c.byID[id]; k != nil {
		return spoken(k.Title, k.LabelType)
	}
	if n := c.nodes[id]; n != nil {
		if s := spoken(n.Text, n.LabelType); s != "" {
			return s
		}
	}
	return id
}

func spoken(s, kind string) string {
	return label.Spoken(readLabel(icon.ReplaceAllString(s, ""), kind))
}
