package layout

import (
	"errors"
	"math"
)

// Direction is where edges point.
type Direction string

// The directions: top to bottom, bottom to top, left to right, right to left.
const (
	TB Direction = "TB"
	BT Direction = "BT"
	LR Direction = "LR"
	RL Direction = "RL"
)

func (d Direction) horizontal() bool { return d == LR || d == RL }

// Point is a place in pixels, y downwards.
type Point struct{ X, Y float64 }

// Node is a node or, if other nodes name it as parent, a cluster.
type Node struct {
	// ID decides the order of nodes together with the order of insertion: ids
	// that are numbers come first, as in the reference implementation.
	ID string
	// W and H are the size. Place sets that of clusters.
	W, H float64
	// Parent is the index of the cluster that the node is in, or -1.
	// AddNode sets it: see SetParent.
	Parent int
	// Direction is a cluster's own direction, or empty.
	Direction Direction
	// TitleW is the least width of a cluster: that of its title.
	TitleW float64
	// TitleH is room for a cluster's title above its content.
	TitleH float64

	// X and Y are the centre, set by Place.
	X, Y float64
}

// Edge joins two nodes.
type Edge struct {
	From, To int
	// MinLen is the least number of ranks that the edge spans. Defaults to 1.
	MinLen int
	// W and H are the size of the edge's label; zero if there is none.
	W, H float64

	// Points is the edge's path, set by Place: from the border of one node's
	// box to that of the other's, or of the clusters that the edge ends at.
	Points []Point
	// X and Y are the centre of the label, set by Place.
	X, Y float64
}

// Graph is what is laid out.
type Graph struct {
	Direction Direction
	// NodeSep, EdgeSep and RankSep are the distances between neighbours in a
	// rank, between edges, and between ranks.
	NodeSep, EdgeSep, RankSep float64
	Nodes                     []Node
	Edges                     []Edge

	isCluster []bool
}

// New returns an empty graph with the usual distances.
func New(d Direction) *Graph {
	return &Graph{Direction: d, NodeSep: 50, EdgeSep: 20, RankSep: 50}
}

// AddNode adds a node without parent and returns its index.
func (g *Graph) AddNode(n Node) int {
	n.Parent = -1
	g.Nodes = append(g.Nodes, n)
	g.isCluster = append(g.isCluster, false)
	return len(g.Nodes) - 1
}

// SetParent puts node v into cluster p. A parent that is inside v is ignored.
func (g *Graph) SetParent(v, p int) {
	for a := p; a >= 0; a = g.Nodes[a].Parent {
		if a == v {
			return
		}
	}
	g.Nodes[v].Parent = p
	if p >= 0 {
		g.isCluster[p] = true
	}
}

// IsCluster reports whether other nodes have v as parent.
func (g *Graph) IsCluster(v int) bool { return g.isCluster[v] }

// Even rounds a size up to an even number of pixels. Graphs of such sizes get
// lines that are straight to the last digit.
func Even(v float64) float64 { return 2 * math.Ceil(v/2-1e-9) }

// Depth returns how many clusters v is in.
func (g *Graph) Depth(v int) int {
	n := 0
	for p := g.Nodes[v].Parent; p >= 0; p = g.Nodes[p].Parent {
		n++
	}
	return n
}

// AddEdge adds an edge and returns its index.
func (g *Graph) AddEdge(e Edge) int {
	e.MinLen = max(1, e.MinLen)
	g.Edges = append(g.Edges, e)
	return len(g.Edges) - 1
}

// Limits of what is laid out; larger graphs are refused.
const (
	maxNodes = 3000
	maxEdges = 3000
	// maxSpan bounds the dummy nodes, which are one per edge and rank.
	maxSpan = 60000
)

// ErrTooLarge is returned for graphs that would take too long.
var ErrTooLarge = errors.New("the graph is too large to lay out; split it")

// byKey orders node indices as the reference implementation's objects do:
// ids that are whole numbers first, ascending, then all others as inserted.
func numericKey(id string) int64 {
	if id == "" || len(id) > 10 || id[0] == '0' && len(id) > 1 {
		return -1
	}
	n := int64(0)
	for i := range len(id) {
		if id[i] < '0' || id[i] > '9' {
			return -1
		}
		n = n*10 + int64(id[i]-'0')
	}
	if n >= 1<<32-1 {
		return -1
	}
	return n
}
