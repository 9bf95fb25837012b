package block

import (
	"math"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/route"
	"course/pkg/mermaid/shape"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

const (
	// gap is the space between blocks, and between a composite's border and
	// what is in it.
	gap = 12
	// head is how far the points of a block arrow reach.
	head = 16
	// least is the least width and height of a cell.
	leastW = 44
	leastH = 42
	// wrap is the width at which labels are broken.
	wrap = 200
)

// cell is a block with its place.
type cell struct {
	*Block
	shape  shape.Shape
	label  label.Label
	author style.Author
	cells  []*cell
	// w and h are the least size, box the place.
	w, h float64
	box  svg.Box
	// colW is the width of a composite's columns, rowH the height of each row.
	cols int
	colW float64
	rowH []float64
}

type drawing struct {
	*Chart
	cv    *svg.Canvas
	cells map[string]*cell
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Chart: c, cv: cv, cells: map[string]*cell{}}
	root := d.measure(c.Root)
	root.place(svg.Box{W: root.w, H: root.h})
	for _, k := range root.cells {
		d.draw(k)
	}
	for _, e := range c.Edges {
		d.edge(e)
	}
	chart.DrawTitle(cv, c.title)
	return nil
}

// shapeNames are the shapes' names in package shape.
var shapeNames = map[string]string{
	"round": "rounded", "circle": "circle", "rect_left_inv_arrow": "odd", "diamond": "diam", "hexagon": "hex", "stadium": "stadium",
	"subroutine": "fr-rect", "cylinder": "cyl", "doublecircle": "dbl-circ", "lean_right": "lean-r", "lean_left": "lean-l",
	"trapezoid": "trap-b", "inv_trapezoid": "trap-t",
}

// measure finds the least size of a block and of all in it.
func (d *drawing) measure(b *Block) *cell {
	k := &cell{Block: b, shape: shape.Of(shapeNames[b.Type])}
	d.cells[b.ID] = k
	k.author.Read(b.Styles)
	for i := len(b.Classes) - 1; i >= 0; i-- {
		if def := d.classes[b.Classes[i]]; def != nil {
			var a style.Author
			a.Read(def.Styles)
			k.author = k.author.Over(a)
		}
	}
	switch b.Type {
	case "space":
		return k
	case "composite":
		k.label = label.Head.Lay(text.Markdown(b.Label), wrap)
		d.measureInside(k)
		return k
	}
	font := label.Normal
	if k.shape.Key {
		font = label.Bold
	}
	k.label = font.Lay(text.Markdown(b.Label), wrap)
	if b.Type == "block_arrow" {
		k.w, k.h = k.label.W+2*gap+2*head, k.label.H+2*gap+2*head
	} else {
		k.w, k.h = k.shape.Fit(k.label.W, k.label.H)
	}
	k.w, k.h = layout.Even(max(leastW, k.w)), layout.Even(max(leastH, k.h))
	return k
}

// measureInside gives all columns of a composite one width; a row is as high
// as it needs.
func (d *drawing) measureInside(k *cell) {
	taken := 0
	k.colW = leastW
	for _, child := range k.Children {
		in := d.measure(child)
		k.cells = append(k.cells, in)
		span := float64(in.span())
		k.colW = max(k.colW, (in.w-(span-1)*gap)/span)
		taken += in.span()
	}
	k.cols = k.Columns
	if k.cols <= 0 {
		k.cols = max(1, taken)
	}
	k.grid(func(in *cell, row, _, _ int) {
		if row == len(k.rowH) {
			k.rowH = append(k.rowH, leastH)
		}
		k.rowH[row] = max(k.rowH[row], in.h)
	})
	k.w = max(float64(k.cols)*(k.colW+gap)+gap, k.label.W+2*gap)
	k.h = gap + k.titleH()
	for _, h := range k.rowH {
		k.h += h + gap
	}
}

func (k *cell) titleH() float64 {
	if k.label.Empty() || k.ID == "root" {
		return 0
	}
	return k.label.H + 2
}

func (k *cell) span() int { return max(1, k.Width) }

// grid calls f for every cell with its row, column and span.
func (k *cell) grid(f func(in *cell, row, col, span int)) {
	col, row := 0, 0
	for _, in := range k.cells {
		span := min(in.span(), k.cols)
		if col+span > k.cols {
			col, row = 0, row+1
		}
		f(in, row, col, span)
		col += span
	}
}

// place puts a cell into a box, and what is in it into rows and columns that
// fill it.
func (k *cell) place(b svg.Box) {
	k.box = b
	if len(k.cells) == 0 {
		return
	}
	colW := (b.W - gap - float64(k.cols)*gap) / float64(k.cols)
	more := max(0, b.H-k.h) / float64(len(k.rowH))
	tops := make([]float64, len(k.rowH))
	y := b.Y + k.titleH() + gap
	for i, h := range k.rowH {
		tops[i] = y
		y += h + more + gap
	}
	k.grid(func(in *cell, row, col, span int) {
		in.place(svg.Box{
			X: b.X + gap + float64(col)*(colW+gap), Y: tops[row], W: float64(span)*(colW+gap) - gap, H: k.rowH[row] + more,
		})
	})
}

