package theme

import (
	"math"
	"strconv"
)

// defaultInk is the hue of a course that chooses none.
const defaultInk = 220

// oklch is a colour of the OKLCH space (Björn Ottosson, "A perceptual color
// space for image processing"): lightness 0 to 1, chroma, hue in degrees.
type oklch struct{ L, C, H float64 }

// rgb is linear-light sRGB.
type rgb [3]float64

func (c oklch) linear() rgb {
	sin, cos := math.Sincos(c.H * math.Pi / 180)
	a, b := c.C*cos, c.C*sin
	cube := func(x float64) float64 { return x * x * x }
	l := cube(c.L + .3963377774*a + .2158037573*b)
	m := cube(c.L - .1055613458*a - .0638541728*b)
	s := cube(c.L - .0894841775*a - 1.291485548*b)
	return rgb{
		4.0767416621*l - 3.3077115913*m + .2309699292*s,
		-1.2684380046*l + 2.6097574011*m - .3413193965*s,
		-.0041960863*l - .7034186147*m + 1.707614701*s,
	}
}

// hex is the colour for CSS; chroma is lowered until sRGB holds it.
func (c oklch) hex() string {
	var v rgb
	for {
		v = c.linear()
		if c.C <= 0 || v.inGamut() {
			break
		}
		c.C = max(0, c.C-.002)
	}
	out := make([]byte, 1, 7)
	out[0] = '#'
	for _, x := range v {
		n := int(math.Round(min(1, max(0, gamma(min(1, max(0, x))))) * 255))
		if n < 16 {
			out = append(out, '0')
		}
		out = strconv.AppendInt(out, int64(n), 16)
	}
	return string(out)
}

func (v rgb) inGamut() bool {
	for _, x := range v {
		if x < -.0005 || x > 1.0005 {
			return false
		}
	}
	return true
}

func gamma(x float64) float64 {
	if x <= .0031308 {
		return 12.92 * x
	}
	return 1.055*math.Pow(x, 1/2.4) - .055
}

// token is a colour of the theme for light and for dark.
type token struct{ name, light, dark string }

// palette computes the colour tokens for an ink of the given hue. Lightness
// and chroma are fixed, so every contrast holds for every hue.
func palette(ink int) []token {
	// The ink was drawn at 224 degrees and is called 220; all hues move along.
	h := float64(ink + 4)
	var all []token
	add := func(name string, light, dark oklch) {
		all = append(all, token{name, light.hex(), dark.hex()})
	}
	same := func(name, as string) {
		for _, t := range all {
			if t.name == as {
				all = append(all, token{name, t.light, t.dark})
				return
			}
		}
	}
	surfaces(add, h)
	meanings(add)
	syntax(add)
	diagrams(add, same, h)
	return all
}

type addToken func(name string, light, dark oklch)

func surfaces(add addToken, ink float64) {
	add("bg", oklch{.99, .0015, 200}, oklch{.205, .007, 228})
	add("bg2", oklch{.966, .0035, 200}, oklch{.243, .008, 228})
	add("bg3", oklch{.936, .005, 200}, oklch{.29, .010, 228})
	add("tx", oklch{.225, .012, 220}, oklch{.905, .006, 120})
	add("tx2", oklch{.41, .014, 220}, oklch{.775, .009, 160})
	add("tx3", oklch{.495, .014, 220}, oklch{.73, .011, 190})
	add("ln", oklch{.885, .005, 200}, oklch{.335, .011, 210})
	add("ln2", oklch{.605, .012, 200}, oklch{.585, .014, 205})
	add("ac", oklch{.43, .085, ink}, oklch{.80, .078, ink - 8})
	add("ac2", oklch{.33, .07, ink}, oklch{.88, .06, ink - 8})
	add("acs", oklch{.945, .022, ink}, oklch{.30, .038, ink})
	add("on", oklch{.99, .003, 150}, oklch{.19, .012, ink})
	add("fo", oklch{.52, .17, 40}, oklch{.80, .14, 62})
	add("mk", oklch{.95, .062, 98}, oklch{.345, .055, 92})
	add("mkl", oklch{.74, .14, 85}, oklch{.78, .125, 90})
	add("rest", oklch{.79, .008, 205}, oklch{.42, .008, 205})
}

