package plan_test

import (
	"testing"

	"course/pkg/plan"
)

func TestParseName(t *testing.T) {
	for base, want := range map[string]plan.Name{
		"15-02-PLAN.md":           {Phase: "15", Plan: "02"},
		"01-02-FIX-PLAN.md":       {Phase: "01", Plan: "02"},
		"01-02-some-slug-PLAN.md": {Phase: "01", Plan: "02"},
		"06.2-01-PLAN.md":         {Phase: "06.2", Plan: "01"},
		"07a-03-PLAN.md":          {Phase: "07a", Plan: "03"},
		"01-D-PLAN.md":            {Phase: "01", Plan: "D"},
		"FS-02-PLAN.md":           {Phase: "FS", Plan: "02"},
		"P02-PLAN.md":             {Plan: "02"},
		"010-PLAN.md":             {Plan: "010"},
		"01-PLAN.md":              {Plan: "01"},
		"PLAN-01.md":              {Plan: "01"},
		"PLAN.md":                 {},
	} {
		if got, ok := plan.ParseName(base); !ok || got != want {
			t.Errorf("%s: %+v %v, want %+v", base, got, ok, want)
		}
	}
	for _, base := range []string{"15-02-SUMMARY.md", "README.md", "PLAN.txt", "TEST-PLAN.md", "MIGRATION-PLAN.md", "plan.md", "15-02-PLAN.md.bak", "PLAN-TEMPLATE.md"} {
		if _, ok := plan.ParseName(base); ok {
			t.Errorf("%s is taken for a plan", base)
		}
	}
}
