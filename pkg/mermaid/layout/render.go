package layout

import "math"

// box is an extent.
type box struct{ x0, y0, x1, y1 float64 }

func emptyBox() box {
	return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

func (b *box) add(x, y, w, h float64) {
	b.x0, b.x1 = min(b.x0, x-w/2), max(b.x1, x+w/2)
	b.y0, b.y1 = min(b.y0, y-h/2), max(b.y1, y+h/2)
}

// render lays out a view, after the views inside it, and returns its extent.
func (p *placer) render(x *view) (box, error) {
	g, cluster := p.g, x.cluster
	for _, v := range x.sorted(x.nodes) {
		if cluster >= 0 {
			x.add(cluster)
			if _, ok := x.parent[v]; !ok && v != cluster {
				x.setParent(v, cluster)
			}
		}
		if sub := x.sub[v]; sub != nil {
			sub.ranksep, sub.nodesep = x.ranksep+25, x.nodesep
			inner, err := p.render(sub)
			if err != nil {
				return box{}, err
			}
			g.Nodes[v].W, g.Nodes[v].H = inner.x1-inner.x0, inner.y1-inner.y0
			sub.dx, sub.dy = -inner.x0, -inner.y0
		}
	}
	l, at := p.level(x)
	if err := l.run(); err != nil {
		return box{}, err
	}
	return p.take(x, l, at), nil
}

// level makes the level of a view; at gives the level's index of a node.
func (p *placer) level(x *view) (*level, map[int]int) {
	g := p.g
	l := newLevel(x.dir, x.nodesep, g.EdgeSep, x.ranksep, len(x.nodes), len(x.edges))
	at := make(map[int]int, len(x.nodes))
	add := func(v int) int {
		i, ok := at[v]
		if !ok {
			n := lnode{w: g.Nodes[v].W, h: g.Nodes[v].H, key: numericKey(g.Nodes[v].ID), edge: -1}
			if x.sub[v] == nil && len(x.children[v]) > 0 {
				n.w, n.h, n.titleW = 0, 0, g.Nodes[v].TitleW
			}
			i = l.addNode(n)
			at[v] = i
		}
		return i
	}
	for _, v := range x.sorted(x.nodes) {
		i := add(v)
		if parent, ok := x.parent[v]; ok {
			l.setParent(i, add(parent))
		}
	}
	for i, e := range x.edges {
		if e.v == e.w {
			continue
		}
		le := ledge{v: at[e.v], w: at[e.w], minlen: 1, weight: 1, source: i, chain: -1}
		if !e.order {
			le.minlen = g.Edges[e.src].MinLen
			if e.part == 0 || e.part == 2 {
				le.w0, le.h0 = g.Edges[e.src].W, g.Edges[e.src].H
			}
		} else {
			le.weight = 0
		}
		l.addEdge(le)
	}
	return l, at
}

// take copies positions from a level and returns the extent of its content.
func (p *placer) take(x *view, l *level, at map[int]int) box {
	g := p.g
	all := emptyBox()
	for _, v := range x.nodes {
		n := &l.nodes[at[v]]
		g.Nodes[v].X, g.Nodes[v].Y = n.x, n.y
		w := n.w
		if x.sub[v] == nil && len(x.children[v]) > 0 {
			w = max(w, g.Nodes[v].TitleW)
			g.Nodes[v].W, g.Nodes[v].H = w, n.h
		}
		all.add(n.x, n.y, w, n.h)
	}
	for i := range l.edges {
		e := &l.edges[i]
		if e.source < 0 || e.points == nil {
			continue
		}
		ve := x.edges[e.source]
		if ve.order {
			continue
		}
		ge := &g.Edges[ve.src]
		ge.Points = joinParts(ge.Points, e.points, ve.part)
		if ve.part == 0 || ve.part == 2 {
			ge.X, ge.Y = e.x, e.y
			if e.hasLabel {
				all.add(e.x, e.y, ge.W, ge.H)
			} else if ge.W > 0 {
				m := middle(e.points)
				ge.X, ge.Y = m.X, m.Y
			}
		}
	}
	for _, e := range x.edges {
		if e.v == e.w && e.src >= 0 {
			p.loop(e)
		}
	}
	return all
}

// joinParts appends the parts of a loop; they come in order 1, 2, 3 or the
// reverse of a part is already right.
func joinParts(have, part []Point, n int) []Point {
	switch n {
	case 0:
		return part
	case 1:
		return append(append([]Point(nil), part...), have...)
	}
	return append(have, part...)
}

func middle(pts []Point) Point { return pts[len(pts)/2] }

// loop draws an edge from a node to itself that came about when an edge of a
// cluster was led to a node inside.
func (p *placer) loop(e vedge) {
	n := &p.g.Nodes[e.v]
	ge := &p.g.Edges[e.src]
	right := n.X + n.W/2
	ge.Points = []Point{{right, n.Y - n.H/4}, {right + 20, n.Y - n.H/4}, {right + 20, n.Y + n.H/4}, {right, n.Y + n.H/4}}
	ge.X, ge.Y = right+20+ge.W/2, n.Y
}

// loopSize is how far a loop reaches from its node.
const loopSize = 44

// shorten makes a loop, which the layout leads over two ranks, reach no
// farther than loopSize; its label goes with it.
func (p *placer) shorten(e *Edge) {
	n := &p.g.Nodes[e.From]
	scale := func(center, half float64, at func(*Point) *float64, label *float64, size float64) {
		far := 0.0
		for i := range e.Points {
			far = max(far, abs(*at(&e.Points[i])-center)-half)
		}
		if far <= loopSize {
			return
		}
		limit := max(loopSize, size+24)
		move := func(v *float64) {
			if d := *v - center; abs(d) > half {
				*v = center + math.Copysign(half+(abs(d)-half)*min(1, limit/far), d)
			}
		}
		for i := range e.Points {
			move(at(&e.Points[i]))
		}
		move(label)
	}
	x0, x1, y0, y1 := n.X, n.X, n.Y, n.Y
	for _, q := range e.Points {
		x0, x1, y0, y1 = min(x0, q.X), max(x1, q.X), min(y0, q.Y), max(y1, q.Y)
	}
	if max(y1-n.Y, n.Y-y0)-n.H/2 > max(x1-n.X, n.X-x0)-n.W/2 {
		scale(n.Y, n.H/2, func(q *Point) *float64 { return &q.Y }, &e.Y, e.H)
	} else {
		scale(n.X, n.W/2, func(q *Point) *float64 { return &q.X }, &e.X, e.W)
	}
}

// move brings positions of all views into the coordinates of the whole.
func (p *placer) move(x *view, dx, dy float64) {
	g := p.g
	for _, v := range x.nodes {
		if v == x.cluster {
			continue
		}
		g.Nodes[v].X += dx
		g.Nodes[v].Y += dy
	}
	seen := map[int]bool{}
	for _, e := range x.edges {
		if e.order || seen[e.src] {
			continue
		}
		seen[e.src] = true
		ge := &g.Edges[e.src]
		for i := range ge.Points {
			ge.Points[i].X += dx
			ge.Points[i].Y += dy
		}
		ge.X += dx
		ge.Y += dy
	}
	for v, sub := range x.sub {
		left, top := g.Nodes[v].X-g.Nodes[v].W/2, g.Nodes[v].Y-g.Nodes[v].H/2
		p.move(sub, left+sub.dx, top+sub.dy)
	}
}

// cut ends edges of crossed clusters at the clusters' borders.
func (p *placer) cut(x *view) {
	for _, e := range x.edges {
		if e.order {
			continue
		}
		ge := &p.g.Edges[e.src]
		if e.toCluster >= 0 {
			ge.Points = cutAt(ge.Points, &p.g.Nodes[e.toCluster])
		}
		if e.fromCluster >= 0 {
			reverse(ge.Points)
			ge.Points = cutAt(ge.Points, &p.g.Nodes[e.fromCluster])
			reverse(ge.Points)
		}
	}
	for _, sub := range x.sub {
		p.cut(sub)
	}
}

func reverse(pts []Point) {
	for a, b := 0, len(pts)-1; a < b; a, b = a+1, b-1 {
		pts[a], pts[b] = pts[b], pts[a]
	}
}

// cutAt ends a path where it enters the box of n. A path that starts inside
// stays as it is.
func cutAt(pts []Point, n *Node) []Point {
	in := func(q Point) bool {
		return abs(q.X-n.X) < n.W/2-0.01 && abs(q.Y-n.Y) < n.H/2-0.01
	}
	if len(pts) < 2 || in(pts[0]) {
		return pts
	}
	for i := 1; i < len(pts); i++ {
		if in(pts[i]) {
			return append(append([]Point(nil), pts[:i]...), enter(pts[i-1], pts[i], n))
		}
	}
	return pts
}

// enter returns where the line from a, outside, to b, inside, meets n's box.
func enter(a, b Point, n *Node) Point {
	t := 0.0
	dx, dy := b.X-a.X, b.Y-a.Y
	if dx != 0 {
		side := n.X - math.Copysign(n.W/2, dx)
		t = max(t, (side-a.X)/dx)
	}
	if dy != 0 {
		side := n.Y - math.Copysign(n.H/2, dy)
		t = max(t, (side-a.Y)/dy)
	}
	t = min(t, 1)
	return Point{a.X + t*dx, a.Y + t*dy}
}

// normalize makes the least coordinates zero.
func (g *Graph) normalize(real int) {
	all := emptyBox()
	for v := range g.Nodes[:real] {
		n := &g.Nodes[v]
		all.add(n.X, n.Y, n.W, n.H)
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		if e.W > 0 {
			all.add(e.X, e.Y, e.W, e.H)
		}
	}
	for v := range g.Nodes {
		g.Nodes[v].X -= all.x0
		g.Nodes[v].Y -= all.y0
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		e.X -= all.x0
		e.Y -= all.y0
		for j := range e.Points {
			e.Points[j].X -= all.x0
			e.Points[j].Y -= all.y0
		}
	}
}
