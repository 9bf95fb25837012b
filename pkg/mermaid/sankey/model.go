package sankey

import (
	"math"
	"strconv"

	"course/pkg/mermaid/chart"
)

// Chart is a chart of flows.
type Chart struct {
	// Nodes are the names in the order of their first appearance.
	Nodes []string
	Links []Link

	src            *chart.Source
	index          map[string]int
	front          string
	width, height  float64
	nodeW, nodeGap float64
	prefix, suffix string
	showValues     bool
}

// Link is a flow between two nodes.
type Link struct {
	// From and To are indices of nodes.
	From, To int
	Value    float64

	at int
}

func newChart(src *chart.Source) *Chart {
	cfg := src.Config
	within := func(path string, otherwise, least, most float64) float64 {
		return min(max(cfg.Number("sankey."+path, otherwise), least), most)
	}
	return &Chart{
		src: src, index: map[string]int{}, front: chart.Sanitize(src.Title),
		width: within("width", 600, 200, 4000), height: within("height", 400, 60, 4000),
		nodeW: within("nodeWidth", 10, 2, 100), nodeGap: within("nodePadding", 12, 2, 200),
		prefix: cfg.Text("sankey.prefix"), suffix: cfg.Text("sankey.suffix"),
		showValues: cfg.Bool("sankey.showValues", true),
	}
}

func (c *Chart) node(name string) int {
	name = chart.Sanitize(name)
	i, ok := c.index[name]
	if !ok {
		i = len(c.Nodes)
		c.index[name] = i
		c.Nodes = append(c.Nodes, name)
	}
	return i
}

func (c *Chart) link(from, to string, value float64, at int) {
	a := c.node(from)
	c.Links = append(c.Links, Link{From: a, To: c.node(to), Value: value, at: at})
}

// amount is a flow's value as it is drawn and read out.
func (c *Chart) amount(v float64) string {
	return c.prefix + strconv.FormatFloat(math.Floor(v*100+0.5)/100, 'f', -1, 64) + c.suffix
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{Kind: "sankey", Nodes: []nodeModel{}, Links: []linkModel{}, Graph: graphModel{Nodes: []idModel{}, Links: []flowModel{}}}
	for _, n := range c.Nodes {
		m.Nodes = append(m.Nodes, nodeModel{n})
		m.Graph.Nodes = append(m.Graph.Nodes, idModel{n})
	}
	for _, l := range c.Links {
		var v *float64
		if !math.IsNaN(l.Value) && !math.IsInf(l.Value, 0) {
			v = &l.Value
		}
		from, to := c.Nodes[l.From], c.Nodes[l.To]
		m.Links = append(m.Links, linkModel{nodeModel{from}, nodeModel{to}, v})
		m.Graph.Links = append(m.Graph.Links, flowModel{from, to, v})
	}
	return m
}

type model struct {
	Kind  string      `json:"kind"`
	Nodes []nodeModel `json:"nodes"`
	Links []linkModel `json:"links"`
	Graph graphModel  `json:"graph"`
}

type nodeModel struct {
	ID string `json:"ID"`
}

type linkModel struct {
	Source nodeModel `json:"source"`
	Target nodeModel `json:"target"`
	Value  *float64  `json:"value"`
}

type graphModel struct {
	Nodes []idModel   `json:"nodes"`
	Links []flowModel `json:"links"`
}

type idModel struct {
	ID string `json:"id"`
}

type flowModel struct {
	Source string   `json:"source"`
	Target string   `json:"target"`
	Value  *float64 `json:"value"`
}
