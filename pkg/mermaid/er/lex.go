package er

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
	tAcc
	tDirection
	tName
	tWord
	tBlockStart
	tBlockStop
	tHash
	tComma
	tStyleSep
	tColon
	tSquareOpen
	tSquareClose
	tStyle
	tClassDef
	tClass
	tSubgraph
	tEnd
	tCardinality
	tRelation
	tNumber
	tText
	tStyleText
	tSemi
	tKey
	tAttribute
	tComment
	tSign
)

// token is a piece of the source; value is a cardinality's or relation's
// name, or the text without quotation marks.
type token struct {
	kind    kind
	text    string
	value   string
	at, end int
}

type mode int

const (
	mInitial mode = iota
	mBlock
	mBackquote
	mStyle
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
	s := l.text[l.at : l.at+n]
	t := token{k, s, s, l.at, l.at + n}
	l.at += n
	return t
}

func (l *lexer) next() token {
	for {
		if l.at >= len(l.text) {
			k := tEOF
			if l.mode() == mBlock || l.mode() == mBackquote {
				k = tOpenEnd
			}
			return token{kind: k, at: l.at, end: l.at}
		}
		rest := l.text[l.at:]
		var t token
		var ok bool
		switch l.mode() {
		case mBlock, mBackquote:
			t, ok = l.block(rest)
		case mStyle:
			t, ok = l.style(rest)
		default:
			t, ok = l.initial(rest)
		}
		if ok {
			return t
		}
	}
}

var (
	directionRule = regexp.MustCompile(`(?i)^.*direction\s+(TB|BT|RL|LR)[^\n]*`)
	nameRule      = regexp.MustCompile(`^"[^"%\r\n\v\x08\\]+"`)
	wordRule      = regexp.MustCompile(`^"[^"]*"`)
	textRule      = regexp.MustCompile(`^(?:[^\x00-\x7F]|\w|-|\*|\.)+`)
	styleRule     = regexp.MustCompile(`^(?:[^\x00-\x7F]|\w|-|\*)+`)
	decimalRule   = regexp.MustCompile(`^[0-9]+\.[0-9]+`)
	numberRule    = regexp.MustCompile(`^[0-9]+`)
	oneRule       = regexp.MustCompile(`^1(?:\s+[A-Za-z_"'0-9]|--|\.\.|\.-|-\.)`)
	keyRule       = regexp.MustCompile(`(?i)^(?:PK|FK|UK)\b`)
	genericRule   = regexp.MustCompile(`^\S*~.*~\S*`)
	attributeRule = regexp.MustCompile(`^[*A-Za-z_\x{00C0}-\x{FFFF}][A-Za-z0-9\-_\[\]().,\x{00C0}-\x{FFFF}*]*`)
)

// words are the keywords; longer ones stand before their beginnings.
var words = [...]struct {
	word  string
	kind  kind
	value string
}{
	{"erDiagram", tHeader, ""},
	{"style", tStyle, ""},
	{"classDef", tClassDef, ""},
	{"class", tClass, ""},
	{"subgraph", tSubgraph, ""},
	{"end", tEnd, ""},
	{"one or zero", tCardinality, "ZERO_OR_ONE"},
	{"one or more", tCardinality, "ONE_OR_MORE"},
	{"one or many", tCardinality, "ONE_OR_MORE"},
	{"zero or one", tCardinality, "ZERO_OR_ONE"},
	{"zero or more", tCardinality, "ZERO_OR_MORE"},
	{"zero or many", tCardinality, "ZERO_OR_MORE"},
	{"many", tCardinality, "ZERO_OR_MORE"},
	{"one", tCardinality, "ONLY_ONE"},
	{"only one", tCardinality, "ONLY_ONE"},
	{"to", tRelation, "IDENTIFYING"},
	{"optionally to", tRelation, "NON_IDENTIFYING"},
}

var signs = [...]struct {
	sign  string
	kind  kind
	value string
}{
	{"1+", tCardinality, "ONE_OR_MORE"},
	{"|o", tCardinality, "ZERO_OR_ONE"},
	{"0+", tCardinality, "ZERO_OR_MORE"},
	{"}o", tCardinality, "ZERO_OR_MORE"},
	{"many(0)", tCardinality, "ZERO_OR_MORE"},
	{"many(1)", tCardinality, "ONE_OR_MORE"},
	{"}|", tCardinality, "ONE_OR_MORE"},
}

var moreSigns = [...]struct {
	sign  string
	kind  kind
	value string
}{
	{"||", tCardinality, "ONLY_ONE"},
	{"o|", tCardinality, "ZERO_OR_ONE"},
	{"o{", tCardinality, "ZERO_OR_MORE"},
	{"|{", tCardinality, "ONE_OR_MORE"},
	{"..", tRelation, "NON_IDENTIFYING"},
	{"--", tRelation, "IDENTIFYING"},
	{".-", tRelation, "NON_IDENTIFYING"},
	{"-.", tRelation, "NON_IDENTIFYING"},
}

