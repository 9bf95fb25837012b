package layout

import (
	"math"
	"slices"
)

// findOrder orders the nodes within their ranks so that few edges cross:
// starting from a depth-first walk, ranks are sorted by the barycentres of
// their neighbours above and below in turn, until four rounds bring nothing.
func (l *level) findOrder() {
	l.startOrder()
	l.assign(l.layers)
	cc := newCrossings(l)
	down, up := l.layerGraphs()
	best := cloneLayers(l.layers)
	least := math.MaxInt
	for i, idle := 0, 0; idle < 4 && i < 100; i, idle = i+1, idle+1 {
		graphs := up
		if i%2 == 1 {
			graphs = down
		}
		l.sweep(graphs, i%4 >= 2)
		for _, v := range l.ranked {
			l.layers[l.nodes[v].rank][l.nodes[v].order] = v
		}
		if n := cc.count(l.layers); n < least {
			least, idle = n, 0
			copyLayers(best, l.layers)
		}
		if least == 0 {
			break
		}
	}
	l.layers = best
	l.assign(best)
}

func cloneLayers(layers [][]int) [][]int {
	out := make([][]int, len(layers))
	for i, layer := range layers {
		out[i] = append([]int(nil), layer...)
	}
	return out
}

func copyLayers(to, from [][]int) {
	for i := range from {
		copy(to[i], from[i])
	}
}

// startOrder walks from the nodes of the first rank on.
func (l *level) startOrder() {
	most := 0
	l.visit(func(v int) {
		if !l.nodes[v].cluster {
			most = max(most, l.nodes[v].rank)
			l.ranked = append(l.ranked, v)
		}
	})
	l.layers = make([][]int, most+1)
	seen := make([]bool, len(l.nodes))
	var dfs func(v int)
	dfs = func(v int) {
		if seen[v] {
			return
		}
		seen[v] = true
		r := l.nodes[v].rank
		l.layers[r] = append(l.layers[r], v)
		if len(l.out[v]) == 1 {
			dfs(l.edges[l.out[v][0]].w)
			return
		}
		for _, w := range l.successors(v) {
			dfs(w)
		}
	}
	byRank := append([]int(nil), l.ranked...)
	slices.SortStableFunc(byRank, func(a, b int) int { return l.nodes[a].rank - l.nodes[b].rank })
	for _, v := range byRank {
		dfs(v)
	}
}

// successors returns the nodes that edges lead to from v, each once, ids that
// are numbers first.
func (l *level) successors(v int) []int { return l.ends(l.out[v], false) }

func (l *level) predecessors(v int) []int { return l.ends(l.in[v], true) }

func (l *level) ends(edges []int, tails bool) []int {
	list := make([]int, 0, len(edges))
	numbers := false
	for _, e := range edges {
		w := l.edges[e].w
		if tails {
			w = l.edges[e].v
		}
		if len(edges) < 2 || !slices.Contains(list, w) {
			list = append(list, w)
			numbers = numbers || l.nodes[w].key >= 0
		}
	}
	if numbers && len(list) > 1 {
		l.sortByKey(list)
	}
	return list
}

func (l *level) assign(layers [][]int) {
	for _, layer := range layers {
		for i, v := range layer {
			l.nodes[v].order = i
		}
	}
}

// layerGraph is one rank with the edges from the rank before, in the
// direction of the sweep.
type layerGraph struct {
	rank int
	// top are the nodes of the rank that are in no cluster, and the clusters
	// that span the rank.
	top []int
	// children are the nodes and clusters of this rank by cluster.
	children map[int][]int
	down     bool
}

// layerGraphs returns the ranks in the order of a sweep down and up.
func (l *level) layerGraphs() (down, up []*layerGraph) {
	n := len(l.layers)
	byRank := make([]*layerGraph, n)
	for r := range byRank {
		byRank[r] = &layerGraph{rank: r, down: true}
	}
	put := func(r, v int) {
		g := byRank[r]
		p := l.nodes[v].parent
		if p < 0 {
			g.top = append(g.top, v)
			return
		}
		if g.children == nil {
			g.children = map[int][]int{}
		}
		g.children[p] = append(g.children[p], v)
	}
	l.visit(func(v int) {
		nv := &l.nodes[v]
		if !nv.cluster {
			put(nv.rank, v)
			return
		}
		for r := max(0, nv.minRank); r <= min(n-1, nv.maxRank); r++ {
			put(r, v)
		}
	})
	for r := 1; r < n; r++ {
		down = append(down, byRank[r])
	}
	for r := n - 2; r >= 0; r-- {
		g := *byRank[r]
		g.down = false
		up = append(up, &g)
	}
	return down, up
}

// sweep sorts the ranks one after the other.
func (l *level) sweep(graphs []*layerGraph, biasRight bool) {
	var cg constraints
	s := sorter{level: l, cg: &cg, biasRight: biasRight}
	for _, g := range graphs {
		s.g = g
		if !l.compound {
			s.sortPlain(g.top)
			continue
		}
		sorted := s.sort(-1, g.top)
		for i, v := range sorted.vs {
			l.nodes[v].order = i
		}
		cg.add(l, sorted.vs)
	}
}

// barycenter returns the weighted mean of the positions of v's neighbours in
// the rank before.
func (s *sorter) barycenter(v int) (center, weight float64, ok bool) {
	l := s.level
	edges := l.in[v]
	if !s.g.down {
		edges = l.out[v]
	}
	if len(edges) == 0 {
		return 0, 0, false
	}
	sum, total := 0, 0
	for _, i := range edges {
		e := &l.edges[i]
		u := e.v
		if !s.g.down {
			u = e.w
		}
		sum += e.weight * l.nodes[u].order
		total += e.weight
	}
	return float64(sum) / float64(total), float64(total), true
}

// sorter sorts one rank.
type sorter struct {
	*level
	g         *layerGraph
	cg        *constraints
	biasRight bool
	scratch   []plain
	loose     []int
}

type plain struct {
	v, i   int
	center float64
}

// sortPlain sorts a rank without clusters: nodes with neighbours by their
// barycentres, the others stay at their places.
func (s *sorter) sortPlain(nodes []int) {
	s.scratch, s.loose = s.scratch[:0], s.loose[:0]
	for i, v := range nodes {
		if c, _, ok := s.barycenter(v); ok {
			s.scratch = append(s.scratch, plain{v, i, c})
		} else {
			s.loose = append(s.loose, i)
		}
	}
	slices.SortFunc(s.scratch, func(a, b plain) int { return byCenter(a.center, b.center, a.i, b.i, s.biasRight) })
	at, next := 0, 0
	fill := func() {
		for next < len(s.loose) && s.loose[next] <= at {
			s.nodes[nodes[s.loose[next]]].order = at
			next++
			at++
		}
	}
	fill()
	for _, p := range s.scratch {
		s.nodes[p.v].order = at
		at++
		fill()
	}
}

func byCenter(a, b float64, i, j int, biasRight bool) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case biasRight:
		return j - i
	}
	return i - j
}
