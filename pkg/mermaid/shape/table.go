package shape

import (
	"math"

	"course/pkg/mermaid/svg"
)

func dist(a, b svg.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// Of returns the shape of a name; that of an unknown one is a rectangle.
func Of(name string) Shape {
	if s, ok := small(name); ok {
		return s
	}
	if s, ok := sheets(name); ok {
		return s
	}
	switch name {
	case "rounded", "state":
		return rectangle(12)
	case "stadium":
		return stadium()
	case "circle":
		return circle()
	case "dbl-circ":
		return circle(5)
	case "ellipse":
		return ellipse()
	case "diam":
		return diamond()
	case "hex":
		return hexagon()
	case "cyl":
		return cylinder(false)
	case "lin-cyl":
		return cylinder(true)
	case "h-cyl":
		return pipe()
	case "lean-r":
		return slanted(1, 0, 1, 0)
	case "lean-l":
		return slanted(0, 1, 0, 1)
	case "trap-b":
		return slanted(1, 1, 0, 0)
	case "trap-t":
		return slanted(0, 0, 1, 1)
	case "tri":
		return triangle(false)
	case "flip-tri":
		return triangle(true)
	}
	return rare(name)
}

// rare are the shapes that charts seldom use.
func rare(name string) Shape {
	switch name {
	case "cloud":
		return cloud(false)
	case "bang":
		return cloud(true)
	case "delay":
		return delay()
	case "curv-trap":
		return display()
	case "bow-rect":
		return bowTie()
	case "brace":
		return brace(true, false)
	case "brace-r":
		return brace(false, true)
	case "braces":
		return brace(true, true)
	case "text":
		return Shape{fit: func(w, h float64) (float64, float64) { return w + 12, h + 8 }, draw: func(p Pen, b svg.Box) { p.IncludeBox(b) }}
	}
	return rectangle(3)
}

// sheets are rectangles and polygons with something more.
func sheets(name string) (Shape, bool) {
	switch name {
	case "fr-rect":
		return lined(pad(14, 0), nil, func(path *svg.Path, b svg.Box) { vline(path, b.X+7, b); vline(path, b.X+b.W-7, b) }), true
	case "lin-rect":
		return lined(pad(8, 0), inset(8, 0, 0, 0), func(path *svg.Path, b svg.Box) { vline(path, b.X+8, b) }), true
	case "div-rect":
		return lined(pad(0, 10), inset(0, 10, 0, 0), func(path *svg.Path, b svg.Box) { path.M(b.X, b.Y+10).L(b.X+b.W, b.Y+10) }), true
	case "win-pane":
		return lined(pad(8, 8), inset(8, 8, 0, 0), func(path *svg.Path, b svg.Box) {
			vline(path, b.X+8, b)
			path.M(b.X, b.Y+8).L(b.X+b.W, b.Y+8)
		}), true
	case "datastore":
		s := Shape{Key: true, fit: pad(0, 0), draw: func(p Pen, b svg.Box) {
			p.rect(b, 0)
		}}
		return s, true
	case "odd":
		s := polygonShape(pad(16, 0), corner{0, 0, 0, 0}, corner{1, 0, 0, 0}, corner{1, 1, 0, 0}, corner{0, 1, 0, 0}, corner{0, 0.5, 14, 0})
		s.label = inset(14, 0, 0, 0)
		return s, true
	case "notch-rect":
		return polygonShape(pad(4, 2), corner{0, 0, 11, 0}, corner{1, 0, 0, 0}, corner{1, 1, 0, 0}, corner{0, 1, 0, 0}, corner{0, 0, 0, 11}), true
	case "notch-pent":
		return polygonShape(pad(12, 4), corner{0, 0, 14, 0}, corner{1, 0, -14, 0}, corner{1, 0, 0, 14}, corner{1, 1, 0, 0}, corner{0, 1, 0, 0}, corner{0, 0, 0, 14}), true
	case "sl-rect":
		s := polygonShape(pad(0, 12), corner{0, 0, 0, 12}, corner{1, 0, 0, 0}, corner{1, 1, 0, 0}, corner{0, 1, 0, 0})
		s.label = inset(0, 12, 0, 0)
		return s, true
	case "doc":
		return document(1, nil), true
	case "docs":
		return document(3, nil), true
	case "lin-doc":
		s := document(1, func(p Pen, b svg.Box) {
			var path svg.Path
			p.line(path.M(b.X+8, b.Y).L(b.X+8, b.Y+b.H-wave))
		})
		s.label = inset(8, 0, 0, 2*wave)
		return s, true
	case "tag-doc":
		return tagged(document(1, nil)), true
	case "tag-rect":
		return tagged(rectangle(3)), true
	case "st-rect":
		return stack(), true
	case "flag":
		return flag(), true
	}
	return Shape{}, false
}

// small are the shapes that hold no label.
func small(name string) (Shape, bool) {
	switch name {
	case "sm-circ":
		return Shape{Bare: true, round: true, fit: fixed(16, 16), draw: func(p Pen, b svg.Box) {
			p.Circle(b.CX(), b.CY(), b.W/2, p.attrs("ink")...)
		}}, true
	case "f-circ":
		return Shape{Bare: true, round: true, fit: fixed(14, 14), draw: func(p Pen, b svg.Box) {
			p.Circle(b.CX(), b.CY(), b.W/2, p.attrs("ink")...)
		}}, true
	case "fr-circ":
		return Shape{Bare: true, round: true, fit: fixed(18, 18), draw: func(p Pen, b svg.Box) {
			p.Circle(b.CX(), b.CY(), b.W/2, p.attrs("node")...)
			p.Circle(b.CX(), b.CY(), b.W/2-4.5, p.attrs("ink")...)
		}}, true
	case "cross-circ":
		return Shape{Bare: true, round: true, fit: fixed(32, 32), draw: func(p Pen, b svg.Box) {
			p.Circle(b.CX(), b.CY(), b.W/2, p.attrs("node")...)
			d := b.W / 2 * math.Sqrt2 / 2
			var path svg.Path
			path.M(b.CX()-d, b.CY()-d).L(b.CX()+d, b.CY()+d).M(b.CX()-d, b.CY()+d).L(b.CX()+d, b.CY()-d)
			p.line(&path)
		}}, true
	case "fork":
		return Shape{Bare: true, fit: fixed(70, 7), draw: func(p Pen, b svg.Box) { p.Rect(b, 2, p.attrs("ink")...) }}, true
	case "choice":
		s := diamond()
		s.fit, s.Bare = fixed(28, 28), true
		return s, true
	case "hourglass":
		s := polygonShape(fixed(30, 30), corner{0, 0, 0, 0}, corner{1, 0, 0, 0}, corner{0, 1, 0, 0}, corner{1, 1, 0, 0})
		s.Bare, s.outline = true, nil
		return s, true
	case "bolt":
		s := polygonShape(fixed(35, 56), corner{1, 0, 0, 0}, corner{0, 0.58, 0, 0}, corner{0.46, 0.58, 0, 0}, corner{0, 1, 0, 0}, corner{1, 0.42, 0, 0}, corner{0.54, 0.42, 0, 0})
		s.Bare, s.outline = true, nil
		return s, true
	}
	return Shape{}, false
}
