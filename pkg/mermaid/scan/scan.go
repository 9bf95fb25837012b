// Package scan holds the small matchers that the line-oriented chart types
// share. Their reference grammars are lists of regular expressions tried in
// order at the current place; Go's regular expressions know no look-ahead and
// are slow for such short texts, so the parsers test the rules with these
// functions. Each takes the rest of the text and returns how many bytes at its
// start match, zero if none.
//
//	if n := scan.Word(rest, "section"); n > 0 { … }
//
// Space means what "\s" means in the reference grammars (the white space of
// ECMAScript), a word character is an ASCII one.
package scan

import (
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
)

// Space returns the length of the white space, line ends included, at the
// start of s.
func Space(s string) int { return space(s, true) }

// LineSpace is like Space, but stops at a line end.
func LineSpace(s string) int { return space(s, false) }

func space(s string, lines bool) int {
	i := 0
	for i < len(s) {
		c := s[i]
		switch {
		case c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r':
			i++
		case c == '\n' && lines:
			i++
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !IsSpace(r) || !lines && (r == '\u2028' || r == '\u2029') {
				return i
			}
			i += n
		default:
			return i
		}
	}
	return i
}

// IsSpace reports whether r is white space in ECMAScript.
func IsSpace(r rune) bool {
	switch {
	case r >= '\t' && r <= '\r', r == ' ', r == '\u00a0', r == '\u1680', r >= '\u2000' && r <= '\u200a':
		return true
	case r == '\u2028', r == '\u2029', r == '\u202f', r == '\u205f', r == '\u3000', r == '\ufeff':
		return true
	}
	return false
}

// Trim removes white space at both ends.
func Trim(s string) string { return strings.TrimFunc(s, IsSpace) }

// TrimLeft removes white space at the start.
func TrimLeft(s string) string { return strings.TrimLeftFunc(s, IsSpace) }

// Fold returns len(prefix) if s starts with it, ASCII case ignored. The prefix
// must be in lower case.
func Fold(s, prefix string) int {
	if len(s) < len(prefix) {
		return 0
	}
	for i := 0; i < len(prefix); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != prefix[i] {
			return 0
		}
	}
	return len(prefix)
}

// Word is Fold for a whole word: no word character may follow.
func Word(s, word string) int {
	n := Fold(s, word)
	if n == 0 || n < len(s) && IsWord(s[n]) {
		return 0
	}
	return n
}

// IsWord reports whether c is an ASCII letter, digit or underscore.
func IsWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// IsDigit reports whether c is an ASCII digit.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// Digits returns the number of ASCII digits at the start of s.
func Digits(s string) int {
	i := 0
	for i < len(s) && IsDigit(s[i]) {
		i++
	}
	return i
}

// Until returns the number of bytes before the first byte of s that is in
// stops, which are ASCII.
func Until(s, stops string) int {
	if i := strings.IndexAny(s, stops); i >= 0 {
		return i
	}
	return len(s)
}

// Rest matches a keyword, one white space character and then at least one
// character up to a byte in stops: the shape of "title …" and its like. It
// returns the length of the whole and the text after the white space.
func Rest(s, keyword, stops string) (n int, text string) {
	n = Fold(s, keyword)
	if n == 0 || n == len(s) {
		return 0, ""
	}
	r, size := utf8.DecodeRuneInString(s[n:])
	if !IsSpace(r) {
		return 0, ""
	}
	n += size
	m := Until(s[n:], stops)
	if m == 0 {
		return 0, ""
	}
	return n + m, s[n : n+m]
}

// Acc says what an accTitle or accDescr statement sets.
type Acc int

// The statements of accessibility.
const (
	NoAcc Acc = iota
	AccTitle
	AccDescr
)

// Accessible matches accTitle and accDescr statements, in both their one-line
// and their braced form. It returns the length of the statement and what it
// sets to which text. An empty braced block sets nothing, as in the reference.
func Accessible(s string) (n int, kind Acc, text string) {
	kind = AccTitle
	n = Fold(s, "acctitle")
	if n == 0 {
		kind, n = AccDescr, Fold(s, "accdescr")
	}
	if n == 0 {
		return 0, NoAcc, ""
	}
	n += Space(s[n:])
	if n == len(s) {
		return 0, NoAcc, ""
	}
	switch {
	case s[n] == ':':
		n++
		n += Space(s[n:])
		m := Until(s[n:], "\n")
		return n + m, kind, Trim(s[n : n+m])
	case s[n] == '{' && kind == AccDescr:
		n++
		n += Space(s[n:])
		m := Until(s[n:], "}")
		text = Trim(s[n : n+m])
		if m == 0 {
			kind = NoAcc
		}
		n += m
		if n == len(s) {
			return n, kind, ""
		}
		return n + 1, kind, text
	}
	return 0, NoAcc, ""
}

// SetAcc sets in a what an accessibility statement says.
func SetAcc(a *chart.Accessibility, kind Acc, text string) {
	switch kind {
	case AccTitle:
		a.Title = TrimLeft(chart.Sanitize(text))
	case AccDescr:
		a.Description = unindent(chart.Sanitize(text))
	}
}

// unindent removes the white space at the start of all lines but the first.
func unindent(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:1]
	for i, line := range lines[1:] {
		if line = TrimLeft(line); line != "" || i == len(lines)-2 {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