func (d *drawing) draw(k *cell) {
	switch k.Type {
	case "space":
		d.cv.IncludeBox(k.box)
		return
	case "composite":
		d.cv.Rect(k.box, 3, append([]svg.Attr{svg.Class("cluster")}, k.author.Shape()...)...)
		if !k.label.Empty() {
			k.label.DrawAt(d.cv, k.box.X+10, k.box.Y+6, svg.Left, k.author.Label())
		}
		for _, in := range k.cells {
			d.draw(in)
		}
		return
	}
	lines := k.author
	lines.Fill = ""
	pen := shape.Pen{Canvas: d.cv, Author: k.author.Shape(), Lines: lines.Shape()}
	if k.shape.Key {
		pen.Class = "key"
	}
	if k.Type == "block_arrow" {
		d.cv.Polygon(arrow(k.box, k.Directions), append([]svg.Attr{svg.Class("node")}, k.author.Shape()...)...)
	} else {
		b := k.box
		if k.Type == "circle" || k.Type == "doublecircle" {
			side := min(b.W, b.H)
			b = svg.Around(b.CX(), b.CY(), side, side)
		}
		k.box = b
		k.shape.Draw(pen, b)
	}
	at := k.shape.Label(k.box)
	k.label.Draw(d.cv, svg.Around(at.CX(), at.CY(), k.label.W, k.label.H), svg.Center, k.author.Label())
}

// arrow returns the corners of a block arrow with points in the directions.
// A point is wider than the body where there is none at the neighbouring
// sides.
func arrow(b svg.Box, directions []string) []svg.Point {
	var left, right, up, down bool
	for _, dir := range directions {
		left = left || dir == "left" || dir == "x"
		right = right || dir == "right" || dir == "x"
		up = up || dir == "up" || dir == "y"
		down = down || dir == "down" || dir == "y"
	}
	const over = head / 2
	in := b
	if left || right {
		in = svg.Box{X: in.X + head, Y: in.Y + over, W: in.W - 2*head, H: in.H - 2*over}
	} else {
		in = svg.Box{X: in.X + over, Y: in.Y, W: in.W - 2*over, H: in.H}
	}
	if up || down {
		in = svg.Box{X: in.X, Y: b.Y + head, W: in.W, H: b.H - 2*head}
	}
	l, t, r, bottom := in.X, in.Y, in.X+in.W, in.Y+in.H
	var pts []svg.Point
	side := func(on bool, a, tip, z svg.Point, dx, dy float64) {
		pts = append(pts, a)
		if on {
			pts = append(pts, svg.Point{X: a.X - dx, Y: a.Y - dy}, tip, svg.Point{X: z.X + dx, Y: z.Y + dy})
		}
	}
	side(up, svg.Point{X: l, Y: t}, svg.Point{X: b.CX(), Y: b.Y}, svg.Point{X: r, Y: t}, over, 0)
	side(right, svg.Point{X: r, Y: t}, svg.Point{X: b.X + b.W, Y: b.CY()}, svg.Point{X: r, Y: bottom}, 0, over)
	side(down, svg.Point{X: r, Y: bottom}, svg.Point{X: b.CX(), Y: b.Y + b.H}, svg.Point{X: l, Y: bottom}, -over, 0)
	side(left, svg.Point{X: l, Y: bottom}, svg.Point{X: b.X, Y: b.CY()}, svg.Point{X: l, Y: t}, 0, -over)
	return pts
}

var heads = map[string]route.Head{"arrow_point": route.Point, "arrow_circle": route.Circle, "arrow_cross": route.Cross}

// edge draws an arrow from border to border, straight.
func (d *drawing) edge(e *Edge) {
	from, to := d.cells[e.From], d.cells[e.To]
	if from == nil || to == nil || from == to || e.Thickness == "invisible" {
		return
	}
	a, b := from.center(), to.center()
	p, q := from.shape.Meet(from.box, b), to.shape.Meet(to.box, a)
	if math.Hypot(p.X-q.X, p.Y-q.Y) < 1 {
		return
	}
	l := route.Line{
		Points: []layout.Point{{X: p.X, Y: p.Y}, {X: q.X, Y: q.Y}}, Start: heads[e.ArrowStart], End: heads[e.ArrowEnd],
	}
	switch {
	case e.Thickness == "thick":
		l.Class = "thick"
	case e.Pattern == "dotted":
		l.Class = "dash"
	}
	l.Draw(d.cv)
	if t := label.Small.Lay(text.Markdown(e.Label), wrap); !t.Empty() {
		ground := svg.Around((p.X+q.X)/2, (p.Y+q.Y)/2, t.W+8, t.H+4)
		d.cv.Rect(ground, 2, svg.Class("ebg"))
		t.Draw(d.cv, ground, svg.Center)
	}
}

func (k *cell) center() svg.Point { return svg.Point{X: k.box.CX(), Y: k.box.CY()} }
