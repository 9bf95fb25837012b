package highlight

import (
	"strings"
)

type tokenKind uint8

const (
	tokenWord    tokenKind = iota + 1
	tokenAttr              // name=value
	tokenBraces            // {…}
	tokenString            // "…" or '…'
	tokenRegexp            // /…/
	tokenBracket           // […]
)

// token is one piece of meta. Places count in the info string.
type token struct {
	kind      tokenKind
	name      string
	value     string // without its quotes or braces
	valueKind tokenKind
	at        Place
	valueAt   Place
	only      []Range // of a pattern: the occurrences that are meant
	unclosed  bool
}

// scanner cuts the info string into tokens.
type scanner struct {
	src string
	at  int
	token
	// commas: a comma separates words until the first space (mdBook).
	commas bool
	// attributes: inside the braces of Pandoc or Hugo, where commas always
	// separate and quoted words are no texts to mark.
	attributes bool
}

func (s *scanner) space() {
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			s.commas = false
		case c == ',' && (s.commas || s.attributes):
		case strings.HasPrefix(s.src[s.at:], "{%") || strings.HasPrefix(s.src[s.at:], "%}"):
			s.at++ // Markdoc writes its attributes between these
		default:
			return
		}
		s.at++
	}
}

// until reads up to one of the stop bytes.
func (s *scanner) until(stops string) string {
	start := s.at
	for s.at < len(s.src) && strings.IndexByte(stops, s.src[s.at]) < 0 {
		s.at++
	}
	return s.src[start:s.at]
}

// next reads one token into s.token.
func (s *scanner) next() bool {
	s.space()
	if s.at >= len(s.src) {
		return false
	}
	start := s.at
	s.token = token{}
	if s.value() {
		s.token.kind = s.valueKind
		s.anchor()
		s.token.at = Place{start, s.at}
		return true
	}
	stops := " \t\n\r={["
	if s.commas || s.attributes {
		stops += ","
	}
	name := s.until(stops)
	if name == "" || name[0] == '"' || name[0] == '\'' { // a stray sign
		s.at = start + 1
		if strings.IndexByte(`"'{[`, s.src[start]) >= 0 {
			s.at = len(s.src)
			s.token = token{kind: tokenWord, value: s.src[start:], at: Place{start, s.at}, unclosed: true}
			return true
		}
		name = s.src[start:s.at]
	}
	s.token = token{kind: tokenWord, name: name, value: name, at: Place{start, s.at}, valueAt: Place{start, s.at}}
	if s.at < len(s.src) && s.src[s.at] == '=' {
		s.at++
		s.attr(name)
	} else if s.at < len(s.src) && s.src[s.at] == '{' && strings.EqualFold(name, "showLineNumbers") && s.value() {
		s.token.kind, s.name = tokenAttr, name // showLineNumbers{10}
	}
	s.token.at = Place{start, s.at}
	return true
}

func (s *scanner) attr(name string) {
	if !s.value() {
		stops := " \t\n\r"
		if s.commas || s.attributes {
			stops += ","
		}
		start := s.at
		if s.at < len(s.src) && strings.IndexByte(`"'{[`, s.src[s.at]) >= 0 {
			stops, s.unclosed = "", true
		}
		s.token.value = s.until(stops)
		s.valueAt, s.valueKind = Place{start, s.at}, tokenWord
	}
	s.token.kind, s.name = tokenAttr, name
}

// value reads a string, a group or a pattern. It moves nothing where there is
// none.
func (s *scanner) value() bool {
	if s.at >= len(s.src) {
		return false
	}
	switch s.src[s.at] {
	case '"', '\'':
		return s.quoted()
	case '{':
		return s.group('{', '}', tokenBraces)
	case '[':
		return s.group('[', ']', tokenBracket)
	case '/':
		return s.pattern()
	}
	return false
}

func (s *scanner) quoted() bool {
	quote := s.src[s.at]
	var b strings.Builder
	for i := s.at + 1; i < len(s.src); i++ {
		switch c := s.src[i]; {
		case c == '\\' && i+1 < len(s.src) && (s.src[i+1] == quote || s.src[i+1] == '\\'):
			i++
			b.WriteByte(s.src[i])
		case c == quote:
			s.token.value, s.valueKind = b.String(), tokenString
			s.valueAt = Place{s.at + 1, i}
			s.at = i + 1
			return true
		default:
			b.WriteByte(c)
		}
	}
	return false
}

// group reads to the matching closing sign; strings inside hide signs.
func (s *scanner) group(open, end byte, kind tokenKind) bool {
	depth, quote := 0, byte(0)
	for i := s.at; i < len(s.src); i++ {
		c := s.src[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == open:
			depth++
		case c == end:
			if depth--; depth == 0 {
				s.token.value, s.valueKind = s.src[s.at+1:i], kind
				s.valueAt = Place{s.at + 1, i}
				s.at = i + 1
				return true
			}
		}
	}
	return false
}

// pattern reads /…/, which ends at a slash that a space, the end or the
// occurrences follow; so that /etc/hosts stays a word.
func (s *scanner) pattern() bool {
	class := false
	for i := s.at + 1; i < len(s.src); i++ {
		switch c := s.src[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class && i > s.at+1:
			after := i + 1
			for after < len(s.src) && strings.IndexByte("0123456789-,gimsuy", s.src[after]) >= 0 {
				after++
			}
			if after < len(s.src) && strings.IndexByte(" \t}#", s.src[after]) < 0 {
				continue
			}
			s.token.value, s.valueKind = s.src[s.at+1:i], tokenRegexp
			s.valueAt = Place{s.at + 1, i}
			tail := strings.TrimRight(s.src[i+1:after], "gimsuy")
			if strings.Contains(s.src[i+1+len(tail):after], "i") {
				s.token.value = "(?i)" + s.token.value
			}
			s.only, _ = parseRanges(tail)
			s.at = after
			return true
		}
	}
	return false
}

// anchor steps over the name that Nextra lets follow a mark: {1}#a.
func (s *scanner) anchor() {
	if s.at < len(s.src) && s.src[s.at] == '#' {
		s.until(" \t,}")
	}
}
