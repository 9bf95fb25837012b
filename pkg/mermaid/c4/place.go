package c4

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
)

const (
	textWidth  = 190.0
	minWidth   = 120.0
	padX       = 14.0
	padY       = 12.0
	lineGap    = 3.0
	figure     = 40.0 // room for a person's figure
	lid        = 8.0  // of a database's cylinder
	cap        = 10.0 // of a queue's
	relWidth   = 170.0
	boundaryUp = 10.0
)

// shape is a person, system, container or component with its size and place.
type shape struct {
	record
	labels []label.Label
	author style.Author
	box    svg.Box
	node   int // in the graph, -1 if it stands in a block
	tied   bool
}

// boundary is an area with its title.
type boundary struct {
	record
	labels []label.Label
	author style.Author
	box    svg.Box
	node   int
	// tied is true if a relation begins or ends in the boundary.
	tied   bool
	parent *boundary
	shapes []*shape
	inside []*boundary
	// block is the node for what is not tied, -1 if there is none.
	block int
}

// relation is an arrow with its labels.
type relation struct {
	record
	labels []label.Label
	edge   int
	author style.Author
}

// plan is a chart with everything in its place.
//
// What relations tie together is laid out as a graph, with the boundaries as
// clusters. What is not tied stands in rows, as many side by side as the chart
// asks for; to the graph all of that in one boundary is a single node, a
// block.
type plan struct {
	chart      *Chart
	graph      *layout.Graph
	root       *boundary
	shapes     []*shape
	boundaries []*boundary
	rels       []relation
}

func newPlan(c *Chart) (*plan, error) {
	p := &plan{chart: c, graph: layout.New(layout.TB), root: &boundary{record: record{}, node: -1}}
	p.graph.NodeSep, p.graph.RankSep = 40, 46
	for _, r := range c.Boundaries[1:] {
		p.boundaries = append(p.boundaries, newBoundary(r))
	}
	for _, b := range p.boundaries {
		b.parent = p.find(b.text("parentBoundary"))
		if b.parent == b || b.parent == nil || b.parent.within(b) {
			b.parent = p.root
		}
		b.parent.inside = append(b.parent.inside, b)
	}
	for _, r := range c.Shapes {
		s := newShape(r)
		p.shapes = append(p.shapes, s)
		b := p.home(s)
		b.shapes = append(b.shapes, s)
	}
	for _, r := range c.Rels {
		p.tie(r.text("from"), r.text("to"))
	}
	p.add(p.root, -1)
	for i, r := range c.Rels {
		p.addRelation(i, r)
	}
	if err := p.graph.Place(); err != nil {
		return nil, err
	}
	p.makeRoom()
	p.settle(p.root)
	return p, nil
}

// within reports whether b stands in a or is a.
func (b *boundary) within(a *boundary) bool {
	for ; b != nil; b = b.parent {
		if b == a {
			return true
		}
	}
	return false
}

// find returns the boundary with an alias, the one around all for "global".
func (p *plan) find(alias string) *boundary {
	for _, b := range p.boundaries {
		if b.text("alias") == alias {
			return b
		}
	}
	return nil
}

func (p *plan) shape(alias string) *shape {
	for _, s := range p.shapes {
		if s.text("alias") == alias {
			return s
		}
	}
	return nil
}

// tie marks what a relation joins, if it knows both ends.
func (p *plan) tie(from, to string) {
	known := func(alias string) bool { return p.shape(alias) != nil || p.find(alias) != nil }
	if !known(from) || !known(to) {
		return
	}
	for _, alias := range [...]string{from, to} {
		b := p.find(alias)
		if s := p.shape(alias); s != nil {
			s.tied = true
			b = p.find(s.text("parentBoundary"))
		}
		for ; b != nil; b = b.parent {
			b.tied = true
		}
	}
}

// add puts what is tied in b into the graph, and a block for the rest.
func (p *plan) add(b *boundary, cluster int) {
	put := func(n layout.Node) int {
		v := p.graph.AddNode(n)
		p.graph.SetParent(v, cluster)
		return v
	}
	last := -1
	for _, s := range b.shapes {
		if s.tied {
			s.node = put(layout.Node{ID: "shape " + s.text("alias"), W: s.box.W, H: s.box.H})
			last = s.node
		}
	}
	for _, sub := range b.inside {
		if sub.tied {
			w, h := stack(sub.labels)
			sub.node = put(layout.Node{ID: "boundary " + sub.text("alias"), W: w + 30, H: h + 24, Direction: layout.TB, TitleW: w + 30, TitleH: h + boundaryUp})
			p.add(sub, sub.node)
		}
	}
	b.block = -1
	w, h, areas := p.rows(b, 0, 0)
	if w == 0 {
		return
	}
	b.block = put(layout.Node{ID: "block " + b.text("alias"), W: w, H: h})
	switch below := p.second(b); {
	case areas && last >= 0:
		p.graph.AddEdge(layout.Edge{From: last, To: b.block})
	case below >= 0:
		p.graph.AddEdge(layout.Edge{From: b.block, To: below})
	}
}

