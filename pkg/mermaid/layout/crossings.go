package layout

// crossings counts the crossings between neighbouring ranks (Barth, Jünger
// and Mutzel, "Bilayer Cross Counting", 2002).
type crossings struct {
	l    *level
	tree []int
	ends []southEnd
}

type southEnd struct{ pos, weight int }

func newCrossings(l *level) *crossings { return &crossings{l: l} }

func (c *crossings) count(layers [][]int) int {
	n := 0
	for i := 1; i < len(layers); i++ {
		n += c.between(layers[i-1], len(layers[i]))
	}
	return n
}

func (c *crossings) between(north []int, south int) int {
	c.ends = c.ends[:0]
	for _, v := range north {
		start := len(c.ends)
		for _, i := range c.l.out[v] {
			e := &c.l.edges[i]
			c.ends = append(c.ends, southEnd{c.l.nodes[e.w].order, e.weight})
		}
		sortEnds(c.ends[start:])
	}
	first := 1
	for first < south {
		first <<= 1
	}
	size := 2*first - 1
	first--
	if cap(c.tree) < size {
		c.tree = make([]int, size)
	}
	c.tree = c.tree[:size]
	clear(c.tree)
	n := 0
	for _, e := range c.ends {
		i := e.pos + first
		c.tree[i] += e.weight
		sum := 0
		for i > 0 {
			if i%2 == 1 {
				sum += c.tree[i+1]
			}
			i = (i - 1) >> 1
			c.tree[i] += e.weight
		}
		n += e.weight * sum
	}
	return n
}

// sortEnds sorts by insertion: the lists are short and nearly in order.
func sortEnds(list []southEnd) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].pos < list[j-1].pos; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}
