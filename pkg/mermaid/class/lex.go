package class

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
	tHeader
	tDirection
	tAcc
	tEdgeState
	tCallbackName
	tCallbackArgs
	tStr
	tStyle
	tClassDef
	tNamespace
	tClass
	tStructStart
	tStructStop
	tMember
	tCSSClass
	tCallback
	tLink
	tClick
	tNoteFor
	tNote
	tAnnotationStart
	tAnnotationEnd
	tHref
	tGeneric
	tBackquoted
	tLinkTarget
	tExtension
	tDependency
	tComposition
	tAggregation
	tLollipop
	tLine
	tDottedLine
	tLabel
	tStyleSep
	tMinus
	tDot
	tAlpha
	tUnicode
	tSquareOpen
	tSquareClose
	tComma
	tOther
)

type token struct {
	kind    kind
	text    string
	at, end int
}

type mode int

const (
	mInitial mode = iota
	mString
	mGeneric
	mBackquote
	mNamespace
	mNamespaceBody
	mClass
	mClassBody
	mCallbackName
	mCallbackArgs
)

type lexer struct {
	text  string
	at    int
	modes []mode
}

func (l *lexer) mode() mode {
	if len(l.modes) == 0 {
		return mInitial
	}
	return l.modes[len(l.modes)-1]
}

func (l *lexer) push(m mode) { l.modes = append(l.modes, m) }

func (l *lexer) pop() {
	if len(l.modes) > 0 {
		l.modes = l.modes[:len(l.modes)-1]
	}
}

func (l *lexer) take(k kind, n int) token {
	t := token{k, l.text[l.at : l.at+n], l.at, l.at + n}
	l.at += n
	return t
}

func (l *lexer) next() token {
	for {
		if l.at >= len(l.text) {
			k := tEOF
			if m := l.mode(); m != mInitial && m != mClass && m != mNamespace {
				k = tOpenEnd
			}
			return token{k, "", l.at, l.at}
		}
		if t, ok := l.step(l.text[l.at:]); ok {
			return t
		}
	}
}

// step reads at rest. Not ok means that nothing is to be returned.
func (l *lexer) step(rest string) (token, bool) {
	switch m := l.mode(); m {
	case mString, mGeneric, mBackquote:
		return l.quoted(rest, m)
	case mCallbackName, mCallbackArgs:
		return l.callback(rest)
	case mClassBody:
		return l.body(rest)
	case mInitial:
		if t, ok, emit := l.initial(rest); ok {
			return t, emit
		}
	case mNamespace, mNamespaceBody, mClass:
		if t, ok, emit := l.inside(rest, m); ok {
			return t, emit
		}
	}
	return l.any(rest)
}

// quoted reads up to the closing sign.
func (l *lexer) quoted(rest string, m mode) (token, bool) {
	sign, k := byte('"'), tStr
	if m == mGeneric {
		sign, k = '~', tGeneric
	} else if m == mBackquote {
		sign, k = '`', tBackquoted
	}
	n := strings.IndexByte(rest, sign)
	if n == 0 {
		l.at++
		l.pop()
		return token{}, false
	}
	if n < 0 {
		n = len(rest)
	}
	return l.take(k, n), true
}

func (l *lexer) callback(rest string) (token, bool) {
	if l.mode() == mCallbackArgs {
		n := strings.IndexByte(rest, ')')
		if n == 0 {
			l.at++
			l.pop()
			return token{}, false
		}
		if n < 0 {
			n = len(rest)
		}
		return l.take(tCallbackArgs, n), true
	}
	n := strings.IndexByte(rest, '(')
	if n < 0 {
		n = len(rest)
	}
	if n > 0 {
		return l.take(tCallbackName, n), true
	}
	l.pop()
	close := strings.TrimLeft(rest[1:], " \t\n")
	if strings.HasPrefix(close, ")") {
		l.at += len(rest) - len(close) + 1
		return token{}, false
	}
	l.at++
	l.push(mCallbackArgs)
	return token{}, false
}

