package requirement

import (
	"encoding/json"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed requirement chart.
type Chart struct {
	chart.Accessibility
	// Direction is TB, BT, LR or RL.
	Direction string
	// Boxes are requirements and elements as they are named first.
	Boxes     []*Box
	Relations []Relation

	title   string
	src     *chart.Source
	classes map[string][]string
	// reqs and elems are the boxes by name.
	reqs, elems map[string]*Box
}

// Box is a requirement or an element.
type Box struct {
	Name, Type string
	// Requirement tells requirements from elements.
	Requirement            bool
	ID, Text, Risk, Method string
	// Ref is an element's document.
	Ref     string
	Classes []string
	Styles  []string
}

// Relation leads from one box to another.
type Relation struct {
	Type string `json:"type"`
	From string `json:"src"`
	To   string `json:"dst"`
}

func newChart(src *chart.Source) *Chart {
	return &Chart{Direction: "TB", title: src.Title, src: src, classes: map[string][]string{}, reqs: map[string]*Box{}, elems: map[string]*Box{}}
}

func (c *Chart) add(b *Box) {
	index := c.elems
	if b.Requirement {
		index = c.reqs
	}
	if index[b.Name] != nil {
		return
	}
	b.Classes = []string{"default"}
	index[b.Name] = b
	c.Boxes = append(c.Boxes, b)
}

// box returns the requirement or element of a name, or nil.
func (c *Chart) box(name string) *Box {
	if b := c.reqs[name]; b != nil {
		return b
	}
	return c.elems[name]
}

func (c *Chart) setClass(names, classes []string) {
	for _, name := range names {
		b := c.box(name)
		if b == nil {
			continue
		}
		for _, class := range classes {
			b.Classes = append(b.Classes, class)
			b.Styles = append(b.Styles, c.classes[class]...)
		}
	}
}

func (c *Chart) setStyle(names, styles []string) {
	for _, name := range names {
		if b := c.box(name); b != nil {
			b.Styles = append(b.Styles, styles...)
		}
	}
}

func (c *Chart) define(classes, styles []string) {
	for _, class := range classes {
		c.classes[class] = append(c.classes[class], styles...)
		for _, b := range c.Boxes {
			for _, has := range b.Classes {
				if has == class {
					b.Styles = append(b.Styles, styles...)
				}
			}
		}
	}
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	reqs, elems := map[string]any{}, map[string]any{}
	for _, b := range c.Boxes {
		styles := append([]string{}, b.Styles...)
		if b.Requirement {
			reqs[b.Name] = map[string]any{
				"name": b.Name, "type": b.Type, "requirementId": b.ID, "text": b.Text, "risk": b.Risk, "verifyMethod": b.Method,
				"cssStyles": styles, "classes": b.Classes,
			}
		} else {
			elems[b.Name] = map[string]any{"name": b.Name, "type": b.Type, "docRef": b.Ref, "cssStyles": styles, "classes": b.Classes}
		}
	}
	m := map[string]any{"kind": "requirement", "requirements": reqs, "elements": elems, "relationships": append([]Relation{}, c.Relations...)}
	if c.Title != "" {
		m["accTitle"] = c.Title
	}
	if c.Description != "" {
		m["accDescription"] = c.Description
	}
	return json.Marshal(m)
}
