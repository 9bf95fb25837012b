package state

import (
	"slices"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/route"
	"course/pkg/mermaid/shape"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

// wrap is the width at which texts are broken.
const wrap = 220

// drawing is a chart in the course of being drawn.
type drawing struct {
	*Chart
	cv     *svg.Canvas
	graph  *layout.Graph
	at     map[string]int
	drawn  map[string]*drawnNode
	labels []label.Label
}

type drawnNode struct {
	shape  shape.Shape
	label  label.Label
	more   []label.Label
	author style.Author
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Chart: c, cv: cv, drawn: make(map[string]*drawnNode, len(c.Nodes)), labels: make([]label.Label, len(c.Edges))}
	d.graph, d.at = c.Graph(Sizes{Node: d.sizeNode, Label: d.sizeLabel, Title: d.sizeTitle})
	if err := d.graph.Place(); err != nil {
		return c.src.Errorf(0, len("stateDiagram"), "%v", err).WithHint("split the chart into several")
	}
	d.groups()
	for i, e := range c.Edges {
		d.edge(e, d.graph.Edges[i].Points)
	}
	for _, n := range c.Nodes {
		if !d.graph.IsCluster(d.at[n.ID]) {
			d.node(n)
		}
	}
	for i, e := range c.Edges {
		d.edgeLabel(i, e)
	}
	chart.DrawTitle(cv, c.title)
	return nil
}

// shapes are the shapes of states; others are rounded boxes.
var shapes = map[string]string{"stateStart": "sm-circ", "stateEnd": "fr-circ", "choice": "choice", "fork": "fork", "join": "fork", "note": "rect"}

func (d *drawing) sizeNode(n *Node) (w, h float64) {
	name := shapes[n.Shape]
	if name == "" {
		name = "state"
	}
	dn := &drawnNode{shape: shape.Of(name), author: d.author(n)}
	d.drawn[n.ID] = dn
	if dn.shape.Bare {
		w, h = dn.shape.Fit(0, 0)
		if name == "fork" && (d.direction(n) == "LR" || d.direction(n) == "RL") {
			w, h = h, w
		}
		return w, h
	}
	font := label.Normal
	if n.Shape == "note" {
		font = label.Small
	} else if n.Shape == "rectWithTitle" || dn.author.Bold {
		font = label.Bold
	}
	dn.label = font.Lay(text.MarkdownLiteral(n.Label), wrap)
	w, h = dn.label.W, dn.label.H
	if n.Shape == "rectWithTitle" {
		h += rowGap
		for _, line := range n.Description {
			l := label.Small.Lay(text.MarkdownLiteral(line), wrap)
			dn.more = append(dn.more, l)
			w, h = max(w, l.W), h+l.H
		}
	}
	w, h = dn.shape.Fit(w, h)
	return layout.Even(w), layout.Even(h)
}

// rowGap is the space around the line between a state's name and description.
const rowGap = 13

// direction returns the direction in which a node's surroundings are laid out.
func (d *drawing) direction(n *Node) string {
	if p := d.byID[n.Parent]; p != nil && p.Direction != "" {
		return p.Direction
	}
	return d.Direction
}

func (d *drawing) author(n *Node) style.Author {
	var a style.Author
	a.Read(n.Styles)
	for i := len(n.Classes) - 1; i >= 0; i-- {
		var b style.Author
		b.Read(d.Classes[n.Classes[i]])
		a = a.Over(b)
	}
	return a
}

func (d *drawing) sizeLabel(i int, e *Edge) (w, h float64) {
	l := label.Small.Lay(text.MarkdownLiteral(e.Text), wrap)
	d.labels[i] = l
	if l.Empty() {
		return 0, 0
	}
	return layout.Even(l.W + 8), layout.Even(l.H + 4)
}

func (d *drawing) sizeTitle(n *Node) (w, h float64) {
	if n.Shape == "noteGroup" || n.Shape == "divider" {
		d.drawn[n.ID] = &drawnNode{}
		return 0, 0
	}
	l := label.Head.Literal(label.Spoken(text.MarkdownLiteral(n.Label)))
	d.drawn[n.ID] = &drawnNode{label: l, author: d.author(n)}
	return layout.Even(l.W + 24), l.H
}

func box(n layout.Node) svg.Box { return svg.Around(n.X, n.Y, n.W, n.H) }

// groups draws composite states and their regions, outer ones first.
func (d *drawing) groups() {
	var order []*Node
	for _, n := range d.Nodes {
		if d.graph.IsCluster(d.at[n.ID]) && n.Shape != "noteGroup" {
			order = append(order, n)
		}
	}
	slices.SortStableFunc(order, func(a, b *Node) int { return d.graph.Depth(d.at[a.ID]) - d.graph.Depth(d.at[b.ID]) })
	for _, n := range order {
		d.group(n, box(d.graph.Nodes[d.at[n.ID]]))
	}
}

