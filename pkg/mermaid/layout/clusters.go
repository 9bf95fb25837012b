package layout

import "fmt"

// maxClusterDepth is how deep clusters are laid out on their own; deeper ones
// stay with what is around them.
const maxClusterDepth = 10

// placer lays out a graph's views.
type placer struct {
	g *Graph
	// real is the number of the caller's nodes; those above are the dummies of
	// loops.
	real int
	// anchor is the node that stands for a cluster in edges, -1 for nodes.
	anchor []int
	// crossed is set for clusters that edges leave or enter.
	crossed []bool
}

// Place lays the graph out: nodes get positions, clusters also sizes, edges
// points and label positions. The least x and y are zero.
func (g *Graph) Place() error {
	if len(g.Nodes) > maxNodes || len(g.Edges) > maxEdges {
		return ErrTooLarge
	}
	if len(g.Nodes) == 0 {
		return nil
	}
	p := &placer{g: g, real: len(g.Nodes)}
	root := p.rootView()
	p.adjust(root)
	p.extract(root, 0)
	_, err := p.render(root)
	if err == nil {
		p.move(root, 0, 0)
		p.cut(root)
		for i := range g.Edges {
			if g.Edges[i].From == g.Edges[i].To {
				p.shorten(&g.Edges[i])
			}
		}
		g.normalize(p.real)
	}
	g.Nodes, g.isCluster = g.Nodes[:p.real], g.isCluster[:p.real]
	return err
}

// rootView is the whole graph, with loops taken apart.
func (p *placer) rootView() *view {
	g := p.g
	x := newView(g, -1, g.Direction, g.NodeSep, g.RankSep)
	for v := range g.Nodes {
		x.add(v)
		if parent := g.Nodes[v].Parent; parent >= 0 {
			x.setParent(v, parent)
		}
	}
	for i, e := range g.Edges {
		if e.From != e.To {
			x.edges = append(x.edges, vedge{v: e.From, w: e.To, src: i, fromCluster: -1, toCluster: -1})
			continue
		}
		// A loop leads over two points beside its node.
		a := p.extra(x, e.From, i, 1)
		b := p.extra(x, e.From, i, 2)
		from, to := -1, -1
		if g.isCluster[e.From] {
			from, to = e.From, e.From
		}
		x.edges = append(
			x.edges,
			vedge{v: e.From, w: a, src: i, part: 1, fromCluster: from, toCluster: -1},
			vedge{v: a, w: b, src: i, part: 2, fromCluster: -1, toCluster: -1},
			vedge{v: b, w: e.To, src: i, part: 3, fromCluster: -1, toCluster: to},
		)
	}
	p.anchor, p.crossed = make([]int, len(g.Nodes)), make([]bool, len(g.Nodes))
	return x
}

// extra adds a dummy node beside v. Several loops at one node share theirs.
func (p *placer) extra(x *view, v, edge, n int) int {
	g := p.g
	id := fmt.Sprintf("%s---%s---%d", g.Nodes[v].ID, g.Nodes[v].ID, n)
	parent := g.Nodes[v].Parent
	g.Nodes = append(g.Nodes, Node{ID: id, W: 0.1, H: 0.1, Parent: parent})
	g.isCluster = append(g.isCluster, false)
	i := len(g.Nodes) - 1
	x.add(i)
	if parent >= 0 {
		x.setParent(i, parent)
	}
	return i
}

func (p *placer) inside(v, cluster int) bool {
	for a := p.g.Nodes[v].Parent; a >= 0; a = p.g.Nodes[a].Parent {
		if a == cluster {
			return true
		}
	}
	return false
}

// adjust leads edges that end at a crossed cluster to a node inside it.
func (p *placer) adjust(x *view) {
	clusters := []int{}
	for _, v := range x.sorted(x.nodes) {
		p.anchor[v] = -1
		if p.g.isCluster[v] {
			clusters = append(clusters, v)
		}
	}
	if len(clusters) == 0 {
		return
	}
	for _, v := range clusters {
		p.anchor[v] = p.findAnchor(x, v, v, 0)
		for _, e := range x.edges {
			if p.inside(e.v, v) != p.inside(e.w, v) {
				p.crossed[v] = true
			}
		}
	}
	for _, v := range clusters {
		if a := p.anchor[v]; a >= 0 {
			if parent := p.g.Nodes[a].Parent; parent >= 0 && parent != v && !p.crossed[parent] {
				p.anchor[v] = parent
			}
		}
	}
	p.redirect(x)
}

