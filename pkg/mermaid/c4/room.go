package c4

import (
	"sort"

	"course/pkg/mermaid/svg"
)

// makeRoom gives every boundary room for its title. A boundary that arrows
// cross is laid out with all the rest, which knows of no titles; so space is
// put in below its upper border, across the whole drawing: what lies lower
// moves down, and nothing comes closer to anything.
func (p *plan) makeRoom() {
	var order []*boundary
	for _, b := range p.boundaries {
		if b.node >= 0 {
			order = append(order, b)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return p.nodeBox(order[i].node).Y < p.nodeBox(order[j].node).Y })
	for _, b := range order {
		_, h := stack(b.labels)
		top := p.nodeBox(b.node).Y
		if lack := h + boundaryUp + 10 - (p.firstInside(b.node) - top); lack > 0 {
			p.insert(top+0.5, lack)
		}
	}
}

// firstInside returns the top of what lies highest in a boundary.
func (p *plan) firstInside(node int) float64 {
	top := 1e9
	for v, n := range p.graph.Nodes {
		if n.Parent == node {
			top = min(top, p.nodeBox(v).Y)
		}
	}
	return top
}

// insert puts d pixels in at height y.
func (p *plan) insert(y, d float64) {
	g := p.graph
	moved := make([]bool, len(g.Nodes))
	for v := range g.Nodes {
		n := &g.Nodes[v]
		if !g.IsCluster(v) {
			if n.Y > y {
				n.Y += d
				moved[v] = true
			}
			continue
		}
		box := svg.Around(n.X, n.Y, n.W, n.H)
		switch {
		case box.Y > y:
			n.Y += d
			moved[v] = true
		case box.Y+box.H > y:
			n.Y += d / 2
			n.H += d
		}
	}
	shift := func(v *float64, with int) {
		if with >= 0 && !g.IsCluster(with) {
			if moved[with] {
				*v += d
			}
			return
		}
		if *v > y {
			*v += d
		}
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		last := len(e.Points) - 1
		for k := range e.Points {
			with := -1
			switch k {
			case 0:
				with = e.From
			case last:
				with = e.To
			}
			shift(&e.Points[k].Y, with)
		}
		shift(&e.Y, -1)
	}
}
