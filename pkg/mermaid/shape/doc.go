// Package shape is the shapes of nodes: how large each is around its label,
// how it is drawn, and where an edge meets its border.
//
//	s := shape.Of("cyl")
//	w, h := s.Fit(labelW, labelH)
//	box := svg.Around(x, y, w, h)
//	s.Draw(shape.Pen{Canvas: canvas}, box)
//	s.Label(box) // where the label goes
//	s.Meet(box, svg.Point{X: 10, Y: 0}) // where an edge from there ends
//
// The names are the short ones of Mermaid's flowcharts.
package shape

import (
	"math"

	"course/pkg/mermaid/svg"
)

// Pen is a canvas with the author's attributes.
type Pen struct {
	*svg.Canvas
	// Class is put before "node", for instance "key".
	Class string
	// Author are the author's fill, stroke and so on.
	Author []svg.Attr
	// Lines are the author's attributes without the fill.
	Lines []svg.Attr
}

func (p Pen) attrs(class string) []svg.Attr {
	if p.Class != "" {
		class += " " + p.Class
	}
	return append([]svg.Attr{svg.Class(class)}, p.Author...)
}

// line draws a path inside a shape.
func (p Pen) line(path *svg.Path) {
	p.Path(path, append([]svg.Attr{svg.Class("line")}, p.Lines...)...)
}

func (p Pen) body(path *svg.Path) { p.Path(path, p.attrs("node")...) }

func (p Pen) polygon(pts []svg.Point) { p.Polygon(pts, p.attrs("node")...) }

func (p Pen) rect(b svg.Box, r float64) { p.Rect(b, r, p.attrs("node")...) }

// Shape is a node's shape.
type Shape struct {
	// Key is true for shapes that stand for stores.
	Key bool
	// Bare is true for shapes too small for a label: it is left out.
	Bare bool
	// Left is true for shapes whose label is set flush left.
	Left bool
	fit  func(w, h float64) (float64, float64)
	draw func(p Pen, b svg.Box)
	// outline is the border; nil means the box itself.
	outline func(b svg.Box) []svg.Point
	// round is true for ellipses that fill the box.
	round bool
	// label is where the label goes; nil means the whole box.
	label func(b svg.Box) svg.Box
}

// Fit returns the size of the shape around a label.
func (s Shape) Fit(w, h float64) (float64, float64) { return s.fit(w, h) }

// Draw draws the shape.
func (s Shape) Draw(p Pen, b svg.Box) {
	p.IncludeBox(b)
	s.draw(p, b)
}

// Label returns the box in which the label is centred.
func (s Shape) Label(b svg.Box) svg.Box {
	if s.label == nil {
		return b
	}
	return s.label(b)
}

// Meet returns where the line from the centre of b to a point outside meets
// the shape's border.
func (s Shape) Meet(b svg.Box, from svg.Point) svg.Point {
	cx, cy := b.CX(), b.CY()
	dx, dy := from.X-cx, from.Y-cy
	if dx == 0 && dy == 0 {
		return svg.Point{X: cx, Y: b.Y + b.H}
	}
	if s.round {
		t := 1 / math.Hypot(dx/(b.W/2), dy/(b.H/2))
		return svg.Point{X: cx + t*dx, Y: cy + t*dy}
	}
	outline := []svg.Point{{X: b.X, Y: b.Y}, {X: b.X + b.W, Y: b.Y}, {X: b.X + b.W, Y: b.Y + b.H}, {X: b.X, Y: b.Y + b.H}}
	if s.outline != nil {
		outline = s.outline(b)
	}
	best := 0.0
	for i, p := range outline {
		q := outline[(i+1)%len(outline)]
		if t := ray(cx, cy, dx, dy, p, q); t > best {
			best = t
		}
	}
	return svg.Point{X: cx + best*dx, Y: cy + best*dy}
}

// ray returns how far along the ray from c the segment from p to q lies, or
// zero.
func ray(cx, cy, dx, dy float64, p, q svg.Point) float64 {
	ex, ey := q.X-p.X, q.Y-p.Y
	d := dx*ey - dy*ex
	if math.Abs(d) < 1e-9 {
		return 0
	}
	t := ((p.X-cx)*ey - (p.Y-cy)*ex) / d
	u := ((p.X-cx)*dy - (p.Y-cy)*dx) / d
	if t < 0 || u < -1e-6 || u > 1+1e-6 {
		return 0
	}
	return t
}
