package kanban

// Chart is a board.
type Chart struct {
	// Columns are the board's columns.
	Columns []*Item

	items          []*Item
	ticketURL      string
	front          string
	width, padding float64
}

// Item is a column or a card.
type Item struct {
	ID, Label                  string
	Ticket, Assigned, Priority string
	Icon, Classes              string

	level   int
	parent  string
	padding float64
}

// Cards returns the cards of a column.
func (c *Chart) Cards(column *Item) []*Item {
	var list []*Item
	for _, n := range c.items {
		if n.parent != "" && n.parent == column.ID {
			list = append(list, n)
		}
	}
	return list
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{Kind: "kanban", Sections: []sectionModel{}, Data: dataModel{Nodes: []nodeModel{}, Edges: []any{}}}
	for _, col := range c.Columns {
		m.Sections = append(m.Sections, sectionModel{
			ID: col.ID, Level: col.level, Label: col.Label, Width: c.width, Padding: col.padding,
			Icon: col.Icon, Ticket: col.Ticket, Assigned: col.Assigned, Priority: col.Priority, Classes: col.Classes,
		})
		m.Data.Nodes = append(m.Data.Nodes, nodeModel{
			ID: col.ID, Label: col.Label, LabelType: "markdown", IsGroup: true, Ticket: col.Ticket, Shape: "kanbanSection", Level: col.level, Look: "classic",
		})
		for _, n := range c.Cards(col) {
			five := 5
			m.Data.Nodes = append(m.Data.Nodes, nodeModel{
				ID: n.ID, ParentID: col.ID, Label: n.Label, LabelType: "markdown", Ticket: n.Ticket, Priority: n.Priority, Assigned: n.Assigned,
				Icon: n.Icon, Shape: "kanbanItem", Level: n.level, RX: &five, RY: &five, Styles: []string{"text-align: left"},
			})
		}
	}
	return m
}

type model struct {
	Kind     string         `json:"kind"`
	Sections []sectionModel `json:"getSections"`
	Data     dataModel      `json:"getData"`
}

type sectionModel struct {
	ID       string  `json:"id"`
	Level    int     `json:"level"`
	Label    string  `json:"label"`
	Width    float64 `json:"width"`
	Padding  float64 `json:"padding"`
	IsGroup  bool    `json:"isGroup"`
	Icon     string  `json:"icon,omitempty"`
	Ticket   string  `json:"ticket,omitempty"`
	Assigned string  `json:"assigned,omitempty"`
	Priority string  `json:"priority,omitempty"`
	Classes  string  `json:"cssClasses,omitempty"`
}

// dataModel leaves out the configuration that the reference repeats here.
type dataModel struct {
	Nodes []nodeModel `json:"nodes"`
	Edges []any       `json:"edges"`
	Other struct{}    `json:"other"`
}

type nodeModel struct {
	ID        string   `json:"id"`
	ParentID  string   `json:"parentId,omitempty"`
	Label     string   `json:"label"`
	LabelType string   `json:"labelType"`
	IsGroup   bool     `json:"isGroup"`
	Ticket    string   `json:"ticket,omitempty"`
	Priority  string   `json:"priority,omitempty"`
	Assigned  string   `json:"assigned,omitempty"`
	Icon      string   `json:"icon,omitempty"`
	Shape     string   `json:"shape"`
	Level     int      `json:"level"`
	RX        *int     `json:"rx,omitempty"`
	RY        *int     `json:"ry,omitempty"`
	Styles    []string `json:"cssStyles,omitempty"`
	Look      string   `json:"look,omitempty"`
}
