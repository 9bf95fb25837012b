package svg

import (
	"math"
	"strconv"
)

// Box is a rectangle.
type Box struct{ X, Y, W, H float64 }

// Around returns the box of width w and height h around a centre.
func Around(cx, cy, w, h float64) Box { return Box{cx - w/2, cy - h/2, w, h} }

// CX and CY return the centre's coordinates.
func (b Box) CX() float64 { return b.X + b.W/2 }

// CY returns the centre's y.
func (b Box) CY() float64 { return b.Y + b.H/2 }

// Grow returns b with d more on every side.
func (b Box) Grow(d float64) Box { return Box{b.X - d, b.Y - d, b.W + 2*d, b.H + 2*d} }

// Link is an address that a chart refers to, in its place in Source.Text.
type Link struct {
	URL            string
	Offset, Length int
}

// Canvas is the drawing of one chart.
type Canvas struct {
	// Links are the addresses of the links drawn.
	Links []Link

	prefix                 string
	buf                    []byte
	minX, minY, maxX, maxY float64
}

// New returns an empty canvas; prefix is put before every id.
func New(prefix string) *Canvas {
	return &Canvas{
		prefix: prefix, buf: make([]byte, 0, 4096),
		minX: math.Inf(1), minY: math.Inf(1), maxX: math.Inf(-1), maxY: math.Inf(-1),
	}
}

// Bytes returns what was drawn.
func (c *Canvas) Bytes() []byte { return c.buf }

// Extent returns the box around everything drawn.
func (c *Canvas) Extent() Box {
	if c.minX > c.maxX {
		return Box{}
	}
	return Box{c.minX, c.minY, c.maxX - c.minX, c.maxY - c.minY}
}

// Include makes the extent hold the point.
func (c *Canvas) Include(x, y float64) {
	c.minX, c.maxX = min(c.minX, x), max(c.maxX, x)
	c.minY, c.maxY = min(c.minY, y), max(c.maxY, y)
}

// IncludeBox makes the extent hold the box.
func (c *Canvas) IncludeBox(b Box) {
	c.Include(b.X, b.Y)
	c.Include(b.X+b.W, b.Y+b.H)
}

// ID returns the page-wide id for a name that is unique in the chart.
func (c *Canvas) ID(name string) string { return c.prefix + name }

// Attr is an attribute other than geometry.
type Attr struct{ Name, Value string }

// Class, Fill, Stroke and Width make the attributes that are used most. An
// attribute with an empty value is left out.
func Class(name string) Attr   { return Attr{"class", name} }
func Fill(color string) Attr   { return Attr{"fill", color} }   // Fill sets an author's fill.
func Stroke(color string) Attr { return Attr{"stroke", color} } // Stroke sets an author's stroke.

// Anchors of text.
var (
	Middle = Attr{"text-anchor", "middle"}
	End    = Attr{"text-anchor", "end"}
)

// Open starts an element that Close ends.
func (c *Canvas) Open(name string, attrs ...Attr) {
	c.start(name)
	c.attrs(attrs)
	c.buf = append(c.buf, '>')
}

// Close ends the element.
func (c *Canvas) Close(name string) {
	c.buf = append(c.buf, "</"...)
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, '>')
}

func (c *Canvas) start(name string) {
	c.buf = append(c.buf, '<')
	c.buf = append(c.buf, name...)
}

func (c *Canvas) attrs(attrs []Attr) {
	for _, a := range attrs {
		if a.Value == "" {
			continue
		}
		c.buf = append(c.buf, ' ')
		c.buf = append(c.buf, a.Name...)
		c.buf = append(c.buf, '=', '"')
		c.buf = AppendEscaped(c.buf, a.Value)
		c.buf = append(c.buf, '"')
	}
}

func (c *Canvas) empty(attrs []Attr) {
	c.attrs(attrs)
	c.buf = append(c.buf, "/>"...)
}

func (c *Canvas) num(name string, v float64) {
	c.buf = append(c.buf, ' ')
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, '=', '"')
	c.buf = AppendNumber(c.buf, v)
	c.buf = append(c.buf, '"')
}

// AppendNumber appends v with at most one decimal.
func AppendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.Abs(v) > 1e9 {
		return append(b, '0')
	}
	t := int64(math.Round(v * 10))
	if t < 0 {
		b, t = append(b, '-'), -t
	}
	b = strconv.AppendInt(b, t/10, 10)
	if t%10 != 0 {
		b = append(b, '.', byte('0'+t%10))
	}
	return b
}

// AppendEscaped appends s as XML text or attribute value. Characters that XML
// does not allow are left out.
func AppendEscaped(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r < ' ' && r != '\n' && r != '\t', r == 0xfffe, r == 0xffff:
		default:
			b = appendRune(b, r)
		}
	}
	return b
}

func appendRune(b []byte, r rune) []byte {
	if r < 0x80 {
		return append(b, byte(r))
	}
	return append(b, string(r)...)
}
