package state

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
)

// fetcher walks the documents and makes nodes and edges. A state that is
// named twice becomes one node, the later statement adding to it.
type fetcher struct {
	chart *Chart
	known map[string]*fetched
	count int
}

// fetched is what is known of a state so far.
type fetched struct {
	shape   string
	desc    []string
	list    bool
	group   bool
	dir     string
	classes []string
	styles  []string
}

func (f *fetcher) document(parent *stateStmt) {
	for _, stmt := range parent.doc {
		switch stmt := stmt.(type) {
		case *stateStmt:
			f.state(parent, stmt)
		case *relation:
			f.state(parent, stmt.from)
			f.state(parent, stmt.to)
			text := ""
			if stmt.desc != nil {
				text = chart.Sanitize(*stmt.desc)
			}
			f.chart.Edges = append(f.chart.Edges, &Edge{From: stmt.from.id, To: stmt.to.id, Text: text})
			f.count++
		}
	}
}

func (f *fetcher) state(parent, s *stateStmt) {
	k := f.describe(s)
	n := &Node{ID: s.id, Shape: k.shape, Group: k.group, Direction: k.dir, Classes: k.classes, Styles: k.styles, Listed: k.list}
	if len(k.desc) > 0 {
		n.Label = k.desc[0]
		if k.list {
			n.Description = k.desc[1:]
		}
	}
	if k.shape == "divider" {
		n.Label, n.Description, n.Listed = "", nil, false
	}
	if parent.id != "root" && parent.id != s.id {
		n.Parent = parent.id
	}
	if s.note != nil {
		f.note(s, k)
	}
	f.put(n)
	if s.hasDoc {
		f.document(s)
	}
}

// describe adds what a statement says of a state to what is known.
func (f *fetcher) describe(s *stateStmt) *fetched {
	k := f.known[s.id]
	if k == nil {
		shape := "rect"
		if s.start != nil {
			shape = "stateEnd"
			if *s.start {
				shape = "stateStart"
			}
		}
		if s.kind != "default" {
			shape = s.kind
		}
		k = &fetched{shape: shape, desc: []string{chart.Sanitize(s.id)}}
		if st := f.chart.states[s.id]; st != nil {
			k.classes, k.styles = st.Classes, st.Styles
		}
		f.known[s.id] = k
	}
	if len(s.desc) > 0 {
		k.addDescription(s)
	}
	if k.shape == "rectWithTitle" && (k.list && len(k.desc) == 1 || !k.list && len(k.desc[0]) == 1) {
		k.shape = "rect"
		if k.group {
			k.shape = "roundedWithTitle"
		}
	}
	if !k.group && s.hasDoc && hasChildren(s.doc) {
		k.group = true
		k.dir = documentDirection(s, "TB")
		k.shape = "roundedWithTitle"
		if s.kind == "divider" {
			k.shape = "divider"
		}
	}
	return k
}

func (k *fetched) addDescription(s *stateStmt) {
	k.shape = "rectWithTitle"
	if !k.list {
		k.list = true
		if k.desc[0] == s.id {
			k.desc = nil
		}
	}
	for _, d := range s.desc {
		k.desc = append(k.desc, chart.Sanitize(d))
	}
}

func hasChildren(doc []statement) bool {
	for _, s := range doc {
		switch s.(type) {
		case *stateStmt, *relation:
			return true
		}
	}
	return false
}

// note puts a note and its state's group before the state.
func (f *fetcher) note(s *stateStmt, k *fetched) {
	group := s.id + "----parent"
	id := fmt.Sprintf("%s----note-%d", s.id, f.count)
	f.count++
	text := chart.Sanitize(s.note.Text)
	f.put(&Node{ID: group, Shape: "noteGroup", Label: text, Group: true, Position: s.note.Position})
	f.put(&Node{ID: id, Shape: "note", Label: text, Parent: group, Group: k.group, Position: s.note.Position})
	from, to := s.id, id
	if strings.HasPrefix(s.note.Position, "left") {
		from, to = id, s.id
	}
	f.chart.Edges = append(f.chart.Edges, &Edge{From: from, To: to, Note: true})
}

// put adds a node or replaces one, which keeps its place and its parent.
func (f *fetcher) put(n *Node) {
	if n.ID == "" || n.ID == "</join></fork>" || n.ID == "</choice>" {
		return
	}
	old := f.chart.byID[n.ID]
	if old == nil {
		f.chart.byID[n.ID] = n
		f.chart.Nodes = append(f.chart.Nodes, n)
		return
	}
	if old.Parent != "" {
		n.Parent = old.Parent
	}
	if n.Position == "" {
		n.Position = old.Position
	}
	*old = *n
}
