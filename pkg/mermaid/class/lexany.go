package class

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// any reads what means the same everywhere.
func (l *lexer) any(rest string) (token, bool) {
	switch rest[0] {
	case '"':
		l.at++
		l.push(mString)
		return token{}, false
	case '~':
		l.at++
		l.push(mGeneric)
		return token{}, false
	case '`':
		l.at++
		l.push(mBackquote)
		return token{}, false
	}
	for _, w := range [...]struct {
		word string
		kind kind
	}{
		{"cssClass", tCSSClass},
		{"callback", tCallback},
		{"link", tLink},
		{"click", tClick},
		{"note for", tNoteFor},
		{"note", tNote},
		{"href", tHref},
		{"_self", tLinkTarget},
		{"_blank", tLinkTarget},
		{"_parent", tLinkTarget},
		{"_top", tLinkTarget},
		{"o", tAggregation},
	} {
		if hasWord(rest, w.word) {
			return l.take(w.kind, len(w.word)), true
		}
	}
	for _, s := range [...]struct {
		sign string
		kind kind
	}{
		{"<<", tAnnotationStart},
		{">>", tAnnotationEnd},
		{"<|", tExtension},
		{"|>", tExtension},
		{">", tDependency},
		{"<", tDependency},
		{"*", tComposition},
		{"()", tLollipop},
		{"--", tLine},
		{"..", tDottedLine},
	} {
		if strings.HasPrefix(rest, s.sign) {
			return l.take(s.kind, len(s.sign)), true
		}
	}
	if m := labelRule.FindString(rest); m != "" {
		return l.take(tLabel, len(m)), true
	}
	return l.sign(rest), true
}

func (l *lexer) sign(rest string) token {
	switch {
	case strings.HasPrefix(rest, ":::"):
		return l.take(tStyleSep, 3)
	case rest[0] == '-':
		return l.take(tMinus, 1)
	case rest[0] == '.':
		return l.take(tDot, 1)
	case rest[0] == '[':
		return l.take(tSquareOpen, 1)
	case rest[0] == ']':
		return l.take(tSquareClose, 1)
	case rest[0] == ',':
		return l.take(tComma, 1)
	}
	n := 0
	for n < len(rest) && isWord(rest[n]) {
		n++
	}
	if n > 0 {
		return l.take(tAlpha, n)
	}
	r, size := utf8.DecodeRuneInString(rest)
	if r >= 0x80 && r <= 0xffff && unicode.IsLetter(r) {
		return l.take(tUnicode, size)
	}
	return l.take(tOther, size)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func hasWord(s, word string) bool {
	return strings.HasPrefix(s, word) && (len(s) == len(word) || !isWord(s[len(word)]))
}
