// Package diag holds findings as values.
//
// A Diagnostic is something that an author should mend: a broken link, an
// unclosed component, a keyword that a plan requires and a lesson lacks. It
// is the second channel beside error: error says that the tool cannot go on,
// a List says what is wrong with the material.
//
// Positions are byte offsets into a file that is named by its path below the
// project's root, with slashes. They are turned into lines and columns only
// where they are shown (package report), because the three consumers count
// differently: a terminal in display cells, JSON and SARIF in code points, an
// editor in UTF-16 units.
//
//	var found diag.List
//	found.Add(diag.Diagnostic{
//		Code:     "broken-link",
//		Severity: diag.Error,
//		Span:     diag.Span{File: "content/a.mdx", Start: 120, End: 133},
//		Message:  `no lesson at "./02-gtid.mdx"`,
//		Hint:     `did you mean "./02-gtid-mode-fundamentals.mdx"?`,
//	})
//
// The package imports nothing of this module.
package diag

import (
	"cmp"
	"slices"
)

// Severity says how much a finding weighs. The zero value is invalid on
// purpose: a finding must say what it is.
type Severity uint8

const (
	// Warning is advice: it fails a run only with --strict.
	Warning Severity = iota + 1
	// Error fails a run: the material is wrong.
	Error
)

// String returns "error" or "warning", the words of the JSON contract.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "invalid"
}

// Span is a range of bytes in a file.
type Span struct {
	// File is the path below the project's root, with slashes. Empty for a
	// finding that belongs to no file.
	File string
	// Start and End are byte offsets, End exclusive. A Start below 0 means
	// that the finding concerns the file as a whole.
	Start, End int
}

// Whole returns the span that stands for all of a file.
func Whole(file string) Span { return Span{File: file, Start: -1, End: -1} }

// IsWhole reports whether the span names a file without a place in it.
func (s Span) IsWhole() bool { return s.Start < 0 }

// Related is a second place that explains a finding, such as the opening of
// what was never closed.
type Related struct {
	Span    Span
	Message string
}

// Edit replaces the bytes of a span in the finding's own file by Text.
type Edit struct {
	Start, End int
	Text       string
}

// Diagnostic is one finding.
type Diagnostic struct {
	// Code is a kebab-case word that never changes its meaning.
	Code     string
	Severity Severity
	Span     Span
	// Message names the value and what is wrong, in one line, lower case,
	// without a full stop.
	Message string
	// Hint is the way out, often a did-you-mean. May be empty.
	Hint    string
	Related []Related
	// Fix mends the finding when all of its edits are applied.
	Fix []Edit
}

// List is the findings of one stage.
type List []Diagnostic

// Add appends findings.
func (l *List) Add(d ...Diagnostic) { *l = append(*l, d...) }

// Count returns the number of errors and of warnings.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Sort orders findings by file, place, severity and code, so that output does
// not depend on the order in which stages or cores found them.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Span.File, b.Span.File),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}
