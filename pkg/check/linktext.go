package check

import (
	"fmt"
	"slices"
	"strings"

	"course/pkg/diag"
	"course/pkg/markdown"
)

// emptyWords are link texts that say nothing to somebody who hears a list of
// a page's links.
var emptyWords = []string{"here", "click here", "this", "link", "this link", "тут", "здесь", "ссылка", "сюда", "по ссылке", "эта ссылка"}

// linkTextRule: a link's text says where it leads.
var linkTextRule = Rule{
	Codes: []string{"vague-link-text"},
	Check: func(p *Pass) {
		for _, link := range p.Lesson.Links {
			if link.Kind != markdown.LinkPage || !slices.Contains(emptyWords, strings.ToLower(strings.TrimSpace(link.Text))) {
				continue
			}
			p.Report(diag.Diagnostic{
				Code: "vague-link-text", Severity: diag.Warning, Span: link.Span,
				Message: fmt.Sprintf("link text %q does not say where the link leads", link.Text),
				Hint:    "use the title of what it leads to",
			})
		}
	},
}