func (l *lexer) body(rest string) (token, bool) {
	switch {
	case rest[0] == '"':
		l.at++
		l.push(mString)
		return token{}, false
	case rest[0] == '}':
		l.pop()
		return l.take(tStructStop, 1), true
	case rest[0] == '{':
		return l.take(tInvalid, 1), true
	case strings.HasPrefix(rest, "[*]"):
		return l.take(tEdgeState, 3), true
	case rest[0] == '\n':
		l.at++
		return token{}, false
	}
	n := strings.IndexAny(rest, "{}\n")
	if n < 0 {
		n = len(rest)
	}
	return l.take(tMember, n), true
}

var (
	directionRule = regexp.MustCompile(`^.*direction\s+(TB|BT|RL|LR)[^\n]*`)
	labelRule     = regexp.MustCompile(`^:[^:\n;]+`)
)

// newline returns the length of white space that ends with a line end.
func newline(rest string) int {
	n := space(rest)
	return strings.LastIndexByte(rest[:n], '\n') + 1
}

func space(rest string) int {
	n := 0
	for n < len(rest) && (rest[n] == ' ' || rest[n] >= '\t' && rest[n] <= '\r') {
		n++
	}
	return n
}

// initial reads what may stand outside of braces only.
func (l *lexer) initial(rest string) (t token, ok, emit bool) {
	end := strings.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	if strings.Contains(rest[:end], "direction") {
		if m := directionRule.FindStringSubmatch(rest[:end]); m != nil {
			t := l.take(tDirection, len(m[0]))
			t.text = m[1]
			return t, true, true
		}
	}
	if strings.HasPrefix(rest, "%%") {
		l.at += end
		return token{}, true, false
	}
	if strings.HasPrefix(rest, "acc") {
		var acc chart.Accessibility
		if n := acc.Scan(rest); n > 0 {
			return l.take(tAcc, n), true, true
		}
	}
	if t, ok, emit := l.spaces(rest); ok {
		return t, true, emit
	}
	for _, w := range [...]struct {
		word string
		kind kind
	}{{"classDiagram-v2", tHeader}, {"classDiagram", tHeader}, {"style", tStyle}, {"classDef", tClassDef}} {
		if hasWord(rest, w.word) {
			return l.take(w.kind, len(w.word)), true, true
		}
	}
	switch {
	case strings.HasPrefix(rest, "[*]"):
		return l.take(tEdgeState, 3), true, true
	case strings.HasPrefix(rest, "call") && space(rest[4:]) > 0:
		l.at += 4 + space(rest[4:])
		l.push(mCallbackName)
		return token{}, true, false
	}
	return l.opener(rest, mInitial)
}

func (l *lexer) spaces(rest string) (t token, ok, emit bool) {
	if n := newline(rest); n > 0 {
		return l.take(tNewline, n), true, true
	}
	if n := space(rest); n > 0 {
		l.at += n
		return token{}, true, false
	}
	return token{}, false, false
}

// opener reads the words before braces.
func (l *lexer) opener(rest string, m mode) (t token, ok, emit bool) {
	if hasWord(rest, "namespace") {
		l.push(mNamespace)
		return l.take(tNamespace, 9), true, true
	}
	if m != mNamespace && hasWord(rest, "class") {
		l.push(mClass)
		return l.take(tClass, 5), true, true
	}
	return token{}, false, false
}

// inside reads behind "class" and "namespace" and inside a namespace.
func (l *lexer) inside(rest string, m mode) (t token, ok, emit bool) {
	if t, ok, emit := l.spaces(rest); ok {
		if emit && m != mNamespaceBody {
			l.pop()
		}
		return t, true, emit
	}
	switch {
	case rest[0] == '}' && m == mNamespaceBody:
		l.pop()
		return l.take(tStructStop, 1), true, true
	case rest[0] == '}' && m == mClass:
		l.pop()
		l.pop()
		return l.take(tStructStop, 1), true, true
	case rest[0] == '{' && m == mNamespace:
		l.push(mNamespaceBody)
		return l.take(tStructStart, 1), true, true
	case rest[0] == '{' && m == mClass:
		l.push(mClassBody)
		return l.take(tStructStart, 1), true, true
	case m == mNamespaceBody:
		return l.opener(rest, m)
	}
	return token{}, false, false
}
