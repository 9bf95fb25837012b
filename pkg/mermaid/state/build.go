package state

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
)

func newChart(src *chart.Source) *Chart {
	return &Chart{
		title: src.Title, src: src, states: map[string]*dbState{}, relations: []relationJSON{},
		Classes: map[string][]string{}, links: map[string]*click{}, byID: map[string]*Node{},
	}
}

// build makes nodes and edges of the statements.
func (c *Chart) build(doc []statement) error {
	root := &stateStmt{id: "root", doc: doc, hasDoc: true}
	c.translate(root)
	for _, s := range root.doc {
		c.extract(s)
	}
	f := &fetcher{chart: c, known: map[string]*fetched{}}
	f.document(root)
	c.Direction = documentDirection(root, "TB")
	for _, n := range c.Nodes {
		if n.Group && n.Listed && len(n.Description) > 0 {
			return c.src.Errorf(0, 0, "the composite state %s has a second description", chart.Quote(n.ID)).
				WithHint("a composite state has one name: state \"Name\" as %s { … }", n.ID)
		}
	}
	return nil
}

// translate names the starts and ends of a document and splits it at "--".
func (c *Chart) translate(s *stateStmt) {
	if !s.hasDoc {
		return
	}
	var parts []statement
	rest := []statement{}
	for _, stmt := range s.doc {
		d, ok := stmt.(*stateStmt)
		if !ok || d.kind != "divider" {
			rest = append(rest, stmt)
			continue
		}
		part := *d
		part.doc, part.hasDoc = rest, true
		parts = append(parts, &part)
		rest = []statement{}
	}
	if len(parts) > 0 && len(rest) > 0 {
		id := fmt.Sprintf("id-region-%d", c.items)
		c.items++
		s.doc = append(parts, &stateStmt{id: id, kind: "divider", doc: rest, hasDoc: true})
	}
	for _, stmt := range s.doc {
		switch stmt := stmt.(type) {
		case *stateStmt:
			c.translateState(s, stmt, true)
		case *relation:
			c.translateState(s, stmt.from, true)
			c.translateState(s, stmt.to, false)
		}
	}
}

func (c *Chart) translateState(parent, s *stateStmt, first bool) {
	if s.id == "[*]" {
		s.id = parent.id + "_end"
		if first {
			s.id = parent.id + "_start"
		}
		s.start = &first
	} else {
		s.id = strings.TrimSpace(s.id)
	}
	c.translate(s)
}

// extract notes what a statement of the whole chart says.
func (c *Chart) extract(s statement) {
	switch s := s.(type) {
	case *stateStmt:
		c.addState(s, false)
	case *relation:
		c.addState(s.from, true)
		c.addState(s.to, true)
		title := ""
		if s.desc != nil {
			title = chart.Sanitize(*s.desc)
		}
		c.relations = append(c.relations, relationJSON{s.from.id, s.to.id, title})
	case classDef:
		for _, d := range strings.Split(s.styles, ",") {
			c.Classes[s.id] = append(c.Classes[s.id], strings.TrimSpace(strings.Replace(d, ";", "", 1)))
		}
	case applyStyle:
		var styles []string
		for _, d := range strings.Split(s.styles, ",") {
			styles = append(styles, strings.TrimSpace(strings.ReplaceAll(d, ";", "")))
		}
		for _, id := range strings.Split(s.ids, ",") {
			c.state(strings.TrimSpace(id), "default").Styles = styles
		}
	case applyClass:
		for _, id := range strings.Split(s.ids, ",") {
			c.setClass(id, s.class)
		}
	case *click:
		c.addLink(s)
	}
}

func (c *Chart) setClass(id, class string) {
	st := c.states[id]
	if st == nil {
		st = c.state(strings.TrimSpace(id), "default")
	}
	st.Classes = append(st.Classes, class)
}

func (c *Chart) state(id, kind string) *dbState {
	st := c.states[id]
	if st == nil {
		st = &dbState{Stmt: "state", ID: id, Type: kind, Descriptions: []string{}, Classes: []string{}, Styles: []string{}, TextStyles: []string{}}
		c.states[id] = st
		c.order = append(c.order, id)
	}
	return st
}

// addState notes a state; classes count in transitions only, as in the
// reference.
func (c *Chart) addState(s *stateStmt, classes bool) {
	id := strings.TrimSpace(s.id)
	kind := s.kind
	if kind == "" {
		kind = "default"
	}
	st := c.state(id, kind)
	if !st.hasDoc && s.hasDoc {
		st.Doc, st.hasDoc = s.doc, true
	}
	for _, d := range s.desc {
		d = strings.TrimSpace(d)
		if strings.HasPrefix(d, ":") {
			d = strings.TrimSpace(d[1:])
		}
		st.Descriptions = append(st.Descriptions, chart.Sanitize(d))
	}
	if s.note != nil {
		s.note.Text = chart.Sanitize(s.note.Text)
		st.Note = s.note
	}
	if classes {
		for _, class := range s.classes {
			c.setClass(id, strings.TrimSpace(class))
		}
	}
}

func (c *Chart) addLink(s *click) {
	address := strings.ToLower(strings.TrimSpace(s.url))
	if strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "vbscript:") {
		c.src.Warn(s.at, s.length, "the address %s runs a script and is left out", chart.Quote(s.url))
		return
	}
	c.links[s.id.id] = s
}

func documentDirection(s *stateStmt, otherwise string) string {
	for _, stmt := range s.doc {
		if d, ok := stmt.(direction); ok {
			otherwise = string(d)
		}
	}
	return otherwise
}
