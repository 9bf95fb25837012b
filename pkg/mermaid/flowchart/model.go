package flowchart

import (
	"encoding/json"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed flowchart.
type Chart struct {
	chart.Accessibility
	// Direction is TB, BT, LR or RL.
	Direction string
	Nodes     []*Node
	Edges     []*Edge
	// Clusters are the subgraphs in the order in which they end.
	Clusters []*Cluster
	// Classes are the classDef statements by name, in order.
	Classes []*Class
	// DefaultStyle is the style of linkStyle default.
	DefaultStyle []string
	// DefaultCurve is the curve of linkStyle default interpolate.
	DefaultCurve string

	kind    string
	title   string
	src     *chart.Source
	nodes   map[string]*Node
	byID    map[string]*Cluster
	edgeIDs map[string]*Edge
	between map[[2]string]int
}

// Node is a box with its label.
type Node struct {
	ID, Text string
	// Shape is the shape's name as the chart gives it, or empty.
	Shape string
	// LabelType is text, string or markdown.
	LabelType string
	Classes   []string
	Styles    []string
	Link      string
	// Tooltip is the title of the link.
	Tooltip    string
	Icon, Img  string
	linkAt     int
	linkLength int
	at         int
}

// Edge joins two nodes or clusters.
type Edge struct {
	ID, From, To, Text string
	LabelType          string
	// Arrow is arrow_open, arrow_point, arrow_cross, arrow_circle, or one of
	// the latter three with double_ before it.
	Arrow string
	// Stroke is normal, thick, dotted or invisible.
	Stroke string
	// Length is how many ranks the edge spans at least.
	Length  int
	Style   []string
	Classes []string
	Curve   string
	named   bool
}

// Cluster is a subgraph.
type Cluster struct {
	ID, Title string
	LabelType string
	// Nodes are the ids of the nodes and clusters directly inside.
	Nodes   []string
	Classes []string
	// Direction is empty unless the subgraph states one.
	Direction string
}

// Class is a named list of declarations.
type Class struct {
	ID     string
	Styles []string
	// TextStyles are those that speak of a colour.
	TextStyles []string
}

type (
	modelJSON struct {
		Kind           string               `json:"kind"`
		AccTitle       string               `json:"accTitle,omitempty"`
		AccDescription string               `json:"accDescription,omitempty"`
		Direction      string               `json:"direction"`
		Nodes          []nodeJSON           `json:"nodes"`
		Edges          []edgeJSON           `json:"edges"`
		Clusters       []clusterJSON        `json:"clusters"`
		ClassDefs      map[string]classJSON `json:"classDefs"`
	}
	nodeJSON struct {
		ID        string   `json:"id"`
		Text      string   `json:"text"`
		Shape     string   `json:"shape,omitempty"`
		Classes   []string `json:"classes"`
		Styles    []string `json:"styles"`
		LabelType string   `json:"labelType"`
		Link      string   `json:"link,omitempty"`
		Icon      string   `json:"icon,omitempty"`
		Img       string   `json:"img,omitempty"`
	}
	edgeJSON struct {
		From        string   `json:"from"`
		To          string   `json:"to"`
		Text        string   `json:"text"`
		Arrow       string   `json:"arrow"`
		Stroke      string   `json:"stroke"`
		Length      int      `json:"length"`
		Style       []string `json:"style,omitempty"`
		Interpolate string   `json:"interpolate,omitempty"`
		ID          string   `json:"id"`
	}
	clusterJSON struct {
		ID      string   `json:"id"`
		Title   string   `json:"title"`
		Nodes   []string `json:"nodes"`
		Classes []string `json:"classes"`
		Dir     string   `json:"dir,omitempty"`
	}
	classJSON struct {
		ID         string   `json:"id"`
		Styles     []string `json:"styles"`
		TextStyles []string `json:"textStyles"`
	}
)

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	m := modelJSON{
		Kind: c.kind, AccTitle: c.Title, AccDescription: c.Description, Direction: c.Direction,
		Nodes: []nodeJSON{}, Edges: []edgeJSON{}, Clusters: []clusterJSON{}, ClassDefs: map[string]classJSON{},
	}
	for _, n := range c.Nodes {
		m.Nodes = append(m.Nodes, nodeJSON{n.ID, n.Text, n.Shape, list(n.Classes), list(n.Styles), n.LabelType, n.Link, n.Icon, n.Img})
	}
	for _, e := range c.Edges {
		m.Edges = append(m.Edges, edgeJSON{e.From, e.To, e.Text, e.Arrow, e.Stroke, e.Length, e.Style, e.Curve, e.ID})
	}
	for _, s := range c.Clusters {
		m.Clusters = append(m.Clusters, clusterJSON{s.ID, s.Title, list(s.Nodes), list(s.Classes), s.Direction})
	}
	for _, k := range c.Classes {
		m.ClassDefs[k.ID] = classJSON{k.ID, list(k.Styles), list(k.TextStyles)}
	}
	return json.Marshal(m)
}

// list makes an empty list of a nil one, as JSON tells them apart.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
