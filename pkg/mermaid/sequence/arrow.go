package sequence

import (
	"strings"

	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

// tip is what stands at an end of an arrow.
type tip int

const (
	noTip tip = iota
	solidTip
	openTip
	crossTip
	topTip      // the half of a solid tip above the line
	bottomTip   // the half below
	topStick    // a single stroke above
	bottomStick // a single stroke below
)

// tips returns what stands at the arrow's start and end.
func (k Kind) tips() (start, end tip) {
	s := string(k)
	switch {
	case strings.HasPrefix(s, "BIDIRECTIONAL"):
		return solidTip, solidTip
	case strings.HasSuffix(s, "_OPEN"):
		return noTip, noTip
	case strings.HasSuffix(s, "_CROSS"):
		return noTip, crossTip
	case strings.HasSuffix(s, "_POINT"):
		return noTip, openTip
	}
	half := noTip
	switch {
	case strings.HasPrefix(s, "SOLID_TOP"), strings.HasPrefix(s, "SOLID_ARROW_TOP"):
		half = topTip
	case strings.HasPrefix(s, "SOLID_BOTTOM"), strings.HasPrefix(s, "SOLID_ARROW_BOTTOM"):
		half = bottomTip
	case strings.HasPrefix(s, "STICK_TOP"), strings.HasPrefix(s, "STICK_ARROW_TOP"):
		half = topStick
	case strings.HasPrefix(s, "STICK"):
		half = bottomStick
	default:
		return noTip, solidTip
	}
	if strings.Contains(s, "REVERSE") {
		return half, noTip
	}
	return noTip, half
}

func (k Kind) dashed() bool { return strings.Contains(string(k), "DOTTED") }

func (p *plan) drawArrow(cv *svg.Canvas, a *arrow) {
	class := svg.Class("edge")
	if a.Kind.dashed() {
		class = svg.Class("edge dash")
	}
	start, end := a.Kind.tips()
	x1, x2, y2 := a.x1, a.x2, a.y
	dir := 1.0
	if x2 < x1 {
		dir = -1
	}
	back := dir
	if a.self() {
		y2, back = p.loopEnd(a), -1
	}
	line1, line2 := p.ends(cv, a, &x1, &x2, dir, back, y2)
	if start == solidTip {
		line1 += dir * 4
	}
	if end == solidTip {
		line2 -= back * 4
	}
	if a.self() {
		right := max(a.x1, a.x2) + loopWidth
		const r = 6
		path := new(svg.Path).M(line1, a.y).L(right-r, a.y).Q(right, a.y, right, a.y+r).
			L(right, y2-r).Q(right, y2, right-r, y2).L(line2, y2)
		cv.Path(path, class, a.ink.stroke())
	} else {
		cv.Line(line1, a.y, line2, y2, class, a.ink.stroke())
	}
	a.drawTip(cv, start, x1, a.y, -dir)
	a.drawTip(cv, end, x2, y2, back)
	if a.number != "" {
		p.drawNumber(cv, a, dir)
	}
	p.ground(cv, a.place, a.ink)
	align := svg.Center
	if a.self() {
		align = svg.Left
	}
	a.label.Draw(cv, a.place, align, a.ink.text())
}

func (p *plan) loopEnd(a *arrow) float64 { return a.y + 20 }

// ends draws central circles, moves the arrow's ends to their rims and
// returns where the line begins and ends.
func (p *plan) ends(cv *svg.Canvas, a *arrow, x1, x2 *float64, dir, back, y2 float64) (line1, line2 float64) {
	const r = 5
	if a.FromCentral {
		cv.Circle(*x1, a.y, r, svg.Class("hollow"), a.ink.stroke())
		*x1 += dir * r
	}
	if a.ToCentral {
		cv.Circle(*x2, y2, r, svg.Class("hollow"), a.ink.stroke())
		*x2 -= back * r
	}
	if a.number != "" {
		if w := badgeWidth(a.number); !a.FromCentral {
			*x1 += dir * w / 2
		} else {
			*x1 += dir * w
		}
	}
	return *x1, *x2
}

func badgeWidth(s string) float64 { return max(18, label.Badge.Width(s)+9) }

// drawNumber draws the message's number at its start.
func (p *plan) drawNumber(cv *svg.Canvas, a *arrow, dir float64) {
	w := badgeWidth(a.number)
	x := a.x1
	if a.FromCentral {
		x += dir * (5 + w/2)
	}
	box := svg.Around(x, a.y, w, 16)
	cv.Rect(box, 8, svg.Class("act"))
	label.Badge.Literal(a.number).Draw(cv, box, svg.Center)
}

// drawTip draws an end at x, y that points in direction dir.
func (a *arrow) drawTip(cv *svg.Canvas, t tip, x, y, dir float64) {
	const length, half = 8, 3.6
	back := x - dir*length
	edge, stroke := svg.Class("edge"), a.ink.stroke()
	switch t {
	case solidTip:
		cv.Arrow(svg.Point{X: back, Y: y}, svg.Point{X: x, Y: y}, a.ink.text())
	case openTip:
		cv.Path(new(svg.Path).M(back, y-half-0.6).L(x, y).L(back, y+half+0.6), edge, stroke)
	case crossTip:
		c := x - dir*6
		cv.Path(new(svg.Path).M(c-5, y-5).L(c+5, y+5).M(c+5, y-5).L(c-5, y+5), edge, stroke)
	case topTip:
		cv.Polygon([]svg.Point{{X: x, Y: y}, {X: back, Y: y}, {X: back, Y: y - half - 1}}, svg.Class("head"), a.ink.text())
	case bottomTip:
		cv.Polygon([]svg.Point{{X: x, Y: y}, {X: back, Y: y}, {X: back, Y: y + half + 1}}, svg.Class("head"), a.ink.text())
	case topStick:
		cv.Line(x, y, back, y-half-1.4, edge, stroke)
	case bottomStick:
		cv.Line(x, y, back, y+half+1.4, edge, stroke)
	}
}
