package style

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// Color is an sRGB colour, each part from 0 to 1.
type Color struct{ R, G, B, A float64 }

// ParseColor reads a CSS colour: a name, #rgb, #rrggbb, with or without alpha,
// rgb() and hsl().
func ParseColor(s string) (Color, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if strings.HasPrefix(s, "#") {
		return parseHex(s[1:])
	}
	if open := strings.IndexByte(s, '('); open > 0 && strings.HasSuffix(s, ")") {
		return parseFunc(s[:open], s[open+1:len(s)-1])
	}
	if s == "transparent" {
		return Color{}, true
	}
	if s == "rebeccapurple" {
		return Color{0.4, 0.2, 0.6, 1}, true
	}
	if c, ok := colornames.Map[s]; ok {
		return Color{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255, 1}, true
	}
	return Color{}, false
}

func parseHex(s string) (Color, bool) {
	if len(s) == 3 || len(s) == 4 {
		long := make([]byte, 0, 8)
		for i := range len(s) {
			long = append(long, s[i], s[i])
		}
		s = string(long)
	}
	if len(s) == 6 {
		s += "ff"
	}
	if len(s) != 8 {
		return Color{}, false
	}
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return Color{}, false
	}
	part := func(shift uint) float64 { return float64(v>>shift&255) / 255 }
	return Color{part(24), part(16), part(8), part(0)}, true
}

func parseFunc(name, args string) (Color, bool) {
	fields := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(fields) < 3 || len(fields) > 4 {
		return Color{}, false
	}
	v := [4]float64{3: 1}
	for i, f := range fields {
		percent := strings.HasSuffix(f, "%")
		n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSuffix(f, "%"), "deg"), 64)
		if err != nil || math.IsNaN(n) {
			return Color{}, false
		}
		switch {
		case percent:
			n /= 100
		case i < 3 && strings.HasPrefix(name, "rgb"):
			n /= 255
		}
		v[i] = n
	}
	clamp := func(x float64) float64 { return max(0, min(1, x)) }
	switch name {
	case "rgb", "rgba":
		return Color{clamp(v[0]), clamp(v[1]), clamp(v[2]), clamp(v[3])}, true
	case "hsl", "hsla":
		return fromHSL(v[0], clamp(v[1]), clamp(v[2]), clamp(v[3])), true
	}
	return Color{}, false
}

func fromHSL(h, s, l, a float64) Color {
	part := func(n float64) float64 {
		k := math.Mod(math.Mod(n+h/30, 12)+12, 12)
		return l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
	}
	return Color{part(0), part(8), part(4), a}
}

// Luminance returns the relative luminance (WCAG 2.2).
func (c Color) Luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
func Contrast(a, b Color) float64 {
	la, lb := a.Luminance(), b.Luminance()
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}
