package layout

import (
	"math"
	"slices"
)

// entry is a run of nodes that are sorted as one.
type entry struct {
	vs     []int
	i      int
	center float64
	weight float64
	has    bool
	// v is the node or cluster that the entry was made of.
	v        int
	indegree int
	in, out  []*entry
	merged   bool
}

// sort sorts the children of cluster v (or of the whole, -1) in the rank.
func (s *sorter) sort(v int, movable []int) entry {
	l := s.level
	left, right := -1, -1
	if v >= 0 && len(l.nodes[v].left) > 0 {
		at := s.g.rank - l.nodes[v].minRank
		left, right = l.nodes[v].left[at], l.nodes[v].right[at]
	}
	entries := make([]*entry, 0, len(movable))
	inner := map[int][]int{}
	for _, w := range movable {
		if w == left || w == right {
			continue
		}
		e := &entry{vs: []int{w}, v: w, i: len(entries)}
		if children := s.g.children[w]; len(children) > 0 {
			sub := s.sort(w, children)
			inner[w] = sub.vs
			e.center, e.weight, e.has = sub.center, sub.weight, sub.has
		} else {
			e.center, e.weight, e.has = s.barycenter(w)
		}
		entries = append(entries, e)
	}
	entries = s.cg.resolve(entries)
	for _, e := range entries {
		e.vs = expand(e.vs, inner)
	}
	result := merge(entries, s.biasRight)
	if left >= 0 {
		s.addSides(&result, left, right)
	}
	return result
}

// expand replaces clusters by their sorted content.
func expand(vs []int, inner map[int][]int) []int {
	out := make([]int, 0, len(vs))
	for _, v := range vs {
		if sub, ok := inner[v]; ok {
			out = append(out, sub...)
		} else {
			out = append(out, v)
		}
	}
	return out
}

// addSides puts a cluster's border nodes around its content and lets their
// own neighbours count.
func (s *sorter) addSides(e *entry, left, right int) {
	l := s.level
	vs := make([]int, 0, len(e.vs)+2)
	vs = append(vs, left)
	vs = append(vs, e.vs...)
	e.vs = append(vs, right)
	before := func(v int) int {
		edges := l.in[v]
		if !s.g.down {
			edges = l.out[v]
		}
		if len(edges) == 0 {
			return -1
		}
		if s.g.down {
			return l.edges[edges[0]].v
		}
		return l.edges[edges[0]].w
	}
	bl, br := before(left), before(right)
	if bl < 0 || br < 0 {
		return
	}
	if !e.has {
		e.center, e.weight, e.has = 0, 0, true
	}
	e.center = (e.center*e.weight + float64(l.nodes[bl].order) + float64(l.nodes[br].order)) / (e.weight + 2)
	e.weight += 2
}

// merge sorts entries with a barycentre and puts the others at their places.
func merge(entries []*entry, biasRight bool) entry {
	var sortable, loose []*entry
	for _, e := range entries {
		if e.has {
			sortable = append(sortable, e)
		} else {
			loose = append(loose, e)
		}
	}
	slices.SortStableFunc(loose, func(a, b *entry) int { return a.i - b.i })
	slices.SortStableFunc(sortable, func(a, b *entry) int { return byCenter(a.center, b.center, a.i, b.i, biasRight) })
	var out entry
	at := 0
	fill := func() {
		for len(loose) > 0 && loose[0].i <= at {
			out.vs = append(out.vs, loose[0].vs...)
			loose = loose[1:]
			at++
		}
	}
	fill()
	sum := 0.0
	for _, e := range sortable {
		at += len(e.vs)
		out.vs = append(out.vs, e.vs...)
		sum += e.center * e.weight
		out.weight += e.weight
		fill()
	}
	if out.weight != 0 && !math.IsNaN(out.weight) {
		out.center, out.has = sum/out.weight, true
	} else {
		out.weight = 0
	}
	return out
}

// constraints say which cluster stands left of which, so that clusters do not
// change sides from rank to rank.
type constraints struct {
	edges [][2]int
	known map[[2]int]bool
}

// add learns the order of the clusters in a sorted rank.
func (c *constraints) add(l *level, vs []int) {
	prev := map[int]int{}
	for _, v := range vs {
		child := l.nodes[v].parent
		for child >= 0 {
			parent := l.nodes[child].parent
			last, ok := prev[parent]
			prev[parent] = child
			if ok && last != child {
				c.addEdge(last, child)
				break
			}
			child = parent
		}
	}
}

func (c *constraints) addEdge(v, w int) {
	if c.known == nil {
		c.known = map[[2]int]bool{}
	}
	if !c.known[[2]int{v, w}] {
		c.known[[2]int{v, w}] = true
		c.edges = append(c.edges, [2]int{v, w})
	}
}

// resolve merges entries whose barycentres contradict the constraints
// (Forster, "A Fast and Simple Heuristic for Constrained Two-Level Crossing
// Reduction", 2004).
func (c *constraints) resolve(entries []*entry) []*entry {
	if len(c.edges) == 0 || len(entries) < 2 {
		return entries
	}
	byNode := make(map[int]*entry, len(entries))
	for _, e := range entries {
		byNode[e.v] = e
	}
	for _, edge := range c.edges {
		v, w := byNode[edge[0]], byNode[edge[1]]
		if v != nil && w != nil {
			w.indegree++
			v.out = append(v.out, w)
		}
	}
	var sources, out []*entry
	for _, e := range entries {
		if e.indegree == 0 {
			sources = append(sources, e)
		}
	}
	for len(sources) > 0 {
		v := sources[len(sources)-1]
		sources = sources[:len(sources)-1]
		out = append(out, v)
		for i := len(v.in) - 1; i >= 0; i-- {
			u := v.in[i]
			if !u.merged && (!u.has || !v.has || u.center >= v.center) {
				v.absorb(u)
			}
		}
		for _, w := range v.out {
			w.in = append(w.in, v)
			if w.indegree--; w.indegree == 0 {
				sources = append(sources, w)
			}
		}
	}
	kept := out[:0]
	for _, e := range out {
		if !e.merged {
			kept = append(kept, e)
		}
	}
	return kept
}

func (e *entry) absorb(u *entry) {
	sum, weight := e.center*e.weight+u.center*u.weight, e.weight+u.weight
	e.vs = append(append([]int(nil), u.vs...), e.vs...)
	e.has = true
	e.center = math.NaN()
	if weight > 0 {
		e.center = sum / weight
	}
	e.weight = weight
	e.i = min(e.i, u.i)
	u.merged = true
}
