package requirement

import (
	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/route"
	"course/pkg/mermaid/shape"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

// Space inside a box, and the width at which its rows are broken.
const (
	padX = 14
	padY = 8
	wrap = 260
)

// rows is a box's content.
type rows struct {
	kind, name label.Label
	fields     []label.Label
	author     style.Author
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	g := layout.New(layout.Direction(c.Direction))
	at := map[string]int{}
	boxes := make([]rows, len(c.Boxes))
	for i, b := range c.Boxes {
		var w, h float64
		boxes[i], w, h = measure(b)
		v := g.AddNode(layout.Node{ID: b.Name, W: layout.Even(w), H: layout.Even(h)})
		if _, twice := at[b.Name]; !twice || b.Requirement {
			at[b.Name] = v
		}
	}
	labels := make([]label.Label, len(c.Relations))
	edges := make([]int, len(c.Relations))
	for i, r := range c.Relations {
		edges[i] = -1
		from, ok1 := at[r.From]
		to, ok2 := at[r.To]
		if !ok1 || !ok2 {
			c.src.Warn(0, len("requirementDiagram"), "the relation %s - %s -> %s names a box that there is not; it is not drawn", r.From, r.Type, r.To)
			continue
		}
		labels[i] = label.Small.Literal("<<" + r.Type + ">>")
		edges[i] = g.AddEdge(layout.Edge{From: from, To: to, W: layout.Even(labels[i].W + 8), H: layout.Even(labels[i].H + 4)})
	}
	if err := g.Place(); err != nil {
		return c.src.Errorf(0, len("requirementDiagram"), "%v", err).WithHint("split the chart into several")
	}
	for i, r := range c.Relations {
		if edges[i] >= 0 {
			line(cv, g, &g.Edges[edges[i]], r.Type == "contains")
		}
	}
	for i := range c.Boxes {
		n := g.Nodes[i]
		boxes[i].draw(cv, svg.Around(n.X, n.Y, n.W, n.H))
	}
	for i := range c.Relations {
		if edges[i] >= 0 {
			e := g.Edges[edges[i]]
			ground := svg.Around(e.X, e.Y, labels[i].W+8, labels[i].H+4)
			cv.Rect(ground, 2, svg.Class("ebg"))
			labels[i].Draw(cv, ground, svg.Center)
		}
	}
	chart.DrawTitle(cv, c.title)
	return nil
}

func measure(b *Box) (r rows, w, h float64) {
	r.author.Read(b.Styles)
	kind := "Element"
	if b.Requirement {
		kind = b.Type
	}
	r.kind = label.Small.Literal("<<" + kind + ">>")
	r.name = label.Bold.Lay(text.MarkdownLiteral(b.Name), wrap)
	field := func(name, value string) {
		if value == "" {
			return
		}
		lines := text.MarkdownLiteral(value)
		lines[0] = append(text.Line{{Text: name + ": "}}, lines[0]...)
		r.fields = append(r.fields, label.Small.Lay(lines, wrap))
	}
	if b.Requirement {
		field("ID", b.ID)
		field("Text", b.Text)
		field("Risk", b.Risk)
		field("Verification", b.Method)
	} else {
		field("Type", b.Type)
		field("Doc Ref", b.Ref)
	}
	w, h = max(r.kind.W, r.name.W), r.kind.H+r.name.H+2*padY
	if len(r.fields) > 0 {
		h += 2 * padY
	}
	for _, f := range r.fields {
		w, h = max(w, f.W), h+f.H
	}
	return r, w + 2*padX, h
}

func (r rows) draw(cv *svg.Canvas, b svg.Box) {
	cv.Rect(b, 3, append([]svg.Attr{svg.Class("node")}, r.author.Shape()...)...)
	y := b.Y + padY
	for _, l := range [...]label.Label{r.kind, r.name} {
		l.DrawAt(cv, b.CX()-l.W/2, y, svg.Center, r.author.Label())
		y += l.H
	}
	if len(r.fields) == 0 {
		return
	}
	y += padY
	lines := r.author
	lines.Fill = ""
	cv.Line(b.X, y, b.X+b.W, y, append([]svg.Attr{svg.Class("line")}, lines.Shape()...)...)
	y += padY
	for _, l := range r.fields {
		l.DrawAt(cv, b.X+padX, y, svg.Left, r.author.Label())
		y += l.H
	}
}

// line draws a relation: whole with a mark at its start where one box
// contains the other, dashed else.
func line(cv *svg.Canvas, g *layout.Graph, e *layout.Edge, contains bool) {
	pts := append([]layout.Point(nil), e.Points...)
	n := len(pts)
	if n < 2 {
		return
	}
	meet := func(end, next, v int) {
		node := g.Nodes[v]
		p := shape.Of("rect").Meet(svg.Around(node.X, node.Y, node.W, node.H), svg.Point{X: pts[next].X, Y: pts[next].Y})
		pts[end] = layout.Point{X: p.X, Y: p.Y}
	}
	meet(0, 1, e.From)
	meet(n-1, n-2, e.To)
	l := route.Line{Points: pts, End: route.Open, Class: "dash"}
	if contains {
		l = route.Line{Points: pts, Start: route.Lollipop}
	}
	l.Draw(cv)
}
