package text

import (
	"unicode"
	"unicode/utf8"
)

// Font is a size and weight of the site's sans-serif face.
type Font struct {
	// Size is the font size in pixels.
	Size float64
	// Bold is true for weights of 600 and more.
	Bold bool
	// Mono is true for the monospaced face.
	Mono bool
}

// LineHeight returns the distance of base lines.
func (f Font) LineHeight() float64 { return f.Size * 1.4 }

// Ascent returns how far below the top of a line its base line is, so that
// lower-case letters look centred in the line.
func (f Font) Ascent() float64 { return f.Size * 1.05 }

// Width returns the width of s in pixels.
func (f Font) Width(s string) float64 {
	if f.Mono {
		n := 0
		for _, r := range s {
			n += monoUnits(r)
		}
		return float64(n) * f.Size / 1000
	}
	table, other := &regular, &regularSymbols
	if f.Bold {
		table, other = &bold, &boldSymbols
	}
	n := 0
	for i := 0; i < len(s); {
		if c := s[i]; c >= firstRune && c < utf8.RuneSelf {
			n += int(table[c-firstRune])
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r >= firstRune && r < firstRune+rune(len(table)) && table[r-firstRune] != 0:
			n += int(table[r-firstRune])
		case r >= firstSymbol && r < firstSymbol+rune(len(other)) && other[r-firstSymbol] != 0:
			n += int(other[r-firstSymbol])
		default:
			n += estimate(r)
		}
	}
	return float64(n) * f.Size / 1000
}

func monoUnits(r rune) int {
	if Wide(r) {
		return 1200
	}
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	return 600
}

// estimate is the advance of a rune that the Go fonts lack.
func estimate(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc):
		return 0
	case Wide(r):
		return 1000
	case unicode.IsUpper(r):
		return 720
	default:
		return 620
	}
}

// Wide reports whether r takes a whole em: Chinese, Japanese and Korean
// script, full-width forms and emoji.
func Wide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6,
		r >= 0x1f000 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd, r >= 0x2600 && r <= 0x27bf,
		r >= 0x2b00 && r <= 0x2bff, r >= 0x2300 && r <= 0x23ff:
		return true
	}
	return false
}
