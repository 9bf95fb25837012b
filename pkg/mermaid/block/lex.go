package block

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/chart"
)

type kind int

const (
	tEOF kind = iota
	tOpenEnd
	tInvalid
	tBlock
	tIDBlock
	tColumns
	tSpace
	tStyleLine
	tAcc
	tEnd
	tOpen
	tClose
	tArrowOpen
	tArrowClose
	tDirection
	tText
	tID
	tLink
	tStartLink
	tSize
)

type token struct {
	kind    kind
	text    string
	value   string
	at, end int
}

type lexer struct {
	text string
	at   int
}

func (l *lexer) take(k kind, n int) token {
	s := l.text[l.at : l.at+n]
	t := token{k, s, strings.TrimSpace(s), l.at, l.at + n}
	l.at += n
	return t
}

var (
	columnsRule = regexp.MustCompile(`^columns\s+(auto\b|\d+)`)
	spaceRule   = regexp.MustCompile(`^space(?::(\d+)|\b)`)
	styleRule   = regexp.MustCompile(`^(?:classDef\s+\w+\s+|class\s+\w+(?:,\s*\w+)*|style\s+\w+(?:,\s*\w+)*)[^\n]*`)
	idRule      = regexp.MustCompile(`^[^(\[\n\-){}\s<>:]+`)
	linkRule    = regexp.MustCompile(`^[xo<]?(?:--+[-xo>]|==+[=xo>]|-?\.+-[xo>]?|~~~+)\s*`)
	startRule   = regexp.MustCompile(`^[xo<]?(?:--|==|-\.)\s*`)
	sizeRule    = regexp.MustCompile(`^:(\d+)`)
	reserved    = regexp.MustCompile(`^(?:default|linkStyle|interpolate|subgraph)\b`)
)

func space(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n\f\v")) }

func (l *lexer) next() token {
	l.at += space(l.text[l.at:])
	if l.at >= len(l.text) {
		return token{kind: tEOF, at: l.at, end: l.at}
	}
	rest := l.text[l.at:]
	if t, ok := l.word(rest); ok {
		return t
	}
	if strings.HasPrefix(rest, "<[") {
		return l.take(tArrowOpen, 2)
	}
	for _, open := range [...]string{"(((", "((", "{{", "([", "[[", "[(", `[\`, "[/", "{", ">", "(", "["} {
		if strings.HasPrefix(rest, open) {
			return l.take(tOpen, len(open))
		}
	}
	if strings.HasPrefix(rest, "==") || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "<") || strings.HasPrefix(rest, "~~~") || strings.HasPrefix(rest, ".-") {
		if m := linkRule.FindString(rest); m != "" {
			return l.take(tLink, len(m))
		}
		if m := startRule.FindString(rest); m != "" {
			return l.take(tStartLink, len(m))
		}
	}
	if m := idRule.FindString(rest); m != "" {
		return l.take(tID, len(m))
	}
	if m := sizeRule.FindStringSubmatch(rest); m != nil {
		t := l.take(tSize, len(m[0]))
		t.value = m[1]
		return t
	}
	return l.take(tInvalid, chart.Word(rest))
}

// word reads keywords.
func (l *lexer) word(rest string) (token, bool) {
	switch {
	case strings.HasPrefix(rest, "block:"):
		return l.take(tIDBlock, 6), true
	case strings.HasPrefix(rest, "block") && len(rest) > 5 && space(rest[5:]) > 0:
		return l.take(tBlock, 5), true
	case strings.HasPrefix(rest, "end") && (len(rest) == 3 || !wordByte(rest[3])):
		return l.take(tEnd, 3), true
	case strings.HasPrefix(rest, "acc"):
		var acc chart.Accessibility
		if n := acc.Scan(rest); n > 0 {
			return l.take(tAcc, n), true
		}
	}
	if m := columnsRule.FindStringSubmatch(rest); m != nil {
		t := l.take(tColumns, len(m[0]))
		t.value = m[1]
		return t, true
	}
	if m := spaceRule.FindStringSubmatch(rest); m != nil {
		t := l.take(tSpace, len(m[0]))
		if t.value = m[1]; t.value == "" {
			t.value = "1"
		}
		return t, true
	}
	if m := styleRule.FindString(rest); m != "" {
		return l.take(tStyleLine, len(m)), true
	}
	if m := reserved.FindString(rest); m != "" {
		return l.take(tInvalid, len(m)), true
	}
	return token{}, false
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// quoted reads a text in quotation marks.
func (l *lexer) quoted() token {
	l.at += space(l.text[l.at:])
	rest := l.text[l.at:]
	if !strings.HasPrefix(rest, `"`) {
		return l.take(tInvalid, min(len(rest), max(1, chart.Word(rest+" "))))
	}
	end := strings.IndexByte(rest[1:], '"')
	if end < 0 {
		return l.take(tOpenEnd, len(rest))
	}
	t := l.take(tText, end+2)
	t.value = strings.TrimSuffix(strings.TrimPrefix(t.text[1:end+1], "`"), "`")
	return t
}

// close reads the end of a text.
func (l *lexer) close() token {
	rest := l.text[l.at:]
	for _, c := range [...]string{")))", "))", "}}", "]]", "])", `\]`, "/]", ")]", "]>", "}", ")", "]"} {
		if strings.HasPrefix(rest, c) {
			if c == "]>" {
				return l.take(tArrowClose, 2)
			}
			return l.take(tClose, len(c))
		}
	}
	return l.take(tInvalid, min(len(rest), 1))
}
