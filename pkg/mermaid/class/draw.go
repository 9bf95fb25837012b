package class

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

// wrap is the width at which labels and notes are broken.
const wrap = 240

// Space inside a class's box.
const (
	padX = 12
	padY = 7
)

// drawing is a chart in the course of being drawn.
type drawing struct {
	*Chart
	cv     *svg.Canvas
	graph  *layout.Graph
	at     map[string]int
	boxes  map[string]*classBox
	notes  map[string]label.Label
	titles map[string]label.Label
	labels []label.Label
	// links holds the graph's edges of notes, which come first.
	links int
}

// classBox is a class's rows.
type classBox struct {
	head, members, methods []label.Label
	author                 style.Author
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{
		Chart: c, cv: cv, at: map[string]int{}, boxes: map[string]*classBox{},
		notes: map[string]label.Label{}, titles: map[string]label.Label{}, labels: make([]label.Label, len(c.Relations)),
	}
	d.build()
	if err := d.graph.Place(); err != nil {
		return c.src.Errorf(0, len("classDiagram"), "%v", err).WithHint("split the chart into several")
	}
	for _, n := range c.Namespaces {
		if v, ok := d.at[n.ID]; ok && d.graph.IsCluster(v) {
			b := d.box(n.ID)
			cv.Rect(b, 3, svg.Class("cluster"))
			d.titles[n.ID].DrawAt(cv, b.X+10, b.Y+5, svg.Left)
		}
	}
	d.lines()
	for _, k := range c.Classes {
		d.class(k)
	}
	d.rest()
	chart.DrawTitle(cv, c.title)
	return nil
}

func (d *drawing) box(id string) svg.Box {
	n := d.graph.Nodes[d.at[id]]
	return svg.Around(n.X, n.Y, n.W, n.H)
}

// build measures everything and makes the graph.
func (d *drawing) build() {
	g := layout.New(layout.Direction(d.Direction))
	d.graph = g
	// Heads and cardinalities need room between a box and a label.
	g.RankSep = 60
	for _, r := range d.Relations {
		if r.Card1 != "none" || r.Card2 != "none" {
			g.RankSep = 84
		}
	}
	flat := !d.src.Config.Bool("class.hierarchicalNamespaces", true)
	for _, n := range d.Namespaces {
		if flat && !n.Explicit {
			continue
		}
		name := n.Label
		if flat {
			name = n.ID
		}
		t := label.Head.Of(name)
		d.titles[n.ID] = t
		d.at[n.ID] = g.AddNode(layout.Node{ID: n.ID, W: t.W + 24, H: t.H, TitleW: t.W + 24, TitleH: t.H})
	}
	for _, k := range d.Classes {
		w, h := d.measure(k)
		d.at[k.ID] = g.AddNode(layout.Node{ID: k.ID, W: layout.Even(w), H: layout.Even(h)})
	}
	for _, n := range d.Notes {
		l := label.Small.Wrap(n.Text, wrap)
		d.notes[n.ID] = l
		d.at[n.ID] = g.AddNode(layout.Node{ID: n.ID, W: layout.Even(l.W + 20), H: layout.Even(l.H + 14)})
	}
	for _, i := range d.Interfaces {
		l := label.Normal.Of(i.Label)
		d.notes[i.ID] = l
		d.at[i.ID] = g.AddNode(layout.Node{ID: i.ID, W: layout.Even(l.W + 10), H: layout.Even(l.H + 4)})
	}
	d.nest(flat)
	d.join()
}

// nest puts classes and notes into their namespaces.
func (d *drawing) nest(flat bool) {
	parent := func(id, space string) {
		if p, ok := d.at[space]; ok && space != "" {
			d.graph.SetParent(d.at[id], p)
		}
	}
	for _, n := range d.Namespaces {
		if !flat {
			parent(n.ID, n.Parent)
		}
	}
	for _, k := range d.Classes {
		parent(k.ID, k.Parent)
	}
	for _, n := range d.Notes {
		parent(n.ID, n.Parent)
	}
}

