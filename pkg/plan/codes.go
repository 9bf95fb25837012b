package plan

import (
	"embed"

	"course/pkg/internal/explain"
)

// Tests run every example: the bad one has the code, the good one has not.
//
//go:embed explain/*.txtar
var explanations embed.FS

// Codes lists the codes that validation can report, sorted.
func Codes() []string { return explain.Codes(explanations) }

// Explain returns what a code means, why and what to do, with an example;
// false where there is no such code.
func Explain(code string) (explain.Explanation, bool) { return explain.Find(explanations, code) }
