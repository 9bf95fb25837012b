package architecture

import (
	"encoding/json"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed architecture chart.
type Chart struct {
	chart.Accessibility
	Groups []*Group
	// Nodes are services, then junctions.
	Nodes []*Node
	Edges []*Edge

	title  string
	src    *chart.Source
	groups map[string]*Group
	nodes  map[string]*Node
}

// Group is a box around services and groups.
type Group struct {
	ID    string `json:"id"`
	Icon  string `json:"icon,omitempty"`
	Title string `json:"title,omitempty"`
	In    string `json:"in,omitempty"`
}

// Node is a service or a junction of lines.
type Node struct {
	ID       string  `json:"id"`
	Type     string  `json:"type"`
	Icon     string  `json:"icon,omitempty"`
	IconText string  `json:"iconText,omitempty"`
	Title    string  `json:"title,omitempty"`
	Edges    []*Edge `json:"edges"`
	In       string  `json:"in,omitempty"`
	at       int
}

// Edge joins a side of one node and a side of another; FromGroup and ToGroup
// lead it to the border of the node's group.
type Edge struct {
	From      string `json:"lhsId"`
	FromSide  string `json:"lhsDir"`
	FromHead  bool   `json:"lhsInto"`
	FromGroup bool   `json:"lhsGroup"`
	To        string `json:"rhsId"`
	ToSide    string `json:"rhsDir"`
	ToHead    bool   `json:"rhsInto"`
	ToGroup   bool   `json:"rhsGroup"`
	Title     string `json:"title,omitempty"`
}

func newChart(src *chart.Source) *Chart {
	return &Chart{title: src.Title, src: src, groups: map[string]*Group{}, nodes: map[string]*Node{}}
}

func (c *Chart) add(n *Node) {
	c.Nodes = append(c.Nodes, n)
	c.nodes[n.ID] = n
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	services, junctions := []*Node{}, []*Node{}
	for _, n := range c.Nodes {
		if n.Type == "service" {
			services = append(services, n)
		} else {
			junctions = append(junctions, n)
		}
	}
	return json.Marshal(map[string]any{
		"kind": "architecture", "getDiagramId": "", "getServices": services, "getJunctions": junctions,
		"getNodes": append([]*Node{}, c.Nodes...), "getGroups": append([]*Group{}, c.Groups...), "getEdges": append([]*Edge{}, c.Edges...),
		"getLayoutHints": []int{}, "getDataStructures": c.structures(),
		"getAccTitle": c.Title, "getDiagramTitle": c.title, "getAccDescription": c.Description,
	})
}

// neighbour is a node that an edge leads to, and the pair of sides.
type neighbour struct{ sides, id string }

// neighbours returns the nodes that a node's edges lead to. Of edges between
// the same pair of sides the last counts.
func (c *Chart) neighbours(n *Node) []neighbour {
	var list []neighbour
	for _, e := range n.Edges {
		sides, id := e.FromSide+e.ToSide, e.To
		if e.From != n.ID {
			sides, id = e.ToSide+e.FromSide, e.From
		}
		if sides[0] == sides[1] {
			continue
		}
		known := false
		for i := range list {
			if list[i].sides == sides {
				list[i].id, known = id, true
			}
		}
		if !known {
			list = append(list, neighbour{sides, id})
		}
	}
	return list
}

// shift returns where a neighbour lies, y upwards.
func shift(x, y int, sides string) (int, int) {
	step := func(on bool) int {
		if on {
			return 1
		}
		return -1
	}
	a, b := sides[0], sides[1]
	horizontal := func(side byte) bool { return side == 'L' || side == 'R' }
	switch {
	case horizontal(a) && horizontal(b):
		return x + step(a != 'L'), y
	case horizontal(a):
		return x + step(a != 'L'), y + step(b == 'T')
	case horizontal(b):
		return x + step(b == 'L'), y + step(a == 'T')
	}
	return x, y + step(a == 'T')
}

// structures are what the reference derives from the edges: who lies beside
// whom, and how groups are aligned.
func (c *Chart) structures() map[string]any {
	adjacent := map[string]map[string]string{}
	align := map[string]string{}
	for _, n := range c.Nodes {
		adjacent[n.ID] = map[string]string{}
		for _, nb := range c.neighbours(n) {
			adjacent[n.ID][nb.sides] = nb.id
		}
	}
	for _, e := range c.Edges {
		a, b := c.nodes[e.From].In, c.nodes[e.To].In
		if a == "" || b == "" || a == b {
			continue
		}
		h1, h2 := e.FromSide == "L" || e.FromSide == "R", e.ToSide == "L" || e.ToSide == "R"
		if h1 != h2 {
			continue
		}
		key := `"` + min(a, b) + `"-"` + max(a, b) + `"`
		align[key] = "vertical"
		if h1 {
			align[key] = "horizontal"
		}
	}
	return map[string]any{"adjList": adjacent, "spatialMaps": c.maps(), "groupAlignments": align}
}

// maps places every connected part on a grid of its own.
func (c *Chart) maps() []map[string][2]int {
	out := []map[string][2]int{}
	seen := map[string]bool{}
	for _, n := range c.Nodes {
		if seen[n.ID] {
			continue
		}
		m := map[string][2]int{n.ID: {0, 0}}
		queue := []string{n.ID}
		for len(queue) > 0 {
			id := queue[0]
			queue = queue[1:]
			if seen[id] {
				continue
			}
			seen[id] = true
			for _, nb := range c.neighbours(c.nodes[id]) {
				if !seen[nb.id] {
					x, y := shift(m[id][0], m[id][1], nb.sides)
					m[nb.id] = [2]int{x, y}
					queue = append(queue, nb.id)
				}
			}
		}
		out = append(out, m)
	}
	return out
}
