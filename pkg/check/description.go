package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"course/pkg/diag"
)

// maxDescription is what search engines and link previews show, in
// characters.
const maxDescription = 160

// descriptionRule: a description fits where it is shown, and adds to the
// title.
var descriptionRule = Rule{
	Codes: []string{"long-description", "description-is-title"},
	Check: func(p *Pass) {
		description := p.Lesson.Front.Description
		if n := utf8.RuneCountInString(description.Value); n > maxDescription {
			p.Report(diag.Diagnostic{
				Code: "long-description", Severity: diag.Warning, Span: description.Span,
				Message: fmt.Sprintf("description has %d characters, of which %d are shown", n, maxDescription),
				Hint:    "say the same in one short sentence",
			})
		}
		if description.Value != "" && strings.EqualFold(description.Value, p.Lesson.Title) {
			p.Report(diag.Diagnostic{
				Code: "description-is-title", Severity: diag.Warning, Span: description.Span,
				Message: "description repeats the title", Hint: "say what the reader will be able to do",
			})
		}
	},
}
