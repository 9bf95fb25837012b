package flowchart

import (
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
)

// initial reads outside texts, in the order of the reference lexer's rules.
func (l *lexer) initial(rest string) (token, bool) {
	if rest[0] == 'a' && strings.HasPrefix(rest, "acc") {
		var acc chart.Accessibility
		if n := acc.Scan(rest); n > 0 {
			return l.take(tAcc, n), true
		}
	}
	if strings.HasPrefix(rest, "@{") {
		l.at += 2
		l.push(sShapeData)
		return token{tShapeData, "", l.at}, true
	}
	if t, found, emit := l.keyword(rest); found {
		return t, emit
	}
	if l.hasDirection {
		if n := directionLine(rest); n > 0 {
			return l.take(tDirection, n), true
		}
	}
	if l.hasAt {
		if n := linkID(rest); n > 0 {
			return l.take(tLinkID, n), true
		}
	}
	if t, ok := l.sign(rest); ok {
		return t, true
	}
	if t, ok := l.link(rest); ok {
		return t, true
	}
	return l.rest(rest), true
}

// keyword reads words that mean something wherever they stand.
func (l *lexer) keyword(rest string) (t token, found, emit bool) {
	switch rest[0] {
	case 'c', 's', 'd', 'l', 'i', 'h', 'f', 'g', 'e', '_':
	default:
		return token{}, false, false
	}
	if strings.HasPrefix(rest, "call") && len(rest) > 4 && isSpace(rest[4]) {
		l.at += 4 + runOf(rest[4:], isSpace)
		l.push(sCallbackName)
		return token{}, true, false
	}
	for _, w := range [...]struct {
		word string
		kind kind
	}{
		{"style", tStyle}, {"default", tDefault}, {"linkStyle", tLinkStyle}, {"interpolate", tInterpolate}, {"classDef", tClassDef}, {"class", tClass},
	} {
		if hasWord(rest, w.word) {
			return l.take(w.kind, len(w.word)), true, true
		}
	}
	if strings.HasPrefix(rest, "href") && len(rest) > 4 && isSpace(rest[4]) {
		return l.take(tHref, 5), true, true
	}
	if strings.HasPrefix(rest, "click") && len(rest) > 5 && isSpace(rest[5]) {
		l.at += 5 + runOf(rest[5:], isSpace)
		l.push(sClick)
		return token{}, true, false
	}
	for _, word := range [...]string{"flowchart-elk", "graph", "flowchart"} {
		if hasWord(rest, word) {
			if !l.sawGraph {
				l.sawGraph = true
				l.push(sDir)
			}
			return l.take(tGraph, len(word)), true, true
		}
	}
	if hasWord(rest, "subgraph") {
		return l.take(tSubgraph, 8), true, true
	}
	if hasWord(rest, "end") {
		return l.take(tEnd, 3+runOf(rest[3:], isSpace)), true, true
	}
	for _, word := range [...]string{"_self", "_blank", "_parent", "_top"} {
		if hasWord(rest, word) {
			return l.take(tLinkTarget, len(word)), true, true
		}
	}
	return token{}, false, false
}

// directionLine returns the length of the rest of the line if it says
// "direction TB" or the like anywhere.
func directionLine(rest string) int {
	end := strings.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	if directionOf(rest[:end]) == "" {
		return 0
	}
	return end
}

// directionOf returns the direction that a line states.
func directionOf(line string) string {
	for _, dir := range [...]string{"TB", "BT", "RL", "LR", "TD"} {
		for i := 0; ; {
			j := strings.Index(line[i:], "direction")
			if j < 0 {
				break
			}
			i += j + len("direction")
			n := runOf(line[i:], isSpace)
			if n > 0 && strings.HasPrefix(line[i+n:], dir) {
				return dir
			}
		}
	}
	return ""
}

