package xychart

import (
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

type kind int

const (
	tEnd kind = iota
	tEOL
	tWord // a keyword
	tText // a text in quotes
	tPart // a letter, digit or mark of a text without quotes
	tNumber
	tArrow
	tComma
	tOpen
	tClose
	tAcc
)

type token struct {
	kind  kind
	text  string
	acc   scan.Acc
	at, n int
}

// state is what the lexer is inside of: numbers, brackets and line ends mean
// different things on the lines of axes and of data.
type state int

const (
	inChart state = iota
	inAxis
	inBand // the categories of an axis
	inData // after line or bar
	inList // the numbers of a plot
)

type lexer struct {
	src    *chart.Source
	text   string
	pos    int
	states []state
	ended  bool
}

func (l *lexer) state() state {
	if len(l.states) == 0 {
		return inChart
	}
	return l.states[len(l.states)-1]
}

func (l *lexer) push(s state) { l.states = append(l.states, s) }

func (l *lexer) pop() { l.states = l.states[:max(0, len(l.states)-1)] }

func (l *lexer) take(k kind, n int, text string) token {
	t := token{kind: k, text: text, at: l.pos, n: n}
	l.pos += n
	return t
}

var words = []string{"title", "xychart-beta", "xychart", "vertical", "horizontal", "x-axis", "y-axis", "line", "bar"}

func (l *lexer) next() (token, error) {
	for {
		rest := l.text[l.pos:]
		if rest == "" {
			if l.ended {
				return l.take(tEnd, 0, ""), nil
			}
			l.ended = true
			return l.take(tEOL, 0, ""), nil
		}
		if n := comment(rest); n > 0 {
			l.pos += n
			continue
		}
		if rest[0] == '\n' {
			switch l.state() {
			case inAxis, inData:
				l.pop()
				return l.take(tEOL, 1, ""), nil
			}
			return l.take(tEOL, len(rest)-len(strings.TrimLeft(rest, "\n")), ""), nil
		}
		if n := scan.Space(rest); n > 0 {
			l.pos += n
			continue
		}
		return l.token(rest)
	}
}

// comment returns the length of a comment, which any character may precede.
func comment(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	if strings.HasPrefix(s, "%%") && !strings.HasPrefix(s, "%%{") || s[0] != '}' && strings.HasPrefix(s[size:], "%%") {
		n := 0
		if s[0] == '\n' {
			n = 1
		}
		return n + scan.Until(s[n:], "\n")
	}
	return 0
}

func (l *lexer) token(rest string) (token, error) {
	if n, acc, text := scan.Accessible(rest); n > 0 {
		t := l.take(tAcc, n, text)
		t.acc = acc
		return t, nil
	}
	for _, w := range words {
		n := scan.Word(rest, w)
		if w == "vertical" || w == "horizontal" {
			n = scan.Fold(rest, w)
		}
		if n == 0 {
			continue
		}
		switch w {
		case "x-axis", "y-axis":
			l.push(inAxis)
		case "line", "bar":
			l.push(inData)
		}
		return l.take(tWord, n, w), nil
	}
	if s := l.state(); s == inAxis || s == inList {
		if n := number(rest); n > 0 {
			return l.take(tNumber, n, rest[:n]), nil
		}
	}
	if l.state() == inAxis && strings.HasPrefix(rest, "-->") {
		return l.take(tArrow, 3, "-->"), nil
	}
	return l.mark(rest)
}

func (l *lexer) mark(rest string) (token, error) {
	c := rest[0]
	switch {
	case c == '[':
		switch l.state() {
		case inAxis:
			l.push(inBand)
		case inData:
			l.push(inList)
		}
		return l.take(tOpen, 1, "["), nil
	case c == ']':
		if s := l.state(); s == inBand || s == inList {
			l.pop()
		}
		return l.take(tClose, 1, "]"), nil
	case c == '"':
		n := strings.IndexByte(rest[1:], '"')
		if n < 0 {
			return token{}, l.src.Errorf(l.pos, 1, "the quote is not closed").WithHint(`write a " at the end of the text`)
		}
		if n == 0 {
			l.pos += 2
			return l.next()
		}
		return l.take(tText, n+2, rest[1:n+1]), nil
	case c == ',':
		return l.take(tComma, 1, ","), nil
	case c == ';':
		return l.take(tEOL, 1, ";"), nil
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		n := 1
		for n < len(rest) && rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' {
			n++
		}
		return l.take(tPart, n, rest[:n]), nil
	case scan.IsDigit(c):
		n := scan.Digits(rest)
		return l.take(tPart, n, rest[:n]), nil
	case strings.IndexByte("+=*#_.&-", c) >= 0:
		return l.take(tPart, 1, rest[:1]), nil
	}
	_, n := utf8.DecodeRuneInString(rest)
	return token{}, l.src.Errorf(l.pos, n, "%s cannot stand here", chart.Quote(rest[:n])).WithHint(`put texts in quotes: "…"`)
}

// number matches a number with an optional sign.
func number(s string) int {
	n := 0
	if s[0] == '+' || s[0] == '-' {
		n = 1
	}
	whole := scan.Digits(s[n:])
	n += whole
	if n < len(s) && s[n] == '.' {
		if d := scan.Digits(s[n+1:]); d > 0 {
			return n + 1 + d
		}
	}
	if whole == 0 {
		return 0
	}
	return n
}
