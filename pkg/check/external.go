package check

import (
	"fmt"
	"strings"

	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/markdown"
)

// externalRule: pages should need nothing from other hosts, and links should
// be encrypted.
var externalRule = Rule{
	Codes: []string{"external-resource", "insecure-link"},
	Check: func(p *Pass) {
		for _, link := range p.Lesson.Links {
			if !course.IsExternal(link.Dest) {
				continue
			}
			dest := strings.ToLower(link.Dest)
			switch {
			case link.Kind == markdown.LinkAsset && !strings.HasPrefix(dest, "data:"):
				p.Report(diag.Diagnostic{
					Code: "external-resource", Severity: diag.Warning, Span: place(link),
					Message: fmt.Sprintf("%q is loaded from another host: readers are offline or watched there", link.Dest),
					Hint:    "keep the file beside the lesson",
				})
			case strings.HasPrefix(dest, "http:") && !local(dest):
				p.Report(diag.Diagnostic{
					Code: "insecure-link", Severity: diag.Warning, Span: place(link),
					Message: fmt.Sprintf("%q is not encrypted", link.Dest), Hint: "use https:",
				})
			}
		}
	},
}

// local reports whether an address is one of the reader's own machine, where
// encryption would help nobody.
func local(dest string) bool {
	host := strings.TrimPrefix(dest, "http://")
	for _, own := range []string{"localhost", "127.0.0.1", "[::1]", "0.0.0.0"} {
		if strings.HasPrefix(host, own) {
			return true
		}
	}
	return false
}
