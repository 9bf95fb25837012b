package shape

import "course/pkg/mermaid/svg"

// wave is how deep the lower edge of a document swings.
const wave = 6

// document is a sheet with a wave below; behind it lie more sheets.
func document(sheets int, more func(p Pen, b svg.Box)) Shape {
	shift := 4 * float64(sheets-1)
	outline := func(b svg.Box) []svg.Point {
		return []svg.Point{{X: b.X, Y: b.Y}, {X: b.X + b.W, Y: b.Y}, {X: b.X + b.W, Y: b.Y + b.H - wave}, {X: b.CX(), Y: b.Y + b.H - wave}, {X: b.X, Y: b.Y + b.H - wave}}
	}
	return Shape{
		fit:     pad(2*shift, 2*wave+shift),
		label:   inset(0, shift, 2*shift, 2*wave),
		outline: outline,
		draw: func(p Pen, b svg.Box) {
			for i := sheets - 1; i >= 0; i-- {
				d := 4 * float64(i)
				p.body(sheet(svg.Box{X: b.X + d, Y: b.Y + shift - d, W: b.W - shift, H: b.H - shift}))
			}
			if more != nil {
				more(p, b)
			}
		},
	}
}

func sheet(b svg.Box) *svg.Path {
	var path svg.Path
	y, q := b.Y+b.H-wave, b.W/4
	path.M(b.X, b.Y).L(b.X+b.W, b.Y).L(b.X+b.W, y)
	path.C(b.X+b.W-q, y-2*wave, b.X+3*q-q/2, y-wave, b.CX(), y)
	path.C(b.CX()-q/2, y+wave, b.X+q, y+1.4*wave, b.X, y+wave*0.4)
	return path.Z()
}

// flag waves at both edges.
func flag() Shape {
	return Shape{
		fit:   pad(0, 4*wave-4),
		label: inset(0, wave, 0, wave),
		draw: func(p Pen, b svg.Box) {
			var path svg.Path
			top, bottom, q := b.Y+wave, b.Y+b.H-wave, b.W/4
			path.M(b.X, top).C(b.X+q, top+2*wave, b.X+3*q, top-2*wave, b.X+b.W, top)
			path.L(b.X+b.W, bottom).C(b.X+3*q, bottom-2*wave, b.X+q, bottom+2*wave, b.X, bottom).Z()
			p.body(&path)
		},
		outline: poly(corner{0, 0, 0, wave}, corner{1, 0, 0, wave}, corner{1, 1, 0, -wave}, corner{0, 1, 0, -wave}),
	}
}

// stack is rectangles behind each other.
func stack() Shape {
	return Shape{
		fit:   pad(8, 8),
		label: inset(0, 8, 8, 0),
		draw: func(p Pen, b svg.Box) {
			for d := 8.0; d >= 0; d -= 4 {
				p.rect(svg.Box{X: b.X + d, Y: b.Y + 8 - d, W: b.W - 8, H: b.H - 8}, 3)
			}
		},
	}
}

// tagged puts a folded corner at the lower right.
func tagged(base Shape) Shape {
	draw := base.draw
	base.draw = func(p Pen, b svg.Box) {
		draw(p, b)
		d := 12.0
		bottom := b.Y + b.H
		if base.outline != nil {
			bottom -= wave + 2
			d = 10
		}
		var path svg.Path
		path.M(b.X+b.W-d, bottom).L(b.X+b.W, bottom-d)
		p.line(&path)
	}
	return base
}

func delay() Shape {
	return Shape{
		fit:   func(w, h float64) (float64, float64) { h += 2 * padY; return w + 2*padX + h/4, h },
		label: func(b svg.Box) svg.Box { return svg.Box{X: b.X, Y: b.Y, W: b.W - b.H/4, H: b.H} },
		draw: func(p Pen, b svg.Box) {
			var path svg.Path
			r := b.H / 2
			path.M(b.X, b.Y).L(b.X+b.W-r, b.Y).A(r, r, false, true, b.X+b.W-r, b.Y+b.H).L(b.X, b.Y+b.H).Z()
			p.body(&path)
		},
		outline: func(b svg.Box) []svg.Point {
			r := b.H / 2
			pts := []svg.Point{{X: b.X, Y: b.Y + b.H}, {X: b.X, Y: b.Y}}
			return arc(pts, b.X+b.W-r, b.CY(), r, r, -90, 90)
		},
	}
}