func (p *placer) redirect(x *view) {
	old := x.edges
	x.edges = make([]vedge, 0, len(old))
	var changed []vedge
	for _, e := range old {
		if !p.g.isCluster[e.v] && !p.g.isCluster[e.w] {
			x.edges = append(x.edges, e)
			continue
		}
		v, w := p.anchored(e.v), p.anchored(e.w)
		if v != e.v {
			e.fromCluster = e.v
			if parent := p.g.Nodes[v].Parent; parent >= 0 {
				p.crossed[parent] = true
			}
		}
		if w != e.w {
			e.toCluster = e.w
			if parent := p.g.Nodes[w].Parent; parent >= 0 {
				p.crossed[parent] = true
			}
		}
		e.v, e.w = v, w
		changed = append(changed, e)
	}
	x.edges = append(x.edges, changed...)
}

func (p *placer) anchored(v int) int {
	if p.g.isCluster[v] && p.crossed[v] && p.anchor[v] >= 0 {
		return p.anchor[v]
	}
	return v
}

// findAnchor finds the first node inside v that shares no neighbour with the
// cluster.
func (p *placer) findAnchor(x *view, v, cluster, depth int) int {
	children := x.sorted(x.children[v])
	if len(children) == 0 {
		return v
	}
	reserve := -1
	for _, c := range children {
		a := c
		if depth < 100 {
			a = p.findAnchor(x, c, cluster, depth+1)
		}
		if a < 0 {
			continue
		}
		if !p.commonEdge(x, cluster, a) {
			return a
		}
		reserve = a
	}
	return reserve
}

// commonEdge reports whether an edge of the cluster has its like at node a.
func (p *placer) commonEdge(x *view, cluster, a int) bool {
	for _, e := range x.edges {
		if e.v != cluster && e.w != cluster {
			continue
		}
		v, w := e.v, e.w
		if v == cluster {
			v = a
		}
		if w == cluster {
			w = cluster
		}
		for _, f := range x.edges {
			if (f.v == a || f.w == a) && f.v == v && f.w == w {
				return true
			}
		}
	}
	return false
}

// extract takes the clusters that no edge crosses out into views of their own.
func (p *placer) extract(x *view, depth int) {
	if depth > maxClusterDepth {
		return
	}
	for _, v := range x.sorted(x.nodes) {
		if !p.g.isCluster[v] || p.crossed[v] || !x.known[v] || len(x.children[v]) == 0 {
			continue
		}
		dir := TB
		if x.dir == TB {
			dir = LR
		}
		own := p.g.Nodes[v].Direction
		if own != "" {
			dir = own
		}
		sub := newView(p.g, v, dir, 50, 50)
		p.copy(v, v, x, sub, 0)
		x.sub[v] = sub
	}
	for _, v := range x.sorted(x.nodes) {
		if sub := x.sub[v]; sub != nil {
			p.extract(sub, depth+1)
		}
	}
}

// copy moves what is inside cluster from x to sub, which is root's view.
func (p *placer) copy(cluster, root int, x, sub *view, depth int) {
	nodes := x.sorted(x.children[cluster])
	if cluster != root {
		nodes = append(nodes, cluster)
	}
	for _, v := range nodes {
		if len(x.children[v]) > 0 && v != cluster && depth < 200 {
			p.copy(v, root, x, sub, depth+1)
			x.removeNode(v)
			continue
		}
		sub.add(v)
		if parent, ok := x.parent[v]; ok && parent != root {
			sub.setParent(v, parent)
		}
		if cluster != root && v != cluster {
			sub.setParent(v, cluster)
		}
		for _, e := range x.edges {
			if e.v != root && e.w != root && (p.inside(e.v, root) || p.inside(e.w, root)) {
				sub.addEdge(e)
			}
		}
		if inner := x.sub[v]; inner != nil {
			sub.sub[v] = inner
			delete(x.sub, v)
		}
		x.removeNode(v)
	}
}
