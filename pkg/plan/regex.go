package plan

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// regexProblem turns an error of the regexp package into plain words.
func regexProblem(err error) string {
	var e *syntax.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	return fmt.Sprintf("%s: %s", e.Code, quote(strings.TrimPrefix(e.Expr, "(?m)")))
}

// regexColumn returns where in an expression an error lies, as an offset in
// bytes.
func regexColumn(expression string, err error) int {
	var e *syntax.Error
	if !errors.As(err, &e) || e.Expr == "" {
		return 0
	}
	switch e.Code {
	case syntax.ErrMissingParen, syntax.ErrMissingBracket, syntax.ErrUnexpectedParen:
		if i := unbalanced(expression); i >= 0 {
			return i
		}
	}
	return max(0, strings.Index(expression, e.Expr))
}

// unbalanced finds the bracket that has no partner, or -1.
func unbalanced(s string) int {
	var open []int
	class := -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case class >= 0:
			if c == ']' && i > class+1 {
				class = -1
			}
		case c == '[':
			class = i
		case c == '(':
			open = append(open, i)
		case c == ')':
			if len(open) == 0 {
				return i
			}
			open = open[:len(open)-1]
		}
	}
	if class >= 0 {
		return class
	}
	if len(open) > 0 {
		return open[len(open)-1]
	}
	return -1
}

// columnOf counts the code points before an offset, plus one.
func columnOf(s string, offset int) int { return utf8.RuneCountInString(s[:min(offset, len(s))]) + 1 }
