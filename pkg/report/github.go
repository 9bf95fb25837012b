package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"
)

// writeGitHub writes workflow commands, which GitHub shows beside the changed
// lines (docs.github.com, "Workflow commands for GitHub Actions").
func (r *Report) writeGitHub(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, d := range r.Findings {
		var p []string
		if d.Span.File != "" {
			p = append(p, "file="+githubProperty(path.Join(r.Prefix, d.Span.File)))
		}
		if !d.Span.IsWhole() && r.file(d.Span.File) != nil {
			at := Resolve(r.Sources, d.Span)
			p = append(p, fmt.Sprintf("line=%d", at.Start.Line), fmt.Sprintf("col=%d", at.Start.Column),
				fmt.Sprintf("endLine=%d", at.End.Line), fmt.Sprintf("endColumn=%d", at.End.Column))
		}
		p = append(p, "title="+githubProperty(d.Code))
		message := d.Message
		if d.Hint != "" {
			message += "\nhelp: " + d.Hint
		}
		fmt.Fprintf(out, "::%s %s::%s\n", d.Severity, strings.Join(p, ","), githubData(message))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write findings for GitHub: %w", err)
	}
	return nil
}

func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func githubProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(s))
}
