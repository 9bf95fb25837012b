package shape

import (
	"math"

	"course/pkg/mermaid/svg"
)

// The free space between a label and its shape's border.
const (
	padX = 16
	padY = 11
)

// pad fits a shape with more space at the sides.
func pad(moreX, moreY float64) func(w, h float64) (float64, float64) {
	return func(w, h float64) (float64, float64) { return w + 2*padX + moreX, h + 2*padY + moreY }
}

// fixed is the size of shapes that hold no label.
func fixed(w, h float64) func(_, _ float64) (float64, float64) {
	return func(_, _ float64) (float64, float64) { return w, h }
}

// inset makes a label box that leaves room at the sides.
func inset(left, top, right, bottom float64) func(svg.Box) svg.Box {
	return func(b svg.Box) svg.Box {
		return svg.Box{X: b.X + left, Y: b.Y + top, W: b.W - left - right, H: b.H - top - bottom}
	}
}

// corners makes a polygon of points given in parts of the box, plus pixels.
type corner struct{ fx, fy, dx, dy float64 }

func poly(list ...corner) func(svg.Box) []svg.Point {
	return func(b svg.Box) []svg.Point {
		pts := make([]svg.Point, len(list))
		for i, c := range list {
			pts[i] = svg.Point{X: b.X + c.fx*b.W + c.dx, Y: b.Y + c.fy*b.H + c.dy}
		}
		return pts
	}
}

// polygonShape is a shape whose border is a polygon.
func polygonShape(fit func(w, h float64) (float64, float64), list ...corner) Shape {
	outline := poly(list...)
	return Shape{fit: fit, outline: outline, draw: func(p Pen, b svg.Box) { p.polygon(outline(b)) }}
}

// rectangle has corners of radius r.
func rectangle(r float64) Shape {
	s := Shape{fit: pad(0, 0), draw: func(p Pen, b svg.Box) { p.rect(b, r) }}
	if r > 4 {
		s.outline = func(b svg.Box) []svg.Point {
			right, bottom := b.X+b.W-r, b.Y+b.H-r
			pts := arc(nil, right, b.Y+r, r, r, -90, 0)
			pts = arc(pts, right, bottom, r, r, 0, 90)
			pts = arc(pts, b.X+r, bottom, r, r, 90, 180)
			return arc(pts, b.X+r, b.Y+r, r, r, 180, 270)
		}
	}
	return s
}

// lined is a rectangle with lines inside.
func lined(fit func(w, h float64) (float64, float64), label func(svg.Box) svg.Box, lines func(path *svg.Path, b svg.Box)) Shape {
	return Shape{fit: fit, label: label, draw: func(p Pen, b svg.Box) {
		p.rect(b, 3)
		var path svg.Path
		lines(&path, b)
		p.line(&path)
	}}
}

func vline(path *svg.Path, x float64, b svg.Box) { path.M(x, b.Y).L(x, b.Y+b.H) }

func stadium() Shape {
	return Shape{
		fit:  func(w, h float64) (float64, float64) { h += 2 * padY; return w + h/2 + padX, h },
		draw: func(p Pen, b svg.Box) { p.rect(b, b.H/2) },
		outline: func(b svg.Box) []svg.Point {
			r := b.H / 2
			pts := arc(nil, b.X+b.W-r, b.Y+r, r, r, -90, 90)
			return arc(pts, b.X+r, b.Y+r, r, r, 90, 270)
		},
	}
}

// arc appends points of an elliptic arc, in degrees.
func arc(pts []svg.Point, cx, cy, rx, ry, from, to float64) []svg.Point {
	const steps = 16
	for i := range steps + 1 {
		a := (from + (to-from)*float64(i)/steps) * math.Pi / 180
		pts = append(pts, svg.Point{X: cx + rx*math.Cos(a), Y: cy + ry*math.Sin(a)})
	}
	return pts
}

func circle(rings ...float64) Shape {
	return Shape{
		round: true,
		fit: func(w, h float64) (float64, float64) {
			d := math.Hypot(w, h) + 16
			for _, r := range rings {
				d += 2 * r
			}
			return d, d
		},
		draw: func(p Pen, b svg.Box) {
			p.Circle(b.CX(), b.CY(), b.W/2, p.attrs("node")...)
			for _, r := range rings {
				p.Circle(b.CX(), b.CY(), b.W/2-r, append([]svg.Attr{svg.Class("line")}, p.Lines...)...)
			}
		},
	}
}

