package class

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// described is how many relations a description names.
const described = 24

// words say what the end of a line means, in English and Russian.
var words = map[string][2]string{
	"EXTENSION": {"extends", "расширяет"}, "COMPOSITION": {"is part of", "составляет"}, "AGGREGATION": {"belongs to", "входит в"},
	"DEPENDENCY": {"uses", "использует"}, "LOLLIPOP": {"offers", "предоставляет"},
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("Class diagram", "Диаграмма классов")
	}
	var b strings.Builder
	for i, r := range c.Relations {
		if i == described {
			fmt.Fprintf(&b, l.Pick("; and %d more relations", "; и ещё связей: %d"), len(c.Relations)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		from, to, end := r.From, r.To, r.End2
		if end == "none" && r.End1 != "none" {
			from, to, end = to, from, r.End1
		}
		verb := l.Pick("is linked with", "связан с")
		if w, ok := words[end]; ok {
			verb = l.Pick(w[0], w[1])
		}
		b.WriteString(c.name(from) + " " + verb + " " + c.name(to))
		if r.Text != "" {
			b.WriteString(" (" + label.Spoken(text.Plain(r.Text)) + ")")
		}
	}
	if len(c.Relations) == 0 {
		for i, k := range c.Classes {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(c.name(k.ID))
		}
	}
	return c.Or(title, b.String())
}

func (c *Chart) name(id string) string {
	if k := c.byID[id]; k != nil {
		return label.Spoken(text.Markdown(k.Label))
	}
	for _, i := range c.Interfaces {
		if i.ID == id {
			return i.Label
		}
	}
	return id
}