func (d *drawing) group(n *Node, b svg.Box) {
	if n.Shape == "divider" {
		d.cv.Rect(b, 6, svg.Class("frame dash"))
		return
	}
	dn := d.drawn[n.ID]
	d.cv.Rect(b, 12, append([]svg.Attr{svg.Class("cluster")}, dn.author.Shape()...)...)
	dn.label.DrawAt(d.cv, b.X+12, b.Y+5, svg.Left, dn.author.Label())
}

func (d *drawing) node(n *Node) {
	dn := d.drawn[n.ID]
	b := box(d.graph.Nodes[d.at[n.ID]])
	if n.Group && dn.label.Empty() {
		return
	}
	if l := d.links[n.ID]; l != nil {
		d.cv.Anchor(svg.Link{URL: l.url, Offset: l.at, Length: l.length})
		if l.tooltip != "" {
			d.cv.Open("title")
			d.cv.Raw(text.DecodeEntities(l.tooltip))
			d.cv.Close("title")
		}
		defer d.cv.CloseAnchor()
	}
	if n.Shape == "note" {
		d.cv.Rect(b, 0, svg.Class("note"))
		dn.label.Draw(d.cv, svg.Around(b.CX(), b.CY(), dn.label.W, dn.label.H), svg.Left)
		return
	}
	lines := dn.author
	lines.Fill = ""
	dn.shape.Draw(shape.Pen{Canvas: d.cv, Author: dn.author.Shape(), Lines: lines.Shape()}, b)
	if len(dn.more) == 0 {
		dn.label.Draw(d.cv, svg.Around(b.CX(), b.CY(), dn.label.W, dn.label.H), svg.Center, dn.author.Label())
		return
	}
	d.rows(dn, b, lines.Shape())
}

// rows draws a name, a line, and the description.
func (d *drawing) rows(dn *drawnNode, b svg.Box, lines []svg.Attr) {
	_, pad := dn.shape.Fit(0, 0)
	y := b.Y + pad/2
	dn.label.DrawAt(d.cv, b.CX()-dn.label.W/2, y, svg.Center, dn.author.Label())
	y += dn.label.H + rowGap/2.0
	d.cv.Line(b.X, y, b.X+b.W, y, append([]svg.Attr{svg.Class("line")}, lines...)...)
	y += rowGap / 2.0
	for _, l := range dn.more {
		l.DrawAt(d.cv, b.CX()-l.W/2, y, svg.Center, dn.author.Label())
		y += l.H
	}
}

func (d *drawing) edge(e *Edge, pts []layout.Point) {
	if len(pts) < 2 {
		return
	}
	pts = append([]layout.Point(nil), pts...)
	d.meet(pts, e.From, 0, 1)
	d.meet(pts, e.To, len(pts)-1, len(pts)-2)
	l := route.Line{Points: pts, End: route.Point}
	if e.Note {
		l.End, l.Class = route.None, "dash"
	}
	l.Draw(d.cv)
}

// meet moves an end of a path from a node's box to its shape's border.
func (d *drawing) meet(pts []layout.Point, id string, end, next int) {
	v := d.at[id]
	dn := d.drawn[id]
	if d.graph.IsCluster(v) || dn == nil || d.byID[id].Group {
		return
	}
	p := dn.shape.Meet(box(d.graph.Nodes[v]), svg.Point{X: pts[next].X, Y: pts[next].Y})
	pts[end] = layout.Point{X: p.X, Y: p.Y}
}

func (d *drawing) edgeLabel(i int, e *Edge) {
	l := d.labels[i]
	if l.Empty() {
		return
	}
	ge := &d.graph.Edges[i]
	ground := svg.Around(ge.X, ge.Y, l.W+8, l.H+4)
	class := "ebg"
	if d.inGroup(e) {
		class = "ebg in"
	}
	d.cv.Rect(ground, 2, svg.Class(class))
	l.Draw(d.cv, ground, svg.Center)
}

// inGroup reports whether a composite state holds both ends.
func (d *drawing) inGroup(e *Edge) bool {
	g := d.graph
	for p := g.Nodes[d.at[e.From]].Parent; p >= 0; p = g.Nodes[p].Parent {
		for q := g.Nodes[d.at[e.To]].Parent; q >= 0; q = g.Nodes[q].Parent {
			if p == q && !strings.HasSuffix(g.Nodes[p].ID, "----parent") {
				return true
			}
		}
	}
	return false
}