// join adds the lines to notes, then the relations.
func (d *drawing) join() {
	g := d.graph
	for _, n := range d.Notes {
		if to, ok := d.at[className(n.Class)]; ok && n.Class != "" {
			g.AddEdge(layout.Edge{From: d.at[n.ID], To: to})
			d.links++
		}
	}
	for i, r := range d.Relations {
		l := label.Small.Wrap(r.Text, wrap)
		d.labels[i] = l
		w, h := 0.0, 0.0
		if !l.Empty() {
			w, h = layout.Even(l.W+8), layout.Even(l.H+4)
		}
		g.AddEdge(layout.Edge{From: d.at[r.From], To: d.at[r.To], W: w, H: h})
	}
}

// measure lays a class's rows out and returns the size of its box.
func (d *drawing) measure(k *Class) (w, h float64) {
	b := &classBox{}
	d.boxes[k.ID] = b
	b.author.Read(k.Styles)
	for i := len(k.CSSClasses) - 1; i >= 0; i-- {
		var a style.Author
		a.Read(d.Classdefs[k.CSSClasses[i]])
		b.author = b.author.Over(a)
	}
	for _, a := range k.Annotations {
		b.head = append(b.head, label.Small.Literal("«"+text.DecodeEntities(a)+"»"))
	}
	name := text.Markdown(k.Label)
	if k.Type != "" && len(name) > 0 {
		last := len(name) - 1
		name[last] = append(name[last], text.Span{Text: "<" + generics(text.DecodeEntities(k.Type)) + ">"})
	}
	b.head = append(b.head, label.Bold.Lay(name, wrap))
	for _, m := range k.Members {
		b.members = append(b.members, row(m))
	}
	for _, m := range k.Methods {
		b.methods = append(b.methods, row(m))
	}
	for _, rows := range [...][]label.Label{b.head, b.members, b.methods} {
		rw, rh := extent(rows)
		w = max(w, rw)
		h += rh
	}
	if len(b.members)+len(b.methods) == 0 {
		return w + 2*padX + 8, h + 2*padY
	}
	return w + 2*padX, h
}

func row(m Member) label.Label {
	span := text.Span{Text: text.DecodeEntities(m.String()), Italic: m.Classifier == "*", Under: m.Classifier == "$"}
	return label.Small.Lay(text.Label{{span}}, 0)
}

// extent returns the size of rows with the space around them.
func extent(rows []label.Label) (w, h float64) {
	if len(rows) == 0 {
		return 0, 0
	}
	for _, l := range rows {
		w = max(w, l.W)
		h += l.H
	}
	return w, h + 2*padY
}

func (d *drawing) class(k *Class) {
	c, b := d.boxes[k.ID], d.box(k.ID)
	if k.Link != "" {
		d.cv.Anchor(svg.Link{URL: k.Link, Offset: k.linkAt, Length: k.linkLen})
		if k.Tooltip != "" {
			d.cv.Open("title")
			d.cv.Raw(text.DecodeEntities(k.Tooltip))
			d.cv.Close("title")
		}
		defer d.cv.CloseAnchor()
	}
	d.cv.Rect(b, 3, append([]svg.Attr{svg.Class("node")}, c.author.Shape()...)...)
	lines := c.author
	lines.Fill = ""
	y := b.Y + padY
	if len(c.members)+len(c.methods) == 0 {
		_, h := extent(c.head)
		y = b.CY() - h/2 + padY
	}
	for _, l := range c.head {
		l.DrawAt(d.cv, b.CX()-l.W/2, y, svg.Center, c.author.Label())
		y += l.H
	}
	y += padY
	for _, rows := range [...][]label.Label{c.members, c.methods} {
		if len(rows) == 0 {
			continue
		}
		d.cv.Line(b.X, y, b.X+b.W, y, append([]svg.Attr{svg.Class("line")}, lines.Shape()...)...)
		y += padY
		for _, l := range rows {
			l.DrawAt(d.cv, b.X+padX, y, svg.Left, c.author.Label())
			y += l.H
		}
		y += padY
	}
}

