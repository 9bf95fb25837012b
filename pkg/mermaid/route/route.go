// Package route draws edges: smooth paths through a layout's points, with
// heads at their ends.
package route

import (
	"math"

	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/svg"
)

// Head is what an edge ends with.
type Head int

// The heads. Those after Cross are the ends of relations in class charts.
const (
	None Head = iota
	Point
	Circle
	Cross
	Triangle
	Diamond
	FilledDiamond
	Open
	Lollipop
)

// Line is an edge to be drawn.
type Line struct {
	Points     []layout.Point
	Start, End Head
	// Class is put behind "edge".
	Class string
	// Author are the author's attributes of the line, HeadColor its stroke.
	Author    []svg.Attr
	HeadColor string
	// StartOut and EndOut are unit vectors that point away from the shapes at
	// the ends; where they are given, the line leaves its shape that way.
	StartOut, EndOut layout.Point
	// Straight keeps the corners instead of smoothing them.
	Straight bool
}

// length is how much of the line's end a head covers.
func (h Head) length() float64 {
	switch h {
	case Point:
		return 7
	case Circle, Lollipop:
		return 8
	case Triangle:
		return 13
	case Diamond, FilledDiamond:
		return 18
	}
	return 0
}

// stub is the length of the straight piece at an end with a direction.
const stub = 22

// Draw draws the line with its heads.
func (l Line) Draw(c *svg.Canvas) {
	pts := l.withStubs(simplify(l.Points))
	if len(pts) < 2 {
		return
	}
	n := len(pts)
	first, second, before, last := pts[0], pts[1], pts[n-2], pts[n-1]
	pts = append([]layout.Point(nil), pts...)
	pts[0] = shorten(first, second, l.Start.length())
	pts[n-1] = shorten(last, before, l.End.length())
	class := "edge"
	if l.Class != "" {
		class += " " + l.Class
	}
	path := basis(pts)
	if l.Straight {
		path = straight(pts)
	}
	c.Path(path, append([]svg.Attr{svg.Class(class)}, l.Author...)...)
	l.head(c, l.Start, second, first)
	l.head(c, l.End, before, last)
}

// withStubs puts three points on a line at an end with a direction, which
// makes the curve follow it.
func (l Line) withStubs(pts []layout.Point) []layout.Point {
	n := len(pts)
	none := layout.Point{}
	if n < 2 || l.StartOut == none && l.EndOut == none || n == 2 && same(along(pts[0], l.StartOut, dist(pts[0], pts[1])), pts[1]) {
		return pts
	}
	length := min(stub, dist(pts[0], pts[n-1])/3)
	var out []layout.Point
	out = append(out, pts[0])
	if l.StartOut != none {
		out = append(out, along(pts[0], l.StartOut, length), along(pts[0], l.StartOut, length*1.2), along(pts[0], l.StartOut, length*1.4))
	}
	out = append(out, pts[1:n-1]...)
	if l.EndOut != none {
		out = append(out, along(pts[n-1], l.EndOut, length*1.4), along(pts[n-1], l.EndOut, length*1.2), along(pts[n-1], l.EndOut, length))
	}
	return append(out, pts[n-1])
}

func along(p, d layout.Point, by float64) layout.Point {
	return layout.Point{X: p.X + d.X*by, Y: p.Y + d.Y*by}
}

