package requirement

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
	tNewline
	tAcc
	tDirection
	tWord
	tText
	tOpen
	tClose
	tColon
	tComma
	tClassMark
	tArrowLeft
	tArrowRight
	tLine
	tStyleLine
)

// token is a piece of the source; value is a keyword in lower case, or a text
// without quotation marks.
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

var (
	directionRule = regexp.MustCompile(`(?i)^.*direction\s+(TB|BT|RL|LR)[^\n]*`)
	wordRule      = regexp.MustCompile(`(?i)^(?:requirementDiagram|id|text|risk|verifyMethod|requirement|functionalRequirement|interfaceRequirement|performanceRequirement|physicalRequirement|designConstraint|low|medium|high|analysis|demonstration|inspection|test|element|contains|copies|derives|satisfies|verifies|refines|traces|type|docref)\b`)
	styleRule     = regexp.MustCompile(`(?i)^(?:style|classDef|class)\b[^\n]*`)
	textRule      = regexp.MustCompile(`^\w[^:,\r\n{<>\-=]*`)
)

func (l *lexer) take(k kind, n int) token {
	s := l.text[l.at : l.at+n]
	t := token{k, s, s, l.at, l.at + n}
	l.at += n
	return t
}

func (l *lexer) next() token {
	for l.at < len(l.text) {
		rest := l.text[l.at:]
		if n := skip(rest); n > 0 {
			l.at += n
			continue
		}
		return l.step(rest)
	}
	return token{kind: tEOF, at: l.at, end: l.at}
}

// skip returns the length of white space within a line and of comments.
func skip(rest string) int {
	n := 0
	for n < len(rest) && (rest[n] == ' ' || rest[n] == '\t' || rest[n] == '\r') {
		n++
	}
	if n == 0 && (rest[0] == '#' || strings.HasPrefix(rest, "%%")) {
		n = strings.IndexByte(rest+"\n", '\n')
	}
	return n
}

func (l *lexer) step(rest string) token {
	if strings.HasPrefix(rest, "acc") {
		var acc chart.Accessibility
		if n := acc.Scan(rest); n > 0 {
			return l.take(tAcc, n)
		}
	}
	line := rest[:strings.IndexByte(rest+"\n", '\n')]
	if strings.Contains(strings.ToLower(line), "direction") {
		if m := directionRule.FindStringSubmatch(line); m != nil {
			t := l.take(tDirection, len(m[0]))
			t.value = strings.ToUpper(m[1])
			return t
		}
	}
	for _, s := range [...]struct {
		sign string
		kind kind
	}{{"\n", tNewline}, {"{", tOpen}, {"}", tClose}, {":::", tClassMark}, {":", tColon}, {",", tComma}, {"<-", tArrowLeft}, {"->", tArrowRight}, {"-", tLine}} {
		if strings.HasPrefix(rest, s.sign) {
			return l.take(s.kind, len(s.sign))
		}
	}
	if m := wordRule.FindString(rest); m != "" {
		t := l.take(tWord, len(m))
		t.value = strings.ToLower(m)
		return t
	}
	if m := styleRule.FindString(rest); m != "" {
		return l.take(tStyleLine, len(m))
	}
	if rest[0] == '"' {
		end := strings.IndexByte(rest[1:], '"')
		if end < 0 {
			return l.take(tOpenEnd, len(rest))
		}
		t := l.take(tText, end+2)
		t.value = t.text[1 : end+1]
		return t
	}
	if m := textRule.FindString(rest); m != "" {
		t := l.take(tText, len(m))
		t.value = strings.TrimSpace(m)
		return t
	}
	return l.take(tInvalid, 1)
}
