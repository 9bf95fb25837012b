package layout

import (
	"math"
	"slices"
)

// placeY puts the ranks below each other.
func (l *level) placeY() {
	y := 0.0
	for _, layer := range l.layers {
		h := 0.0
		for _, v := range layer {
			h = max(h, l.nodes[v].h)
		}
		for _, v := range layer {
			l.nodes[v].y = y + h/2
		}
		y += h + l.ranksep
	}
}

// placeX is Brandes and Köpf's assignment: four extreme alignments, and the
// mean of the middle two.
func (l *level) placeX() {
	b := &brandes{level: l, n: len(l.nodes)}
	b.preds, b.succs = make([][]int, b.n), make([][]int, b.n)
	for _, v := range l.ranked {
		b.preds[v], b.succs[v] = l.predecessors(v), l.successors(v)
	}
	b.findConflicts()
	if l.compound {
		b.findBorderConflicts()
	}
	b.root, b.align, b.pos = make([]int, b.n), make([]int, b.n), make([]int, b.n)
	var xs [4][]float64
	for k := range xs {
		layers := mirrored(l.layers, k >= 2, k%2 == 1)
		neighbours := b.preds
		if k >= 2 {
			neighbours = b.succs
		}
		b.alignVertically(layers, neighbours)
		xs[k] = b.compact(layers, k%2 == 1)
		if k%2 == 1 {
			for _, v := range l.ranked {
				xs[k][v] = -xs[k][v]
			}
		}
	}
	b.alignTo(&xs)
	for _, v := range l.ranked {
		four := [4]float64{xs[0][v], xs[1][v], xs[2][v], xs[3][v]}
		slices.Sort(four[:])
		l.nodes[v].x = (four[1] + four[2]) / 2
	}
}

// mirrored returns the layers upside down, from right to left, or both.
func mirrored(layers [][]int, up, right bool) [][]int {
	if !up && !right {
		return layers
	}
	out := make([][]int, len(layers))
	for i, layer := range layers {
		if right {
			r := make([]int, len(layer))
			for j, v := range layer {
				r[len(layer)-1-j] = v
			}
			layer = r
		}
		if up {
			out[len(layers)-1-i] = layer
		} else {
			out[i] = layer
		}
	}
	return out
}

type brandes struct {
	*level
	n            int
	preds, succs [][]int
	conflicts    map[[2]int]bool
	root, align  []int
	pos          []int
	block        blocks
}

func (b *brandes) dummy(v int) bool { return b.nodes[v].kind != realNode }

func (b *brandes) addConflict(v, w int) {
	if b.conflicts == nil {
		b.conflicts = map[[2]int]bool{}
	}
	b.conflicts[[2]int{min(v, w), max(v, w)}] = true
}

func (b *brandes) hasConflict(v, w int) bool {
	return b.conflicts != nil && b.conflicts[[2]int{min(v, w), max(v, w)}]
}

// findConflicts marks edges that cross an inner segment, one between dummies:
// long edges stay straight.
func (b *brandes) findConflicts() {
	for i := 1; i < len(b.layers); i++ {
		north, south := b.layers[i-1], b.layers[i]
		k0, scan := 0, 0
		for j, v := range south {
			inner := b.innerNeighbour(v)
			k1 := len(north)
			if inner >= 0 {
				k1 = b.nodes[inner].order
			}
			if inner < 0 && j != len(south)-1 {
				continue
			}
			for _, s := range south[scan : j+1] {
				for _, u := range b.preds[s] {
					p := b.nodes[u].order
					if (p < k0 || k1 < p) && !(b.dummy(u) && b.dummy(s)) {
						b.addConflict(u, s)
					}
				}
			}
			scan, k0 = j+1, k1
		}
	}
}

func (b *brandes) innerNeighbour(v int) int {
	if b.dummy(v) {
		for _, u := range b.preds[v] {
			if b.dummy(u) {
				return u
			}
		}
	}
	return -1
}

// findBorderConflicts marks inner segments that cross a cluster's border.
func (b *brandes) findBorderConflicts() {
	for i := 1; i < len(b.layers); i++ {
		north, south := b.layers[i-1], b.layers[i]
		prev, next, start := -1, math.MaxInt, 0
		scan := func(from, to, low, high int) {
			for _, v := range south[from:to] {
				if !b.dummy(v) {
					continue
				}
				for _, u := range b.preds[v] {
					if p := b.nodes[u].order; b.dummy(u) && (p < low || p > high) {
						b.addConflict(u, v)
					}
				}
			}
		}
		for j, v := range south {
			if b.nodes[v].kind == borderNode && len(b.preds[v]) > 0 {
				next = b.nodes[b.preds[v][0]].order
				scan(start, j, prev, next)
				start, prev = j, next
			}
			low := next
			if next == math.MaxInt {
				low = math.MinInt
			}
			scan(start, len(south), low, len(north))
		}
	}
}

