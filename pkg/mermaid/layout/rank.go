package layout

import "math"

// simplex assigns ranks so that the weighted length of edges is least. It
// works on the graph without clusters, several edges between two nodes taken
// as one.
type simplex struct {
	// nodes are the level's nodes; at is their inverse.
	nodes []int
	at    []int
	key   []int64
	rank  []int
	edges []sedge
	// in and out are the edges of each node.
	in, out [][]int
	// tree lists the tree's edges as they were added.
	tree     []int
	inTree   []bool
	adj      [][]int
	low, lim []int
	// up is each node's edge to its parent in the tree.
	up, parent []int
	post       []int
	// order is the order in which the tree's nodes were added.
	order []int
}

type sedge struct {
	v, w, minlen, weight int
	tree                 bool
	cut                  int
}

// maxExchanges bounds the work on large graphs; ranks are valid after every
// exchange.
const maxExchanges = 4000

func (l *level) rank() {
	s := l.newSimplex()
	s.longestPath()
	s.feasibleTree()
	s.measure()
	s.cutValues()
	budget := min(maxExchanges, 1+30_000_000/(1+len(s.edges)*len(s.edges)))
	if len(s.edges) < 500 {
		budget = maxExchanges
	}
	for ; budget > 0; budget-- {
		leave := s.leave()
		if leave < 0 {
			break
		}
		enter := s.enter(leave)
		if enter < 0 {
			break
		}
		s.exchange(leave, enter)
	}
	for i, v := range s.nodes {
		l.nodes[v].rank = s.rank[i]
	}
}

func (l *level) newSimplex() *simplex {
	s := &simplex{at: make([]int, len(l.nodes))}
	l.visit(func(v int) {
		if l.nodes[v].cluster {
			return
		}
		s.at[v] = len(s.nodes)
		s.nodes = append(s.nodes, v)
		s.key = append(s.key, l.nodes[v].key)
	})
	n := len(s.nodes)
	s.rank, s.low, s.lim = make([]int, n), make([]int, n), make([]int, n)
	s.up, s.parent, s.inTree = make([]int, n), make([]int, n), make([]bool, n)
	s.in, s.out, s.adj = make([][]int, n), make([][]int, n), make([][]int, n)
	s.edges = make([]sedge, 0, len(l.edges))
	known := make(map[[2]int]int, len(l.edges))
	for i := range l.edges {
		e := &l.edges[i]
		if e.dead {
			continue
		}
		v, w := s.at[e.v], s.at[e.w]
		if j, ok := known[[2]int{v, w}]; ok {
			s.edges[j].weight += e.weight
			s.edges[j].minlen = max(s.edges[j].minlen, e.minlen)
			continue
		}
		j := len(s.edges)
		known[[2]int{v, w}] = j
		s.edges = append(s.edges, sedge{v: v, w: w, minlen: max(1, e.minlen), weight: e.weight})
		s.out[v] = append(s.out[v], j)
		s.in[w] = append(s.in[w], j)
	}
	return s
}

// longestPath gives each node the rank that its longest way to a sink asks.
func (s *simplex) longestPath() {
	seen := make([]bool, len(s.nodes))
	var dfs func(v int) int
	dfs = func(v int) int {
		if seen[v] {
			return s.rank[v]
		}
		seen[v] = true
		rank := math.MaxInt
		for _, e := range s.out[v] {
			rank = min(rank, dfs(s.edges[e].w)-s.edges[e].minlen)
		}
		if rank == math.MaxInt {
			rank = 0
		}
		s.rank[v] = rank
		return rank
	}
	for v := range s.nodes {
		if len(s.in[v]) == 0 {
			dfs(v)
		}
	}
}

func (s *simplex) slack(e int) int {
	return s.rank[s.edges[e].w] - s.rank[s.edges[e].v] - s.edges[e].minlen
}

// feasibleTree grows a spanning tree of edges without slack.
func (s *simplex) feasibleTree() {
	s.join(0)
	for {
		// Numbers come first here too.
		if s.tighten() == len(s.nodes) {
			return
		}
		best, least := -1, math.MaxInt
		for e := range s.edges {
			if s.inTree[s.edges[e].v] == s.inTree[s.edges[e].w] {
				continue
			}
			if d := s.slack(e); d < least {
				best, least = e, d
			}
		}
		if best < 0 {
			return
		}
		if !s.inTree[s.edges[best].v] {
			least = -least
		}
		for _, v := range s.order {
			s.rank[v] += least
		}
	}
}

