package site

import (
	"fmt"
	"slices"

	"course/pkg/check"
	"course/pkg/diag"
)

// severities are those that the settings give to codes. A code that nothing
// reports is a finding: a slip would else leave a rule as it was, in silence.
func (s *Session) severities() (map[string]string, diag.List) {
	var found diag.List
	severities, known := map[string]string{}, check.Codes()
	for i, r := range s.Config.Check.Rules {
		severities[r.Code] = r.Severity
		if slices.Contains(known, r.Code) {
			continue
		}
		hint := "course explain lists all codes"
		if near := diag.Nearest(r.Code, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		found.Add(diag.Diagnostic{
			Code: "config-value", Severity: diag.Error, Span: s.Config.At(fmt.Sprintf("check.rules[%d].code", i)),
			Message: fmt.Sprintf("no rule reports %q", r.Code), Hint: hint,
		})
	}
	return severities, found
}
