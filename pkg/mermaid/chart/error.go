package chart

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"course/pkg/mermaid/text"
)

// Position is a place in the author's text. Line and Column start at one;
// Column counts code points.
type Position struct {
	Offset, Line, Column int
}

// PositionIn returns the position of a byte offset in source.
func PositionIn(source string, offset int) Position {
	offset = max(0, min(offset, len(source)))
	before := source[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return Position{
		Offset: offset,
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[start:]) + 1,
	}
}

// Error says why a chart is rejected, or warns of something that is not
// drawn: where, what, and the way out.
type Error struct {
	Position
	// Length is the number of bytes concerned; zero at the end of the text.
	Length int
	// Message names the offending text.
	Message string
	// Hint is the way out, or empty.
	Hint string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message)
}

// WithHint sets the way out and returns e.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

// Unsupported is the error for a chart whose type is known but not drawn.
type Unsupported struct {
	// Type is the word that the chart starts with.
	Type string
	Position
}

func (e *Unsupported) Error() string {
	return fmt.Sprintf("%d:%d: charts of type %s are not drawn natively", e.Line, e.Column, e.Type)
}

// Quote shortens text found in a source for use in a message.
func Quote(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		if i == 0 {
			return "the end of the line"
		}
		s = s[:i]
	}
	if s == "" {
		return "the end of the chart"
	}
	if utf8.RuneCountInString(s) > 24 {
		s = string([]rune(s)[:23]) + "…"
	}
	return `"` + text.DecodeEntities(s) + `"`
}

// Word returns the length of the word that s starts with: letters, digits and
// underscores, or else one character.
func Word(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	switch {
	case n < 0:
		return len(s)
	case n == 0:
		_, n = utf8.DecodeRuneInString(s)
	}
	return n
}
