package check

import (
	"fmt"

	"course/pkg/diag"
)

// imagesRule: every image says in words what it shows.
var imagesRule = Rule{
	Codes: []string{"image-without-alt"},
	Check: func(p *Pass) {
		for _, link := range p.Lesson.Links {
			if link.Image && link.NoAlt {
				p.Report(diag.Diagnostic{
					Code: "image-without-alt", Severity: diag.Error, Span: link.Span,
					Message: fmt.Sprintf("image %q has no alternative text", link.Dest),
					Hint:    `write what it shows: ![text](…); alt="" marks an image that only decorates`,
				})
			}
		}
	},
}
