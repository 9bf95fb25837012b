package c4

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/svg"
)

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	if len(c.Shapes) == 0 && len(c.Boundaries) < 2 {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
		chart.DrawTitle(cv, c.heading())
		return nil
	}
	p, err := newPlan(c)
	if err != nil {
		return err
	}
	for i := range p.boundaries {
		p.drawBoundary(cv, p.boundaries[i])
	}
	for i := range p.rels {
		p.drawArrow(cv, &p.rels[i])
	}
	for _, b := range p.boundaries {
		p.drawTitle(cv, b)
	}
	for i := range p.shapes {
		c.drawShape(cv, p.shapes[i])
	}
	for i := range p.rels {
		p.drawLabels(cv, &p.rels[i])
	}
	chart.DrawTitle(cv, c.heading())
	return nil
}

func (c *Chart) heading() string {
	if t := strings.TrimSpace(c.Title); t != "" {
		return t
	}
	return c.front
}

// class returns the class of a boundary's rectangle. A deployment node is a
// thing, not a mere grouping.
func (b *boundary) class() string {
	if b.record["nodeType"] != nil {
		return "frame"
	}
	return "cluster"
}

func (p *plan) drawBoundary(cv *svg.Canvas, b *boundary) {
	cv.Rect(b.box, 3, append([]svg.Attr{svg.Class(b.class())}, b.author.Shape()...)...)
}

// drawTitle draws a boundary's labels, on ground of their own where an arrow
// runs through.
func (p *plan) drawTitle(cv *svg.Canvas, b *boundary) {
	w, h := stack(b.labels)
	title := svg.Box{X: b.box.X + 12, Y: b.box.Y + boundaryUp, W: w, H: h}
	if p.crossed(title) {
		ground := "shade"
		if b.class() == "frame" {
			ground = "ebg"
		}
		cv.Rect(title.Grow(2), 0, svg.Class(ground), svg.Fill(b.author.Fill))
	}
	y := title.Y
	for _, l := range b.labels {
		l.Draw(cv, svg.Box{X: title.X, Y: y, W: l.W, H: l.H}, svg.Left, b.author.Label())
		y += l.H + lineGap
	}
}

// crossed reports whether an arrow comes near the box.
func (p *plan) crossed(box svg.Box) bool {
	for _, r := range p.rels {
		pts := p.graph.Edges[r.edge].Points
		for i := 1; i < len(pts); i++ {
			a, b := pts[i-1], pts[i]
			if max(a.X, b.X) > box.X && min(a.X, b.X) < box.X+box.W && max(a.Y, b.Y) > box.Y && min(a.Y, b.Y) < box.Y+box.H {
				return true
			}
		}
	}
	return false
}

func (c *Chart) drawShape(cv *svg.Canvas, s *shape) {
	box := s.box
	typ := s.text("typeC4Shape")
	link := s.text("link")
	if safe(link) {
		at := c.places[link]
		cv.Anchor(svg.Link{URL: link, Offset: at.at, Length: at.n})
		defer cv.CloseAnchor()
	}
	class := "node"
	switch {
	case strings.HasPrefix(typ, "external_"):
		class = "node ext"
	case typ == "person", strings.HasPrefix(typ, "system"), strings.HasSuffix(typ, "_db"):
		class = "node key"
	}
	attrs := append([]svg.Attr{svg.Class(class)}, s.author.Shape()...)
	y := box.Y + padY
	switch {
	case strings.HasSuffix(typ, "person"):
		cv.Rect(box, 3, attrs...)
		drawPerson(cv, box.CX(), y, s.author.Label().Value)
		y += figure
	case strings.HasSuffix(typ, "_db"):
		drawCylinder(cv, box, attrs)
		y += 2 * lid
	case strings.HasSuffix(typ, "_queue"):
		drawQueue(cv, box, attrs)
		box.X, box.W = box.X+cap/2, box.W-2.5*cap
	default:
		cv.Rect(box, 3, attrs...)
	}
	for _, l := range s.labels {
		l.Draw(cv, svg.Box{X: box.X, Y: y, W: box.W, H: l.H}, svg.Center, s.author.Label())
		y += l.H + lineGap
	}
}

func drawPerson(cv *svg.Canvas, x, y float64, ink string) {
	cv.Circle(x, y+7, 7, svg.Class("line"), svg.Stroke(ink))
	cv.Path(new(svg.Path).M(x-13, y+32).Q(x-13, y+17, x, y+17).Q(x+13, y+17, x+13, y+32).Z(), svg.Class("line"), svg.Stroke(ink))
}

func drawCylinder(cv *svg.Canvas, b svg.Box, attrs []svg.Attr) {
	r := b.W / 2
	top, bottom := b.Y+lid, b.Y+b.H-lid
	cv.Path(new(svg.Path).M(b.X, top).A(r, lid, false, true, b.X+b.W, top).L(b.X+b.W, bottom).A(r, lid, false, true, b.X, bottom).Z(), attrs...)
	cv.Path(new(svg.Path).M(b.X, top).A(r, lid, false, false, b.X+b.W, top), svg.Class("line"))
	cv.IncludeBox(b)
}

