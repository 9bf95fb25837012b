package route

import "course/pkg/mermaid/svg"

// The heads of relationships between entities, in crow's foot notation.
const (
	OnlyOne Head = iota + 100
	ZeroOrOne
	OneOrMore
	ZeroOrMore
)

// crow draws one of them; at gives the point a steps back from the tip and b
// steps aside.
func (l Line) crow(c *svg.Canvas, h Head, at func(a, b float64) svg.Point) {
	var path svg.Path
	bar := func(a float64) {
		p, q := at(a, 7), at(a, -7)
		path.M(p.X, p.Y).L(q.X, q.Y)
	}
	ring := func(a float64) {
		p := at(a, 0)
		c.Circle(p.X, p.Y, 5, svg.Class("hollow"), svg.Stroke(l.HeadColor))
	}
	foot := func() {
		p, q, o := at(0, 7), at(0, -7), at(13, 0)
		path.M(p.X, p.Y).L(o.X, o.Y).L(q.X, q.Y)
	}
	switch h {
	case OnlyOne:
		bar(8)
		bar(13)
	case ZeroOrOne:
		bar(8)
		ring(17)
	case OneOrMore:
		foot()
		bar(17)
	case ZeroOrMore:
		foot()
		ring(18)
	}
	c.Path(&path, svg.Class("edge"), svg.Stroke(l.HeadColor))
}
