package requirement

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// described is how many relations a description names.
const described = 24

// verbs say relations in Russian.
var verbs = map[string]string{
	"contains": "содержит", "copies": "копирует", "derives": "выводится из", "satisfies": "удовлетворяет", "verifies": "проверяет",
	"refines": "уточняет", "traces": "прослеживает",
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = c.title
	if title == "" {
		title = l.Pick("Requirement diagram", "Диаграмма требований")
	}
	name := func(s string) string { return label.Spoken(text.MarkdownLiteral(s)) }
	var parts []string
	for _, b := range c.Boxes {
		if len(c.Relations) == 0 {
			parts = append(parts, name(b.Name))
		}
	}
	for i, r := range c.Relations {
		if i == described {
			parts = append(parts, fmt.Sprintf(l.Pick("and %d more relations", "и ещё связей: %d"), len(c.Relations)-i))
			break
		}
		parts = append(parts, name(r.From)+" "+l.Pick(r.Type, verbs[r.Type])+" "+name(r.To))
	}
	return c.Or(title, strings.Join(parts, "; "))
}
