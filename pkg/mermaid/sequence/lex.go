package sequence

import (
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// kind is what a token is.
type kind int

const (
	tEnd     kind = iota // end of the text
	tNewline             // line end or ";"
	tInvalid             // a character that means nothing here
	tNumber
	tActor
	tText // ":" and what follows
	tRest // the rest of a block's line
	tArrow
	tPlus
	tMinus
	tCentral // "()"
	tComma
	tAs
	tConfig // the text between "@{" and "}"
	tTitle
	tAcc
	tKeyword
)

// token is a piece of the text. For keywords text is the keyword in lower
// case, for arrows it is the arrow.
type token struct {
	kind kind
	text string
	acc  scan.Acc
	at   int
	n    int
}

// state is what the lexer expects: the grammar reads names, aliases and the
// rest of lines by rules of their own.
type state int

const (
	inStatement state = iota
	inName            // after participant, destroy, activate …
	inAlias           // after a name that "as" may follow
	inLine            // the rest of a line
	inConfig          // after "@{"
)

// keywords by their first letter, and what the lexer expects after them.
var keywords = map[byte][]keyword{
	'a': {{"actor", inName}, {"alt", inLine}, {"and", inLine}, {"activate", inName}, {"autonumber", inStatement}},
	'b': {{"box", inLine}, {"break", inLine}},
	'c': {{"create", inStatement}, {"critical", inLine}},
	'd': {{"destroy", inName}, {"details", inStatement}, {"deactivate", inName}},
	'e': {{"else", inLine}, {"end", inStatement}},
	'l': {{"loop", inLine}, {"left of", inStatement}, {"links", inStatement}, {"link", inStatement}},
	'n': {{"note", inStatement}},
	'o': {{"opt", inLine}, {"option", inLine}, {"over", inStatement}, {"off", inStatement}},
	'p': {{"participant", inName}, {"par", inLine}, {"par_over", inLine}, {"properties", inStatement}},
	'r': {{"rect", inLine}, {"right of", inStatement}},
	's': {{"sequencediagram", inStatement}},
}

type keyword struct {
	word string
	then state
}

// arrows in the order in which the grammar tries them.
var arrows = []struct {
	text string
	kind Kind
}{
	{"->>", "SOLID"},
	{"<<->>", "BIDIRECTIONAL_SOLID"},
	{"-->>", "DOTTED"},
	{"<<-->>", "BIDIRECTIONAL_DOTTED"},
	{"->", "SOLID_OPEN"},
	{"-->", "DOTTED_OPEN"},
	{"-x", "SOLID_CROSS"},
	{"--x", "DOTTED_CROSS"},
	{"-)", "SOLID_POINT"},
	{"--)", "DOTTED_POINT"},
	{`--|\`, "SOLID_TOP_DOTTED"},
	{"--|/", "SOLID_BOTTOM_DOTTED"},
	{`--\\`, "STICK_TOP_DOTTED"},
	{"--//", "STICK_BOTTOM_DOTTED"},
	{"/|--", "SOLID_ARROW_TOP_REVERSE_DOTTED"},
	{`\|--`, "SOLID_ARROW_BOTTOM_REVERSE_DOTTED"},
	{"//--", "STICK_ARROW_TOP_REVERSE_DOTTED"},
	{`\\--`, "STICK_ARROW_BOTTOM_REVERSE_DOTTED"},
	{`-|\`, "SOLID_TOP"},
	{"-|/", "SOLID_BOTTOM"},
	{`-\\`, "STICK_TOP"},
	{"-//", "STICK_BOTTOM"},
	{"/|-", "SOLID_ARROW_TOP_REVERSE"},
	{`\|-`, "SOLID_ARROW_BOTTOM_REVERSE"},
	{"//-", "STICK_ARROW_TOP_REVERSE"},
	{`\\-`, "STICK_ARROW_BOTTOM_REVERSE"},
}

// arrowStops are the starts of arrows at which a name ends although "-", "/"
// and "\" may stand inside one.
var arrowStops = []string{
	"--", "-x", "-)", `-|\`, `-\`, "-/", "-|/", "/|-", `\|-`, "//-", `\\-`, "()",
}

// lexer cuts the text into tokens. Its rules and their order are those of the
// reference grammar, with all that follows: a blank before a line end hides
// the line end, a single "%" begins a comment, and so on.
type lexer struct {
	src    *chart.Source
	text   string
	pos    int
	states []state
	done   bool
}

func (l *lexer) state() state {
	if len(l.states) == 0 {
		return inStatement
	}
	return l.states[len(l.states)-1]
}

func (l *lexer) pop(n int) {
	l.states = l.states[:max(0, len(l.states)-n)]
}

// take makes a token of the next n bytes.
func (l *lexer) take(k kind, n int, text string) token {
	t := token{kind: k, text: text, at: l.pos, n: n}
	l.pos += n
	return t
}

// next returns the next token. The error is one of a text that no rule
// matches.
func (l *lexer) next() (token, error) {
	for {
		rest := l.text[l.pos:]
		switch l.state() {
		case inStatement:
			if n := l.skip(rest); n > 0 {
				l.pos += n
				continue
			}
			return l.statement(rest), nil
		case inConfig:
			return l.config(rest), nil
		}
		if n := scan.LineSpace(rest); n > 0 {
			l.pos += n
			continue
		}
		if strings.HasPrefix(rest, "#") {
			l.pos += scan.Until(rest, "\n")
			continue
		}
		switch l.state() {
		case inLine:
			l.pop(1)
			n := scan.Until(rest, "#\n;")
			return l.take(tRest, n, rest[:n]), nil
		case inAlias:
			l.pop(2)
			if n := scan.Word(rest, "as"); n > 0 {
				l.states = append(l.states, inLine)
				return l.take(tAs, n, "as"), nil
			}
			return l.take(tNewline, 0, ""), nil
		}
		return l.name(rest)
	}
}

// skip returns the length of white space and comments before a statement. A
// line end at the very start is a token of its own.
func (l *lexer) skip(rest string) int {
	if rest == "" || rest[0] == '\n' {
		return 0
	}
	if n := scan.Space(rest); n > 0 {
		return n
	}
	switch {
	case rest[0] == '#', rest[0] == '%' && !strings.HasPrefix(rest, "%{"):
		return scan.Until(rest, "\n")
	case rest[0] != '}':
		_, size := utf8.DecodeRuneInString(rest)
		if strings.HasPrefix(rest[size:], "%%") {
			return size + scan.Until(rest[size:], "\n")
		}
	}
	return 0
}

// statement returns the token at the start of rest, which begins neither with
// a blank nor with a comment.
func (l *lexer) statement(rest string) token {
	if rest == "" {
		if l.done {
			return l.take(tEnd, 0, "")
		}
		l.done = true
		return l.take(tNewline, 0, "")
	}
	if rest[0] == '\n' {
		return l.take(tNewline, len(rest)-len(strings.TrimLeft(rest, "\n")), "")
	}
	if n := number(rest); n > 0 {
		return l.take(tNumber, n, rest[:n])
	}
	c := rest[0] | 0x20
	for _, k := range keywords[c] {
		if n := scan.Word(rest, k.word); n > 0 {
			if k.then != inStatement {
				l.states = append(l.states, k.then)
			}
			return l.take(tKeyword, n, k.word)
		}
	}
	switch c {
	case 't':
		for _, word := range []string{"title", "title:"} {
			if n, text := scan.Rest(rest, word, "#\n;"); n > 0 {
				return l.take(tTitle, n, text)
			}
		}
	case 'a':
		if n, acc, text := scan.Accessible(rest); n > 0 {
			t := l.take(tAcc, n, text)
			t.acc = acc
			return t
		}
	}
	return l.punctuation(rest)
}

func (l *lexer) punctuation(rest string) token {
	switch rest[0] {
	case ',':
		return l.take(tComma, 1, ",")
	case ';':
		return l.take(tNewline, 1, ";")
	case ':':
		n := scan.Until(rest, "#\n;")
		return l.take(tText, n, rest[1:n])
	}
	if n := actorName(rest); n > 0 {
		return l.take(tActor, n, scan.Trim(rest[:n]))
	}
	for _, a := range arrows {
		if scan.Fold(rest, a.text) > 0 {
			return l.take(tArrow, len(a.text), string(a.kind))
		}
	}
	switch {
	case rest[0] == '+':
		return l.take(tPlus, 1, "+")
	case rest[0] == '-':
		return l.take(tMinus, 1, "-")
	case strings.HasPrefix(rest, "()"):
		return l.take(tCentral, 2, "()")
	}
	_, n := utf8.DecodeRuneInString(rest)
	return l.take(tInvalid, n, rest[:n])
}

// number matches digits with at most two decimals that a blank or line end
// follows.
func number(s string) int {
	n := scan.Digits(s)
	if n < len(s) && s[n] == '.' {
		if d := min(scan.Digits(s[n+1:]), 2); d > 0 {
			n += 1 + d
		}
	}
	if n == 0 || n == len(s) || s[n] != ' ' && s[n] != '\n' {
		return 0
	}
	return n
}

// actorName matches a participant's name in a message or note: anything up to
// an arrow or another mark.
func actorName(s string) int {
	i := scan.Until(s, `/\+()<->:`+"\n,;")
	if i == 0 {
		return 0
	}
	for i < len(s) {
		if stopsName(s[i:]) {
			return i
		}
		dashes := len(s[i:]) - len(strings.TrimLeft(s[i:], "-"))
		n := scan.Until(s[i+dashes:], "+<->:\n,;")
		if n == 0 {
			return i
		}
		i += dashes + n
	}
	return i
}

func stopsName(s string) bool {
	for _, stop := range arrowStops {
		if scan.Fold(s, stop) > 0 {
			return true
		}
	}
	return false
}

// name returns the token after a keyword that a participant's name follows.
func (l *lexer) name(rest string) (token, error) {
	if strings.HasPrefix(rest, "@{") {
		l.states = append(l.states, inConfig)
		l.pos += 2
		return l.config(l.text[l.pos:]), nil
	}
	n := scan.Until(rest, "<=>-:\n,;@ \t\v\f\r")
	if n > 0 && strings.HasPrefix(rest[n:], "@{") {
		return l.take(tActor, n, scan.Trim(rest[:n])), nil
	}
	n = scan.Until(rest, "<>:\n,;@ \t\v\f\r")
	if n > 0 && beforeAs(rest[n:]) {
		l.states = append(l.states, inAlias)
		return l.take(tActor, n, scan.Trim(rest[:n])), nil
	}
	if n := plainName(rest); n > 0 {
		l.pop(1)
		return l.take(tActor, n, scan.Trim(rest[:n])), nil
	}
	n = scan.Until(rest, "\n")
	if n > 0 {
		l.pop(1)
		return l.take(tInvalid, n, rest[:n]), nil
	}
	return token{}, l.src.Errorf(l.pos, 0, "a participant's name is missing before %s", chart.Quote(rest)).
		WithHint("write a name, as in: participant Alice")
}

// beforeAs reports whether white space, "as" and white space follow.
func beforeAs(s string) bool {
	n := scan.Space(s)
	if n == 0 || scan.Fold(s[n:], "as") == 0 {
		return false
	}
	return scan.Space(s[n+2:]) > 0
}

// plainName matches a name that the line's end, ";" or "#" follows.
func plainName(s string) int {
	n := scan.Until(s, "<>:\n,;@")
	if n == len(s) || s[n] == '\n' || s[n] == ';' {
		return n
	}
	// The longest part of it that "#" follows, if any.
	return max(0, strings.LastIndexByte(s[:n], '#'))
}

// config returns the text between "@{" and "}". At its end the lexer expects
// an alias if there is one, and a statement otherwise.
func (l *lexer) config(rest string) token {
	n := scan.Until(rest, "}")
	t := l.take(tConfig, n, rest[:n])
	if l.pos == len(l.text) {
		t.kind = tInvalid
		l.states = nil
		return t
	}
	l.pos++
	if beforeAs(l.text[l.pos:]) {
		l.pop(1)
		l.states = append(l.states, inAlias)
	} else {
		l.pop(2)
	}
	return t
}
