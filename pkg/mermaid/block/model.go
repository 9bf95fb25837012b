package block

import (
	"encoding/json"
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed block chart.
type Chart struct {
	chart.Accessibility
	Root  *Block
	Edges []*Edge

	title   string
	src     *chart.Source
	byID    map[string]*Block
	flat    []*Block
	classes map[string]*classJSON
	count   int
}

// Block is a block, a space, or a composite of blocks.
type Block struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	// Type is a shape's name, na, space, composite or block_arrow.
	Type       string   `json:"type"`
	Directions []string `json:"directions,omitempty"`
	// Width is how many columns the block takes.
	Width    int      `json:"widthInColumns,omitempty"`
	Children []*Block `json:"children,omitempty"`
	// Columns is how many columns a composite has; -1 for as many as it needs.
	Columns int      `json:"columns,omitempty"`
	Classes []string `json:"classes,omitempty"`
	Styles  []string `json:"styles,omitempty"`

	width  int
	inside []statement
	at     int
}

// MarshalJSON writes a block as the reference keeps it.
func (b *Block) MarshalJSON() ([]byte, error) {
	type plain Block
	if b.Type == "space" {
		return json.Marshal(map[string]any{"id": b.ID, "type": b.Type, "label": b.Label, "width": b.width, "children": []int{}})
	}
	if b.ID == "root" {
		return json.Marshal(map[string]any{"id": b.ID, "type": b.Type, "children": append([]*Block{}, b.Children...), "columns": b.Columns})
	}
	return json.Marshal((*plain)(b))
}

// Edge is an arrow between two blocks.
type Edge struct {
	ID         string `json:"id"`
	From       string `json:"start"`
	To         string `json:"end"`
	Label      string `json:"label"`
	Type       string `json:"type"`
	Thickness  string `json:"thickness"`
	Pattern    string `json:"pattern"`
	ArrowEnd   string `json:"arrowTypeEnd"`
	ArrowStart string `json:"arrowTypeStart"`
}

// read takes a link apart.
func (e *Edge) read(s string) {
	e.Type, e.Thickness, e.Pattern, e.ArrowStart = "edge", "normal", "solid", "arrow_open"
	switch s[len(s)-1] {
	case 'x':
		e.ArrowEnd = "arrow_cross"
	case 'o':
		e.ArrowEnd = "arrow_circle"
	case '>':
		e.ArrowEnd = "arrow_point"
	}
	switch {
	case strings.Contains(s, "=="):
		e.Thickness = "thick"
	case strings.Contains(s, "~~"):
		e.Thickness = "invisible"
	}
	if strings.Contains(s, ".") {
		e.Pattern = "dotted"
	}
	switch s[0] {
	case 'x':
		e.ArrowStart = "arrow_cross"
	case 'o':
		e.ArrowStart = "arrow_circle"
	case '<':
		e.ArrowStart = "arrow_point"
	}
}

// statement is a *Block, an *Edge, columns, a classDef or an apply.
type statement interface{}

type (
	columns  int
	classDef struct{ id, styles string }
	apply    struct {
		ids, value string
		class      bool
		at         token
	}
)

type classJSON struct {
	ID         string   `json:"id"`
	Styles     []string `json:"styles"`
	TextStyles []string `json:"textStyles"`
}

func newChart(src *chart.Source) *Chart {
	root := &Block{ID: "root", Type: "composite", Columns: -1}
	return &Chart{Root: root, title: src.Title, src: src, byID: map[string]*Block{"root": root}, flat: []*Block{root}, classes: map[string]*classJSON{}}
}

// generate makes an id for what has none.
func (c *Chart) generate() string {
	c.count++
	return fmt.Sprintf("id-block-%d", c.count)
}

func (c *Chart) build(list []statement) error { return c.fill(c.Root, list, map[string]int{}) }

// fill puts statements into a composite.
func (c *Chart) fill(parent *Block, list []statement, edges map[string]int) error {
	for _, s := range list {
		switch s := s.(type) {
		case columns:
			parent.Columns = int(s)
		case classDef:
			c.define(s)
		case apply:
			if err := c.apply(s); err != nil {
				return err
			}
		case *Edge:
			id := s.From + "-" + s.To
			edges[id]++
			s.ID = fmt.Sprintf("%d-%s", edges[id], id)
			c.Edges = append(c.Edges, s)
		case *Block:
			if err := c.put(parent, s, edges); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Chart) put(parent, b *Block, edges map[string]int) error {
	if b.Label == "" && b.Type != "composite" {
		b.Label = b.ID
	}
	old := c.byID[b.ID]
	if old == nil {
		c.byID[b.ID] = b
		c.flat = append(c.flat, b)
	} else {
		if b.Type != "na" {
			old.Type = b.Type
		}
		if b.Label != b.ID {
			old.Label = b.Label
		}
	}
	if b.inside != nil {
		if err := c.fill(b, b.inside, edges); err != nil {
			return err
		}
	}
	switch {
	case b.Type == "space":
		for i := range max(1, b.width) {
			part := *b
			part.ID = fmt.Sprintf("%s-%d", b.ID, i)
			c.byID[part.ID] = &part
			c.flat = append(c.flat, &part)
			parent.Children = append(parent.Children, &part)
		}
	case old == nil:
		parent.Children = append(parent.Children, b)
	}
	return nil
}

func (c *Chart) define(d classDef) {
	k := c.classes[d.id]
	if k == nil {
		k = &classJSON{ID: d.id, Styles: []string{}, TextStyles: []string{}}
		c.classes[d.id] = k
	}
	for _, s := range strings.Split(d.styles, ",") {
		fixed := strings.TrimSpace(strings.Replace(s, ";", "", 1))
		if strings.Contains(s, "color") {
			k.TextStyles = append(k.TextStyles, strings.Replace(strings.Replace(fixed, "fill", "bgFill", 1), "color", "fill", 1))
		}
		k.Styles = append(k.Styles, fixed)
	}
}

func (c *Chart) apply(a apply) error {
	if !a.class {
		b := c.byID[a.ids]
		if b == nil {
			return c.src.Errorf(a.at.at, a.at.end-a.at.at, "there is no block %s yet", chart.Quote(a.ids)).WithHint("put the style below the block")
		}
		b.Styles = strings.Split(a.value, ",")
		return nil
	}
	for _, id := range strings.Split(a.ids, ",") {
		b := c.byID[id]
		if b == nil {
			id = strings.TrimSpace(id)
			b = &Block{ID: id, Type: "na"}
			c.byID[id] = b
			c.flat = append(c.flat, b)
		}
		b.Classes = append(b.Classes, a.value)
	}
	return nil
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	m := map[string]any{
		"kind": "block", "getBlocksFlat": c.flat, "getBlocks": append([]*Block{}, c.Root.Children...),
		"getEdges": append([]*Edge{}, c.Edges...), "getClasses": c.classes, "getDiagramId": "",
	}
	if c.Title != "" {
		m["accTitle"] = c.Title
	}
	if c.Description != "" {
		m["accDescription"] = c.Description
	}
	return json.Marshal(m)
}
