package er

import (
	"encoding/json"
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed entity chart.
type Chart struct {
	chart.Accessibility
	// Direction is TB, BT, LR or RL.
	Direction     string
	Entities      []*Entity
	Relationships []*Relationship
	// Groups are the subgraphs in the order in which they end.
	Groups []*Group
	// Classes are the declarations of style classes.
	Classes map[string][]string

	title  string
	src    *chart.Source
	byName map[string]*Entity
	groups map[string]*Group
}

// Entity is an entity with its attributes.
type Entity struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Alias      string      `json:"alias"`
	Label      string      `json:"label"`
	Attributes []Attribute `json:"attributes"`
	classes    []string
	styles     []string
}

// Attribute is a row of an entity.
type Attribute struct {
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Keys    []string `json:"keys"`
	Comment string   `json:"comment"`
}

// Relationship joins two entities. CardB is the cardinality at A's end, as the
// reference names them.
type Relationship struct {
	A, B, Role         string
	CardA, CardB, Type string
}

// Group is a subgraph.
type Group struct {
	ID, Title, Direction string
	// Names are the entities and groups inside.
	Names   []string
	classes []string
	styles  []string
}

func newChart(src *chart.Source) *Chart {
	return &Chart{Direction: "TB", title: src.Title, src: src, byName: map[string]*Entity{}, groups: map[string]*Group{}, Classes: map[string][]string{}}
}

func (c *Chart) addEntity(name, alias string) *Entity {
	e := c.byName[name]
	if e == nil {
		e = &Entity{ID: fmt.Sprintf("entity-%s-%d", name, len(c.Entities)), Name: name, Label: name, Alias: alias, Attributes: []Attribute{}}
		c.byName[name] = e
		c.Entities = append(c.Entities, e)
	} else if e.Alias == "" {
		e.Alias = alias
	}
	return e
}

func (c *Chart) addRelationship(r *Relationship, a, b string) {
	id := func(name string) string {
		if c.groups[name] != nil {
			return name
		}
		return c.byName[name].ID
	}
	r.A, r.B = id(a), id(b)
	c.Relationships = append(c.Relationships, r)
}

func (c *Chart) setClass(ids, classes []string) {
	for _, id := range ids {
		if e := c.byName[id]; e != nil {
			e.classes = append(e.classes, classes...)
		}
		if g := c.groups[id]; g != nil {
			g.classes = append(g.classes, classes...)
		}
	}
}

func (c *Chart) addStyles(ids, styles []string) {
	for _, id := range ids {
		if e := c.byName[id]; e != nil {
			e.styles = append(e.styles, styles...)
		}
		if g := c.groups[id]; g != nil {
			g.styles = append(g.styles, styles...)
		}
	}
}

func (c *Chart) addGroup(id, title string, g *group) {
	k := &Group{ID: id, Title: strings.TrimSpace(chart.Sanitize(title)), Direction: g.direction}
	for _, name := range g.ids {
		if !c.grouped(name) {
			k.Names = append(k.Names, name)
		}
	}
	c.Groups = append(c.Groups, k)
	c.groups[id] = k
}

func (c *Chart) grouped(name string) bool {
	for _, g := range c.Groups {
		for _, n := range g.Names {
			if n == name {
				return true
			}
		}
	}
	return false
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	relationships := []any{}
	for _, r := range c.Relationships {
		relationships = append(relationships, map[string]any{
			"entityA": r.A, "roleA": r.Role, "entityB": r.B,
			"relSpec": map[string]string{"cardA": r.CardA, "relType": r.Type, "cardB": r.CardB},
		})
	}
	m := map[string]any{"kind": "er", "direction": c.Direction, "entities": append([]*Entity{}, c.Entities...), "relationships": relationships}
	if c.Title != "" {
		m["accTitle"] = c.Title
	}
	if c.Description != "" {
		m["accDescription"] = c.Description
	}
	return json.Marshal(m)
}
