package er

import (
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

// wrap is the width at which labels and comments are broken.
const wrap = 220

// Space inside an entity's box.
const (
	padX = 10
	padY = 5
	// least is the least width of a box.
	least = 96
)

// drawing is a chart in the course of being drawn.
type drawing struct {
	*Chart
	cv     *svg.Canvas
	graph  *layout.Graph
	at     map[string]int
	tables map[string]*table
	titles map[string]label.Label
	labels []label.Label
}

// table is an entity's head and rows.
type table struct {
	head   label.Label
	headH  float64
	rows   []row
	widths [4]float64
	author style.Author
}

// row is type, name, keys and comment.
type row struct {
	cells [4]label.Label
	h     float64
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Chart: c, cv: cv, at: map[string]int{}, tables: map[string]*table{}, titles: map[string]label.Label{}, labels: make([]label.Label, len(c.Relationships))}
	d.build()
	if err := d.graph.Place(); err != nil {
		return c.src.Errorf(0, len("erDiagram"), "%v", err).WithHint("split the chart into several")
	}
	for i := len(c.Groups) - 1; i >= 0; i-- {
		g := c.Groups[i]
		a := d.author(g.classes, g.styles)
		b := d.box(g.ID)
		cv.Rect(b, 3, append([]svg.Attr{svg.Class("cluster")}, a.Shape()...)...)
		d.titles[g.ID].DrawAt(cv, b.X+10, b.Y+5, svg.Left, a.Label())
	}
	for i, r := range c.Relationships {
		d.line(r, &d.graph.Edges[i])
	}
	for _, e := range c.Entities {
		if _, ok := d.at[e.ID]; ok {
			d.entity(e)
		}
	}
	for i := range c.Relationships {
		l, e := d.labels[i], &d.graph.Edges[i]
		if !l.Empty() {
			ground := svg.Around(e.X, e.Y, l.W+8, l.H+4)
			cv.Rect(ground, 2, svg.Class("ebg"))
			l.Draw(cv, ground, svg.Center)
		}
	}
	chart.DrawTitle(cv, c.title)
	return nil
}

func (d *drawing) box(id string) svg.Box {
	n := d.graph.Nodes[d.at[id]]
	return svg.Around(n.X, n.Y, n.W, n.H)
}

func (d *drawing) build() {
	g := layout.New(layout.Direction(d.Direction))
	g.NodeSep = d.src.Config.Number("er.nodeSpacing", 70)
	g.RankSep = d.src.Config.Number("er.rankSpacing", 80)
	d.graph = g
	for i := len(d.Groups) - 1; i >= 0; i-- {
		k := d.Groups[i]
		t := label.Head.Of(k.Title)
		d.titles[k.ID] = t
		d.at[k.ID] = g.AddNode(layout.Node{ID: k.ID, W: t.W + 24, H: t.H + 16, TitleW: t.W + 24, TitleH: t.H, Direction: layout.Direction(k.Direction)})
	}
	for _, e := range d.Entities {
		if d.groups[e.Name] != nil {
			continue
		}
		w, h := d.measure(e)
		d.at[e.ID] = g.AddNode(layout.Node{ID: e.ID, W: layout.Even(w), H: layout.Even(h)})
	}
	for _, k := range d.Groups {
		for _, name := range k.Names {
			if v, ok := d.index(name); ok {
				g.SetParent(v, d.at[k.ID])
			}
		}
	}
	for i, r := range d.Relationships {
		l := label.Small.Lay(text.Markdown(r.Role), wrap)
		d.labels[i] = l
		w, h := 0.0, 0.0
		if !l.Empty() {
			w, h = layout.Even(l.W+8), layout.Even(l.H+4)
		}
		g.AddEdge(layout.Edge{From: d.end(r.A), To: d.end(r.B), W: w, H: h})
	}
}

// index returns the graph's index of an entity or group by its name.
func (d *drawing) index(name string) (int, bool) {
	if d.groups[name] != nil {
		v, ok := d.at[name]
		return v, ok
	}
	if e := d.byName[name]; e != nil {
		v, ok := d.at[e.ID]
		return v, ok
	}
	return 0, false
}

// end returns the graph's index of a relationship's end. An entity that
// later became a group is that group.
func (d *drawing) end(id string) int {
	if v, ok := d.at[id]; ok {
		return v
	}
	for _, e := range d.Entities {
		if e.ID == id {
			return d.at[e.Name]
		}
	}
	return 0
}

func (d *drawing) author(classes, styles []string) style.Author {
	var a style.Author
	a.Read(styles)
	for i := len(classes) - 1; i >= 0; i-- {
		var b style.Author
		b.Read(d.Classes[classes[i]])
		a = a.Over(b)
	}
	return a
}

