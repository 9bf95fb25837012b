package layout

// splitEdges replaces edges that span several ranks by chains of dummy nodes,
// one a rank; the one in the label's rank has the label's size.
func (l *level) splitEdges() {
	total := 0
	for i, n := 0, len(l.edges); i < n; i++ {
		e := l.edges[i]
		if e.dead {
			continue
		}
		from, to := l.nodes[e.v].rank, l.nodes[e.w].rank
		if to == from+1 {
			continue
		}
		if total += to - from; total > maxSpan || l.err != nil {
			l.err = ErrTooLarge
			return
		}
		l.removeEdge(i)
		v := e.v
		for rank := from + 1; rank < to; rank++ {
			n := lnode{kind: edgeDummy, rank: rank, edge: i, key: -1}
			if e.hasLabel && rank == e.labelRank {
				n.kind, n.w, n.h = labelDummy, e.w0, e.h0
			}
			d := l.addNode(n)
			l.addEdge(ledge{v: v, w: d, weight: e.weight, source: -1})
			if rank == from+1 {
				l.edges[i].chain = d
				l.chains = append(l.chains, d)
			}
			v = d
		}
		l.addEdge(ledge{v: v, w: e.w, weight: e.weight, source: -1})
	}
}

func (l *level) nextInChain(v int) int { return l.edges[l.out[v][0]].w }

// parentDummies puts each dummy into the innermost cluster that its edge runs
// through in its rank.
func (l *level) parentDummies() {
	low, lim := make([]int, len(l.nodes)), make([]int, len(l.nodes))
	next := 0
	var dfs func(v int)
	dfs = func(v int) {
		low[v] = next
		for _, c := range l.children[v] {
			dfs(c)
		}
		lim[v] = next
		next++
	}
	for _, v := range l.top {
		dfs(v)
	}
	for _, first := range l.chains {
		e := l.edges[l.nodes[first].edge]
		path, lca := l.path(e.v, e.w, low, lim)
		l.parentChain(first, e.w, path, lca)
	}
}

// path returns the clusters from v up to the innermost that holds v and w,
// and down to w; -1 stands for the whole.
func (l *level) path(v, w int, low, lim []int) ([]int, int) {
	lowest, highest := min(low[v], low[w]), max(lim[v], lim[w])
	var path []int
	p := v
	for {
		p = l.nodes[p].parent
		path = append(path, p)
		if p < 0 || low[p] <= lowest && highest <= lim[p] {
			break
		}
	}
	lca := p
	at := len(path)
	for p = l.nodes[w].parent; p != lca && p >= 0; p = l.nodes[p].parent {
		path = append(path, p)
	}
	for i, j := at, len(path)-1; i < j; i, j = i+1, j-1 {
		path[i], path[j] = path[j], path[i]
	}
	return path, lca
}

func (l *level) parentChain(v, end int, path []int, lca int) {
	i, up := 0, true
	for v != end {
		rank := l.nodes[v].rank
		if up {
			for path[i] != lca && l.nodes[path[i]].maxRank < rank {
				i++
			}
			up = path[i] != lca
		}
		if !up {
			for i < len(path)-1 && l.nodes[path[i+1]].minRank <= rank {
				i++
			}
		}
		l.setParent(v, path[i])
		v = l.nextInChain(v)
	}
}

// joinEdges undoes splitEdges: the dummies' positions become the edge's path.
func (l *level) joinEdges() {
	for _, v := range l.chains {
		e := &l.edges[l.nodes[v].edge]
		for l.nodes[v].kind == edgeDummy || l.nodes[v].kind == labelDummy {
			n := &l.nodes[v]
			e.points = append(e.points, Point{n.x, n.y})
			if n.kind == labelDummy {
				e.x, e.y = n.x, n.y
				e.w0, e.h0 = n.w, n.h
			}
			n.dead = true
			v = l.nextInChain(v)
		}
	}
}

func (l *level) swapSizes() {
	for v := range l.nodes {
		n := &l.nodes[v]
		n.w, n.h = n.h, n.w
	}
	for i := range l.edges {
		e := &l.edges[i]
		e.w0, e.h0 = e.h0, e.w0
	}
}

// turn brings positions from top-to-bottom into the level's direction.
func (l *level) turn() {
	if l.dir == BT || l.dir == RL {
		for v := range l.nodes {
			l.nodes[v].y = -l.nodes[v].y
		}
		for i := range l.edges {
			e := &l.edges[i]
			e.y = -e.y
			for j := range e.points {
				e.points[j].Y = -e.points[j].Y
			}
		}
	}
	if !l.dir.horizontal() {
		return
	}
	for v := range l.nodes {
		n := &l.nodes[v]
		n.x, n.y = n.y, n.x
	}
	for i := range l.edges {
		e := &l.edges[i]
		e.x, e.y = e.y, e.x
		for j := range e.points {
			e.points[j].X, e.points[j].Y = e.points[j].Y, e.points[j].X
		}
	}
	l.swapSizes()
}

// clipEdges ends the paths at the borders of the nodes' boxes and gives
// reversed edges their direction back.
func (l *level) clipEdges() {
	for i := range l.edges {
		e := &l.edges[i]
		if e.source < 0 || e.dead && e.chain < 0 {
			continue
		}
		v, w := &l.nodes[e.v], &l.nodes[e.w]
		p1, p2 := Point{w.x, w.y}, Point{v.x, v.y}
		if len(e.points) > 0 {
			p1, p2 = e.points[0], e.points[len(e.points)-1]
		}
		pts := make([]Point, 0, len(e.points)+2)
		pts = append(pts, clip(v.x, v.y, v.w, v.h, p1))
		pts = append(pts, e.points...)
		e.points = append(pts, clip(w.x, w.y, w.w, w.h, p2))
		if e.reversed {
			for a, b := 0, len(e.points)-1; a < b; a, b = a+1, b-1 {
				e.points[a], e.points[b] = e.points[b], e.points[a]
			}
		}
	}
}

// clip returns where the line from the centre of a box to p leaves the box.
func clip(x, y, w, h float64, p Point) Point {
	dx, dy := p.X-x, p.Y-y
	w, h = w/2, h/2
	if dx == 0 && dy == 0 {
		return Point{x, y + h}
	}
	var sx, sy float64
	if abs(dy)*w > abs(dx)*h {
		if dy < 0 {
			h = -h
		}
		sx, sy = h*dx/dy, h
	} else {
		if dx < 0 {
			w = -w
		}
		sx, sy = w, w*dy/dx
	}
	return Point{x + sx, y + sy}
}