// second returns the node that the first relation inside b points down to, -1
// if there is none: what stands above it is beside where that relation begins.
func (p *plan) second(b *boundary) int {
	for _, r := range p.chart.Rels {
		from, to := p.shape(r.text("from")), p.shape(r.text("to"))
		if from == nil || to == nil || from == to || from.node < 0 || to.node < 0 {
			continue
		}
		if p.home(from) != b || p.home(to) != b {
			continue
		}
		if upwards(r) {
			return from.node
		}
		return to.node
	}
	return -1
}

// home returns the boundary that s stands in.
func (p *plan) home(s *shape) *boundary {
	if b := p.find(s.text("parentBoundary")); b != nil {
		return b
	}
	return p.root
}

// upwards reports whether a relation's receiver stands above its sender.
func upwards(r record) bool { return r["type"] == "rel_u" || r["type"] == "rel_b" }

// stack measures labels on top of each other.
func stack(labels []label.Label) (w, h float64) {
	for i, l := range labels {
		if i > 0 {
			h += lineGap
		}
		w, h = max(w, l.W), h+l.H
	}
	return w, h
}

// named returns the name of a shape's type as it stands below its label.
func named(typ, techn string) string {
	typ = strings.TrimPrefix(typ, "external_")
	typ = strings.TrimSuffix(strings.TrimSuffix(typ, "_db"), "_queue")
	if typ == "system" {
		typ = "software_system"
	}
	words := strings.Split(typ, "_")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	name := strings.Join(words, " ")
	if techn != "" {
		name += ": " + techn
	}
	return "[" + name + "]"
}

func newShape(r record) *shape {
	s := &shape{record: r, node: -1}
	typ := r.text("typeC4Shape")
	s.labels = append(s.labels, label.Bold.Wrap(r.text("label"), textWidth), label.Muted.Wrap(named(typ, r.text("techn")), textWidth))
	if d := r.text("descr"); d != "" {
		s.labels = append(s.labels, label.Small.Wrap(d, textWidth))
	}
	s.author.Read(declarations(r))
	w, h := stack(s.labels)
	w, h = max(w+2*padX, minWidth), h+2*padY
	switch {
	case strings.HasSuffix(typ, "person"):
		h += figure
	case strings.HasSuffix(typ, "_db"):
		h += 2 * lid
	case strings.HasSuffix(typ, "_queue"):
		w += 3 * cap
	}
	s.box.W, s.box.H = w, h
	return s
}

func declarations(r record) []string {
	var list []string
	for key, property := range map[string]string{"bgColor": "fill", "fontColor": "color", "borderColor": "stroke"} {
		if v := r.text(key); v != "" {
			list = append(list, property+":"+v)
		}
	}
	return list
}

func newBoundary(r record) *boundary {
	b := &boundary{record: r, node: -1, block: -1}
	b.labels = append(b.labels, label.Head.Wrap(r.text("label"), 2*textWidth))
	if t := r.text("type"); t != "" {
		b.labels = append(b.labels, label.Muted.Wrap("["+t+"]", 2*textWidth))
	}
	if d := r.text("descr"); d != "" {
		b.labels = append(b.labels, label.Tiny.Wrap(d, 2*textWidth))
	}
	b.author.Read(declarations(r))
	return b
}

// node returns the node for an alias, -1 if there is none.
func (p *plan) node(alias string) int {
	if s := p.shape(alias); s != nil {
		return s.node
	}
	if b := p.find(alias); b != nil {
		return b.node
	}
	return -1
}

func (p *plan) addRelation(i int, r record) {
	from, to := p.node(r.text("from")), p.node(r.text("to"))
	if from < 0 || to < 0 {
		return
	}
	rel := relation{record: r}
	said := r.text("label")
	if p.chart.Type == "C4Dynamic" {
		said = strconv.Itoa(i+1) + ": " + said
	}
	rel.labels = append(rel.labels, label.Small.Wrap(said, relWidth))
	if t := r.text("techn"); t != "" {
		rel.labels = append(rel.labels, label.Muted.Wrap("["+t+"]", relWidth))
	}
	if d := r.text("descr"); d != "" {
		rel.labels = append(rel.labels, label.Tiny.Wrap(d, relWidth))
	}
	if color := r.text("lineColor"); readable(color) {
		rel.author.Read([]string{"stroke:" + color})
	}
	w, h := stack(rel.labels)
	e := layout.Edge{From: from, To: to, W: w + 10, H: h + 6}
	if upwards(r) {
		e.From, e.To = to, from
	}
	rel.edge = p.graph.AddEdge(e)
	p.rels = append(p.rels, rel)
}

// nodeBox returns a node's place.
func (p *plan) nodeBox(node int) svg.Box {
	n := p.graph.Nodes[node]
	return svg.Around(n.X, n.Y, n.W, n.H)
}

// readable reports whether a line in the author's colour can be seen on the
// page, light and dark.
func readable(color string) bool {
	c, ok := style.ParseColor(color)
	for _, ground := range [...]string{"#fbfcfc", "#14181a"} {
		g, _ := style.ParseColor(ground)
		ok = ok && style.Contrast(c, g) >= 3
	}
	return ok
}
