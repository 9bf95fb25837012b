package theme

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// The default ink gives exactly the colours that were drawn.
func TestDefaultPalette(t *testing.T) {
	data, err := os.ReadFile("testdata/tokens.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, c := range palette(defaultInk) {
		got.WriteString(c.name + " " + c.light + " " + c.dark + "\n")
	}
	want := strings.Split(string(data), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || line != want[i] {
			t.Errorf("line %d is %q, want %q", i+1, line, want[i])
		}
	}
}

// pairs are the texts and marks of the theme on their backgrounds with the
// contrast that they must have.
var contrasts = func() (all []struct {
	front, back string
	least       float64
},
) {
	add := func(least float64, fronts, backs string) {
		for _, f := range strings.Fields(fronts) {
			for _, b := range strings.Fields(backs) {
				all = append(all, struct {
					front, back string
					least       float64
				}{f, b, least})
			}
		}
	}
	const code = "bg2 mk b-ok b-no"
	add(4.5, "tx tx2 ac", "bg bg2 bg3 acs mk")
	add(4.5, "tx3", "bg bg2 bg3")
	add(4.5, "ac2", "bg")
	add(4.5, "on", "ac ac2")
	add(3, "fo", "bg bg2 bg3 acs")
	add(3, "ln2", "bg bg2")
	add(3, "ac fo", "rest")
	add(1.5, "rest", "bg")
	add(1.5, "mkl", "mk")
	for _, k := range strings.Fields("note tip important warning caution danger") {
		add(4.5, "c-"+k, "bg b-"+k)
		add(4.5, "tx ac tx3", "b-"+k)
	}
	add(4.5, "band-tx", "band")
	add(4.5, "ok", "bg b-ok")
	add(4.5, "no", "bg b-no")
	add(4.5, "tx", "b-ok b-no")
	add(4.5, "s-k s-t s-f s-s s-e s-m s-c s-o s-n s-a s-d s-x tx3", code)
	add(4.5, "mm-text", "mm-fill mm-cluster mm-actor mm-note mm-act mm-label-bg")
	add(4.5, "mm-cluster-text", "mm-cluster")
	add(3, "mm-stroke", "bg mm-fill mm-cluster")
	add(3, "mm-edge", "bg mm-cluster")
	add(1.5, "mm-cluster-line", "bg")
	for i := 1; i <= 8; i++ {
		n := strconv.Itoa(i)
		add(3, "mm-"+n, "bg")
		add(4.5, "mm-text", "mm-"+n+"f")
	}
	return all
}()

// Every ink keeps every contrast, in light and in dark.
func TestContrast(t *testing.T) {
	if len(contrasts) < 149 {
		t.Errorf("only %d pairs", len(contrasts))
	}
	for _, ink := range []int{0, 40, 80, 120, 160, 200, 220, 240, 280, 320, 359} {
		light, dark := map[string]string{}, map[string]string{}
		for _, c := range palette(ink) {
			light[c.name], dark[c.name] = c.light, c.dark
		}
		for _, p := range contrasts {
			for scheme, colors := range map[string]map[string]string{"light": light, "dark": dark} {
				front, back := colors[p.front], colors[p.back]
				if front == "" || back == "" {
					t.Fatalf("no token %s or %s", p.front, p.back)
				}
				if got := contrast(front, back); got < p.least {
					t.Errorf("ink %d, %s: %s on %s is %.2f, want %.1f", ink, scheme, p.front, p.back, got, p.least)
				}
			}
		}
	}
}

// contrast is the ratio of WCAG 2.2 of two hex colours.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(hex string) float64 {
	part := func(i int) float64 {
		n, err := strconv.ParseUint(hex[i:i+2], 16, 8)
		if err != nil {
			return math.NaN()
		}
		x := float64(n) / 255
		if x <= .04045 {
			return x / 12.92
		}
		return math.Pow((x+.055)/1.055, 2.4)
	}
	return .2126*part(1) + .7152*part(3) + .0722*part(5)
}
