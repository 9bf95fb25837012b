package theme

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func bars(modules, lessons int) []Bar {
	var all []Bar
	for m := range modules {
		for l := range lessons {
			all = append(all, Bar{Minutes: 5 + l, Group: strconv.Itoa(m + 1)})
		}
	}
	return all
}

var coordinate = regexp.MustCompile(`<rect(?: class="here")? x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/>`)

// However many bars there are, they stay inside the drawing, in both
// directions, and do not touch.
func TestStripFits(t *testing.T) {
	for _, shape := range [][2]int{{1, 1}, {1, 60}, {60, 1}, {10, 6}, {5, 5}, {0, 0}} {
		for _, dir := range []string{"ltr", "rtl"} {
			for name, size := range map[string]stripSize{"cover": coverSize, "small": smallSize} {
				s := &Strip{Bars: bars(shape[0], shape[1])}
				svg := string(size.svg(s, dir, "label \"a\""))
				found := coordinate.FindAllStringSubmatch(svg, -1)
				if len(found) != len(s.Bars) {
					t.Fatalf("%s %v: %d bars drawn", name, shape, len(found))
				}
				last := -1.0
				for _, m := range found {
					x, w := atof(m[1]), atof(m[3])
					y, h := atof(m[2]), atof(m[4])
					if x < 0 || x+w > size.width+.01 || y < 0 || y+h > size.height+.01 || w <= 0 || h <= 0 {
						t.Errorf("%s %s %v: bar outside: %v", name, dir, shape, m[0])
					}
					if dir == "ltr" && x <= last {
						t.Errorf("%s %v: bars overlap at %v", name, shape, x)
					}
					last = x + w
				}
			}
		}
	}
}

func atof(s string) float64 { x, _ := strconv.ParseFloat(s, 64); return x }

func TestStripMarksTheLesson(t *testing.T) {
	s := &Strip{Bars: []Bar{{Minutes: 10}, {Minutes: 20, Current: true}}}
	svg := string(smallSize.svg(s, "ltr", ""))
	if strings.Count(svg, `class="here"`) != 1 || !strings.Contains(svg, `aria-hidden="true"`) {
		t.Error(svg)
	}
	if svg := string(coverSize.svg(s, "ltr", "the course")); !strings.Contains(svg, `role="img" aria-label="the course"`) {
		t.Error(svg)
	}
}

func TestThin(t *testing.T) {
	for _, test := range []struct{ modules, lessons, want int }{{5, 12, 60}, {10, 7, 10}, {100, 10, 50}, {300, 1, 38}} {
		s := &Strip{Bars: bars(test.modules, test.lessons)}
		s.Bars[len(s.Bars)-1].Current = true
		total := 0
		for _, b := range s.Bars {
			total += b.Minutes
		}
		s.Thin()
		got := 0
		for _, b := range s.Bars {
			got += b.Minutes
		}
		if len(s.Bars) != test.want || got != total || !s.Bars[len(s.Bars)-1].Current {
			t.Errorf("%+v: %d bars, %d of %d minutes", test, len(s.Bars), got, total)
		}
	}
}