func (s *simplex) join(v int) {
	s.inTree[v] = true
	s.order = append(s.order, v)
}

func (s *simplex) tighten() int {
	var dfs func(v int)
	try := func(e, w, v int) {
		if s.inTree[w] || s.slack(e) != 0 {
			return
		}
		s.join(w)
		s.addTree(e)
		dfs(w)
	}
	dfs = func(v int) {
		for _, e := range s.in[v] {
			try(e, s.edges[e].v, v)
		}
		for _, e := range s.out[v] {
			try(e, s.edges[e].w, v)
		}
	}
	now := s.sortedOrder()
	for _, v := range now {
		dfs(v)
	}
	return len(s.order)
}

// sortedOrder returns the tree's nodes, ids that are numbers first.
func (s *simplex) sortedOrder() []int {
	now := append([]int(nil), s.order...)
	// Insertion sort: nearly always nothing to do.
	for i := 1; i < len(now); i++ {
		for j := i; j > 0 && s.before(now[j], now[j-1]); j-- {
			now[j], now[j-1] = now[j-1], now[j]
		}
	}
	return now
}

func (s *simplex) before(a, b int) bool {
	x, y := s.key[a], s.key[b]
	return x >= 0 && (y < 0 || x < y)
}

func (s *simplex) addTree(e int) {
	s.edges[e].tree = true
	s.tree = append(s.tree, e)
	s.adj[s.edges[e].v] = append(s.adj[s.edges[e].v], e)
	s.adj[s.edges[e].w] = append(s.adj[s.edges[e].w], e)
}

// measure numbers the tree's nodes in post-order, so that descent is a
// comparison.
func (s *simplex) measure() {
	s.post = s.post[:0]
	next := 1
	var dfs func(v, up int)
	dfs = func(v, up int) {
		low := next
		s.up[v] = up
		for _, e := range s.adj[v] {
			if e == up {
				continue
			}
			w := s.edges[e].v + s.edges[e].w - v
			s.parent[w] = v
			dfs(w, e)
		}
		s.low[v], s.lim[v] = low, next
		next++
		s.post = append(s.post, v)
	}
	s.parent[0] = -1
	dfs(0, -1)
}

func (s *simplex) cutValues() {
	for _, v := range s.post {
		if s.up[v] >= 0 {
			s.edges[s.up[v]].cut = s.cutValue(v)
		}
	}
}

func (s *simplex) cutValue(child int) int {
	up := s.up[child]
	tail := s.edges[up].v == child
	cut := s.edges[up].weight
	for _, e := range s.in[child] {
		if e != up {
			cut += s.share(e, !tail)
		}
	}
	for _, e := range s.out[child] {
		if e != up {
			cut += s.share(e, tail)
		}
	}
	return cut
}

func (s *simplex) share(e int, pointsToHead bool) int {
	d := s.edges[e].weight
	if s.edges[e].tree {
		d -= s.edges[e].cut
	}
	if pointsToHead {
		return d
	}
	return -d
}

func (s *simplex) leave() int {
	for _, e := range s.tree {
		if s.edges[e].cut < 0 {
			return e
		}
	}
	return -1
}

func (s *simplex) enter(leave int) int {
	v, w := s.edges[leave].v, s.edges[leave].w
	tail, flip := v, false
	if s.lim[v] > s.lim[w] {
		tail, flip = w, true
	}
	low, lim := s.low[tail], s.lim[tail]
	best, least := -1, math.MaxInt
	for e := range s.edges {
		a, b := s.lim[s.edges[e].v], s.lim[s.edges[e].w]
		if flip == (low <= a && a <= lim) && flip != (low <= b && b <= lim) {
			if d := s.slack(e); d < least {
				best, least = e, d
			}
		}
	}
	return best
}

func (s *simplex) exchange(leave, enter int) {
	s.edges[leave].tree = false
	s.tree = remove(s.tree, leave)
	s.adj[s.edges[leave].v] = remove(s.adj[s.edges[leave].v], leave)
	s.adj[s.edges[leave].w] = remove(s.adj[s.edges[leave].w], leave)
	s.addTree(enter)
	s.measure()
	s.cutValues()
	for i := len(s.post) - 1; i >= 0; i-- {
		v := s.post[i]
		up := s.up[v]
		if up < 0 {
			continue
		}
		if s.edges[up].v == v {
			s.rank[v] = s.rank[s.parent[v]] - s.edges[up].minlen
		} else {
			s.rank[v] = s.rank[s.parent[v]] + s.edges[up].minlen
		}
	}
}
