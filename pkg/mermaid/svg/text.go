package svg

import "course/pkg/mermaid/text"

// Text draws one line of text with its base line at y. The extent grows by
// the point alone: whoever measured the text includes its box.
func (c *Canvas) Text(x, y float64, s string, attrs ...Attr) {
	c.Include(x, y)
	c.start("text")
	c.num("x", x)
	c.num("y", y)
	c.attrs(attrs)
	c.buf = append(c.buf, '>')
	c.buf = AppendEscaped(c.buf, s)
	c.buf = append(c.buf, "</text>"...)
}

// Align says where a label's lines begin.
type Align int

// The alignments of lines inside a label's box.
const (
	Center Align = iota
	Left
	Right
)

// Label draws a label inside box, centred from top to bottom, in the given
// alignment, and includes the box in the extent.
func (c *Canvas) Label(box Box, l text.Label, f text.Font, align Align, attrs ...Attr) {
	if l.Empty() {
		return
	}
	c.IncludeBox(box)
	x := box.CX()
	switch align {
	case Center:
		attrs = append(attrs[:len(attrs):len(attrs)], Middle)
	case Left:
		x = box.X
	case Right:
		x = box.X + box.W
		attrs = append(attrs[:len(attrs):len(attrs)], End)
	}
	y := box.CY() - float64(len(l))*f.LineHeight()/2 + f.Ascent()
	c.start("text")
	c.num("x", x)
	c.num("y", y)
	c.attrs(attrs)
	c.buf = append(c.buf, '>')
	for i, line := range l {
		if len(l) > 1 {
			c.start("tspan")
			c.num("x", x)
			if i > 0 {
				c.num("y", y+float64(i)*f.LineHeight())
			}
			c.buf = append(c.buf, '>')
		}
		for _, s := range line {
			c.span(s)
		}
		if len(l) > 1 {
			c.Close("tspan")
			if i < len(l)-1 {
				// The line end is no drawing, but text that is searched or copied
				// needs a space there; one of any width would shift the line.
				c.buf = append(c.buf, `<tspan font-size="0"> </tspan>`...)
			}
		}
	}
	c.Close("text")
}

func (c *Canvas) span(s text.Span) {
	class := ""
	for _, style := range [...]struct {
		on   bool
		name string
	}{{s.Bold, "b"}, {s.Italic, "i"}, {s.Code, "m"}, {s.Under, "u"}} {
		if !style.on {
			continue
		}
		if class != "" {
			class += " "
		}
		class += style.name
	}
	if class == "" {
		c.buf = AppendEscaped(c.buf, s.Text)
		return
	}
	c.Open("tspan", Class(class))
	c.buf = AppendEscaped(c.buf, s.Text)
	c.Close("tspan")
}

// Anchor starts a link that CloseAnchor ends, and notes it among Links.
func (c *Canvas) Anchor(l Link, attrs ...Attr) {
	c.Links = append(c.Links, l)
	c.Open("a", append([]Attr{{"href", l.URL}}, attrs...)...)
}

// CloseAnchor ends a link.
func (c *Canvas) CloseAnchor() { c.Close("a") }

// Raw writes s as text into the open element.
func (c *Canvas) Raw(s string) { c.buf = AppendEscaped(c.buf, s) }
