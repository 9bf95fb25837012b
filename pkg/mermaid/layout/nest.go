package layout

// nest adds, for every cluster, nodes above and below its content, joined so
// that the content's ranks stay between them (Sander's nesting graph), and a
// root above all that makes the graph connected.
func (l *level) nest() {
	depths := make([]int, len(l.nodes))
	height := 0
	var measure func(v, depth int)
	measure = func(v, depth int) {
		for _, c := range l.children[v] {
			measure(c, depth+1)
		}
		depths[v] = depth
		height = max(height, depth)
	}
	for _, v := range l.top {
		measure(v, 1)
	}
	height = max(0, height-1)
	sep := 2*height + 1
	weight := 1
	for i := range l.edges {
		if e := &l.edges[i]; !e.dead {
			e.minlen *= sep
			weight += e.weight
		}
	}
	l.root = l.addNode(lnode{kind: rootNode, key: -1})
	n := nesting{l, depths, height, sep, weight}
	for _, v := range l.top {
		n.add(v)
	}
	l.nodeRankFactor = sep
}

type nesting struct {
	*level
	depths              []int
	height, sep, weight int
}

func (n *nesting) add(v int) {
	l := n.level
	if !l.nodes[v].cluster {
		l.addEdge(ledge{v: l.root, w: v, minlen: n.sep, source: -1})
		return
	}
	title := lnode{kind: borderNode, key: -1}
	if !l.dir.horizontal() && l.nodes[v].titleW > 0 {
		// The title is as wide as the cluster at least, and needs a little more
		// room than there is between two ranks.
		title.w, title.h = l.nodes[v].titleW, titleRoom
	}
	top := l.addNode(title)
	bottom := l.addNode(lnode{kind: borderNode, key: -1})
	inner := l.children[v]
	l.setParent(top, v)
	l.setParent(bottom, v)
	l.nodes[v].borderTop, l.nodes[v].borderBottom = top, bottom
	for _, c := range inner {
		n.add(c)
		childTop, childBottom, weight, minlen := c, c, 2*n.weight, n.height-n.depths[v]+1
		if l.nodes[c].borderTop >= 0 {
			childTop, childBottom, weight, minlen = l.nodes[c].borderTop, l.nodes[c].borderBottom, n.weight, 1
		}
		l.addEdge(ledge{v: top, w: childTop, weight: weight, minlen: minlen, nesting: true, source: -1})
		l.addEdge(ledge{v: childBottom, w: bottom, weight: weight, minlen: minlen, nesting: true, source: -1})
	}
	if l.nodes[v].parent < 0 {
		l.addEdge(ledge{v: l.root, w: top, minlen: n.height + n.depths[v], source: -1})
	}
}

// unnest removes the root and the edges that nest added.
func (l *level) unnest() {
	for i := range l.edges {
		e := &l.edges[i]
		if !e.dead && (e.nesting || e.v == l.root) {
			l.removeEdge(i)
		}
	}
	l.nodes[l.root].dead = true
	for v := range l.nodes {
		n := &l.nodes[v]
		if n.borderTop >= 0 {
			n.minRank, n.maxRank = l.nodes[n.borderTop].rank, l.nodes[n.borderBottom].rank
		}
	}
}

// addBorders adds, for every rank of every cluster, a node at its left and
// right side.
func (l *level) addBorders() {
	var dfs func(v int)
	dfs = func(v int) {
		for _, c := range l.children[v] {
			dfs(c)
		}
		if l.nodes[v].borderTop < 0 {
			return
		}
		for rank := l.nodes[v].minRank; rank <= l.nodes[v].maxRank; rank++ {
			l.addBorder(v, rank, leftSide)
			l.addBorder(v, rank, rightSide)
		}
	}
	top := l.top
	for _, v := range top {
		dfs(v)
	}
}

// titleRoom is how high the upper border of a cluster with a title is; half
// of it stands inside.
const titleRoom = 16

func (l *level) addBorder(cluster, rank int, s side) {
	n := lnode{kind: borderNode, side: s, rank: rank, key: -1}
	if s == leftSide && l.dir.horizontal() && l.nodes[cluster].titleW > 0 {
		// The left side is the upper one in the end: room for the title, also
		// above the border of a cluster inside.
		n.h = titleRoom
	}
	b := l.addNode(n)
	l.setParent(b, cluster)
	c := &l.nodes[cluster]
	list := &c.left
	if s == rightSide {
		list = &c.right
	}
	*list = append(*list, b)
	if n := len(*list); n > 1 {
		l.addEdge(ledge{v: (*list)[n-2], w: b, weight: 1, minlen: 1, source: -1})
	}
}

// sizeClusters takes the positions of clusters from their border nodes.
func (l *level) sizeClusters() {
	for v := range l.nodes {
		n := &l.nodes[v]
		if n.borderTop < 0 || len(n.left) == 0 {
			continue
		}
		top, bottom := l.nodes[n.borderTop], l.nodes[n.borderBottom]
		// Where the sides are not straight, the outermost points count.
		left, right := l.nodes[n.left[0]].x, l.nodes[n.right[0]].x
		for i := range n.left {
			left, right = min(left, l.nodes[n.left[i]].x), max(right, l.nodes[n.right[i]].x)
		}
		n.w = right - left
		n.h = abs(bottom.y - top.y)
		n.x = left + n.w/2
		n.y = top.y + n.h/2
	}
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
