package treemap

import (
	"math"
	"sort"

	"course/pkg/mermaid/svg"
)

// cell is a node with its area.
type cell struct {
	*Node
	sum      float64
	children []*cell
	box      svg.Box
	// series is the colour that a branch has in common.
	series int
	depth  int
}

const (
	// space is the room between a section's border and what is in it, and
	// between its parts.
	space = 5.0
	// headHeight is the height of a section's title.
	headHeight = 26.0
	most       = 1e15
)

// grow returns the node's cell, the largest parts first.
func grow(n *Node, depth int) *cell {
	c := &cell{Node: n, depth: depth}
	if n.Leaf {
		if !math.IsNaN(n.Value) {
			c.sum = min(n.Value, most)
		}
		return c
	}
	for _, k := range n.Children {
		child := grow(k, depth+1)
		c.children = append(c.children, child)
		c.sum += child.sum
	}
	sort.SliceStable(c.children, func(i, j int) bool { return c.children[i].sum > c.children[j].sum })
	return c
}

// headed reports whether a section has room for its title.
func (c *cell) headed() bool { return c.box.H >= headHeight+2*space+8 && c.box.W >= 40 }

// inner is the room for a section's parts.
func (c *cell) inner() svg.Box {
	b := svg.Box{X: c.box.X + space, Y: c.box.Y + space, W: c.box.W - 2*space, H: c.box.H - 2*space}
	if c.headed() {
		b.Y += headHeight - space
		b.H -= headHeight - space
	}
	return svg.Box{X: b.X, Y: b.Y, W: max(0, b.W), H: max(0, b.H)}
}

func (c *cell) settle() {
	if len(c.children) == 0 {
		return
	}
	divide(c.children, c.inner())
	for _, k := range c.children {
		k.settle()
	}
}

// divide fills a room with cells in rows, each row along the shorter side of
// what is left, as long as that makes its cells less oblong.
func divide(cells []*cell, room svg.Box) {
	total := 0.0
	for _, c := range cells {
		total += c.sum
	}
	for len(cells) > 0 {
		if total <= 0 || room.W <= 0 || room.H <= 0 {
			for _, c := range cells {
				c.box = svg.Box{X: room.X, Y: room.Y}
			}
			return
		}
		n, sum := row(cells, room, total)
		room = lay(cells[:n], room, sum, sum/total)
		cells = cells[n:]
		total -= sum
	}
}

// row returns how many cells make up the next row, and their sum.
func row(cells []*cell, room svg.Box, total float64) (n int, sum float64) {
	side := min(room.W, room.H)
	area := room.W * room.H / total
	worst := math.Inf(1)
	for i, c := range cells {
		next := sum + c.sum
		if next <= 0 {
			return len(cells), next
		}
		depth := next * area / side
		ratio := 0.0
		for _, k := range [...]*cell{cells[0], c} {
			along := k.sum * area / depth
			ratio = max(ratio, along/depth, depth/along)
		}
		if i > 0 && ratio > worst {
			return i, sum
		}
		worst, sum = ratio, next
	}
	return len(cells), sum
}

// lay places a row and returns the room that is left.
func lay(cells []*cell, room svg.Box, sum, share float64) svg.Box {
	wide := room.W >= room.H
	at := 0.0
	for _, c := range cells {
		part := c.sum / sum
		if wide {
			c.box = svg.Box{X: room.X, Y: room.Y + at*room.H, W: room.W * share, H: part * room.H}
		} else {
			c.box = svg.Box{X: room.X + at*room.W, Y: room.Y, W: part * room.W, H: room.H * share}
		}
		at += part
	}
	if wide {
		room.X += room.W * share
		room.W -= room.W * share
	} else {
		room.Y += room.H * share
		room.H -= room.H * share
	}
	return room
}