func dist(a, b layout.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// Outward returns the direction away from a box at a point of its border.
func Outward(b svg.Box, p layout.Point) layout.Point {
	switch {
	case math.Abs(p.Y-b.Y) < 0.5:
		return layout.Point{Y: -1}
	case math.Abs(p.Y-b.Y-b.H) < 0.5:
		return layout.Point{Y: 1}
	case math.Abs(p.X-b.X) < 0.5:
		return layout.Point{X: -1}
	case math.Abs(p.X-b.X-b.W) < 0.5:
		return layout.Point{X: 1}
	}
	return layout.Point{}
}

// shorten moves p towards q, but never past the middle between them.
func shorten(p, q layout.Point, by float64) layout.Point {
	d := math.Hypot(q.X-p.X, q.Y-p.Y)
	if d == 0 || by == 0 {
		return p
	}
	t := min(by/d, 0.5)
	return layout.Point{X: p.X + t*(q.X-p.X), Y: p.Y + t*(q.Y-p.Y)}
}

// simplify drops points that lie on the line between their neighbours.
func simplify(pts []layout.Point) []layout.Point {
	out := make([]layout.Point, 0, len(pts))
	for i, p := range pts {
		if n := len(out); n > 0 {
			if same(out[n-1], p) {
				continue
			}
			if i < len(pts)-1 && between(out[n-1], p, pts[i+1]) {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

func same(a, b layout.Point) bool { return math.Abs(a.X-b.X) < 0.05 && math.Abs(a.Y-b.Y) < 0.05 }

func between(a, b, c layout.Point) bool {
	cross := (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
	return math.Abs(cross) < 0.1*math.Hypot(c.X-a.X, c.Y-a.Y)
}

func straight(pts []layout.Point) *svg.Path {
	var path svg.Path
	path.M(pts[0].X, pts[0].Y)
	for _, p := range pts[1:] {
		path.L(p.X, p.Y)
	}
	return &path
}

// basis is the uniform cubic B-spline with its ends at the first and last
// point.
func basis(pts []layout.Point) *svg.Path {
	if len(pts) == 2 {
		return straight(pts)
	}
	var path svg.Path
	path.M(pts[0].X, pts[0].Y)
	p0, p1 := pts[0], pts[1]
	path.L((5*p0.X+p1.X)/6, (5*p0.Y+p1.Y)/6)
	segment := func(p0, p1, p2 layout.Point) {
		path.C(
			(2*p0.X+p1.X)/3, (2*p0.Y+p1.Y)/3,
			(p0.X+2*p1.X)/3, (p0.Y+2*p1.Y)/3,
			(p0.X+4*p1.X+p2.X)/6, (p0.Y+4*p1.Y+p2.Y)/6,
		)
	}
	for i := 2; i < len(pts); i++ {
		segment(pts[i-2], pts[i-1], pts[i])
	}
	n := len(pts)
	segment(pts[n-2], pts[n-1], pts[n-1])
	path.L(pts[n-1].X, pts[n-1].Y)
	return &path
}

// head draws a head whose tip is at tip.
func (l Line) head(c *svg.Canvas, h Head, from, tip layout.Point) {
	if h == None {
		return
	}
	dx, dy := tip.X-from.X, tip.Y-from.Y
	d := math.Hypot(dx, dy)
	if d == 0 {
		dx, dy, d = 0, 1, 1
	}
	dx, dy = dx/d, dy/d
	// at is the point a steps back from the tip and b steps aside.
	at := func(a, b float64) svg.Point {
		return svg.Point{X: tip.X - a*dx - b*dy, Y: tip.Y - a*dy + b*dx}
	}
	solid := []svg.Attr{svg.Class("head"), svg.Fill(l.HeadColor)}
	hollow := []svg.Attr{svg.Class("hollow"), svg.Stroke(l.HeadColor)}
	switch h {
	case OnlyOne, ZeroOrOne, OneOrMore, ZeroOrMore:
		l.crow(c, h, at)
	case Point:
		c.Polygon([]svg.Point{tipOf(tip), at(8, 3.6), at(8, -3.6)}, solid...)
	case Circle:
		p := at(4, 0)
		c.Circle(p.X, p.Y, 4, solid...)
	case Lollipop:
		p := at(6, 0)
		c.Circle(p.X, p.Y, 6, hollow...)
	case Cross:
		a, b, e, f := at(9, 4), at(1, -4), at(9, -4), at(1, 4)
		var path svg.Path
		path.M(a.X, a.Y).L(b.X, b.Y).M(e.X, e.Y).L(f.X, f.Y)
		c.Path(&path, svg.Class("edge"), svg.Stroke(l.HeadColor))
	case Triangle:
		c.Polygon([]svg.Point{tipOf(tip), at(13, 7), at(13, -7)}, hollow...)
	case Diamond:
		c.Polygon([]svg.Point{tipOf(tip), at(9, 5), at(18, 0), at(9, -5)}, hollow...)
	case FilledDiamond:
		c.Polygon([]svg.Point{tipOf(tip), at(9, 5), at(18, 0), at(9, -5)}, solid...)
	case Open:
		a, b := at(10, 5), at(10, -5)
		var path svg.Path
		path.M(a.X, a.Y).L(tip.X, tip.Y).L(b.X, b.Y)
		c.Path(&path, svg.Class("edge"), svg.Stroke(l.HeadColor))
	}
}

func tipOf(p layout.Point) svg.Point { return svg.Point{X: p.X, Y: p.Y} }