func ellipse() Shape {
	return Shape{
		round: true,
		fit:   func(w, h float64) (float64, float64) { return w*1.3 + 24, h*1.5 + 18 },
		draw:  func(p Pen, b svg.Box) { p.Ellipse(b, p.attrs("node")...) },
	}
}

// diamond is as tall as its label needs: not the square that the reference
// draws, which wastes the page.
func diamond() Shape {
	s := polygonShape(func(w, h float64) (float64, float64) {
		// The label's corners lie on the border, with a little room.
		w, h = w+20, h+12
		ratio := max(1, min(2, 0.65*w/h))
		// x/W + y/H = 1 with W = ratio*H at x = w/2, y = h/2.
		half := h/2 + w/2/ratio
		return 2 * half * ratio, 2 * half
	}, corner{0.5, 0, 0, 0}, corner{1, 0.5, 0, 0}, corner{0.5, 1, 0, 0}, corner{0, 0.5, 0, 0})
	return s
}

func hexagon() Shape {
	return Shape{
		fit: func(w, h float64) (float64, float64) { h += 2 * padY; return w + 2*padX + h/2, h },
		draw: func(p Pen, b svg.Box) {
			p.polygon(hexagonCorners(b))
		},
		outline: hexagonCorners,
	}
}

func hexagonCorners(b svg.Box) []svg.Point {
	m := b.H / 4
	return []svg.Point{{X: b.X + m, Y: b.Y}, {X: b.X + b.W - m, Y: b.Y}, {X: b.X + b.W, Y: b.CY()}, {X: b.X + b.W - m, Y: b.Y + b.H}, {X: b.X + m, Y: b.Y + b.H}, {X: b.X, Y: b.CY()}}
}

// slanted are the shapes whose sides lean: how far each corner goes in.
func slanted(topLeft, topRight, bottomRight, bottomLeft float64) Shape {
	outline := func(b svg.Box) []svg.Point {
		m := min(16, b.H/3)
		return []svg.Point{
			{X: b.X + m*topLeft, Y: b.Y},
			{X: b.X + b.W - m*topRight, Y: b.Y},
			{X: b.X + b.W - m*bottomRight, Y: b.Y + b.H},
			{X: b.X + m*bottomLeft, Y: b.Y + b.H},
		}
	}
	return Shape{fit: pad(18, 0), outline: outline, draw: func(p Pen, b svg.Box) { p.polygon(outline(b)) }}
}

// cylinder is a store; lid is the height of its ellipse.
func cylinder(lined bool) Shape {
	const lid = 8
	return Shape{
		Key:   true,
		fit:   pad(0, 2*lid+2),
		label: inset(0, 2*lid, 0, 2),
		draw: func(p Pen, b svg.Box) {
			var body, line svg.Path
			l, r, t, bottom := b.X, b.X+b.W, b.Y+lid, b.Y+b.H-lid
			body.M(l, t).A(b.W/2, lid, false, true, r, t).L(r, bottom).A(b.W/2, lid, false, true, l, bottom).Z()
			p.body(&body)
			line.M(l, t).A(b.W/2, lid, false, false, r, t)
			if lined {
				line.M(l, t+7).A(b.W/2, lid, false, false, r, t+7)
			}
			p.line(&line)
		},
		outline: func(b svg.Box) []svg.Point {
			pts := arc(nil, b.CX(), b.Y+lid, b.W/2, lid, 180, 360)
			return arc(pts, b.CX(), b.Y+b.H-lid, b.W/2, lid, 0, 180)
		},
	}
}

// pipe is a cylinder that lies.
func pipe() Shape {
	const lid = 8
	return Shape{
		Key:   true,
		fit:   pad(2*lid+4, 0),
		label: inset(lid, 0, 2*lid, 0),
		draw: func(p Pen, b svg.Box) {
			var body, line svg.Path
			l, r := b.X+lid, b.X+b.W-lid
			body.M(l, b.Y).L(r, b.Y).A(lid, b.H/2, false, true, r, b.Y+b.H).L(l, b.Y+b.H).A(lid, b.H/2, false, true, l, b.Y).Z()
			p.body(&body)
			line.M(r, b.Y).A(lid, b.H/2, false, false, r, b.Y+b.H)
			p.line(&line)
		},
		outline: func(b svg.Box) []svg.Point {
			pts := arc(nil, b.X+b.W-lid, b.CY(), lid, b.H/2, -90, 90)
			return arc(pts, b.X+lid, b.CY(), lid, b.H/2, 90, 270)
		},
	}
}
