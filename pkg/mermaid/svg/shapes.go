package svg

import "math"

// Rect draws a rectangle with corners of radius r.
func (c *Canvas) Rect(b Box, r float64, attrs ...Attr) {
	c.IncludeBox(b)
	c.start("rect")
	c.num("x", b.X)
	c.num("y", b.Y)
	c.num("width", b.W)
	c.num("height", b.H)
	if r > 0 {
		c.num("rx", r)
	}
	c.empty(attrs)
}

// Circle draws a circle.
func (c *Canvas) Circle(x, y, r float64, attrs ...Attr) {
	c.IncludeBox(Around(x, y, 2*r, 2*r))
	c.start("circle")
	c.num("cx", x)
	c.num("cy", y)
	c.num("r", r)
	c.empty(attrs)
}

// Ellipse draws an ellipse inside b.
func (c *Canvas) Ellipse(b Box, attrs ...Attr) {
	c.IncludeBox(b)
	c.start("ellipse")
	c.num("cx", b.CX())
	c.num("cy", b.CY())
	c.num("rx", b.W/2)
	c.num("ry", b.H/2)
	c.empty(attrs)
}

// Line draws a line.
func (c *Canvas) Line(x1, y1, x2, y2 float64, attrs ...Attr) {
	c.Include(x1, y1)
	c.Include(x2, y2)
	c.start("line")
	c.num("x1", x1)
	c.num("y1", y1)
	c.num("x2", x2)
	c.num("y2", y2)
	c.empty(attrs)
}

// Path draws a path.
func (c *Canvas) Path(p *Path, attrs ...Attr) {
	if p.any {
		c.Include(p.minX, p.minY)
		c.Include(p.maxX, p.maxY)
	}
	c.start("path")
	c.buf = append(c.buf, ` d="`...)
	c.buf = append(c.buf, p.d...)
	c.buf = append(c.buf, '"')
	c.empty(attrs)
}

// Point is a place.
type Point struct{ X, Y float64 }

// Polygon draws a closed shape with the corners pts.
func (c *Canvas) Polygon(pts []Point, attrs ...Attr) {
	for _, p := range pts {
		c.Include(p.X, p.Y)
	}
	c.start("polygon")
	c.buf = append(c.buf, ` points="`...)
	for i, p := range pts {
		if i > 0 {
			c.buf = append(c.buf, ' ')
		}
		c.buf = AppendNumber(c.buf, p.X)
		c.buf = append(c.buf, ',')
		c.buf = AppendNumber(c.buf, p.Y)
	}
	c.buf = append(c.buf, '"')
	c.empty(attrs)
}

// Arrow draws an arrow head of class head whose tip is at tip and which
// points away from the point from.
func (c *Canvas) Arrow(from, tip Point, attrs ...Attr) {
	const length, half = 8, 3.6
	dx, dy := tip.X-from.X, tip.Y-from.Y
	d := math.Hypot(dx, dy)
	if d == 0 {
		dx, dy, d = 0, 1, 1
	}
	dx, dy = dx/d, dy/d
	bx, by := tip.X-length*dx, tip.Y-length*dy
	c.Polygon([]Point{tip, {bx - half*dy, by + half*dx}, {bx + half*dy, by - half*dx}}, append([]Attr{Class("head")}, attrs...)...)
}

// Path is the data of a path element, and its extent (control points count).
// The zero value is empty.
type Path struct {
	d                      []byte
	any                    bool
	minX, minY, maxX, maxY float64
	last                   byte
}

// M moves to a point.
func (p *Path) M(x, y float64) *Path { return p.cmd('M', x, y) }

// L draws a line to a point.
func (p *Path) L(x, y float64) *Path { return p.cmd('L', x, y) }

// Q draws a quadratic curve.
func (p *Path) Q(x1, y1, x, y float64) *Path { return p.cmd('Q', x1, y1, x, y) }

// C draws a cubic curve.
func (p *Path) C(x1, y1, x2, y2, x, y float64) *Path { return p.cmd('C', x1, y1, x2, y2, x, y) }

// A draws an elliptical arc to a point.
func (p *Path) A(rx, ry float64, large, sweep bool, x, y float64) *Path {
	p.d = append(p.d, 'A')
	p.d = AppendNumber(p.d, rx)
	p.d = append(p.d, ' ')
	p.d = AppendNumber(p.d, ry)
	p.d = append(p.d, " 0 "...)
	for _, flag := range [2]bool{large, sweep} {
		if flag {
			p.d = append(p.d, "1 "...)
		} else {
			p.d = append(p.d, "0 "...)
		}
	}
	p.point(x, y)
	p.last = 'A'
	return p
}

// Z closes the shape.
func (p *Path) Z() *Path {
	p.d = append(p.d, 'Z')
	p.last = 'Z'
	return p
}

func (p *Path) cmd(name byte, v ...float64) *Path {
	if p.last != name || name == 'M' {
		p.d = append(p.d, name)
	} else {
		p.d = append(p.d, ' ')
	}
	p.last = name
	for i := 0; i < len(v); i += 2 {
		if i > 0 {
			p.d = append(p.d, ' ')
		}
		p.point(v[i], v[i+1])
	}
	return p
}

func (p *Path) point(x, y float64) {
	p.d = AppendNumber(p.d, x)
	p.d = append(p.d, ' ')
	p.d = AppendNumber(p.d, y)
	if !p.any {
		p.minX, p.minY, p.maxX, p.maxY, p.any = x, y, x, y, true
		return
	}
	p.minX, p.maxX = min(p.minX, x), max(p.maxX, x)
	p.minY, p.maxY = min(p.minY, y), max(p.maxY, y)
}