func (l *lexer) initial(rest string) (token, bool) {
	if t, ok := l.line(rest); ok {
		return t, true
	}
	switch c := rest[0]; c {
	case ' ', '\t', '\r':
		l.at++
		return token{}, false
	case '\n':
		return l.take(tNewline, 1), true
	case '"':
		if m := nameRule.FindString(rest); m != "" {
			return l.unquoted(tName, m), true
		}
		if m := wordRule.FindString(rest); m != "" {
			return l.unquoted(tWord, m), true
		}
	case '{':
		l.push(mBlock)
		return l.take(tBlockStart, 1), true
	case '#':
		return l.take(tHash, 1), true
	case ',':
		return l.take(tComma, 1), true
	case ':':
		if strings.HasPrefix(rest, ":::") {
			return l.take(tStyleSep, 3), true
		}
		return l.take(tColon, 1), true
	case '[':
		return l.take(tSquareOpen, 1), true
	case ']':
		return l.take(tSquareClose, 1), true
	}
	return l.word(rest), true
}

// line reads accTitle, accDescr and direction.
func (l *lexer) line(rest string) (token, bool) {
	if strings.HasPrefix(rest, "acc") {
		var acc chart.Accessibility
		if n := acc.Scan(rest); n > 0 {
			return l.take(tAcc, n), true
		}
	}
	end := strings.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	if strings.Contains(strings.ToLower(rest[:end]), "direction") {
		if m := directionRule.FindStringSubmatch(rest[:end]); m != nil {
			t := l.take(tDirection, len(m[0]))
			t.value = strings.ToUpper(m[1])
			return t, true
		}
	}
	return token{}, false
}

func (l *lexer) unquoted(k kind, m string) token {
	t := l.take(k, len(m))
	t.value = strings.ReplaceAll(t.text, `"`, "")
	return t
}

// word reads keywords, cardinalities, relations and names.
func (l *lexer) word(rest string) token {
	for _, s := range signs {
		if strings.HasPrefix(rest, s.sign) {
			t := l.take(s.kind, len(s.sign))
			t.value = s.value
			return t
		}
	}
	for _, w := range words {
		if hasWord(rest, w.word) {
			n := len(w.word)
			if w.kind == tEnd {
				n += len(rest[n:]) - len(strings.TrimLeft(rest[n:], " \t\n\r"))
			}
			if w.kind == tStyle || w.kind == tClassDef {
				l.push(mStyle)
			}
			t := l.take(w.kind, n)
			t.value = w.value
			return t
		}
	}
	if m := decimalRule.FindString(rest); m != "" {
		return l.take(tNumber, len(m))
	}
	if oneRule.MatchString(rest) {
		t := l.take(tCardinality, 1)
		t.value = "ONLY_ONE"
		return t
	}
	if m := numberRule.FindString(rest); m != "" {
		return l.take(tNumber, len(m))
	}
	for _, s := range moreSigns {
		if strings.HasPrefix(rest, s.sign) {
			t := l.take(s.kind, len(s.sign))
			t.value = s.value
			return t
		}
	}
	if len(rest) > 1 && rest[0]|0x20 == 'u' && strings.IndexByte(".-|", rest[1]) >= 0 {
		t := l.take(tCardinality, 1)
		t.value = "MD_PARENT"
		return t
	}
	if m := textRule.FindString(rest); m != "" {
		return l.take(tText, len(m))
	}
	return l.take(tInvalid, 1)
}

func (l *lexer) block(rest string) (token, bool) {
	if l.mode() == mBackquote {
		n := strings.IndexByte(rest, '`')
		if n == 0 {
			l.at++
			l.pop()
			return token{}, false
		}
		if n < 0 {
			n = len(rest)
		}
		return l.take(tAttribute, n), true
	}
	switch c := rest[0]; {
	case c == ' ' || c >= '\t' && c <= '\r':
		l.at++
		return token{}, false
	case c == '`':
		l.at++
		l.push(mBackquote)
		return token{}, false
	case c == '}':
		l.pop()
		return l.take(tBlockStop, 1), true
	}
	if m := keyRule.FindString(rest); m != "" {
		return l.take(tKey, len(m)), true
	}
	line := rest
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		line = rest[:end]
	}
	if strings.Contains(line, "~") {
		if m := genericRule.FindString(line); m != "" {
			return l.take(tAttribute, len(m)), true
		}
	}
	if m := attributeRule.FindString(rest); m != "" {
		return l.take(tAttribute, len(m)), true
	}
	if m := wordRule.FindString(rest); m != "" {
		return l.unquoted(tComment, m), true
	}
	return l.take(tSign, 1), true
}

func (l *lexer) style(rest string) (token, bool) {
	switch rest[0] {
	case '\n':
		l.pop()
		return l.take(tNewline, 1), true
	case ' ', '\t', '\r':
		l.at++
		return token{}, false
	case ':':
		return l.take(tColon, 1), true
	case ',':
		return l.take(tComma, 1), true
	case '#':
		return l.take(tHash, 1), true
	case ';':
		return l.take(tSemi, 1), true
	}
	if m := styleRule.FindString(rest); m != "" {
		return l.take(tStyleText, len(m)), true
	}
	return l.take(tInvalid, 1), true
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