var heads = map[string]route.Head{
	"EXTENSION": route.Triangle, "COMPOSITION": route.FilledDiamond, "AGGREGATION": route.Diamond, "DEPENDENCY": route.Open, "LOLLIPOP": route.Lollipop,
}

func (d *drawing) lines() {
	for i := range d.links {
		d.line(&d.graph.Edges[i], route.Line{Class: "dash"}, false, false)
	}
	for i, r := range d.Relations {
		l := route.Line{Start: heads[r.End1], End: heads[r.End2]}
		if r.Dotted {
			l.Class = "dash"
		}
		d.line(&d.graph.Edges[d.links+i], l, r.Card1 != "none", r.Card2 != "none")
	}
}

// line draws a line; an end with a head or a cardinality leaves its class
// straight.
func (d *drawing) line(e *layout.Edge, l route.Line, start, end bool) {
	pts := append([]layout.Point(nil), e.Points...)
	n := len(pts)
	if n < 2 {
		return
	}
	meet := func(end, next, v int) {
		if d.graph.IsCluster(v) {
			return
		}
		node := d.graph.Nodes[v]
		p := shape.Of("rect").Meet(svg.Around(node.X, node.Y, node.W, node.H), svg.Point{X: pts[next].X, Y: pts[next].Y})
		pts[end] = layout.Point{X: p.X, Y: p.Y}
	}
	meet(0, 1, e.From)
	meet(n-1, n-2, e.To)
	e.Points, l.Points = pts, pts
	out := func(v int, p layout.Point) layout.Point {
		node := d.graph.Nodes[v]
		return route.Outward(svg.Around(node.X, node.Y, node.W, node.H), p)
	}
	if start || l.Start != route.None {
		l.StartOut = out(e.From, pts[0])
	}
	if end || l.End != route.None {
		l.EndOut = out(e.To, pts[n-1])
	}
	l.Draw(d.cv)
}

// rest draws notes, interfaces, and the labels of relations.
func (d *drawing) rest() {
	for _, n := range d.Notes {
		b := d.box(n.ID)
		d.cv.Rect(b, 0, svg.Class("note"))
		l := d.notes[n.ID]
		l.Draw(d.cv, svg.Around(b.CX(), b.CY(), l.W, l.H), svg.Left)
	}
	for _, i := range d.Interfaces {
		d.notes[i.ID].Draw(d.cv, d.box(i.ID), svg.Center)
	}
	for i, r := range d.Relations {
		e := &d.graph.Edges[d.links+i]
		if l := d.labels[i]; !l.Empty() {
			ground := svg.Around(e.X, e.Y, l.W+8, l.H+4)
			d.cv.Rect(ground, 2, svg.Class(d.ground(r)))
			l.Draw(d.cv, ground, svg.Center)
		}
		if n := len(e.Points); n >= 2 {
			d.card(r.Card1, e.From, e.Points[0])
			d.card(r.Card2, e.To, e.Points[n-1])
		}
	}
}

// ground is the class of what hides a line behind its label.
func (d *drawing) ground(r *Relation) string {
	a, b := d.byID[r.From], d.byID[r.To]
	if a != nil && b != nil && a.Parent != "" && a.Parent == b.Parent {
		return "ebg in"
	}
	return "ebg"
}

// card writes a cardinality beside the straight end of a line, on the outer
// side, where no other line of the class is.
func (d *drawing) card(s string, v int, end layout.Point) {
	if s == "" || s == "none" {
		return
	}
	l := label.Tiny.Of(s)
	n := d.graph.Nodes[v]
	out := route.Outward(svg.Around(n.X, n.Y, n.W, n.H), end)
	if l.Empty() || out == (layout.Point{}) {
		return
	}
	side := func(at, center float64) float64 {
		if at < center-0.5 {
			return -1
		}
		return 1
	}
	x, y := end.X+side(end.X, n.X)*(9+l.W/2), end.Y+out.Y*(4+l.H/2)
	if out.X != 0 {
		x, y = end.X+out.X*(6+l.W/2), end.Y+side(end.Y, n.Y)*(9+l.H/2)
	}
	l.Draw(d.cv, svg.Around(x, y, l.W, l.H), svg.Center)
}
