package check_test

import (
	"regexp"
	"slices"
	"testing"

	"course/pkg/check"
	"course/pkg/diag"
)

// TestApply changes weights by code and leaves others as they are.
func TestApply(t *testing.T) {
	found := diag.List{
		{Code: "raised", Severity: diag.Warning},
		{Code: "dropped", Severity: diag.Error},
		{Code: "lowered", Severity: diag.Error},
		{Code: "kept", Severity: diag.Warning},
	}
	got := check.Apply(found, map[string]string{"raised": "error", "dropped": "off", "lowered": "warning"})
	want := diag.List{
		{Code: "raised", Severity: diag.Error},
		{Code: "lowered", Severity: diag.Warning},
		{Code: "kept", Severity: diag.Warning},
	}
	if !slices.EqualFunc(got, want, func(a, b diag.Diagnostic) bool { return a.Code == b.Code && a.Severity == b.Severity }) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestRulesAreExplained: each rule names its codes, once each, and all of them
// have an explanation. The examples of the explanations are run by pkg/site.
func TestRulesAreExplained(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	seen := map[string]bool{}
	for i, rule := range check.Rules {
		if len(rule.Codes) == 0 {
			t.Errorf("rule %d names no code", i)
		}
		for _, code := range rule.Codes {
			if _, ok := check.Explain(code); !ok || !kebab.MatchString(code) || seen[code] {
				t.Errorf("%q: explained %v, twice %v", code, ok, seen[code])
			}
			seen[code] = true
		}
	}
}
