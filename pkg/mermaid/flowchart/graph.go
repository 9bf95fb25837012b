package flowchart

import (
	"course/pkg/mermaid/layout"
)

// Sizes tell how large things are drawn.
type Sizes struct {
	// Node returns the size of a node's shape.
	Node func(*Node) (w, h float64)
	// Label returns the size of an edge's label; zero for none.
	Label func(i int, e *Edge) (w, h float64)
	// Title returns the size of a cluster's title.
	Title func(*Cluster) (w, h float64)
}

// Graph makes the graph to be laid out: clusters first, the last one before
// the others, then nodes in the order of their first mention. The second
// result gives the graph's index of a node or cluster by id.
func (c *Chart) Graph(s Sizes) (*layout.Graph, map[string]int) {
	g := layout.New(layout.Direction(c.Direction))
	g.NodeSep = c.src.Config.Number("flowchart.nodeSpacing", 50)
	g.RankSep = c.src.Config.Number("flowchart.rankSpacing", 50)
	at := make(map[string]int, len(c.Nodes)+len(c.Clusters))
	parent := map[string]string{}
	for i := len(c.Clusters) - 1; i >= 0; i-- {
		for _, id := range c.Clusters[i].Nodes {
			parent[id] = c.Clusters[i].ID
		}
	}
	for i := len(c.Clusters) - 1; i >= 0; i-- {
		k := c.Clusters[i]
		if _, twice := at[k.ID]; twice {
			continue
		}
		w, h := s.Title(k)
		at[k.ID] = g.AddNode(layout.Node{ID: k.ID, W: w, H: h, TitleW: w, TitleH: h, Direction: layout.Direction(k.Direction)})
	}
	for _, n := range c.Nodes {
		if _, cluster := at[n.ID]; cluster {
			continue
		}
		w, h := s.Node(n)
		at[n.ID] = g.AddNode(layout.Node{ID: n.ID, W: w, H: h})
	}
	for id, p := range parent {
		v, ok := at[id]
		if pv, known := at[p]; ok && known {
			g.SetParent(v, pv)
		}
	}
	for i, e := range c.Edges {
		w, h := s.Label(i, e)
		g.AddEdge(layout.Edge{From: at[e.From], To: at[e.To], MinLen: e.Length, W: w, H: h})
	}
	return g, at
}
