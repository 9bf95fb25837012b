package markdown

import (
	"bytes"
	"fmt"

	"course/pkg/diag"
)

// The limits within which a lesson is parsed, so that hostile input is
// refused with a position before goldmark sees it, whose worst case is
// quadratic in the length of one block of text.
const (
	maxLesson  = 2 << 20
	maxText    = 64 << 10
	maxNesting = 100
)

func checkLimits(in Input) (found diag.List) {
	src := in.File.Data
	refuse := func(start, stop int, hint, format string, args ...any) {
		found.Add(diag.Diagnostic{
			Code: "over-limit", Severity: diag.Error, Hint: hint,
			Span:    diag.Span{File: in.File.Path, Start: start, End: stop},
			Message: fmt.Sprintf(format, args...),
		})
	}
	if len(src) > maxLesson {
		refuse(maxLesson, len(src), "split the lesson", "a lesson has at most %d bytes, this one has %d", maxLesson, len(src))
		return found
	}
	run := in.Body // start of the run of lines without a blank one
	fence := byte(0)
	for at := in.Body; at < len(src); {
		stop := bytes.IndexByte(src[at:], '\n')
		if stop < 0 {
			stop = len(src) - at
		}
		line := src[at : at+stop]
		if depth := nesting(line); depth > maxNesting {
			refuse(at, at+len(line), "split the lesson", "quotes and lists are nested deeper than %d", maxNesting)
			return found
		}
		trimmed := bytes.TrimLeft(line, " \t>")
		switch {
		case len(bytes.TrimSpace(trimmed)) == 0:
			run = at + stop + 1
		case bytes.HasPrefix(trimmed, []byte("```")), bytes.HasPrefix(trimmed, []byte("~~~")):
			if fence == 0 {
				fence = trimmed[0]
			} else if fence == trimmed[0] {
				fence = 0
			}
			run = at + stop + 1
		case fence != 0:
			run = at
		}
		if at+stop-run > maxText {
			refuse(run, at+stop, "divide it by blank lines", "a block of text has at most %d bytes", maxText)
			return found
		}
		at += stop + 1
	}
	return found
}

// nesting bounds from above how many quotes and lists a line opens.
func nesting(line []byte) int {
	n := 0
	for i, c := range line {
		space := i+1 >= len(line) || line[i+1] == ' ' || line[i+1] == '\t'
		switch {
		case c == ' ' || c == '\t' || c >= '0' && c <= '9':
		case c == '>':
			n++
		case (c == '-' || c == '*' || c == '+') && space:
			n++
		case (c == '.' || c == ')') && space && i > 0 && line[i-1] >= '0' && line[i-1] <= '9':
			n++
		default:
			return n
		}
	}
	if len(bytes.Trim(line, " \t-")) == 0 || len(bytes.Trim(line, " \t*")) == 0 {
		return 0 // a thematic break
	}
	return n
}