// alignVertically joins nodes to blocks that share an x.
func (b *brandes) alignVertically(layers [][]int, neighbours [][]int) {
	for _, layer := range layers {
		for i, v := range layer {
			b.root[v], b.align[v], b.pos[v] = v, v, i
		}
	}
	var sorted []int
	for _, layer := range layers {
		prev := -1
		for _, v := range layer {
			ws := neighbours[v]
			if len(ws) == 0 {
				continue
			}
			if len(ws) > 1 {
				sorted = append(sorted[:0], ws...)
				slices.SortStableFunc(sorted, func(x, y int) int { return b.pos[x] - b.pos[y] })
				ws = sorted
			}
			for i := (len(ws) - 1) / 2; i <= len(ws)/2; i++ {
				w := ws[i]
				if b.align[v] == v && prev < b.pos[w] && !b.hasConflict(v, w) {
					b.align[w] = v
					b.root[v] = b.root[w]
					b.align[v] = b.root[v]
					prev = b.pos[w]
				}
			}
		}
	}
}

// blocks is the graph of blocks: an edge says how far apart two must be.
type blocks struct {
	in, out [][]blockEdge
	done    []bool
	order   []int
}

type blockEdge struct {
	to  int
	sep float64
}

func (b *brandes) compact(layers [][]int, right bool) []float64 {
	b.buildBlocks(layers, right)
	b.sortBlocks(layers)
	xs := make([]float64, b.n)
	for _, v := range b.block.order {
		for _, e := range b.block.in[v] {
			xs[v] = max(xs[v], xs[e.to]+e.sep)
		}
	}
	border := rightSide
	if right {
		border = leftSide
	}
	for i := len(b.block.order) - 1; i >= 0; i-- {
		v := b.block.order[i]
		least := math.Inf(1)
		for _, e := range b.block.out[v] {
			least = min(least, xs[e.to]-e.sep)
		}
		if !math.IsInf(least, 1) && b.nodes[v].side != border {
			xs[v] = max(xs[v], least)
		}
	}
	for _, v := range b.ranked {
		xs[v] = xs[b.root[v]]
	}
	return xs
}

func (b *brandes) buildBlocks(layers [][]int, right bool) {
	if b.block.in == nil {
		b.block = blocks{make([][]blockEdge, b.n), make([][]blockEdge, b.n), make([]bool, b.n), nil}
	}
	g := &b.block
	for i := range g.in {
		g.in[i], g.out[i], g.done[i] = g.in[i][:0], g.out[i][:0], false
	}
	for _, layer := range layers {
		for i := 1; i < len(layer); i++ {
			u, v := layer[i-1], layer[i]
			sep := b.sep(v, u)
			g.join(b.root[u], b.root[v], sep)
		}
	}
}

func (g *blocks) join(u, v int, sep float64) {
	for i := range g.out[u] {
		if g.out[u][i].to == v {
			if sep > g.out[u][i].sep {
				g.out[u][i].sep = sep
				for j := range g.in[v] {
					if g.in[v][j].to == u {
						g.in[v][j].sep = sep
					}
				}
			}
			return
		}
	}
	g.out[u] = append(g.out[u], blockEdge{v, sep})
	g.in[v] = append(g.in[v], blockEdge{u, sep})
}

// sep is how far apart the centres of two neighbours must be.
func (b *brandes) sep(v, w int) float64 {
	side := func(v int) float64 {
		if b.dummy(v) {
			return b.nodes[v].w/2 + b.edgesep/2
		}
		return b.nodes[v].w/2 + b.nodesep/2
	}
	return side(v) + side(w)
}

// sortBlocks orders the blocks so that each comes after those to its left.
func (b *brandes) sortBlocks(layers [][]int) {
	g := &b.block
	g.order = g.order[:0]
	var dfs func(v int)
	dfs = func(v int) {
		if g.done[v] {
			return
		}
		g.done[v] = true
		for _, e := range g.in[v] {
			dfs(e.to)
		}
		g.order = append(g.order, v)
	}
	for _, layer := range layers {
		for _, v := range layer {
			dfs(b.root[v])
		}
	}
}

// alignTo moves the four assignments to the narrowest one.
func (b *brandes) alignTo(xs *[4][]float64) {
	best, least := 0, math.Inf(1)
	for k := range xs {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, v := range b.ranked {
			half := b.nodes[v].w / 2
			lo, hi = min(lo, xs[k][v]-half), max(hi, xs[k][v]+half)
		}
		if hi-lo < least {
			best, least = k, hi-lo
		}
	}
	span := func(k int) (lo, hi float64) {
		lo, hi = math.Inf(1), math.Inf(-1)
		for _, v := range b.ranked {
			lo, hi = min(lo, xs[k][v]), max(hi, xs[k][v])
		}
		return lo, hi
	}
	lo, hi := span(best)
	for k := range xs {
		if k == best {
			continue
		}
		l, h := span(k)
		delta := lo - l
		if k%2 == 1 {
			delta = hi - h
		}
		for _, v := range b.ranked {
			xs[k][v] += delta
		}
	}
}
