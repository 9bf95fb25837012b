package radar

import (
	"strconv"

	"course/pkg/mermaid/scan"
)

type kind int

const (
	tEnd kind = iota
	tNewline
	tKeyword // axis, curve, showLegend, ticks, max, min, graticule
	tCommon  // a title or a statement of accessibility
	tShape   // circle or polygon
	tBool
	tNumber
	tString
	tName
	tSign // one of , : [ ] { }
	tInvalid
)

type token struct {
	kind   kind
	common scan.Common
	text   string
	number float64
	at, n  int
}

// is reports whether the token is this keyword or sign.
func (t token) is(text string) bool {
	return (t.kind == tSign || t.kind == tKeyword) && t.text == text
}

func isKeyword(word string) bool {
	switch word {
	case "axis", "curve", "showLegend", "ticks", "max", "min", "graticule", "radar-beta":
		return true
	}
	return false
}

// next returns the token at pos, behind blanks and comments.
func next(text string, pos int) token {
	pos += scan.Blank(text[pos:])
	t := read(text[pos:])
	t.at = pos
	if t.text == "" && t.kind != tString && t.kind != tCommon {
		t.text = text[pos : pos+t.n]
	}
	return t
}

func read(s string) token {
	if s == "" {
		return token{}
	}
	switch s[0] {
	case '\n':
		return token{kind: tNewline, n: 1}
	case ',', ':', '[', ']', '{', '}':
		return token{kind: tSign, n: 1}
	case '"', '\'':
		if n, value := scan.Quoted(s); n > 0 {
			return token{kind: tString, text: value, n: n}
		}
		return token{kind: tInvalid, n: 1}
	}
	name := nameLength(s)
	if name == 0 {
		return token{kind: tInvalid, n: 1}
	}
	if isKeyword(s[:name]) {
		return token{kind: tKeyword, n: name}
	}
	for _, w := range [...]string{"circle", "polygon"} {
		if scan.Fold(s[:name], w) > 0 && s[:len(w)] == w {
			return token{kind: tShape, n: len(w)}
		}
	}
	for _, w := range [...]string{"true", "false"} {
		if len(s) >= len(w) && s[:len(w)] == w {
			return token{kind: tBool, n: len(w)}
		}
	}
	if n, kind, value := scan.CommonStatement(s); n > 0 {
		return token{kind: tCommon, common: kind, text: value, n: n}
	}
	if n := numberLength(s); n > 0 {
		v, _ := strconv.ParseFloat(s[:n], 64)
		return token{kind: tNumber, number: v, n: n}
	}
	return token{kind: tName, n: name}
}

// nameLength returns the length of a name: letters, digits, underscores, and
// dashes inside.
func nameLength(s string) int {
	n := 0
	for n < len(s) && (scan.IsWord(s[n]) || s[n] == '-') {
		n++
	}
	for n > 0 && s[n-1] == '-' {
		n--
	}
	if n > 0 && s[0] == '-' {
		return 0
	}
	return n
}

// numberLength returns the length of a number without sign.
func numberLength(s string) int {
	n := scan.Digits(s)
	if n == 0 {
		return 0
	}
	if n < len(s) && s[n] == '.' {
		if m := scan.Digits(s[n+1:]); m > 0 {
			return n + 1 + m
		}
		return 0
	}
	if s[0] == '0' {
		return 1
	}
	return n
}