// display is a curved trapezoid.
func display() Shape {
	return Shape{
		fit: func(w, h float64) (float64, float64) { h += 2 * padY; return w + 2*padX + h*0.7, h },
		draw: func(p Pen, b svg.Box) {
			var path svg.Path
			r, m := b.H/2, b.H*0.4
			path.M(b.X, b.CY()).L(b.X+m, b.Y).L(b.X+b.W-r, b.Y).A(r, r, false, true, b.X+b.W-r, b.Y+b.H).L(b.X+m, b.Y+b.H).Z()
			p.body(&path)
		},
		outline: func(b svg.Box) []svg.Point {
			r, m := b.H/2, b.H*0.4
			pts := []svg.Point{{X: b.X + m, Y: b.Y + b.H}, {X: b.X, Y: b.CY()}, {X: b.X + m, Y: b.Y}}
			return arc(pts, b.X+b.W-r, b.CY(), r, r, -90, 90)
		},
	}
}

// bowTie has sides that curve to the left.
func bowTie() Shape {
	const bend = 7
	return Shape{
		fit:   pad(3*bend, 0),
		label: inset(bend, 0, 2*bend, 0),
		Key:   true,
		draw: func(p Pen, b svg.Box) {
			var path svg.Path
			l, r := b.X+bend, b.X+b.W
			path.M(l, b.Y).L(r, b.Y).A(bend, b.H/2, false, false, r, b.Y+b.H).L(l, b.Y+b.H).A(bend, b.H/2, false, true, l, b.Y).Z()
			p.body(&path)
		},
		outline: func(b svg.Box) []svg.Point {
			pts := arc(nil, b.X+bend, b.CY(), bend, b.H/2, 90, 270)
			return arc(pts, b.X+b.W, b.CY(), bend, b.H/2, -90, -270)
		},
	}
}

// brace is a text with a curly brace at one side or both.
func brace(left, right bool) Shape {
	return Shape{
		Left: true,
		fit:  func(w, h float64) (float64, float64) { return w + 36, h + 2*padY },
		draw: func(p Pen, b svg.Box) {
			var path svg.Path
			if left {
				curly(&path, b.X+9, b, -1)
			}
			if right {
				curly(&path, b.X+b.W-9, b, 1)
			}
			p.line(&path)
		},
	}
}

func curly(path *svg.Path, x float64, b svg.Box, d float64) {
	const r = 5
	path.M(x-d*r, b.Y).Q(x, b.Y, x, b.Y+r).L(x, b.CY()-r).Q(x, b.CY(), x+d*r, b.CY())
	path.Q(x, b.CY(), x, b.CY()+r).L(x, b.Y+b.H-r).Q(x, b.Y+b.H, x-d*r, b.Y+b.H)
}

func triangle(down bool) Shape {
	fit := func(w, h float64) (float64, float64) { return w + 2*h + 24, h*1.6 + w*0.3 + 24 }
	s := polygonShape(fit, corner{0.5, 0, 0, 0}, corner{1, 1, 0, 0}, corner{0, 1, 0, 0})
	s.label = func(b svg.Box) svg.Box { return svg.Box{X: b.X, Y: b.Y + b.H*0.42, W: b.W, H: b.H * 0.56} }
	if down {
		s = polygonShape(fit, corner{0, 0, 0, 0}, corner{1, 0, 0, 0}, corner{0.5, 1, 0, 0})
		s.label = func(b svg.Box) svg.Box { return svg.Box{X: b.X, Y: b.Y + b.H*0.02, W: b.W, H: b.H * 0.56} }
	}
	return s
}

// cloud and bang are bordered by arcs.
func cloud(spiky bool) Shape {
	return Shape{
		fit:   func(w, h float64) (float64, float64) { return w*1.2 + 40, h*1.4 + 36 },
		round: true,
		draw: func(p Pen, b svg.Box) {
			var path svg.Path
			rim := svg.Box{X: b.X + b.W*0.06, Y: b.Y + b.H*0.08, W: b.W * 0.88, H: b.H * 0.84}
			pts := rimPoints(rim)
			path.M(pts[0].X, pts[0].Y)
			for i := range pts {
				q := pts[(i+1)%len(pts)]
				if spiky {
					mx, my := (pts[i].X+q.X)/2, (pts[i].Y+q.Y)/2
					path.L(mx+(mx-b.CX())*0.12, my+(my-b.CY())*0.14).L(q.X, q.Y)
					continue
				}
				r := dist(pts[i], q) * 0.58
				path.A(r, r, false, true, q.X, q.Y)
			}
			p.body(path.Z())
		},
	}
}

func rimPoints(b svg.Box) []svg.Point {
	const n = 11
	all := arc(nil, b.CX(), b.CY(), b.W/2, b.H/2, -90, 270)
	pts := make([]svg.Point, n)
	for i := range pts {
		pts[i] = all[i*(len(all)-1)/n]
	}
	return pts
}
