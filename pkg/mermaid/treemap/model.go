package treemap

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
)

// Chart is a treemap.
type Chart struct {
	Title string
	Acc   chart.Accessibility
	// Roots are the outermost nodes.
	Roots []*Node

	src     *chart.Source
	front   string
	nodes   []*Node
	classes map[string]*classModel
}

// Node is a section or, with a value, a leaf.
type Node struct {
	Name     string
	Leaf     bool
	Value    float64
	Class    string
	Children []*Node

	level  int
	styles []string
}

func newChart(src *chart.Source) *Chart {
	return &Chart{src: src, front: chart.Sanitize(src.Title), classes: map[string]*classModel{}}
}

// define adds declarations to a class. A comma behind a backslash is part of
// a value, others separate declarations.
func (c *Chart) define(id, declarations string) {
	k := c.classes[id]
	if k == nil {
		k = &classModel{ID: id, Styles: []string{}, TextStyles: []string{}}
		c.classes[id] = k
	}
	const kept = "\x00"
	s := strings.ReplaceAll(declarations, `\,`, kept)
	s = strings.ReplaceAll(strings.ReplaceAll(s, ",", ";"), kept, ",")
	k.Styles = append(k.Styles, strings.Split(s, ";")...)
}

// compile gives the nodes the styles of their classes, which may be defined
// behind them.
func (c *Chart) compile() {
	for _, n := range c.nodes {
		if k := c.classes[n.Class]; k != nil && n.Class != "" {
			n.styles = k.Styles
		}
	}
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "treemap", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Nodes: []*nodeModel{}, Root: rootModel{Children: []*nodeModel{}}, Classes: c.classes,
		GetAccTitle: c.Acc.Title, GetTitle: c.Title, GetAccDescription: c.Acc.Description,
	}
	var add func(n *Node) *nodeModel
	add = func(n *Node) *nodeModel {
		v := &nodeModel{Name: n.Name, Class: n.Class, Styles: n.styles}
		m.Nodes = append(m.Nodes, v)
		if n.Leaf {
			v.Value = json.RawMessage("null")
			if !math.IsNaN(n.Value) && !math.IsInf(n.Value, 0) {
				v.Value = strconv.AppendFloat(nil, n.Value, 'g', -1, 64)
			}
			return v
		}
		children := []*nodeModel{}
		for _, k := range n.Children {
			children = append(children, add(k))
		}
		v.Children = &children
		return v
	}
	for _, n := range c.Roots {
		m.Root.Children = append(m.Root.Children, add(n))
	}
	return m
}

type model struct {
	Kind              string                 `json:"kind"`
	AccTitle          string                 `json:"accTitle,omitempty"`
	AccDescription    string                 `json:"accDescription,omitempty"`
	Title             string                 `json:"title,omitempty"`
	Nodes             []*nodeModel           `json:"getNodes"`
	Root              rootModel              `json:"getRoot"`
	Classes           map[string]*classModel `json:"getClasses"`
	GetAccTitle       string                 `json:"getAccTitle"`
	GetTitle          string                 `json:"getDiagramTitle"`
	GetAccDescription string                 `json:"getAccDescription"`
}

type rootModel struct {
	Name     string       `json:"name"`
	Children []*nodeModel `json:"children"`
}

type classModel struct {
	ID         string   `json:"id"`
	Styles     []string `json:"styles"`
	TextStyles []string `json:"textStyles"`
}

// nodeModel has children if it is a section, and a value if it is a leaf.
type nodeModel struct {
	Name     string          `json:"name"`
	Children *[]*nodeModel   `json:"children,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	Class    string          `json:"classSelector,omitempty"`
	Styles   []string        `json:"cssCompiledStyles,omitempty"`
}
