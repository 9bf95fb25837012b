package layout

import "math"

// placeLabels notes the rank in which each edge's label stands. A label
// between two ranks has none.
func (l *level) placeLabels() {
	for i := range l.edges {
		e := &l.edges[i]
		if e.dead || e.w0 <= 0 || e.h0 <= 0 {
			continue
		}
		span := l.nodes[e.w].rank - l.nodes[e.v].rank
		if span%2 == 0 {
			e.labelRank, e.hasLabel = l.nodes[e.v].rank+span/2, true
		}
	}
}

// removeEmptyRanks closes the ranks that only the nesting of clusters left
// empty.
func (l *level) removeEmptyRanks() {
	least, most := math.MaxInt, math.MinInt
	l.visit(func(v int) {
		if !l.nodes[v].cluster {
			least, most = min(least, l.nodes[v].rank), max(most, l.nodes[v].rank)
		}
	})
	if most-least > maxSpan {
		l.err = ErrTooLarge
		return
	}
	used := make([]bool, most-least+1)
	l.visit(func(v int) {
		if !l.nodes[v].cluster {
			used[l.nodes[v].rank-least] = true
		}
	})
	for i := range l.edges {
		if e := &l.edges[i]; !e.dead && e.hasLabel {
			used[e.labelRank-least] = true
		}
	}
	shift := make([]int, len(used))
	delta := 0
	for i, any := range used {
		if !any && i%l.nodeRankFactor != 0 {
			delta--
		}
		shift[i] = delta
	}
	l.visit(func(v int) {
		if !l.nodes[v].cluster {
			l.nodes[v].rank += shift[l.nodes[v].rank-least]
		}
	})
	for i := range l.edges {
		if e := &l.edges[i]; !e.dead && e.hasLabel {
			e.labelRank += shift[e.labelRank-least]
		}
	}
}

// normalizeRanks makes the least rank zero.
func (l *level) normalizeRanks() {
	least := math.MaxInt
	l.visit(func(v int) {
		if !l.nodes[v].cluster {
			least = min(least, l.nodes[v].rank)
		}
	})
	l.visit(func(v int) {
		n := &l.nodes[v]
		n.rank -= least
		n.minRank -= least
		n.maxRank -= least
	})
	for i := range l.edges {
		l.edges[i].labelRank -= least
	}
}
