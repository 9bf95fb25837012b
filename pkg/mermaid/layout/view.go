package layout

import "slices"

// view is one level of a graph: the whole, or the inside of a cluster that is
// laid out on its own.
type view struct {
	g *Graph
	// cluster is the cluster that the view is the inside of, or -1.
	cluster int
	dir     Direction
	nodesep float64
	ranksep float64
	// nodes are indices of the graph's nodes, or above them extra ones, in
	// the order of insertion.
	nodes    []int
	known    map[int]bool
	parent   map[int]int
	children map[int][]int
	edges    []vedge
	// sub holds the clusters that are laid out on their own.
	sub map[int]*view
	// dx and dy are where the view's origin lies in its parent's coordinates.
	dx, dy float64
}

// vedge is an edge of a view.
type vedge struct {
	v, w int
	// src is the index of the graph's edge; part tells the three parts of a
	// loop apart.
	src, part int
	// fromCluster and toCluster are the clusters that the edge really joins,
	// or -1.
	fromCluster, toCluster int
	// order is for edges that only order a cluster's nodes.
	order bool
}

func newView(g *Graph, cluster int, dir Direction, nodesep, ranksep float64) *view {
	return &view{
		g: g, cluster: cluster, dir: dir, nodesep: nodesep, ranksep: ranksep,
		known: map[int]bool{}, parent: map[int]int{}, children: map[int][]int{}, sub: map[int]*view{},
	}
}

func (x *view) add(v int) {
	if !x.known[v] {
		x.known[v] = true
		x.nodes = append(x.nodes, v)
	}
}

func (x *view) setParent(v, p int) {
	x.add(p)
	x.add(v)
	if old, ok := x.parent[v]; ok {
		if old == p {
			return
		}
		x.children[old] = remove(x.children[old], v)
	}
	x.parent[v] = p
	x.children[p] = append(x.children[p], v)
}

func (x *view) addEdge(e vedge) {
	x.add(e.v)
	x.add(e.w)
	for i := range x.edges {
		if x.edges[i].src == e.src && x.edges[i].part == e.part && !e.order {
			return
		}
	}
	x.edges = append(x.edges, e)
}

func (x *view) removeNode(v int) {
	if !x.known[v] {
		return
	}
	delete(x.known, v)
	x.nodes = remove(x.nodes, v)
	if p, ok := x.parent[v]; ok {
		x.children[p] = remove(x.children[p], v)
		delete(x.parent, v)
	}
	for _, c := range x.children[v] {
		delete(x.parent, c)
	}
	delete(x.children, v)
	x.edges = slices.DeleteFunc(x.edges, func(e vedge) bool { return e.v == v || e.w == v })
}

// sorted returns a copy of list with ids that are numbers first.
func (x *view) sorted(list []int) []int {
	out := append([]int(nil), list...)
	slices.SortStableFunc(out, func(a, b int) int {
		i, j := numericKey(x.g.Nodes[a].ID), numericKey(x.g.Nodes[b].ID)
		switch {
		case i < 0 && j < 0:
			return 0
		case i < 0:
			return 1
		case j < 0:
			return -1
		}
		return int(i - j)
	})
	return out
}
