package mindmap

// Shape is the form of a node.
type Shape int

// The shapes, numbered as in the reference implementation.
const (
	Plain Shape = iota
	Rounded
	Rect
	Circle
	Cloud
	Bang
	Hexagon
)

// Chart is a mind map.
type Chart struct {
	// Root is the node in the middle.
	Root *Node

	front string
}

// Node is a thought.
type Node struct {
	ID, Label   string
	Shape       Shape
	Icon, Class string
	Children    []*Node

	level, depth int
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return model{Kind: "mindmap", Root: c.Root.model()} }

func (n *Node) model() *nodeModel {
	if n == nil {
		return nil
	}
	m := &nodeModel{ID: n.ID, Label: n.Label, Shape: n.Shape, Icon: n.Icon, Class: n.Class, Children: []*nodeModel{}}
	for _, child := range n.Children {
		m.Children = append(m.Children, child.model())
	}
	return m
}

type model struct {
	Kind string     `json:"kind"`
	Root *nodeModel `json:"root"`
}

type nodeModel struct {
	ID       string       `json:"id"`
	Label    string       `json:"label"`
	Shape    Shape        `json:"shape"`
	Icon     string       `json:"icon,omitempty"`
	Class    string       `json:"class,omitempty"`
	Children []*nodeModel `json:"children"`
}