// linkID returns the length of an edge's id with its "@".
func linkID(rest string) int {
	end := runOf(rest, func(c byte) bool { return !isSpace(c) && c != '"' })
	for i := end - 1; i > 0; i-- {
		if rest[i] == '@' && i+1 < len(rest) && rest[i+1] != '{' && rest[i+1] != '"' {
			return i + 1
		}
	}
	return 0
}

func (l *lexer) sign(rest string) (token, bool) {
	switch c := rest[0]; {
	case c >= '0' && c <= '9':
		return l.take(tNum, runOf(rest, func(c byte) bool { return c >= '0' && c <= '9' })), true
	case c == '#':
		return l.take(tHash, 1), true
	case strings.HasPrefix(rest, ":::"):
		return l.take(tStyleSep, 3), true
	case c == ':':
		return l.take(tColon, 1), true
	case c == '&':
		return l.take(tAmp, 1), true
	case c == ';':
		return l.take(tSemi, 1), true
	case c == ',':
		return l.take(tComma, 1), true
	case c == '*':
		return l.take(tMult, 1), true
	}
	return token{}, false
}

func (l *lexer) link(rest string) (token, bool) {
	if l.at < l.noLink {
		return token{}, false
	}
	switch c := rest[0]; {
	case isSpace(c), c == 'x', c == 'o', c == '<', c == '-', c == '=', c == '.', c == '~':
	default:
		return token{}, false
	}
	for _, line := range [...]struct {
		char byte
		to   state
	}{{'-', sEdge}, {'=', sThickEdge}} {
		if n := solidLink(rest, line.char); n > 0 {
			return l.takePop(tLink, n), true
		}
		if n := startLink(rest, line.char); n > 0 {
			return l.takePush(tStartLink, n, line.to), true
		}
	}
	if n := dottedLink(rest); n > 0 {
		return l.takePop(tLink, n), true
	}
	if n := startDotted(rest); n > 0 {
		return l.takePush(tStartLink, n, sDottedEdge), true
	}
	if n := tildes(rest); n > 0 {
		return l.take(tLink, n), true
	}
	l.noLink = l.at + runOf(rest, isSpace)
	return token{}, false
}

// rest reads what is left: brackets, names, spaces.
func (l *lexer) rest(rest string) token {
	switch {
	case strings.HasPrefix(rest, "[|"):
		return l.take(tPropsOpen, 2)
	case rest[0] == '>':
		return l.takePush(tTagEnd, 1, sText)
	case rest[0] == '<':
		return l.take(tTagStart, 1)
	case rest[0] == '^':
		return l.take(tUp, 1)
	case strings.HasPrefix(rest, `\|`):
		return l.take(tSep, 2)
	case hasWord(rest, "v"):
		return l.take(tDown, 1)
	}
	if n := nodeString(rest); n > 0 {
		return l.take(tNodeString, n)
	}
	if rest[0] == '-' {
		return l.take(tMinus, 1)
	}
	if r, size := utf8.DecodeRuneInString(rest); letter(r) {
		return l.take(tUnicode, size)
	}
	if rest[0] == '\n' {
		return l.take(tNewline, runOf(rest, func(c byte) bool { return c == '\n' }))
	}
	if isSpace(rest[0]) {
		return l.take(tSpace, 1)
	}
	if strings.HasPrefix(rest, "\u00a0") || strings.HasPrefix(rest, "\ufeff") {
		_, size := utf8.DecodeRuneInString(rest)
		return l.take(tSpace, size)
	}
	return l.any(rest)
}

func nodeString(s string) int {
	n := 0
	for n < len(s) {
		c := s[n]
		switch {
		case isWord(c), strings.IndexByte("!\"#$%&'*+.`?\\/", c) >= 0:
		case c == '-' && n+1 < len(s) && s[n+1] != '>' && s[n+1] != '-' && s[n+1] != '.':
		case c == '=' && (n+1 >= len(s) || s[n+1] != '='):
		default:
			return n
		}
		n++
	}
	return n
}
