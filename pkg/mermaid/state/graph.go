package state

import "course/pkg/mermaid/layout"

// Sizes tell how large things are drawn.
type Sizes struct {
	// Node returns the size of a state or note.
	Node func(*Node) (w, h float64)
	// Label returns the size of a transition's label; zero for none.
	Label func(i int, e *Edge) (w, h float64)
	// Title returns the size of a composite state's title.
	Title func(*Node) (w, h float64)
}

// Graph makes the graph to be laid out. The second result gives the graph's
// index of a node by id.
func (c *Chart) Graph(s Sizes) (*layout.Graph, map[string]int) {
	g := layout.New(layout.Direction(c.Direction))
	g.NodeSep = c.src.Config.Number("state.nodeSpacing", 50)
	g.RankSep = c.src.Config.Number("state.rankSpacing", 50)
	at := make(map[string]int, len(c.Nodes))
	for _, n := range c.Nodes {
		v := layout.Node{ID: n.ID, Direction: layout.Direction(n.Direction)}
		if n.Group {
			v.W, v.H = s.Title(n)
			v.TitleW, v.TitleH = v.W, v.H
		} else {
			v.W, v.H = s.Node(n)
		}
		at[n.ID] = g.AddNode(v)
	}
	for _, n := range c.Nodes {
		if p, ok := at[n.Parent]; ok && n.Parent != "" {
			g.SetParent(at[n.ID], p)
		}
	}
	for i, e := range c.Edges {
		w, h := s.Label(i, e)
		from, ok1 := at[e.From]
		to, ok2 := at[e.To]
		if ok1 && ok2 {
			g.AddEdge(layout.Edge{From: from, To: to, MinLen: 1, W: w, H: h})
		}
	}
	return g, at
}
