package layout

import "slices"

// kind tells the nodes of a level apart.
type kind uint8

const (
	realNode kind = iota
	rootNode
	edgeDummy
	labelDummy
	borderNode
)

// side tells border nodes apart.
type side uint8

const (
	noSide side = iota
	leftSide
	rightSide
)

// lnode is a node of a level: a real one, a cluster, or a dummy.
type lnode struct {
	w, h, x, y float64
	rank       int
	order      int
	parent     int
	kind       kind
	side       side
	dead       bool
	// cluster is set for nodes with children; they have no rank of their own
	// but minRank to maxRank.
	cluster                 bool
	minRank, maxRank        int
	borderTop, borderBottom int
	left, right             []int
	// edge is the index of the edge that a dummy belongs to.
	edge int
	key  int64
	// titleW is the width of a cluster's title.
	titleW float64
}

// ledge is an edge of a level.
type ledge struct {
	v, w     int
	minlen   int
	weight   int
	reversed bool
	nesting  bool
	dead     bool
	// source is the index of the input edge, -1 for edges that the layout
	// made.
	source    int
	w0, h0    float64
	labelRank int
	hasLabel  bool
	// chain is the first dummy, -1 if there is none.
	chain  int
	points []Point
	x, y   float64
}

// level is a graph, possibly with clusters, in the course of its layout.
type level struct {
	dir                       Direction
	nodesep, edgesep, ranksep float64
	nodes                     []lnode
	edges                     []ledge
	in, out                   [][]int
	children                  [][]int
	top                       []int
	// first is the order in which nodes are visited: numbers first.
	first          []int
	root           int
	nodeRankFactor int
	compound       bool
	chains         []int
	// ranked are the nodes that have a rank, in order.
	ranked []int
	layers [][]int
	err    error
}

func newLevel(dir Direction, nodesep, edgesep, ranksep float64, nodes, edges int) *level {
	// Dummies will be some times as many as nodes.
	return &level{
		dir: dir, nodesep: nodesep, edgesep: edgesep, ranksep: ranksep,
		nodes: make([]lnode, 0, 3*(nodes+edges)), edges: make([]ledge, 0, 4*edges+nodes),
		in: make([][]int, 0, 3*(nodes+edges)), out: make([][]int, 0, 3*(nodes+edges)), children: make([][]int, 0, 3*(nodes+edges)),
		root: -1,
	}
}

func (l *level) addNode(n lnode) int {
	n.borderTop, n.borderBottom = -1, -1
	n.parent = -1
	l.nodes = append(l.nodes, n)
	l.in = append(l.in, nil)
	l.out = append(l.out, nil)
	l.children = append(l.children, nil)
	return len(l.nodes) - 1
}

func (l *level) setParent(v, p int) {
	l.nodes[v].parent = p
	if p >= 0 {
		l.children[p] = append(l.children[p], v)
		l.nodes[p].cluster = true
		l.compound = true
	}
}

func (l *level) addEdge(e ledge) int {
	if e.source >= 0 && e.chain == 0 {
		e.chain = -1
	}
	l.edges = append(l.edges, e)
	i := len(l.edges) - 1
	l.out[e.v] = append(l.out[e.v], i)
	l.in[e.w] = append(l.in[e.w], i)
	return i
}

func (l *level) removeEdge(i int) {
	e := &l.edges[i]
	e.dead = true
	l.out[e.v] = remove(l.out[e.v], i)
	l.in[e.w] = remove(l.in[e.w], i)
}

func remove(list []int, x int) []int {
	if i := slices.Index(list, x); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

// prepare fixes the order of nodes, once the real ones are there.
func (l *level) prepare() {
	numbers := false
	for i := range l.nodes {
		l.first = append(l.first, i)
		numbers = numbers || l.nodes[i].key >= 0
	}
	if numbers {
		l.sortByKey(l.first)
		for _, c := range l.children {
			l.sortByKey(c)
		}
	}
	for _, v := range l.first {
		if l.nodes[v].parent < 0 {
			l.top = append(l.top, v)
		}
	}
}

// sortByKey puts ids that are numbers first.
func (l *level) sortByKey(list []int) {
	slices.SortStableFunc(list, func(a, b int) int {
		x, y := l.nodes[a].key, l.nodes[b].key
		switch {
		case x < 0 && y < 0:
			return 0
		case x < 0:
			return 1
		case y < 0:
			return -1
		}
		return int(x - y)
	})
}

// visit calls f for all nodes in order; dummies come last.
func (l *level) visit(f func(v int)) {
	for _, v := range l.first {
		f(v)
	}
	for v := len(l.first); v < len(l.nodes); v++ {
		if !l.nodes[v].dead {
			f(v)
		}
	}
}

// run lays the level out. Real nodes' positions and clusters' sizes are then
// set, and edges' points and labels.
func (l *level) run() error {
	l.prepare()
	l.ranksep /= 2
	for i := range l.edges {
		l.edges[i].minlen *= 2
	}
	l.breakCycles()
	l.nest()
	l.rank()
	l.placeLabels()
	l.removeEmptyRanks()
	l.unnest()
	l.normalizeRanks()
	l.splitEdges()
	if l.err != nil {
		return l.err
	}
	if l.compound {
		l.parentDummies()
		l.addBorders()
	}
	l.findOrder()
	if l.dir.horizontal() {
		l.swapSizes()
	}
	l.placeY()
	l.placeX()
	l.sizeClusters()
	l.joinEdges()
	l.turn()
	l.clipEdges()
	return nil
}

// breakCycles turns the edges that close a cycle around.
func (l *level) breakCycles() {
	const unseen, open, done = 0, 1, 2
	state := make([]uint8, len(l.nodes))
	var back []int
	var dfs func(v int)
	dfs = func(v int) {
		if state[v] != unseen {
			return
		}
		state[v] = open
		for _, i := range l.out[v] {
			w := l.edges[i].w
			if state[w] == open {
				back = append(back, i)
			} else {
				dfs(w)
			}
		}
		state[v] = done
	}
	for _, v := range l.first {
		dfs(v)
	}
	for _, i := range back {
		l.removeEdge(i)
		e := l.edges[i]
		e.v, e.w = e.w, e.v
		e.reversed, e.dead = true, false
		l.addEdge(e)
	}
}
