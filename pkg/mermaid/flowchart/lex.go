package flowchart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// state is a state of the lexer; states nest.
type state int

const (
	sInitial state = iota
	sDir
	sString
	sMDString
	sText
	sEllipse
	sTrap
	sEdge
	sThickEdge
	sDottedEdge
	sShapeData
	sShapeString
	sClick
	sCallbackName
	sCallbackArgs
)

// lexer splits a chart into tokens.
type lexer struct {
	text   string
	at     int
	states []state
	// sawGraph is set once the chart's own "graph" is read: a second one is a
	// token like any other.
	sawGraph bool
	// hasAt and hasDirection spare searches that most charts do not need.
	hasAt, hasDirection bool
	// noLink is where white space ends that no link follows.
	noLink int
}

func newLexer(text string) *lexer {
	return &lexer{text: text, hasAt: strings.Contains(text, "@"), hasDirection: strings.Contains(text, "direction")}
}

func (l *lexer) state() state {
	if len(l.states) == 0 {
		return sInitial
	}
	return l.states[len(l.states)-1]
}

func (l *lexer) push(s state) { l.states = append(l.states, s) }

func (l *lexer) pop() {
	if len(l.states) > 0 {
		l.states = l.states[:len(l.states)-1]
	}
}

// take returns the next n bytes as a token.
func (l *lexer) take(k kind, n int) token {
	t := token{k, l.text[l.at : l.at+n], l.at}
	l.at += n
	return t
}

func (l *lexer) takePush(k kind, n int, s state) token {
	l.push(s)
	return l.take(k, n)
}

func (l *lexer) takePop(k kind, n int) token {
	l.pop()
	return l.take(k, n)
}

// next returns the next token.
func (l *lexer) next() token {
	for {
		if l.at >= len(l.text) {
			if l.state() == sInitial {
				return token{tEOF, "", len(l.text)}
			}
			return token{tOpenEnd, "", len(l.text)}
		}
		if t, ok := l.step(l.text[l.at:]); ok {
			return t
		}
	}
}

// step reads at rest, the text from here on. Not ok means that a state
// changed and nothing is to be returned.
func (l *lexer) step(rest string) (token, bool) {
	switch l.state() {
	case sShapeData, sShapeString:
		return l.shapeData(rest)
	case sCallbackName, sCallbackArgs:
		return l.callback(rest)
	case sMDString:
		if n := runOf(rest, func(c byte) bool { return c != '`' && c != '"' }); n > 0 {
			return l.take(tMDStr, n), true
		}
		if strings.HasPrefix(rest, "`\"") {
			l.at += 2
			l.pop()
			return token{}, false
		}
	}
	if rest[0] == '"' {
		return l.quote(rest)
	}
	switch l.state() {
	case sString:
		n := strings.IndexByte(rest, '"')
		if n < 0 {
			n = len(rest)
		}
		return l.take(tStr, n), true
	case sClick:
		if isSpace(rest[0]) {
			l.at++
			l.pop()
			return token{}, false
		}
		return l.take(tClick, runOf(rest, func(c byte) bool { return !isSpace(c) })), true
	case sDir:
		if t, ok := l.dir(rest); ok {
			return t, true
		}
		return l.any(rest), true
	case sEdge, sThickEdge, sDottedEdge:
		return l.edgeText(rest), true
	case sEllipse:
		return l.ellipseText(rest), true
	case sText:
		return l.shapeText(rest), true
	case sTrap:
		return l.trapText(rest), true
	case sInitial:
		return l.initial(rest)
	}
	return l.any(rest), true
}

// quote reads a quotation mark, which opens a string in every state, and a
// Markdown string before a back-tick.
func (l *lexer) quote(rest string) (token, bool) {
	switch {
	case strings.HasPrefix(rest, "\"`"):
		l.at += 2
		l.push(sMDString)
	case l.state() == sString:
		l.at++
		l.pop()
	default:
		l.at++
		l.push(sString)
	}
	return token{}, false
}

func (l *lexer) shapeData(rest string) (token, bool) {
	if l.state() == sShapeString {
		if rest[0] == '"' {
			return l.takePop(tShapeData, 1), true
		}
		return l.take(tShapeData, runOf(rest, func(c byte) bool { return c != '"' })), true
	}
	switch rest[0] {
	case '"':
		return l.takePush(tShapeData, 1, sShapeString), true
	case '}':
		l.at++
		l.pop()
		return token{}, false
	case '^':
		return l.take(tInvalid, 1), true
	}
	return l.take(tShapeData, runOf(rest, func(c byte) bool { return c != '}' && c != '^' && c != '"' })), true
}

func (l *lexer) callback(rest string) (token, bool) {
	if l.state() == sCallbackArgs {
		if rest[0] == ')' {
			l.at++
			l.pop()
			return token{}, false
		}
		return l.take(tCallbackArgs, runOf(rest, func(c byte) bool { return c != ')' })), true
	}
	if rest[0] != '(' {
		return l.take(tCallbackName, runOf(rest, func(c byte) bool { return c != '(' })), true
	}
	l.pop()
	n := 1 + runOf(rest[1:], isSpace)
	if n < len(rest) && rest[n] == ')' {
		l.at += n + 1
		return token{}, false
	}
	l.at++
	l.push(sCallbackArgs)
	return token{}, false
}

