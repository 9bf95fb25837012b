package er

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// described is how many relationships a description names.
const described = 24

// cards say cardinalities in English and Russian.
var cards = map[string][2]string{
	"ONLY_ONE": {"one", "один"}, "ZERO_OR_ONE": {"zero or one", "ноль или один"}, "ONE_OR_MORE": {"one or more", "один или больше"},
	"ZERO_OR_MORE": {"zero or more", "ноль или больше"}, "MD_PARENT": {"parent", "родитель"},
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("Entity relationship diagram", "Диаграмма сущностей и связей")
	}
	names := map[string]string{}
	var b strings.Builder
	for i, e := range c.Entities {
		name := e.Alias
		if name == "" {
			name = e.Label
		}
		names[e.ID] = label.Spoken(text.Markdown(name))
		if len(c.Relationships) == 0 {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(names[e.ID])
		}
	}
	for _, g := range c.Groups {
		names[g.ID] = label.Spoken(text.Markdown(g.Title))
	}
	for i, r := range c.Relationships {
		if i == described {
			fmt.Fprintf(&b, l.Pick("; and %d more relationships", "; и ещё связей: %d"), len(c.Relationships)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		from, to := cards[r.CardB], cards[r.CardA]
		fmt.Fprintf(&b, "%s (%s) — %s — %s (%s)", names[r.A], l.Pick(from[0], from[1]), r.Role, names[r.B], l.Pick(to[0], to[1]))
	}
	return c.Or(title, b.String())
}
