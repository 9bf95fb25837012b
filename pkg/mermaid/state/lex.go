package state

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/chart"
)

type kind int

const (
	tEnd kind = iota
	tInvalid
	tNewline
	tHeader
	tID
	tEdgeState
	tDescr
	tArrow
	tConcurrent
	tStyleSep
	tDefault
	tDirection
	tAcc
	tHideEmpty
	tScale
	tComposite
	tStateDescr
	tAs
	tFork
	tJoin
	tChoice
	tStructStart
	tStructStop
	tNote
	tNotePosition
	tNoteText
	tClassDef
	tClassDefID
	tStyles
	tClass
	tStyle
	tIDs
	tClick
	tHref
	tString
)

type token struct {
	kind kind
	text string
	at   int
	end  int
}

type mode int

const (
	mInitial mode = iota
	mStruct
	mState
	mStateString
	mStateID
	mScale
	mClassDef
	mRest
	mClass
	mStyle
	mNote
	mNoteID
	mNoteText
	mFloating
	mFloatingID
)

// lexer splits a chart into tokens. Like the reference's it takes the first
// rule that fits, in an order that matters, and ignores case in keywords.
type lexer struct {
	text  string
	at    int
	modes []mode
	// ended is set when the line end that the end of the text stands for has
	// been given.
	ended bool
	// clicked is set inside a click statement, where strings are tokens.
	clicked bool
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

func (l *lexer) swap(m mode) { l.pop(); l.push(m) }

func (l *lexer) take(k kind, n int) token {
	t := token{k, l.text[l.at : l.at+n], l.at, l.at + n}
	l.at += n
	return t
}

func (l *lexer) next() token {
	for {
		if l.at >= len(l.text) {
			if l.mode() == mInitial && !l.ended {
				l.ended = true
				return token{tNewline, "", l.at, l.at}
			}
			return token{tEnd, "", l.at, l.at}
		}
		if t, ok := l.step(l.text[l.at:]); ok {
			return t
		}
	}
}

func (l *lexer) step(rest string) (token, bool) {
	switch l.mode() {
	case mState, mStateString, mStateID:
		return l.stateWord(rest)
	case mNote, mNoteID, mNoteText, mFloating, mFloatingID:
		return l.note(rest)
	case mScale, mClassDef, mRest, mClass, mStyle:
		return l.style(rest)
	}
	return l.document(rest, l.mode() == mStruct)
}

// Rules that need more than a prefix.
var (
	directionRule = regexp.MustCompile(`(?i)^.*direction\s+(TB|BT|RL|LR)[^\n]*`)
	descrRule     = regexp.MustCompile(`^:(?:[^:\n;]|:[^:\n;])+`)
	idRule        = regexp.MustCompile(`^[^:\n\s\-{]+`)
	forkRule      = regexp.MustCompile(`(?i)^(.*)(?:<<(fork|join|choice)>>|\[\[(fork|join|choice)\]\])`)
	classIDsRule  = regexp.MustCompile(`^\w+(?:,\s*\w+)*`)
	styleIDsRule  = regexp.MustCompile(`^[\w,]+\s+`)
	wordRule      = regexp.MustCompile(`^\w+\s+`)
	noteTextRule  = regexp.MustCompile(`^\s*:[^:\n;]+`)
	noteIDRule    = regexp.MustCompile(`^\s*[^:\n\s\-]+`)
	endNoteRule   = regexp.MustCompile(`(?i)end note`)
	widthRule     = regexp.MustCompile(`(?i)^\s+width`)
)

// spaceBefore returns the length of keyword and the white space behind it, or
// zero; case does not matter.
func keyword(rest, word string) int {
	if len(rest) <= len(word) || !strings.EqualFold(rest[:len(word)], word) {
		return 0
	}
	n := len(word)
	for n < len(rest) && isSpace(rest[n]) {
		n++
	}
	if n == len(word) {
		return 0
	}
	return n
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'
}

func lineEnd(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// document reads statements, at the top or inside a composite state.
func (l *lexer) document(rest string, inside bool) (token, bool) {
	if !inside && hasWord(rest, "default") {
		return l.take(tDefault, 7), true
	}
	if line := rest[:lineEnd(rest)]; strings.Contains(strings.ToLower(line), "direction") {
		if m := directionRule.FindStringSubmatch(rest); m != nil {
			t := l.take(tDirection, len(m[0]))
			t.text = strings.ToUpper(m[1])
			return t, true
		}
	}
	if n := l.skip(rest, inside); n > 0 {
		l.at += n
		return token{}, false
	}
	if !inside {
		if rest[0] == '\n' {
			return l.take(tNewline, 1), true
		}
		if t, ok := l.header(rest); ok {
			return t, true
		}
	}
	if t, ok, emit := l.statement(rest); ok {
		return t, emit
	}
	if inside && rest[0] == '}' {
		l.pop()
		return l.take(tStructStop, 1), true
	}
	return l.inline(rest, inside), true
}

// skip returns the length of white space and comments.
func (l *lexer) skip(rest string, inside bool) int {
	if strings.HasPrefix(rest, "%%") && !strings.HasPrefix(rest, "%%{") {
		return lineEnd(rest)
	}
	if !inside && len(rest) > 3 && rest[0] != '}' && rest[1] == '%' && rest[2] == '%' {
		return max(3, lineEnd(rest[1:])+1)
	}
	if rest[0] == '#' {
		return lineEnd(rest)
	}
	if inside && rest[0] == '\n' {
		return 1
	}
	if !isSpace(rest[0]) || rest[0] == '\n' {
		return 0
	}
	n := 1
	for n < len(rest) && isSpace(rest[n]) && (!inside || rest[n] != '\n') {
		n++
	}
	return n
}

// header reads what may stand outside composite states only.
func (l *lexer) header(rest string) (token, bool) {
	if n := keyword(rest, "scale"); n > 0 {
		l.push(mScale)
		return l.take(tScale, n), true
	}
	if strings.HasPrefix(rest, "acc") {
		var acc chart.Accessibility
		if n := acc.Scan(rest); n > 0 {
			return l.take(tAcc, n), true
		}
	}
	for _, w := range [...]string{"stateDiagram-v2", "stateDiagram"} {
		if n := keyword(rest, w); n > 0 {
			return l.take(tHeader, n), true
		}
	}
	if hasWord(rest, "hide empty description") {
		return l.take(tHideEmpty, len("hide empty description")), true
	}
	return token{}, false
}

// statement reads the words that open statements.
func (l *lexer) statement(rest string) (t token, ok, emit bool) {
	switch rest[0] | 0x20 {
	case 'c', 's', 'n', 'h':
	default:
		if l.clicked && rest[0] == '"' {
			if end := strings.IndexByte(rest[1:], '"'); end >= 0 {
				return l.take(tString, end+2), true, true
			}
		}
		return token{}, false, false
	}
	for _, w := range [...]struct {
		word string
		kind kind
		mode mode
	}{{"classDef", tClassDef, mClassDef}, {"class", tClass, mClass}, {"style", tStyle, mStyle}, {"note", tNote, mNote}} {
		if n := keyword(rest, w.word); n > 0 {
			l.push(w.mode)
			return l.take(w.kind, n), true, true
		}
	}
	if n := keyword(rest, "state"); n > 0 {
		l.at += n
		l.push(mState)
		return token{}, true, false
	}
	if n := keyword(rest, "click"); n > 0 {
		l.clicked = true
		return l.take(tClick, n), true, true
	}
	if l.clicked && hasWord(rest, "href") {
		return l.take(tHref, 4), true, true
	}
	return token{}, false, false
}

// inline reads ids, arrows and descriptions.
func (l *lexer) inline(rest string, inside bool) token {
	if rest[0] == '{' && !inside {
		l.swap(mStruct)
		return l.take(tStructStart, 1)
	}
	if strings.HasPrefix(rest, "[*]") {
		return l.take(tEdgeState, 3)
	}
	if m := idRule.FindString(rest); m != "" {
		return l.take(tID, len(m))
	}
	if m := descrRule.FindString(rest); m != "" {
		return l.take(tDescr, len(m))
	}
	switch {
	case strings.HasPrefix(rest, "-->"):
		return l.take(tArrow, 3)
	case inside && strings.HasPrefix(rest, "--"):
		return l.take(tConcurrent, 2)
	case strings.HasPrefix(rest, ":::"):
		return l.take(tStyleSep, 3)
	}
	return l.take(tInvalid, 1)
}

func hasWord(s, word string) bool {
	if len(s) < len(word) || !strings.EqualFold(s[:len(word)], word) {
		return false
	}
	if len(s) == len(word) {
		return true
	}
	c := s[len(word)]
	return !(c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
}