// dir reads the direction behind "graph".
func (l *lexer) dir(rest string) (token, bool) {
	n := runOf(rest, isSpace)
	if last := strings.LastIndexByte(rest[:n], '\n'); last >= 0 {
		return l.takePop(tNoDir, last+1), true
	}
	for _, word := range [...]string{"LR", "RL", "TB", "BT", "TD", "BR", "v"} {
		if hasWord(rest[n:], word) {
			return l.takePop(tDir, n+len(word)), true
		}
	}
	if n < len(rest) && strings.IndexByte("<>^", rest[n]) >= 0 {
		return l.takePop(tDir, n+1), true
	}
	return token{}, false
}

func (l *lexer) edgeText(rest string) token {
	n := 0
	switch l.state() {
	case sEdge:
		n = solidLink(rest, '-')
	case sThickEdge:
		n = solidLink(rest, '=')
	case sDottedEdge:
		n = dottedLink(rest)
	}
	if n > 0 {
		return l.takePop(tLink, n)
	}
	next := byte(0)
	if len(rest) > 1 {
		next = rest[1]
	}
	switch {
	case l.state() == sEdge && rest[0] == '-' && next == '-',
		l.state() == sThickEdge && rest[0] == '=' && next == '=',
		l.state() == sDottedEdge && rest[0] == '.' && next == '-':
		return l.any(rest)
	}
	_, size := utf8.DecodeRuneInString(rest)
	return l.take(tEdgeText, size)
}

func (l *lexer) ellipseText(rest string) token {
	if len(rest) > 1 && rest[1] == ')' && strings.IndexByte("-/)", rest[0]) >= 0 {
		return l.takePop(tEllipseClose, 2)
	}
	if strings.IndexByte("()[]{}", rest[0]) < 0 {
		_, size := utf8.DecodeRuneInString(rest)
		return l.take(tText, size)
	}
	return l.any(rest)
}

func (l *lexer) trapText(rest string) token {
	if len(rest) > 1 && rest[1] == ']' && strings.IndexByte(`\(?=])`, rest[0]) >= 0 {
		return l.takePop(tTrapClose, 2)
	}
	if strings.HasPrefix(rest, "/]") {
		return l.takePop(tInvTrapClose, 2)
	}
	if rest[0] == '/' || rest[0] == '\\' {
		return l.take(tText, 1)
	}
	if n := runOf(rest, func(c byte) bool { return strings.IndexByte(`\[](){}/`, c) < 0 }); n > 0 && tildes(rest) == 0 {
		return l.take(tText, n)
	}
	return l.any(rest)
}

// shapeText reads inside brackets.
func (l *lexer) shapeText(rest string) token {
	if n := tildes(rest); n > 0 {
		return l.take(tLink, n)
	}
	for _, c := range [...]struct {
		text string
		kind kind
	}{
		{"])", tStadiumClose},
		{"]]", tSubroutineClose},
		{")]", tCylinderClose},
		{")))", tDoubleClose},
		{"|", tPipe},
		{")", tParenClose},
		{"]", tSquareClose},
		{"}", tBraceClose},
	} {
		if strings.HasPrefix(rest, c.text) {
			return l.takePop(c.kind, len(c.text))
		}
	}
	if n := runOf(rest, func(c byte) bool { return strings.IndexByte(`[](){}|"`, c) < 0 }); n > 0 {
		return l.take(tText, n)
	}
	return l.any(rest)
}

// any reads what opens a text in every state.
func (l *lexer) any(rest string) token {
	if n := tildes(rest); n > 0 {
		return l.take(tLink, n)
	}
	for _, o := range [...]struct {
		text string
		kind kind
		to   state
	}{
		{"(-", tEllipseOpen, sEllipse},
		{"([", tStadiumOpen, sText},
		{"[[", tSubroutineOpen, sText},
		{"[(", tCylinderOpen, sText},
		{"(((", tDoubleOpen, sText},
		{"[/", tTrapOpen, sTrap},
		{`[\`, tInvTrapOpen, sTrap},
		{"|", tPipe, sText},
		{"(", tParenOpen, sText},
		{"[", tSquareOpen, sText},
		{"{", tBraceOpen, sText},
	} {
		if strings.HasPrefix(rest, o.text) {
			return l.takePush(o.kind, len(o.text), o.to)
		}
	}
	_, size := utf8.DecodeRuneInString(rest)
	return l.take(tInvalid, size)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\v' || c == '\f'
}

func runOf(s string, in func(byte) bool) int {
	n := 0
	for n < len(s) && in(s[n]) {
		n++
	}
	return n
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// hasWord reports whether s starts with word and the word ends there.
func hasWord(s, word string) bool {
	return strings.HasPrefix(s, word) && (len(s) == len(word) || !isWord(s[len(word)]))
}

// letter reports whether r may stand in an id besides ASCII.
func letter(r rune) bool { return r >= 0x80 && r <= 0xffff && unicode.IsLetter(r) }
