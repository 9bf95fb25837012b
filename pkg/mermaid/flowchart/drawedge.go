package flowchart

import (
	"strings"

	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/route"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
)

func (d *drawing) edges() {
	for i, e := range d.Edges {
		if e.Stroke == "invisible" {
			continue
		}
		d.line(e, d.graph.Edges[i].Points)
	}
}

func (d *drawing) line(e *Edge, pts []layout.Point) {
	if len(pts) < 2 {
		return
	}
	pts = append([]layout.Point(nil), pts...)
	d.meet(pts, e.From, 0, 1)
	d.meet(pts, e.To, len(pts)-1, len(pts)-2)
	a := d.edgeAuthor(e)
	l := route.Line{Points: pts, Author: a.Shape(), HeadColor: a.Stroke}
	switch e.Stroke {
	case "thick":
		l.Class = "thick"
	case "dotted":
		l.Class = "dash"
	}
	l.Start, l.End = heads(e.Arrow)
	curve := e.Curve
	if curve == "" {
		curve = d.DefaultCurve
	}
	if curve == "" {
		curve = d.src.Config.Text("flowchart.curve")
	}
	switch curve {
	case "linear", "step", "stepBefore", "stepAfter":
		l.Straight = true
	}
	l.Draw(d.cv)
}

// meet moves an end of a path from a node's box to its shape's border.
func (d *drawing) meet(pts []layout.Point, id string, end, next int) {
	dn := d.nodes[id]
	if dn == nil {
		return
	}
	b := box(d.graph.Nodes[d.at[id]])
	p := dn.shape.Meet(b, svg.Point{X: pts[next].X, Y: pts[next].Y})
	if len(pts) == 2 {
		// Both ends lie on borders: aim at the other's, from the centre.
		p = dn.shape.Meet(b, svg.Point{X: pts[next].X, Y: pts[next].Y})
	}
	pts[end] = layout.Point{X: p.X, Y: p.Y}
}

// edgeAuthor collects what linkStyle and classes set. A fill would fill the
// area under a curve.
func (d *drawing) edgeAuthor(e *Edge) style.Author {
	var a style.Author
	a.Read(e.Style)
	for i := len(e.Classes) - 1; i >= 0; i-- {
		if k := d.class(e.Classes[i]); k != nil {
			var b style.Author
			b.Read(k.Styles)
			a = a.Over(b)
		}
	}
	var b style.Author
	b.Read(d.DefaultStyle)
	a = a.Over(b)
	a.Fill = ""
	return a
}

func heads(arrow string) (start, end route.Head) {
	double := strings.HasPrefix(arrow, "double_")
	switch strings.TrimPrefix(arrow, "double_") {
	case "arrow_point":
		end = route.Point
	case "arrow_circle":
		end = route.Circle
	case "arrow_cross":
		end = route.Cross
	}
	if double {
		start = end
	}
	return start, end
}

// edgeLabels draws the labels of edges, on a ground that hides the line.
func (d *drawing) edgeLabels() {
	for i, e := range d.Edges {
		l := d.labels[i]
		if l.Empty() {
			continue
		}
		ge := &d.graph.Edges[i]
		ground := svg.Around(ge.X, ge.Y, l.W+2*labelPadX, l.H+2*labelPadY)
		class, a := "ebg", style.Author{}
		if k := d.clusterAround(e); k != nil {
			class = "ebg in"
			a = d.clusterAuthor(k, nil)
		}
		if e.Stroke != "invisible" {
			d.cv.Rect(ground, 2, svg.Class(class), svg.Fill(a.Fill))
		}
		l.Draw(d.cv, ground, svg.Center, a.Label())
	}
}

// clusterAround returns the innermost cluster that holds both ends of e.
func (d *drawing) clusterAround(e *Edge) *Cluster {
	g := d.graph
	for p := g.Nodes[d.at[e.From]].Parent; p >= 0; p = g.Nodes[p].Parent {
		for q := g.Nodes[d.at[e.To]].Parent; q >= 0; q = g.Nodes[q].Parent {
			if p == q {
				return d.byID[g.Nodes[p].ID]
			}
		}
	}
	return nil
}
