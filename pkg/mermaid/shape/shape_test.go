package shape

import (
	"math"
	"testing"

	"course/pkg/mermaid/svg"
)

var names = []string{
	"rect", "rounded", "stadium", "fr-rect", "cyl", "circle", "ellipse", "diam", "hex", "lean-r", "lean-l", "trap-b", "trap-t", "dbl-circ", "text",
	"odd", "notch-rect", "lin-rect", "sm-circ", "fr-circ", "fork", "hourglass", "brace", "brace-r", "braces", "bolt", "doc", "delay", "h-cyl",
	"lin-cyl", "curv-trap", "div-rect", "tri", "win-pane", "f-circ", "notch-pent", "flip-tri", "sl-rect", "docs", "st-rect", "flag", "bow-rect",
	"cross-circ", "tag-doc", "tag-rect", "lin-doc", "cloud", "bang", "datastore", "state", "choice",
}

// TestMeet holds that edges end on the border or inside the shape's box, on
// the way to where they come from, and that labels fit.
func TestMeet(t *testing.T) {
	for _, name := range names {
		s := Of(name)
		w, h := s.Fit(90, 20)
		b := svg.Around(200, 100, w, h)
		for angle := 0.0; angle < 360; angle += 7 {
			from := svg.Point{X: 200 + 500*math.Cos(angle*math.Pi/180), Y: 100 + 500*math.Sin(angle*math.Pi/180)}
			p := s.Meet(b, from)
			if p.X < b.X-0.01 || p.X > b.X+b.W+0.01 || p.Y < b.Y-0.01 || p.Y > b.Y+b.H+0.01 {
				t.Errorf("%s: %v is outside of %v", name, p, b)
			}
			if d := math.Hypot(p.X-200, p.Y-100); d < 1 {
				t.Errorf("%s: the edge at %.0f° ends in the centre", name, angle)
			}
		}
		if !s.Bare {
			l := s.Label(b)
			if l.CX()-45 < b.X-0.01 || l.CX()+45 > b.X+b.W+0.01 || l.CY()-10 < b.Y-0.01 || l.CY()+10 > b.Y+b.H+0.01 {
				t.Errorf("%s: the label leaves the box", name)
			}
		}
	}
}
