package mindmap

import (
	"math"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	textWidth = 180.0
	gapX      = 34.0 // between a node and its children
	gapY      = 10.0
	padX      = 12.0
	padY      = 7.0
	// oneSide is the most branches that all stand on the right.
	oneSide = 3
)

// branch is a node in its place.
type branch struct {
	*Node
	label    label.Label
	box      svg.Box
	tall     float64 // height of the whole branch
	children []*branch
	series   string
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	if c.Root == nil {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
		return nil
	}
	root := newBranch(c.Root, "")
	root.box.X, root.box.Y = -root.box.W/2, -root.box.H/2
	right, left := root.split()
	place(right, root.box.X+root.box.W+gapX, 0, 1)
	place(left, root.box.X-gapX, 0, -1)
	for _, b := range right {
		b.drawLines(cv, root, 1)
	}
	for _, b := range left {
		b.drawLines(cv, root, -1)
	}
	root.drawNode(cv)
	for _, b := range root.children {
		b.drawAll(cv)
	}
	chart.DrawTitle(cv, c.front)
	return nil
}

func newBranch(n *Node, series string) *branch {
	b := &branch{Node: n, series: series}
	style := label.Small
	if n.depth == 0 {
		style = label.Bold
	}
	// The text of a shape may stand on lines of its own in the source.
	b.label = style.Wrap(strings.TrimSpace(n.Label), textWidth)
	w, h := b.label.W, b.label.H
	switch {
	case n.depth == 0 || n.Shape == Rect || n.Shape == Rounded:
		w, h = w+2*padX, h+2*padY
	case n.Shape == Plain:
		w, h = w+padX, h+4
	}
	switch n.Shape {
	case Circle:
		w = math.Hypot(b.label.W, b.label.H) + 2*padY
		h = w
	case Cloud, Bang:
		w, h = b.label.W+4*padX, b.label.H+4*padY
	case Hexagon:
		w, h = b.label.W+2*padX+b.label.H, b.label.H+2*padY
	}
	b.box.W, b.box.H = w, h
	for i, child := range n.Children {
		s := series
		if n.depth == 0 {
			s = strconv.Itoa(i%8 + 1)
		}
		sub := newBranch(child, s)
		b.children = append(b.children, sub)
	}
	b.tall = max(h, height(b.children))
	return b
}

// height returns the height of branches below each other.
func height(list []*branch) float64 {
	h := 0.0
	for i, b := range list {
		if i > 0 {
			h += gapY
		}
		h += b.tall
	}
	return h
}

// split divides the root's branches: the first half of them, by height, on
// the right, and the others on the left.
func (b *branch) split() (right, left []*branch) {
	if len(b.children) <= oneSide {
		return b.children, nil
	}
	half := height(b.children) / 2
	n := 1
	for n < len(b.children)-1 && height(b.children[:n+1]) <= half+b.children[n].tall/2 {
		n++
	}
	return b.children[:n], b.children[n:]
}

// place puts branches below each other, centred on y, with their inner ends
// at x; dir is 1 to the right and -1 to the left.
func place(list []*branch, x, y, dir float64) {
	top := y - height(list)/2
	for _, b := range list {
		cy := top + b.tall/2
		b.box.Y = cy - b.box.H/2
		b.box.X = x
		if dir < 0 {
			b.box.X = x - b.box.W
		}
		place(b.children, x+dir*(b.box.W+gapX), cy, dir)
		top += b.tall + gapY
	}
}

// plain reports whether the node is text on a line.
func (b *branch) plain() bool { return b.Shape == Plain && b.depth > 0 }

// joint returns where lines meet the node on the side dir.
func (b *branch) joint(dir float64) (x, y float64) {
	x, y = b.box.X, b.box.CY()
	if dir > 0 {
		x += b.box.W
	}
	if b.plain() {
		y = b.box.Y + b.box.H
	}
	return x, y
}

// drawLines draws the line from the parent, the one below plain text, and
// those of the children.
func (b *branch) drawLines(cv *svg.Canvas, parent *branch, dir float64) {
	x1, y1 := parent.joint(dir)
	x2, y2 := b.joint(-dir)
	path := new(svg.Path).M(x1, y1).C(x1+dir*gapX*0.6, y1, x2-dir*gapX*0.6, y2, x2, y2)
	if b.plain() {
		path.L(x2+dir*b.box.W, y2)
	}
	cv.Path(path, svg.Class("l"+b.series))
	for _, child := range b.children {
		child.drawLines(cv, b, dir)
	}
}

func (b *branch) drawAll(cv *svg.Canvas) {
	b.drawNode(cv)
	for _, child := range b.children {
		child.drawAll(cv)
	}
}

func (b *branch) drawNode(cv *svg.Canvas) {
	class := svg.Class("s" + b.series)
	if b.depth == 0 {
		class = svg.Class("node key")
	}
	box := b.box
	switch b.Shape {
	case Circle:
		cv.Circle(box.CX(), box.CY(), box.W/2, class)
	case Cloud:
		drawScallops(cv, box, class, true)
	case Bang:
		drawScallops(cv, box, class, false)
	case Hexagon:
		d := b.label.H / 2
		cv.Polygon([]svg.Point{
			{X: box.X, Y: box.CY()},
			{X: box.X + d, Y: box.Y},
			{X: box.X + box.W - d, Y: box.Y},
			{X: box.X + box.W, Y: box.CY()},
			{X: box.X + box.W - d, Y: box.Y + box.H},
			{X: box.X + d, Y: box.Y + box.H},
		}, class)
	case Rounded:
		cv.Rect(box, box.H/2, class)
	case Rect:
		cv.Rect(box, 3, class)
	default:
		if b.depth == 0 {
			cv.Rect(box, 3, class)
		}
	}
	b.label.Draw(cv, box, svg.Center)
}

// drawScallops draws a cloud, or a bang: an outline of bumps or of spikes.
func drawScallops(cv *svg.Canvas, b svg.Box, class svg.Attr, round bool) {
	const n = 14
	rx, ry := b.W/2-5, b.H/2-5
	at := func(i float64, grow float64) (x, y float64) {
		a := 2 * math.Pi * i / n
		return b.CX() + (rx+grow)*math.Cos(a), b.CY() + (ry+grow)*math.Sin(a)
	}
	x, y := at(0, 0)
	path := new(svg.Path).M(x, y)
	for i := 0.0; i < n; i++ {
		mx, my := at(i+0.5, 9)
		x, y := at(i+1, 0)
		if round {
			path.Q(mx, my, x, y)
		} else {
			mx, my = at(i+0.5, 5)
			path.L(mx, my).L(x, y)
		}
	}
	cv.Path(path.Z(), class)
	cv.IncludeBox(b)
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	if c.Root == nil {
		return l.Pick("Mind map", "Карта мыслей"), ""
	}
	said := func(s string) string { return label.Normal.Of(strings.TrimSpace(s)).String() }
	title = l.Pick("Mind map: ", "Карта мыслей: ") + said(c.Root.Label)
	if c.front != "" {
		title = said(c.front)
	}
	var tell func(n *Node) string
	tell = func(n *Node) string {
		s := said(n.Label)
		for i, child := range n.Children {
			switch {
			case i > 0:
				s += "; "
			default:
				s += " ("
			}
			s += tell(child)
		}
		if len(n.Children) > 0 {
			s += ")"
		}
		return s
	}
	for _, child := range c.Root.Children {
		desc += tell(child) + ". "
	}
	return title, strings.TrimSpace(desc)
}
