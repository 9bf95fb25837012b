package sankey

import (
	"math"
	"sort"

	"course/pkg/mermaid/label"
)

// most is the largest amount that is drawn.
const most = 1e12

// node is a node with its place. It stands in a slot that has room for its
// label, too.
type node struct {
	index, layer  int
	value         float64
	in, out       []int
	label         label.Label
	slot          float64
	x, y, h       float64
	depth, height int
}

// centre is the middle of the node's slot.
func (n *node) centre() float64 { return n.y + n.slot/2 }

// plan is a chart in the course of being laid out.
type plan struct {
	*Chart
	nodes  []*node
	layers [][]*node
	scale  float64
	h      float64
	values []float64
}

// newPlan finds the nodes' layers. It returns a link that closes a circle, or
// -1.
func newPlan(c *Chart) (p *plan, circle int) {
	p = &plan{Chart: c}
	for i := range c.Nodes {
		p.nodes = append(p.nodes, &node{index: i})
	}
	for i, l := range c.Links {
		v := math.Abs(l.Value)
		if math.IsNaN(v) {
			v = 0
		}
		p.values = append(p.values, min(v, most))
		p.nodes[l.From].out = append(p.nodes[l.From].out, i)
		p.nodes[l.To].in = append(p.nodes[l.To].in, i)
	}
	order, circle := p.order()
	if circle >= 0 {
		return p, circle
	}
	p.measure(order)
	p.assign()
	return p, -1
}

// order returns the nodes, each behind those that flow into it.
func (p *plan) order() (order []*node, circle int) {
	open := make([]int, len(p.nodes))
	for i, n := range p.nodes {
		open[i] = len(n.in)
		if open[i] == 0 {
			order = append(order, n)
		}
	}
	for i := 0; i < len(order); i++ {
		for _, l := range order[i].out {
			to := p.Links[l].To
			if open[to]--; open[to] == 0 {
				order = append(order, p.nodes[to])
			}
		}
	}
	if len(order) == len(p.nodes) {
		return order, -1
	}
	return nil, p.closing(open)
}

// closing returns a link on a circle among the nodes that are open. Each of
// them has an open node that flows into it, so a walk backwards meets itself.
func (p *plan) closing(open []int) int {
	at := 0
	for open[at] == 0 {
		at++
	}
	seen := make([]bool, len(open))
	for {
		seen[at] = true
		for _, l := range p.nodes[at].in {
			from := p.Links[l].From
			if open[from] == 0 {
				continue
			}
			if seen[from] {
				return l
			}
			at = from
			break
		}
	}
}

func (p *plan) measure(order []*node) {
	for _, n := range order {
		in, out := 0.0, 0.0
		for _, l := range n.in {
			in += p.values[l]
			n.depth = max(n.depth, p.nodes[p.Links[l].From].depth+1)
		}
		for _, l := range n.out {
			out += p.values[l]
		}
		n.value = max(in, out)
	}
	for i := len(order) - 1; i >= 0; i-- {
		n := order[i]
		for _, l := range n.out {
			n.height = max(n.height, p.nodes[p.Links[l].To].height+1)
		}
	}
}

// assign gives the nodes their layers.
func (p *plan) assign() {
	last := 0
	for _, n := range p.nodes {
		last = max(last, n.depth)
	}
	p.layers = make([][]*node, last+1)
	align := p.src.Config.Text("sankey.nodeAlignment")
	for _, n := range p.nodes {
		n.layer = n.depth
		switch {
		case align == "left":
		case align == "right":
			n.layer = last - n.height
		case align == "center":
			if len(n.in) == 0 && len(n.out) > 0 {
				n.layer = last
				for _, l := range n.out {
					n.layer = min(n.layer, p.nodes[p.Links[l].To].depth-1)
				}
			}
		case len(n.out) == 0:
			n.layer = last
		}
		p.layers[n.layer] = append(p.layers[n.layer], n)
	}
}

// sizes sets how high the nodes and their slots are.
func (p *plan) sizes() {
	p.scale = math.Inf(1)
	for _, layer := range p.layers {
		sum := 0.0
		for _, n := range layer {
			sum += n.value
		}
		gaps := min(float64(len(layer)-1)*p.nodeGap, p.height/2)
		if sum > 0 {
			p.scale = min(p.scale, (p.height-gaps)/sum)
		}
	}
	if math.IsInf(p.scale, 1) {
		p.scale = 0
	}
	for _, layer := range p.layers {
		h := float64(len(layer)-1) * p.nodeGap
		for _, n := range layer {
			n.h = max(1, n.value*p.scale)
			n.slot = max(n.h, n.label.H)
			h += n.slot
		}
		p.h = max(p.h, h)
	}
}

// settle moves the nodes to where their flows pull them.
func (p *plan) settle() {
	for _, layer := range p.layers {
		p.spread(layer)
	}
	const rounds = 12
	for i := range rounds {
		for l := len(p.layers) - 2; l >= 0; l-- {
			p.pull(p.layers[l], false)
		}
		for l := 1; l < len(p.layers); l++ {
			p.pull(p.layers[l], true)
		}
		if i == rounds-1 {
			break
		}
	}
}

// pull moves a layer's nodes to the weighted middle of their neighbours.
func (p *plan) pull(layer []*node, in bool) {
	for _, n := range layer {
		links := n.out
		if in {
			links = n.in
		}
		sum, weight := 0.0, 0.0
		for _, l := range links {
			other := p.nodes[p.Links[l].To]
			if in {
				other = p.nodes[p.Links[l].From]
			}
			w := (p.values[l] + 1e-9) * float64(max(1, abs(other.layer-n.layer)))
			sum += other.centre() * w
			weight += w
		}
		if weight > 0 {
			n.y += sum/weight - n.centre()
		}
	}
	sort.SliceStable(layer, func(i, j int) bool { return layer[i].centre() < layer[j].centre() })
	p.separate(layer)
}

// spread puts a layer's nodes one below the other, in the middle.
func (p *plan) spread(layer []*node) {
	h := float64(len(layer)-1) * p.nodeGap
	for _, n := range layer {
		h += n.slot
	}
	y := (p.h - h) / 2
	for _, n := range layer {
		n.y = y
		y += n.slot + p.nodeGap
	}
}

// separate moves overlapping slots apart, and all into the chart's height.
func (p *plan) separate(layer []*node) {
	y := 0.0
	for _, n := range layer {
		n.y = max(n.y, y)
		y = n.y + n.slot + p.nodeGap
	}
	y = p.h
	for i := len(layer) - 1; i >= 0; i-- {
		n := layer[i]
		n.y = min(n.y, y-n.slot)
		y = n.y - p.nodeGap
	}
}

func abs(n int) int { return max(n, -n) }
