package architecture

import (
	"math"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/route"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

const (
	// iconSize is the edge of an icon's square.
	iconSize = 28
	// wrap is the width at which titles are broken.
	wrap = 150
	// stub is how far lines go straight out of a side.
	stub = 18
)

type drawing struct {
	*Chart
	cv         *svg.Canvas
	items      map[string]*item
	titles     map[string]label.Label
	labels     []label.Label
	gapX, gapY float64
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Chart: c, cv: cv, titles: map[string]label.Label{}, labels: make([]label.Label, len(c.Edges)), gapX: gap, gapY: gap}
	for _, g := range c.Groups {
		d.titles[g.ID] = label.Head.Lay(text.Markdown(g.Title), 2*wrap)
	}
	for _, n := range c.Nodes {
		d.titles[n.ID] = label.Normal.Lay(text.Markdown(n.Title), wrap)
	}
	for i, e := range c.Edges {
		l := label.Small.Lay(text.Markdown(e.Title), wrap)
		d.labels[i] = l
		if !l.Empty() {
			d.gapX, d.gapY = max(d.gapX, l.W+2*stub), max(d.gapY, l.H+2*stub)
		}
	}
	root := d.tree()
	d.arrange(root)
	root.move(svg.Box{W: root.w, H: root.h})
	d.groupBoxes(root)
	for _, e := range c.Edges {
		d.edge(e)
	}
	for _, n := range c.Nodes {
		d.node(n)
	}
	for i, e := range c.Edges {
		d.edgeLabel(i, e)
	}
	chart.DrawTitle(cv, c.title)
	return nil
}

func (d *drawing) size(n *Node) (w, h float64) {
	if n.Type == "junction" {
		return 10, 10
	}
	l := d.titles[n.ID]
	w, h = max(84, l.W+24), 24.0
	if n.Icon != "" || n.IconText != "" {
		h += iconSize
	}
	if !l.Empty() {
		h += l.H + 4
	}
	return layout.Even(w), layout.Even(h)
}

func (d *drawing) groupBoxes(it *item) {
	for _, in := range it.inside {
		if in.group == nil {
			continue
		}
		d.cv.Rect(in.box, 3, svg.Class("cluster"))
		d.titles[in.group.ID].DrawAt(d.cv, in.box.X+10, in.box.Y+6, svg.Left)
		d.groupBoxes(in)
	}
}

func (d *drawing) node(n *Node) {
	b := d.items[n.ID].box
	if n.Type == "junction" {
		d.cv.Circle(b.CX(), b.CY(), 3, svg.Class("head"))
		return
	}
	d.cv.Rect(b, 3, svg.Class("node"))
	l := d.titles[n.ID]
	y := b.Y + 11
	switch {
	case n.IconText != "":
		t := label.Bold.Literal(n.IconText)
		t.Draw(d.cv, svg.Around(b.CX(), y+iconSize/2, t.W, t.H), svg.Center)
		y += iconSize + 4
	case n.Icon != "":
		if !icon(d.cv, n.Icon, b.CX(), y+iconSize/2) {
			d.src.Warn(n.at, len("service"), "there is no icon %s; a question mark stands for it", chart.Quote(n.Icon))
			t := label.Bold.Literal("?")
			t.Draw(d.cv, svg.Around(b.CX(), y+iconSize/2, t.W, t.H), svg.Center)
		}
		y += iconSize + 4
	}
	if !l.Empty() {
		top := y
		if n.Icon == "" && n.IconText == "" {
			top = b.CY() - l.H/2
		}
		l.DrawAt(d.cv, b.CX()-l.W/2, top, svg.Center)
	}
}

// port returns where a line leaves a side, and the point straight before it.
func (d *drawing) port(id, side string, group bool) (at, out layout.Point) {
	it := d.items[id]
	b := it.box
	center := layout.Point{X: b.CX(), Y: b.CY()}
	if group && it.node != nil && it.node.In != "" {
		b = d.items[it.node.In].box
	} else if it.node != nil && it.node.Type == "junction" {
		b = svg.Around(center.X, center.Y, 0, 0)
	}
	switch side {
	case "L":
		return layout.Point{X: b.X, Y: center.Y}, layout.Point{X: b.X - stub, Y: center.Y}
	case "R":
		return layout.Point{X: b.X + b.W, Y: center.Y}, layout.Point{X: b.X + b.W + stub, Y: center.Y}
	case "T":
		return layout.Point{X: center.X, Y: b.Y}, layout.Point{X: center.X, Y: b.Y - stub}
	}
	return layout.Point{X: center.X, Y: b.Y + b.H}, layout.Point{X: center.X, Y: b.Y + b.H + stub}
}

// path returns a line of horizontal and vertical pieces.
func (d *drawing) path(e *Edge) []layout.Point {
	a, aOut := d.port(e.From, e.FromSide, e.FromGroup)
	b, bOut := d.port(e.To, e.ToSide, e.ToGroup)
	flatA, flatB := e.FromSide == "L" || e.FromSide == "R", e.ToSide == "L" || e.ToSide == "R"
	switch {
	case flatA && flatB && math.Abs(a.Y-b.Y) < 0.5, !flatA && !flatB && math.Abs(a.X-b.X) < 0.5:
		return []layout.Point{a, b}
	case flatA && flatB:
		x := (aOut.X + bOut.X) / 2
		return []layout.Point{a, {X: x, Y: a.Y}, {X: x, Y: b.Y}, b}
	case !flatA && !flatB:
		y := (aOut.Y + bOut.Y) / 2
		return []layout.Point{a, {X: a.X, Y: y}, {X: b.X, Y: y}, b}
	case flatA:
		return []layout.Point{a, {X: b.X, Y: a.Y}, b}
	}
	return []layout.Point{a, {X: a.X, Y: b.Y}, b}
}

func (d *drawing) edge(e *Edge) {
	l := route.Line{Points: d.path(e), Straight: true}
	if e.FromHead {
		l.Start = route.Point
	}
	if e.ToHead {
		l.End = route.Point
	}
	l.Draw(d.cv)
}

// edgeLabel writes a title in the middle of the line's longest piece.
func (d *drawing) edgeLabel(i int, e *Edge) {
	l := d.labels[i]
	if l.Empty() {
		return
	}
	pts := d.path(e)
	best, long := 0, -1.0
	for j := 1; j < len(pts); j++ {
		if n := math.Hypot(pts[j].X-pts[j-1].X, pts[j].Y-pts[j-1].Y); n > long {
			best, long = j, n
		}
	}
	p, q := pts[best-1], pts[best]
	ground := svg.Around((p.X+q.X)/2, (p.Y+q.Y)/2, l.W+8, l.H+4)
	d.cv.Rect(ground, 2, svg.Class("ebg"))
	l.Draw(d.cv, ground, svg.Center)
}
