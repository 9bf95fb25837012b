package mdx

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// decodeReferences decodes the terminated character references of HTML: the
// ones of an attribute value, in which nothing else is an escape.
func decodeReferences(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), 40)], ';')
		if value, ok := decodeReference(s, end); ok {
			b.WriteString(value)
			s = s[end+1:]
			continue
		}
		b.WriteByte('&')
		s = s[1:]
	}
}

func decodeReference(s string, end int) (string, bool) {
	if end < 2 {
		return "", false
	}
	name := s[1:end]
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return "", false
		}
		return string(e.Characters), true
	}
	base, digits := 10, name[1:]
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if most := map[int]int{10: 7, 16: 6}[base]; err != nil || len(digits) > most {
		return "", false
	}
	if n == 0 || n > 0x10FFFF || n >= 0xD800 && n <= 0xDFFF {
		n = 0xFFFD
	}
	return string(rune(n)), true
}

// Reference decodes the character reference at the start of s. It returns its
// text and its length, which is 0 where there is none.
func Reference(s []byte) (string, int) {
	for end := 1; end < len(s) && end < 40; end++ {
		if s[end] == ';' {
			value, ok := decodeReference(string(s[:end+1]), end)
			if !ok {
				return "", 0
			}
			return value, end + 1
		}
	}
	return "", 0
}