func drawQueue(cv *svg.Canvas, b svg.Box, attrs []svg.Attr) {
	r := b.H / 2
	left, right := b.X+cap, b.X+b.W-cap
	cv.Path(new(svg.Path).M(left, b.Y).L(right, b.Y).A(cap, r, false, true, right, b.Y+b.H).L(left, b.Y+b.H).A(cap, r, false, true, left, b.Y).Z(), attrs...)
	cv.Path(new(svg.Path).M(right, b.Y).A(cap, r, false, false, right, b.Y+b.H), svg.Class("line"))
	cv.IncludeBox(b)
}

func (p *plan) drawArrow(cv *svg.Canvas, r *relation) {
	pts := append([]layout.Point(nil), p.graph.Edges[r.edge].Points...)
	if len(pts) < 2 {
		return
	}
	typ := r.text("type")
	if upwards(r.record) {
		for i, j := 0, len(pts)-1; i < j; i, j = i+1, j-1 {
			pts[i], pts[j] = pts[j], pts[i]
		}
	}
	// The head of rel_b, a relation told backwards, is at its start.
	atStart, atEnd := typ == "birel" || typ == "rel_b", typ != "rel_b"
	n := len(pts) - 1
	first, last := pts[0], pts[n]
	if atEnd {
		pts[n] = shorten(pts[n-1], pts[n])
	}
	if atStart {
		pts[0] = shorten(pts[1], pts[0])
	}
	cv.Path(smooth(pts), svg.Class("edge"), svg.Stroke(r.author.Stroke))
	fill := svg.Fill(r.author.Stroke)
	if atEnd {
		cv.Arrow(svg.Point(pts[max(0, n-1)]), svg.Point(last), fill)
	}
	if atStart {
		cv.Arrow(svg.Point(pts[min(1, n)]), svg.Point(first), fill)
	}
}

// shorten moves the end of a line back into its arrow head.
func shorten(from, to layout.Point) layout.Point {
	dx, dy := to.X-from.X, to.Y-from.Y
	d := max(1, abs(dx)+abs(dy))
	return layout.Point{X: to.X - 5*dx/d, Y: to.Y - 5*dy/d}
}

func abs(x float64) float64 { return max(x, -x) }

// smooth returns a line through the points with rounded bends.
func smooth(pts []layout.Point) *svg.Path {
	path := new(svg.Path).M(pts[0].X, pts[0].Y)
	for i := 1; i < len(pts)-1; i++ {
		a, b, c := pts[i-1], pts[i], pts[i+1]
		path.L((a.X+b.X)/2, (a.Y+b.Y)/2).Q(b.X, b.Y, (b.X+c.X)/2, (b.Y+c.Y)/2)
	}
	last := pts[len(pts)-1]
	return path.L(last.X, last.Y)
}

func (p *plan) drawLabels(cv *svg.Canvas, r *relation) {
	e := p.graph.Edges[r.edge]
	w, h := stack(r.labels)
	box := svg.Around(e.X, e.Y, w, h)
	if w > 0 {
		cv.Rect(svg.Around(e.X, e.Y, w+4, h), 0, svg.Class("ebg"))
	}
	y := box.Y
	for _, l := range r.labels {
		l.Draw(cv, svg.Box{X: box.X, Y: y, W: box.W, H: l.H}, svg.Center)
		y += l.H + lineGap
	}
}

// safe reports whether an address runs no script.
func safe(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return url != ""
	}
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("C4 diagram", "Диаграмма C4")
	}
	names := map[string]string{}
	var parts []string
	for _, s := range c.Shapes {
		names[s.text("alias")] = said(s.text("label"))
		part := said(s.text("label")) + " " + named(s.text("typeC4Shape"), said(s.text("techn")))
		if d := said(s.text("descr")); d != "" {
			part += ": " + strings.TrimSuffix(d, ".")
		}
		parts = append(parts, part)
	}
	for _, b := range c.Boundaries {
		names[b.text("alias")] = said(b.text("label"))
	}
	name := func(alias string) string {
		if n := names[alias]; n != "" {
			return n
		}
		return alias
	}
	for _, r := range c.Rels {
		arrow := " → "
		switch r["type"] {
		case "birel":
			arrow = " ↔ "
		case "rel_b":
			arrow = " ← "
		}
		parts = append(parts, name(r.text("from"))+arrow+name(r.text("to"))+": "+said(r.text("label")))
	}
	if len(parts) > 0 {
		desc = strings.Join(parts, ". ") + "."
	}
	acc := c.Acc
	acc.Title = c.heard
	return acc.Or(title, desc)
}
