package treemap

import (
	"math"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
)

const (
	width  = 720.0
	height = 440.0
	padX   = 5.0
)

// drawing is a chart in the course of being drawn.
type drawing struct {
	*Chart
	cv         *svg.Canvas
	spec       string
	showValues bool
	// key are the cells that have no room for their label.
	key []*cell
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Chart: c, cv: cv, spec: c.src.Config.Text("treemap.valueFormat"), showValues: c.src.Config.Bool("treemap.showValues", true)}
	if len(c.Roots) == 0 {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
		chart.DrawTitle(cv, c.heading())
		return nil
	}
	cv.IncludeBox(svg.Box{W: width, H: height})
	roots := grow(&Node{Children: c.Roots}, -1).children
	divide(roots, svg.Box{W: width, H: height})
	for _, k := range roots {
		k.settle()
	}
	paint(roots)
	for _, k := range roots {
		d.draw(k)
	}
	d.drawKey()
	chart.DrawTitle(cv, c.heading())
	return nil
}

func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

// paint gives each branch a colour. A single root has none of its own.
func paint(cells []*cell) {
	if len(cells) == 1 && len(cells[0].children) > 0 {
		paint(cells[0].children)
		return
	}
	var set func(c *cell, series int)
	set = func(c *cell, series int) {
		c.series = series
		for _, k := range c.children {
			set(k, series)
		}
	}
	for i, c := range cells {
		set(c, i%8+1)
	}
}

// amount writes a value.
func (d *drawing) amount(v float64) string {
	if !d.showValues {
		return ""
	}
	return format(d.spec, v)
}

func (d *drawing) draw(c *cell) {
	b := c.box
	var a style.Author
	a.Read(c.styles)
	if b.W < 1 || b.H < 1 {
		d.unlabelled(c)
		return
	}
	if c.Leaf {
		b = svg.Box{X: b.X + 1, Y: b.Y + 1, W: max(b.W-2, 0.5), H: max(b.H-2, 0.5)}
		d.cv.Rect(b, 0, append([]svg.Attr{svg.Class(d.class(c, a))}, a.Shape()...)...)
		d.drawLeaf(c, b, a)
		return
	}
	b = svg.Box{X: b.X + 1, Y: b.Y + 1, W: b.W - 2, H: b.H - 2}
	class := "frame"
	if c.depth%2 == 0 && a.Fill == "" && a.Stroke == "" {
		class = "tab"
	}
	d.cv.Rect(b, 0, append([]svg.Attr{svg.Class(class)}, a.Shape()...)...)
	d.drawHead(c, a)
	for _, k := range c.children {
		d.draw(k)
	}
}

// class returns a leaf's class; an author's fill replaces the colour.
func (d *drawing) class(c *cell, a style.Author) string {
	if a.Fill != "" || a.Stroke != "" {
		return "node"
	}
	return "s" + strconv.Itoa(max(c.series, 1))
}

// drawHead writes a section's title, with its sum at the right.
func (d *drawing) drawHead(c *cell, a style.Author) {
	b := c.box
	room := b.W - 2*(padX+2)
	name, sum := label.Head.Of(c.Name), label.Muted.Literal(d.amount(c.sum))
	if !c.headed() || name.W > room {
		d.unlabelled(c)
		return
	}
	line := svg.Box{X: b.X + padX + 2, Y: b.Y + 3, W: room, H: headHeight - 4}
	ink := a.Label()
	if c.Name != "" {
		name.Draw(d.cv, svg.Box{X: line.X, Y: line.Y, W: name.W, H: line.H}, svg.Left, ink)
	}
	if d.showValues && name.W+sum.W+10 <= room {
		sum.Draw(d.cv, svg.Box{X: line.X + room - sum.W, Y: line.Y, W: sum.W, H: line.H}, svg.Right, ink)
	}
}

// drawLeaf writes a leaf's name and value in the largest font that fits.
func (d *drawing) drawLeaf(c *cell, b svg.Box, a style.Author) {
	value := d.amount(c.Value)
	for _, s := range [...]label.Style{label.Bold, label.Small, label.Tiny} {
		if b.W < 24 || b.H < 16 {
			break
		}
		room := b.W - 2*padX
		if s == label.Tiny {
			room = b.W - 4
		}
		l := s.Wrap(c.Name, room)
		v := label.Muted.Literal(value)
		if s.Class == label.Bold.Class {
			v = label.Small.Literal(value)
		}
		if l.W > room || v.W > room || l.H+v.H > b.H-4 {
			continue
		}
		y := b.CY() - (l.H+v.H)/2
		l.Draw(d.cv, svg.Box{X: b.X, Y: y, W: b.W, H: l.H}, svg.Center, a.Label())
		v.Draw(d.cv, svg.Box{X: b.X, Y: y + l.H, W: b.W, H: v.H}, svg.Center, a.Label())
		return
	}
	n := d.unlabelled(c)
	if l := label.Badge.Literal(strconv.Itoa(n)); l.W <= b.W-2 && l.H <= b.H {
		l.Draw(d.cv, b, svg.Center, a.Label())
	}
}

// unlabelled puts a cell into the key and returns its number there.
func (d *drawing) unlabelled(c *cell) int {
	if c.Name == "" && !c.Leaf {
		return 0
	}
	d.key = append(d.key, c)
	return len(d.key)
}

// drawKey lists the cells without room for their label below the chart.
func (d *drawing) drawKey() {
	x, y, h := 0.0, height+10, 0.0
	for i, c := range d.key {
		v := c.Value
		if !c.Leaf {
			v = c.sum
		}
		text := strconv.Itoa(i+1) + " " + c.Name
		if s := d.amount(v); s != "" {
			text += ": " + s
		}
		l := label.Muted.Wrap(text, width)
		if x > 0 && x+l.W > width {
			x, y, h = 0, y+h, 0
		}
		l.DrawAt(d.cv, x, y, svg.Left)
		x += l.W + 16
		h = max(h, l.H)
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("Treemap", "Древовидная карта")
	}
	spec := c.src.Config.Text("treemap.valueFormat")
	var tell func(n *Node) string
	tell = func(n *Node) string {
		if n.Leaf {
			if math.IsNaN(n.Value) {
				return said(n.Name)
			}
			return said(n.Name) + " " + format(spec, n.Value)
		}
		var parts []string
		for _, k := range n.Children {
			parts = append(parts, tell(k))
		}
		if len(parts) == 0 {
			return said(n.Name)
		}
		return said(n.Name) + " (" + strings.Join(parts, "; ") + ")"
	}
	var all []string
	for _, n := range c.Roots {
		all = append(all, tell(n))
	}
	if len(all) > 0 {
		desc = strings.Join(all, ". ") + "."
	}
	return c.Acc.Or(title, desc)
}
