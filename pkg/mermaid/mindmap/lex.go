package mindmap

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

type kind int

const (
	tEnd       kind = iota
	tNewline        // one or more line ends
	tSpaceLine      // white space that ends with a line end, or a comment
	tSpace          // indentation
	tHead           // mindmap
	tID
	tOpen  // the start of a shape
	tText  // what is in a shape
	tClose // the end of a shape
	tIcon
	tClass
	tInvalid
)

type token struct {
	kind  kind
	text  string
	at, n int
}

type state int

const (
	inMap state = iota
	inShape
	inString   // "text"
	inMarkdown // "`text`"
	inIcon
	inClass
)

// lexer cuts the text into tokens by the rules of the reference grammar.
type lexer struct {
	src   *chart.Source
	text  string
	pos   int
	state state
}

func (l *lexer) take(k kind, n int, text string) token {
	t := token{kind: k, text: text, at: l.pos, n: n}
	l.pos += n
	return t
}

func (l *lexer) next() token {
	for {
		rest := l.text[l.pos:]
		if rest == "" {
			if l.state == inMap {
				return l.take(tEnd, 0, "")
			}
			return l.take(tInvalid, 0, "")
		}
		switch l.state {
		case inShape:
			if t, ok := l.shape(rest); ok {
				return t
			}
		case inString, inMarkdown:
			if t, ok := l.quoted(rest); ok {
				return t
			}
		case inIcon:
			if rest[0] != ')' {
				n := scan.Until(rest, ")")
				return l.take(tIcon, n, rest[:n])
			}
			l.pos++
			l.state = inMap
		case inClass:
			l.state = inMap
			if n := scan.Until(rest, "\n"); n > 0 {
				return l.take(tClass, n, rest[:n])
			}
			l.pos++
		default:
			if t, ok := l.outside(rest); ok {
				return t
			}
		}
	}
}

// outside reads what is not in a shape.
func (l *lexer) outside(rest string) (token, bool) {
	blank := scan.Space(rest)
	if strings.HasPrefix(rest[blank:], "%%") {
		return l.take(tSpaceLine, blank+scan.Until(rest[blank:], "\n"), ""), true
	}
	if n := scan.Word(rest, "mindmap"); n > 0 {
		return l.take(tHead, n, "mindmap"), true
	}
	switch {
	case strings.HasPrefix(rest, ":::"):
		l.pos += 3
		l.state = inClass
		return token{}, false
	case scan.Fold(rest, "::icon(") > 0:
		l.pos += len("::icon(")
		l.state = inIcon
		return token{}, false
	}
	if end := strings.LastIndexByte(rest[:blank], '\n'); end > 0 {
		return l.take(tSpaceLine, end+1, ""), true
	}
	if rest[0] == '\n' {
		return l.take(tNewline, 1, ""), true
	}
	for _, open := range [...]string{"-)", "(-", "))", ")", "((", "{{", "(", "["} {
		if strings.HasPrefix(rest, open) {
			l.state = inShape
			return l.take(tOpen, len(open), open), true
		}
	}
	if blank > 0 {
		return l.take(tSpace, blank, rest[:blank]), true
	}
	if n := scan.Until(rest, "([\n){}"); n > 0 {
		return l.take(tID, n, rest[:n]), true
	}
	return l.take(tInvalid, 1, rest[:1]), true
}

// shape reads what is in a shape, and its end.
func (l *lexer) shape(rest string) (token, bool) {
	switch {
	case strings.HasPrefix(rest, "\"`"):
		l.pos += 2
		l.state = inMarkdown
		return token{}, false
	case rest[0] == '"':
		l.pos++
		l.state = inString
		return token{}, false
	}
	for _, end := range [...]string{"))", ")", "]", "}}", "(-", "-)", "((", "("} {
		if strings.HasPrefix(rest, end) {
			l.state = inMap
			return l.take(tClose, len(end), end), true
		}
	}
	if n := scan.Until(rest, ")](}"); n > 0 {
		return l.take(tText, n, rest[:n]), true
	}
	n := scan.Until(rest, "\n")
	for n > 0 && strings.HasPrefix(rest[n:], "((") {
		n--
	}
	return l.take(tText, max(n, 1), rest[:max(n, 1)]), true
}

// quoted reads a text in quotes.
func (l *lexer) quoted(rest string) (token, bool) {
	stops, end := `"`, `"`
	if l.state == inMarkdown {
		stops, end = "`\"", "`\""
	}
	if n := scan.Until(rest, stops); n > 0 {
		return l.take(tText, n, rest[:n]), true
	}
	if !strings.HasPrefix(rest, end) {
		return l.take(tInvalid, 1, rest[:1]), true
	}
	l.pos += len(end)
	l.state = inShape
	return token{}, false
}
