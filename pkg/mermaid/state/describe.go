package state

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// described is how many transitions a description names.
const described = 24

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("State chart", "Диаграмма состояний")
	}
	var b strings.Builder
	n := 0
	for i, e := range c.Edges {
		if e.Note {
			continue
		}
		if n == described {
			fmt.Fprintf(&b, l.Pick("; and %d more transitions", "; и ещё переходов: %d"), len(c.Edges)-i)
			break
		}
		if n > 0 {
			b.WriteString("; ")
		}
		n++
		b.WriteString(c.name(e.From, l) + " → " + c.name(e.To, l))
		if s := label.Spoken(text.MarkdownLiteral(e.Text)); s != "" {
			b.WriteString(" (" + s + ")")
		}
	}
	return c.Or(title, b.String())
}

// name returns what a state is called.
func (c *Chart) name(id string, l chart.Language) string {
	n := c.byID[id]
	switch {
	case n == nil:
		return id
	case n.Shape == "stateStart":
		return l.Pick("start", "начало")
	case n.Shape == "stateEnd":
		return l.Pick("end", "конец")
	}
	if s := label.Spoken(text.MarkdownLiteral(n.Label)); s != "" {
		return s
	}
	return id
}