// measure lays an entity's rows out and returns the size of its box.
func (d *drawing) measure(e *Entity) (w, h float64) {
	t := &table{author: d.author(append([]string{"default"}, e.classes...), e.styles)}
	d.tables[e.ID] = t
	name := e.Alias
	if name == "" {
		name = e.Label
	}
	t.head = label.Bold.Lay(text.Markdown(name), wrap)
	t.headH = t.head.H + 2*padY + 4
	for _, a := range e.Attributes {
		r := row{cells: [4]label.Label{label.Small.Lay(text.MarkdownLiteral(typeName(a.Type)), 0), label.Small.Lay(text.MarkdownLiteral(a.Name), 0), label.Badge.Literal(keys(a.Keys)), label.Tiny.Lay(text.MarkdownLiteral(a.Comment), wrap)}}
		for i, c := range r.cells {
			if !c.Empty() {
				t.widths[i] = max(t.widths[i], c.W+2*padX)
				r.h = max(r.h, c.H+2*padY)
			}
		}
		t.rows = append(t.rows, r)
		h += r.h
	}
	for _, cw := range t.widths {
		w += cw
	}
	if want := max(least, t.head.W+2*padX+8); w < want {
		// What is too much goes to the columns that there are.
		n := 0
		for _, cw := range t.widths {
			if cw > 0 {
				n++
			}
		}
		for i := range t.widths {
			if t.widths[i] > 0 {
				t.widths[i] += (want - w) / float64(n)
			}
		}
		w = want
	}
	if len(t.rows) == 0 {
		t.headH += 2 * padY
	}
	return w, h + t.headH
}

// typeName writes angle brackets as entities, which Markdown leaves alone.
func typeName(s string) string {
	return strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(generics(s))
}

// generics turns the outer tildes of a type into angle brackets.
func generics(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; {
		switch {
		case b[i] != '~':
			i++
		case b[j] != '~':
			j--
		default:
			b[i], b[j] = '<', '>'
		}
	}
	return string(b)
}

func keys(list []string) string {
	s := ""
	for i, k := range list {
		if i > 0 {
			s += ", "
		}
		s += k
	}
	return s
}

func (d *drawing) entity(e *Entity) {
	t, b := d.tables[e.ID], d.box(e.ID)
	d.cv.Rect(b, 3, append([]svg.Attr{svg.Class("node")}, t.author.Shape()...)...)
	lines := t.author
	lines.Fill = ""
	rule := append([]svg.Attr{svg.Class("line")}, lines.Shape()...)
	hair := []svg.Attr{svg.Class("axis")}
	t.head.Draw(d.cv, svg.Around(b.CX(), b.Y+t.headH/2, t.head.W, t.head.H), svg.Center, t.author.Label())
	y := b.Y + t.headH
	for i, r := range t.rows {
		if i > 0 {
			rule = hair
		}
		d.cv.Line(b.X, y, b.X+b.W, y, rule...)
		x := b.X
		for i, c := range r.cells {
			if !c.Empty() {
				c.Draw(d.cv, svg.Box{X: x + padX, Y: y + (r.h-c.H)/2, W: c.W, H: c.H}, svg.Left, t.author.Label())
			}
			x += t.widths[i]
		}
		y += r.h
	}
	if len(t.rows) == 0 {
		return
	}
	x := b.X
	for i := range 3 {
		x += t.widths[i]
		if t.widths[i] > 0 && x < b.X+b.W-1 {
			d.cv.Line(x, b.Y+t.headH, x, b.Y+b.H, hair...)
		}
	}
}

var heads = map[string]route.Head{
	"ONLY_ONE": route.OnlyOne, "ZERO_OR_ONE": route.ZeroOrOne, "ONE_OR_MORE": route.OneOrMore, "ZERO_OR_MORE": route.ZeroOrMore, "MD_PARENT": route.FilledDiamond,
}

func (d *drawing) line(r *Relationship, e *layout.Edge) {
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
	l := route.Line{Points: pts, Start: heads[r.CardB], End: heads[r.CardA]}
	l.StartOut, l.EndOut = d.outward(e.From, pts[0]), d.outward(e.To, pts[n-1])
	if r.Type == "NON_IDENTIFYING" {
		l.Class = "dash"
	}
	l.Draw(d.cv)
}

// outward is the direction in which a line leaves a node.
func (d *drawing) outward(v int, p layout.Point) layout.Point {
	n := d.graph.Nodes[v]
	return route.Outward(svg.Around(n.X, n.Y, n.W, n.H), p)
}
