package check

import (
	"embed"

	"course/pkg/internal/explain"
)

//go:embed explain/*.txtar
var explanations embed.FS

// Codes lists the codes that build and check can report, sorted.
func Codes() []string { return explain.Codes(explanations) }

// Explain returns what a code means, why and what to do, with an example;
// false where there is no such code.
func Explain(code string) (explain.Explanation, bool) { return explain.Find(explanations, code) }
