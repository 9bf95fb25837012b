package highlight

import (
	"fmt"
	"strconv"
	"strings"
)

// maxLine bounds line numbers, so that sums cannot run over.
const maxLine = 10_000_000

// ranges reads the lines of a group: {1,3-5}, {"label":3-5}, {[1,3]}, "1 3-5".
func (m *Meta) ranges(t token) []LineMark {
	var marks []LineMark
	at := t.valueAt.Start
	for _, part := range splitRanges(t.value) {
		label, text := cutLabel(part)
		place := Place{at, at + len(part)}
		at += len(part) + 1
		text = strings.Trim(text, " \t[]\"'")
		if text == "" && strings.Trim(part, " \t[]\"'") == "" {
			continue
		}
		r, err := parseRange(text)
		if err != nil {
			m.mistake(place, "write lines as {1,3-5}", "%q is no range of lines: %v", strings.TrimSpace(part), err)
			continue
		}
		marks = append(marks, LineMark{Range: r, Label: label, At: place})
	}
	return marks
}

// splitRanges cuts at commas outside strings, and at spaces between numbers.
func splitRanges(s string) []string {
	var parts []string
	start, quote := 0, byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.IndexByte(s[i+1:], c) >= 0:
			quote = c
		case c == ',' || c == ' ' && i > 0 && isDigit(s[i-1]) && i+1 < len(s) && isDigit(s[i+1]):
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// cutLabel splits `"label":3-5`.
func cutLabel(part string) (label, text string) {
	p := strings.TrimLeft(part, " \t")
	if p == "" || p[0] != '"' && p[0] != '\'' {
		return "", part
	}
	end := strings.IndexByte(p[1:], p[0])
	if end < 0 {
		return "", part
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(p[end+2:], " \t"), ":")
	if !ok {
		return "", part
	}
	return p[1 : end+1], rest
}

func parseRange(s string) (Range, error) {
	first, last, ranged := strings.Cut(s, "-")
	if !ranged {
		first, last, ranged = strings.Cut(s, "..")
	}
	from, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return Range{}, fmt.Errorf("no line number")
	}
	to := from
	if last = strings.TrimSpace(last); ranged && last == "" {
		to = maxLine // {5-}: to the end
	} else if ranged {
		if to, err = strconv.Atoi(last); err != nil {
			return Range{}, fmt.Errorf("no line number after the dash")
		}
	}
	if from < 1 || to > maxLine {
		return Range{}, fmt.Errorf("lines count from 1")
	}
	if to < from {
		return Range{}, fmt.Errorf("the end is before the start")
	}
	return Range{From: from, To: to}, nil
}

// parseRanges reads "1,3-5"; an empty text has no ranges.
func parseRanges(s string) ([]Range, error) {
	var all []Range
	for part := range strings.SplitSeq(s, ",") {
		if part == "" {
			continue
		}
		r, err := parseRange(part)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func (r Range) has(n int) bool { return n >= r.From && n <= r.To }
