package c4

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

type kind int

const (
	tEnd kind = iota
	tNewline
	tHead      // C4Context …
	tTitle     // title text
	tAcc       // accTitle, accDescr
	tElement   // Person, Rel …
	tString    // an argument
	tEmpty     // an argument left out
	tKey       // $key
	tValue     // "value" after a key
	tOpen      // {
	tClose     // }
	tDirection // "direction LR", of which the grammar makes nothing
	tInvalid
)

type token struct {
	kind  kind
	text  string
	acc   scan.Acc
	at, n int
}

// state is what the lexer is inside of.
type state int

const (
	inStatements state = iota
	inElement          // after a word like Person
	inArguments
	afterKey
)

// lexer cuts the text into tokens by the reference grammar's rules. Among
// what follows from them: no blank may stand between a word and its
// parenthesis, and an argument that is not quoted runs to the next comma.
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

func (l *lexer) next() (token, error) {
	switch l.state {
	case inElement:
		return l.opening()
	case inArguments:
		return l.argument()
	case afterKey:
		return l.value()
	}
	for {
		rest := l.text[l.pos:]
		if rest == "" {
			return l.take(tEnd, 0, ""), nil
		}
		if isDirection(rest) {
			return l.take(tDirection, scan.Until(rest, "\n"), ""), nil
		}
		if strings.HasPrefix(rest, "%%") {
			n := scan.Until(rest, "\n")
			l.pos += n + len(rest[n:]) - len(strings.TrimLeft(rest[n:], "\n"))
			continue
		}
		if n := scan.Space(rest); n > 0 {
			if end := strings.LastIndexByte(rest[:n], '\n'); end >= 0 {
				return l.take(tNewline, end+1, ""), nil
			}
			l.pos += n
			continue
		}
		return l.statement(rest)
	}
}

// isDirection reports whether the line, from here on, sets a direction.
func isDirection(s string) bool {
	line := s[:scan.Until(s, "\n")]
	for {
		i := strings.LastIndex(line, "direction")
		if i < 0 {
			return false
		}
		after := s[i+len("direction"):]
		if n := scan.Space(after); n > 0 {
			for _, d := range [...]string{"TB", "BT", "RL", "LR"} {
				if strings.HasPrefix(after[n:], d) {
					return true
				}
			}
		}
		line = line[:i]
	}
}

func (l *lexer) statement(rest string) (token, error) {
	switch rest[0] {
	case '{':
		return l.take(tOpen, 1, "{"), nil
	case '}':
		return l.take(tClose, 1, "}"), nil
	}
	if strings.HasPrefix(rest, "title") {
		if n, text := scan.Rest(rest, "title", "#\n;"); n > 0 {
			return l.take(tTitle, n, text), nil
		}
	}
	if strings.HasPrefix(rest, "acc") {
		if t, ok := l.accessible(rest); ok {
			return t, nil
		}
	}
	w := word(rest)
	if isHead(w) {
		return l.take(tHead, len(w), w), nil
	}
	if _, ok := elements[w]; ok {
		l.state = inElement
		return l.take(tElement, len(w), w), nil
	}
	n := max(len(w), 1)
	err := l.src.Errorf(l.pos, n, "%s is no element or statement of C4 charts", chart.Quote(rest[:max(n, scan.Until(rest, " (\n"))]))
	if near := nearest(w); near != "" {
		return token{}, err.WithHint("did you mean %s?", near)
	}
	return token{}, err
}

func (l *lexer) accessible(rest string) (token, bool) {
	if strings.HasPrefix(rest, "accDescription") {
		n, text := scan.Rest(rest, "accdescription", "#\n;")
		t := token{}
		if n > 0 {
			t = l.take(tAcc, n, text)
			t.acc = scan.AccDescr
		}
		return t, n > 0
	}
	if !strings.HasPrefix(rest, "accTitle") && !strings.HasPrefix(rest, "accDescr") {
		return token{}, false
	}
	n, acc, text := scan.Accessible(rest)
	if n == 0 {
		return token{}, false
	}
	t := l.take(tAcc, n, text)
	t.acc = acc
	return t, true
}

// opening reads the parenthesis after a word.
func (l *lexer) opening() (token, error) {
	rest := l.text[l.pos:]
	if !strings.HasPrefix(rest, "(") {
		return token{}, l.src.Errorf(l.pos, min(1, len(rest)), `expected "(", found %s`, chart.Quote(rest[:min(len(rest), 12)])).
			WithHint("write the parenthesis right after the word, without a blank")
	}
	l.state = inArguments
	blanks := len(rest) - 1 - len(strings.TrimLeft(rest[1:], " "))
	if strings.HasPrefix(rest[1+blanks:], ",") {
		return l.take(tEmpty, blanks+2, ""), nil
	}
	l.pos++
	return l.argument()
}

func (l *lexer) argument() (token, error) {
	for {
		rest := l.text[l.pos:]
		blanks := len(rest) - len(strings.TrimLeft(rest, " "))
		after := rest[blanks:]
		switch {
		case rest == "":
			return l.take(tInvalid, 0, ""), nil
		case rest[0] == ')':
			l.pos++
			l.state = inStatements
			return l.next()
		case strings.HasPrefix(rest, ",,"):
			return l.take(tEmpty, 2, ""), nil
		case rest[0] == ',':
			l.pos++
			continue
		case strings.HasPrefix(after, `""`):
			return l.take(tEmpty, blanks+2, ""), nil
		case strings.HasPrefix(after, `"`):
			return l.quoted(blanks)
		case strings.HasPrefix(after, "$"):
			l.pos += blanks + 1
			n := scan.Until(l.text[l.pos:], "=")
			l.state = afterKey
			return l.take(tKey, n, l.text[l.pos:l.pos+n]), nil
		}
		n := scan.Until(rest, ",")
		return l.take(tString, n, rest[:n]), nil
	}
}

func (l *lexer) quoted(blanks int) (token, error) {
	l.pos += blanks + 1
	rest := l.text[l.pos:]
	n := strings.IndexByte(rest, '"')
	if n < 0 {
		return token{}, l.src.Errorf(l.pos-1, 1, "the quote is not closed").WithHint(`write a " at the end of the text`)
	}
	t := l.take(tString, n, rest[:n])
	l.pos++
	return t, nil
}

// value reads ="text" after a key.
func (l *lexer) value() (token, error) {
	rest := l.text[l.pos:]
	n := 0
	if strings.HasPrefix(rest, "=") {
		n = 1 + len(rest) - 1 - len(strings.TrimLeft(rest[1:], " "))
	}
	if n == 0 || !strings.HasPrefix(rest[n:], `"`) {
		return token{}, l.src.Errorf(l.pos, min(len(rest), max(n, 1)), `expected =" after the argument's name`).
			WithHint(`write a named argument as $name="value"`)
	}
	l.pos += n + 1
	rest = l.text[l.pos:]
	end := strings.IndexByte(rest, '"')
	l.state = inArguments
	switch {
	case end < 0:
		return token{}, l.src.Errorf(l.pos-1, 1, "the quote is not closed").WithHint(`write a " at the end of the text`)
	case end == 0:
		return l.take(tInvalid, 1, ""), nil
	}
	t := l.take(tValue, end, rest[:end])
	l.pos++
	return t, nil
}

// nearest returns the word of the language that differs from w in nothing but
// case and underscores, or "".
func nearest(w string) string {
	plain := strings.NewReplacer("_", "")
	for _, name := range sortedElements() {
		if strings.EqualFold(plain.Replace(name), plain.Replace(w)) {
			return name
		}
	}
	return ""
}