func meanings(add addToken) {
	for _, k := range [...]struct {
		name string
		hue  float64
	}{{"note", 232}, {"tip", 158}, {"important", 338}, {"warning", 78}, {"caution", 48}, {"danger", 25}} {
		add("c-"+k.name, oklch{.46, .13, k.hue}, oklch{.80, .105, k.hue})
		add("b-"+k.name, oklch{.968, .013, k.hue}, oklch{.265, .022, k.hue})
	}
	add("band", oklch{.44, .145, 25}, oklch{.46, .145, 25})
	add("band-tx", oklch{.99, .004, 25}, oklch{.99, .004, 25})
	add("ok", oklch{.44, .115, 155}, oklch{.80, .115, 155})
	add("no", oklch{.48, .15, 25}, oklch{.78, .15, 25})
	add("b-ok", oklch{.955, .035, 155}, oklch{.285, .04, 155})
	add("b-no", oklch{.955, .025, 25}, oklch{.285, .045, 25})
}

// syntax adds the twelve roles of highlighted code.
func syntax(add addToken) {
	add("s-k", oklch{.42, .125, 352}, oklch{.80, .095, 352})  // keyword
	add("s-t", oklch{.43, .095, 205}, oklch{.82, .08, 200})   // type, class
	add("s-f", oklch{.42, .115, 262}, oklch{.80, .085, 256})  // function, builtin
	add("s-s", oklch{.43, .10, 150}, oklch{.82, .095, 145})   // string
	add("s-e", oklch{.45, .115, 62}, oklch{.82, .10, 75})     // escape, regex, interpolation
	add("s-m", oklch{.45, .13, 45}, oklch{.81, .105, 55})     // number, constant
	add("s-c", oklch{.485, .018, 200}, oklch{.73, .018, 190}) // comment
	add("s-o", oklch{.40, .015, 220}, oklch{.775, .01, 190})  // operator, punctuation
	add("s-n", oklch{.26, .015, 220}, oklch{.90, .006, 120})  // name
	add("s-a", oklch{.44, .09, 300}, oklch{.81, .08, 300})    // attribute, key
	add("s-d", oklch{.44, .12, 320}, oklch{.80, .09, 322})    // decorator, directive
	add("s-x", oklch{.48, .17, 25}, oklch{.78, .13, 25})      // error
}

// series are eight colours that keep a distance of at least 10 (OKLab, times
// 100) in every pair under normal, protan, deutan and tritan vision.
var series = [8][2]oklch{
	{{.34, .118, 230}, {.93, .15, 230}},
	{{.449, .139, 57}, {.692, .15, 76}},
	{{.562, .09, 165}, {.814, .103, 162}},
	{{.655, .164, 331}, {.56, .055, 343}},
	{{.493, .17, 299}, {.72, .15, 299}},
	{{.641, .155, 119}, {.9, .15, 98}},
	{{.442, .11, 198}, {.685, .105, 182}},
	{{.34, .16, 38}, {.566, .15, 41}},
}

func diagrams(add addToken, same func(name, as string), ink float64) {
	add("mm-fill", oklch{.997, .001, ink}, oklch{.262, .012, ink})
	add("mm-stroke", oklch{.46, .045, ink}, oklch{.66, .05, ink})
	same("mm-text", "tx")
	add("mm-cluster", oklch{.966, .009, ink}, oklch{.232, .012, ink})
	add("mm-cluster-line", oklch{.66, .025, ink}, oklch{.52, .025, ink})
	same("mm-cluster-text", "tx2")
	same("mm-edge", "tx2")
	same("mm-label", "tx")
	same("mm-label-bg", "bg")
	add("mm-actor", oklch{.935, .028, ink}, oklch{.31, .04, ink})
	same("mm-actor-line", "mm-stroke")
	same("mm-note", "mk")
	same("mm-note-line", "mkl")
	add("mm-act", oklch{.86, .05, ink}, oklch{.42, .055, ink})
	for i, s := range series {
		n := strconv.Itoa(i + 1)
		add("mm-"+n, s[0], s[1])
		add("mm-"+n+"f", oklch{.93, .042, s[0].H}, oklch{.335, .05, s[1].H})
	}
}
