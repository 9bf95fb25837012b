package architecture

import (
	"sort"

	"course/pkg/mermaid/svg"
)

// item is a node or group with its place.
type item struct {
	node  *Node
	group *Group
	w, h  float64
	box   svg.Box
	// col and row are the place on the grid of the group around; y downwards.
	col, row int
	placed   bool
	inside   []*item
	// edges lead from this item to others in the same group.
	edges []toItem
	// cols and rows are the offsets of a group's grid, from its content's
	// upper left corner.
	cols, rows map[int]float64
	titleH     float64
}

type toItem struct {
	to    *item
	sides string
}

const (
	// gap is the space between services; it holds a line with its head.
	gap = 56
	// pad is the space between a group's border and its content.
	pad = 22
)

// tree makes items of the chart: a root that holds all.
func (d *drawing) tree() *item {
	root := &item{}
	byID := map[string]*item{}
	parent := map[*item]*item{}
	put := func(it *item, id, in string) {
		p := byID[in]
		if in == "" || p == nil {
			p = root
		}
		p.inside = append(p.inside, it)
		parent[it] = p
		byID[id] = it
	}
	// A group may stand below one that lies in it only by mistake, so parents
	// are there already.
	for _, g := range d.Groups {
		put(&item{group: g}, g.ID, g.In)
	}
	for _, n := range d.Nodes {
		put(&item{node: n}, n.ID, n.In)
	}
	d.items = byID
	for _, e := range d.Edges {
		a, b := lift(byID[e.From], byID[e.To], parent)
		if a == nil || a == b || e.FromSide == e.ToSide {
			continue
		}
		a.edges = append(a.edges, toItem{b, e.FromSide + e.ToSide})
		b.edges = append(b.edges, toItem{a, e.ToSide + e.FromSide})
	}
	return root
}

// lift returns the ancestors of a and b that lie in the same group.
func lift(a, b *item, parent map[*item]*item) (*item, *item) {
	above := map[*item]*item{}
	for x := a; x != nil; x = parent[x] {
		if p := parent[x]; p != nil {
			above[p] = x
		}
	}
	for y := b; y != nil; y = parent[y] {
		if x := above[parent[y]]; x != nil && parent[y] != nil {
			return x, y
		}
	}
	return nil, nil
}

// arrange gives an item its size, after all in it, and those their places on
// its grid.
func (d *drawing) arrange(it *item) {
	if it.node != nil {
		it.w, it.h = d.size(it.node)
		return
	}
	for _, in := range it.inside {
		d.arrange(in)
	}
	it.grid()
	width, height := map[int]float64{}, map[int]float64{}
	for _, in := range it.inside {
		width[in.col] = max(width[in.col], in.w)
		height[in.row] = max(height[in.row], in.h)
	}
	var w, h float64
	it.cols, w = offsets(width, d.gapX)
	it.rows, h = offsets(height, d.gapY)
	it.w, it.h = w, h
	if it.group != nil {
		it.titleH = d.titles[it.group.ID].H + 4
		it.w, it.h = max(w+2*pad, d.titles[it.group.ID].W+2*pad), h+2*pad+it.titleH
	}
}

// offsets returns the centres of columns or rows, and their extent.
func offsets(size map[int]float64, gap float64) (map[int]float64, float64) {
	keys := make([]int, 0, len(size))
	for k := range size {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	at := map[int]float64{}
	x := 0.0
	for i, k := range keys {
		if i > 0 {
			x += gap
		}
		at[k] = x + size[k]/2
		x += size[k]
	}
	return at, x
}

// grid places the items of a group: each beside that which it is joined to,
// parts that are not joined beside each other.
func (it *item) grid() {
	right := 0
	for _, first := range it.inside {
		if first.placed {
			continue
		}
		part := []*item{first}
		first.col, first.row, first.placed = 0, 0, true
		local := map[[2]int]bool{{0, 0}: true}
		for i := 0; i < len(part); i++ {
			for _, e := range part[i].edges {
				if e.to.placed {
					continue
				}
				e.to.beside(part[i], e.sides, local)
				part = append(part, e.to)
			}
		}
		left, top, wide := part[0].col, part[0].row, part[0].col
		for _, p := range part {
			left, top, wide = min(left, p.col), min(top, p.row), max(wide, p.col)
		}
		for _, p := range part {
			p.col, p.row = p.col-left+right, p.row-top
		}
		right += wide - left + 1
	}
}

// beside places an item next to another; where the place is taken, farther
// in the same direction.
func (it *item) beside(other *item, sides string, taken map[[2]int]bool) {
	dx, dy := shift(0, 0, sides)
	col, row := other.col+dx, other.row-dy
	for taken[[2]int{col, row}] {
		// A diagonal neighbour moves on along the side that the edge leaves.
		if sides[0] == 'L' || sides[0] == 'R' {
			col += dx
		} else {
			row -= dy
		}
	}
	taken[[2]int{col, row}] = true
	it.col, it.row, it.placed = col, row, true
}

// move gives an item its box, and all in it theirs.
func (it *item) move(b svg.Box) {
	it.box = b
	x, y, w := b.X, b.Y, b.W
	if it.group != nil {
		x, y, w = x+pad, y+pad+it.titleH, w-2*pad
	}
	// Content that is narrower than its title stands in the middle.
	x += max(0, (w-it.contentW())/2)
	for _, in := range it.inside {
		in.move(svg.Around(x+it.cols[in.col], y+it.rows[in.row], in.w, in.h))
	}
}

func (it *item) contentW() float64 {
	if it.group == nil {
		return it.w
	}
	right := 0.0
	for _, in := range it.inside {
		right = max(right, it.cols[in.col]+in.w/2)
	}
	return right
}
