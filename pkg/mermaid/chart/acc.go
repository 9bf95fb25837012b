package chart

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/text"
)

// Accessibility is what accTitle and accDescr say. Types embed it.
type Accessibility struct {
	Title, Description string
}

var (
	accTitle = regexp.MustCompile(`^accTitle\s*:\s*([^\n;]*)`)
	accDescr = regexp.MustCompile(`^accDescr\s*:\s*([^\n;]*)`)
	accBlock = regexp.MustCompile(`^accDescr\s*\{\s*([^}]*)\}`)
	indent   = regexp.MustCompile(`\n\s+`)
)

// Scan reads an accTitle or accDescr statement at the start of s and
// returns its length; zero if s does not start with one. Like the
// reference grammars' shared rule it ends a value at the line's end or ";".
func (a *Accessibility) Scan(s string) int {
	if !strings.HasPrefix(s, "acc") {
		return 0
	}
	if m := accTitle.FindStringSubmatch(s); m != nil {
		a.Title = strings.TrimLeft(Sanitize(strings.TrimSpace(m[1])), " \t\n")
		return len(m[0])
	}
	if m := accDescr.FindStringSubmatch(s); m != nil {
		a.Description = indent.ReplaceAllString(Sanitize(strings.TrimSpace(m[1])), "\n")
		return len(m[0])
	}
	if m := accBlock.FindStringSubmatch(s); m != nil {
		a.Description = indent.ReplaceAllString(Sanitize(strings.TrimSpace(m[1])), "\n")
		return len(m[0])
	}
	return 0
}

// Or returns the author's title and description where there are such, and
// the given ones otherwise.
func (a *Accessibility) Or(title, desc string) (string, string) {
	if a.Title != "" {
		title = text.DecodeEntities(a.Title)
	}
	if a.Description != "" {
		desc = text.DecodeEntities(a.Description)
	}
	return title, desc
}
