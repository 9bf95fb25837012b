package check

import (
	"fmt"

	"course/pkg/diag"
)

// headingsRule: the outline that a screen reader gives has no holes.
var headingsRule = Rule{
	Codes: []string{"heading-jump", "empty-heading"},
	Check: func(p *Pass) {
		last := 1 // the page's own h1
		for _, h := range p.Lesson.Headings {
			level := max(2, h.Level)
			if h.Text == "" {
				p.Report(diag.Diagnostic{
					Code: "empty-heading", Severity: diag.Warning, Span: h.Span,
					Message: "heading has no text", Hint: "give it text, or take it out",
				})
			}
			if level > last+1 {
				p.Report(diag.Diagnostic{
					Code: "heading-jump", Severity: diag.Warning, Span: h.Span,
					Message: fmt.Sprintf("heading %q jumps from level %d to level %d", h.Text, last, level),
					Hint:    fmt.Sprintf("use level %d: the outline should have no gaps", last+1),
				})
			}
			last = level
		}
	},
}
