// Package outline is the lexer of the charts that are written as indented
// outlines: mindmap and kanban. Their reference grammars share all but a few
// rules.
package outline

import (
	"strings"

	"course/pkg/mermaid/scan"
)

// Kind is what a token is.
type Kind int

// The kinds of tokens.
const (
	End       Kind = iota
	NewLine        // one or more line ends
	SpaceLine      // white space that ends with a line end, or a comment
	Space          // indentation
	Head           // mindmap
	ID
	Open  // the start of a shape
	Text  // what is in a shape
	Close // the end of a shape
	Icon  // the name of an icon
	Class // class names
	Data  // what is between "@{" and "}"
	Invalid
)

// Token is a piece of the text: N bytes at At.
type Token struct {
	Kind  Kind
	Text  string
	At, N int
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

// Lexer cuts a text into tokens by the rules of the reference grammar.
type Lexer struct {
	// Text is what is cut.
	Text string
	// Word is the chart's first word, in lower case.
	Word string
	// Data says that nodes may be followed by data in "@{" and "}".
	Data bool

	pos   int
	state state
}

func (l *Lexer) take(k Kind, n int, text string) Token {
	t := Token{Kind: k, Text: text, At: l.pos, N: n}
	l.pos += n
	return t
}

// Next returns the next token; End again and again at the end.
func (l *Lexer) Next() Token {
	for {
		rest := l.Text[l.pos:]
		if rest == "" {
			if l.state == inMap {
				return l.take(End, 0, "")
			}
			return l.take(Invalid, 0, "")
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
				return l.take(Icon, n, rest[:n])
			}
			l.pos++
			l.state = inMap
		case inClass:
			l.state = inMap
			if n := scan.Until(rest, "\n"); n > 0 {
				return l.take(Class, n, rest[:n])
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
func (l *Lexer) outside(rest string) (Token, bool) {
	if l.Data && strings.HasPrefix(rest, "@{") {
		return l.data(rest), true
	}
	blank := scan.Space(rest)
	if strings.HasPrefix(rest[blank:], "%%") {
		return l.take(SpaceLine, blank+scan.Until(rest[blank:], "\n"), ""), true
	}
	if n := scan.Word(rest, l.Word); n > 0 {
		return l.take(Head, n, l.Word), true
	}
	switch {
	case strings.HasPrefix(rest, ":::"):
		l.pos += 3
		l.state = inClass
		return Token{}, false
	case scan.Fold(rest, "::icon(") > 0:
		l.pos += len("::icon(")
		l.state = inIcon
		return Token{}, false
	}
	if end := strings.LastIndexByte(rest[:blank], '\n'); end > 0 {
		return l.take(SpaceLine, end+1, ""), true
	}
	if rest[0] == '\n' {
		return l.take(NewLine, 1, ""), true
	}
	for _, open := range [...]string{"-)", "(-", "))", ")", "((", "{{", "(", "["} {
		if strings.HasPrefix(rest, open) {
			l.state = inShape
			return l.take(Open, len(open), open), true
		}
	}
	if blank > 0 {
		return l.take(Space, blank, rest[:blank]), true
	}
	stops := "([\n){}"
	if l.Data {
		stops += "@"
	}
	if n := scan.Until(rest, stops); n > 0 {
		return l.take(ID, n, rest[:n]), true
	}
	return l.take(Invalid, 1, rest[:1]), true
}

// shape reads what is in a shape, and its end.
func (l *Lexer) shape(rest string) (Token, bool) {
	switch {
	case strings.HasPrefix(rest, "\"`"):
		l.pos += 2
		l.state = inMarkdown
		return Token{}, false
	case rest[0] == '"':
		l.pos++
		l.state = inString
		return Token{}, false
	}
	for _, end := range [...]string{"))", ")", "]", "}}", "(-", "-)", "((", "("} {
		if strings.HasPrefix(rest, end) {
			l.state = inMap
			return l.take(Close, len(end), end), true
		}
	}
	if n := scan.Until(rest, ")](}"); n > 0 {
		return l.take(Text, n, rest[:n]), true
	}
	n := scan.Until(rest, "\n")
	for n > 0 && strings.HasPrefix(rest[n:], "((") {
		n--
	}
	return l.take(Text, max(n, 1), rest[:max(n, 1)]), true
}

// quoted reads a text in quotes.
func (l *Lexer) quoted(rest string) (Token, bool) {
	stops, end := `"`, `"`
	if l.state == inMarkdown {
		stops, end = "`\"", "`\""
	}
	if n := scan.Until(rest, stops); n > 0 {
		return l.take(Text, n, rest[:n]), true
	}
	if !strings.HasPrefix(rest, end) {
		return l.take(Invalid, 1, rest[:1]), true
	}
	l.pos += len(end)
	l.state = inShape
	return Token{}, false
}

// data reads what is between "@{" and "}". Line ends in quotes become <br/>.
func (l *Lexer) data(rest string) Token {
	var b strings.Builder
	quoted := false
	for i := 2; i < len(rest); i++ {
		c := rest[i]
		switch {
		case c == '"':
			quoted = !quoted
		case quoted && c == '\n':
			b.WriteString("<br/>")
			i += scan.Space(rest[i+1:])
			continue
		case quoted:
		case c == '^':
			return l.take(Invalid, i+1, rest[:i+1])
		case c == '}':
			return l.take(Data, i+1, b.String())
		}
		b.WriteByte(c)
	}
	return l.take(Invalid, len(rest), rest)
}
