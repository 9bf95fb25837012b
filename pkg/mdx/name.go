package mdx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isMarkdownSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// isSpace reports white space of ECMAScript or a line end at the cursor.
func (s *tagScanner) isSpace() bool {
	b := s.peek()
	if b < utf8.RuneSelf {
		return b == ' ' || b >= '\t' && b <= '\r'
	}
	r, _ := s.peekRune()
	return r == 0xFEFF || r != 0x85 && unicode.IsSpace(r)
}

func (s *tagScanner) skipRune() {
	_, n := s.peekRune()
	s.pos += n
}

// space skips white space and line ends.
func (s *tagScanner) space() {
	for s.isSpace() {
		s.skipRune()
	}
}

func (s *tagScanner) startsName() bool {
	r, _ := s.peekRune()
	return isNameStart(r)
}

// name skips the characters of a name on this line.
func (s *tagScanner) name() {
	for s.pos < s.stop {
		r, n := rune(s.src[s.pos]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(s.src[s.pos:s.stop])
		}
		if !isNamePart(r) {
			return
		}
		s.pos += n
	}
}

// looseNameStart and looseName accept the attribute names of Vue and Alpine,
// and dots.
func (s *tagScanner) looseNameStart() bool {
	b := s.peek()
	return (b == '@' || b == ':' || b == '#') && s.pos+1 < s.stop && isNameStart(rune(s.src[s.pos+1]))
}

func (s *tagScanner) looseName() {
	start := s.pos
	for s.pos+1 < s.stop && strings.IndexByte("@:.#", s.src[s.pos]) >= 0 && isNamePart(rune(s.src[s.pos+1])) {
		if s.src[s.pos] == ':' && s.pos == start {
			return // a local name, which the grammar has
		}
		s.pos++
		s.name()
	}
}

func isNameStart(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '$' || r == '_'
	}
	return r <= 0xFFFF && (unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Other_ID_Start)) && !unicode.Is(unicode.Pattern_Syntax, r)
}

func isNamePart(r rune) bool {
	if r < utf8.RuneSelf {
		return isNameStart(r) || r >= '0' && r <= '9' || r == '-'
	}
	return isNameStart(r) || r == 0x200C || r == 0x200D ||
		r <= 0xFFFF && unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}
