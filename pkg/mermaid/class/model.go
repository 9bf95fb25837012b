package class

import (
	"encoding/json"
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
)

// Chart is a parsed class chart.
type Chart struct {
	chart.Accessibility
	// Direction is TB, BT, LR or RL.
	Direction  string
	Classes    []*Class
	Relations  []*Relation
	Notes      []*Note
	Namespaces []*Namespace
	// Interfaces are the ends of lollipops.
	Interfaces []*Interface
	// Classdefs are the declarations of style classes.
	Classdefs map[string][]string

	title  string
	src    *chart.Source
	byID   map[string]*Class
	spaces map[string]*Namespace
}

// Class is a class with its members.
type Class struct {
	ID, Label, Type  string
	Annotations      []string
	Members, Methods []Member
	Parent           string
	CSSClasses       []string
	Styles           []string
	Link, Tooltip    string
	linkAt, linkLen  int
	at               int
}

// Relation joins two classes. The ends are none, EXTENSION, COMPOSITION,
// AGGREGATION, DEPENDENCY or LOLLIPOP.
type Relation struct {
	From, To, Text string
	Card1, Card2   string
	End1, End2     string
	Dotted         bool
}

// Note is a note, to a class unless Class is empty.
type Note struct{ ID, Class, Text, Parent string }

// Namespace is a box around classes.
type Namespace struct {
	ID, Label, Parent string
	Classes           []*Class
	Explicit          bool
}

// Interface is an interface that a class offers.
type Interface struct{ ID, Label, Class string }

func newChart(src *chart.Source) *Chart {
	return &Chart{Direction: "TB", title: src.Title, src: src, byID: map[string]*Class{}, spaces: map[string]*Namespace{}, Classdefs: map[string][]string{}}
}

// className cuts the generic type off.
func className(s string) string {
	name, _, _ := strings.Cut(s, "~")
	return name
}

func (c *Chart) addClass(id string, at int) *Class {
	name, generic := chart.Sanitize(id), ""
	if i := strings.IndexByte(name, '~'); i > 0 {
		generic = strings.SplitN(name[i+1:], "~", 2)[0]
		name = name[:i]
	}
	if k := c.byID[name]; k != nil {
		return k
	}
	k := &Class{ID: name, Label: name, Type: generic, CSSClasses: []string{"default"}, at: at}
	c.byID[name] = k
	c.Classes = append(c.Classes, k)
	return k
}

func (c *Chart) addRelation(r *Relation, at int) {
	switch {
	case r.End1 == "LOLLIPOP" && r.End2 == "none":
		c.addClass(r.To, at)
		r.From = c.addInterface(r.From, r.To)
	case r.End2 == "LOLLIPOP" && r.End1 == "none":
		c.addClass(r.From, at)
		r.To = c.addInterface(r.To, r.From)
	default:
		c.addClass(r.From, at)
		c.addClass(r.To, at)
	}
	r.From, r.To = className(r.From), className(r.To)
	r.Card1, r.Card2 = chart.Sanitize(strings.TrimSpace(r.Card1)), chart.Sanitize(strings.TrimSpace(r.Card2))
	c.Relations = append(c.Relations, r)
}

func (c *Chart) addInterface(label, class string) string {
	i := &Interface{ID: fmt.Sprintf("interface%d", len(c.Interfaces)), Label: label, Class: className(class)}
	c.Interfaces = append(c.Interfaces, i)
	return i.ID
}

func (c *Chart) addNote(text, class string, in *Namespace) {
	n := &Note{ID: fmt.Sprintf("note%d", len(c.Notes)), Class: class, Text: text}
	if in != nil {
		n.Parent = in.ID
	}
	c.Notes = append(c.Notes, n)
}

// addNamespace returns the namespace; dots in its name make outer ones.
func (c *Chart) addNamespace(in *Namespace, name, label string) *Namespace {
	parent := ""
	if in != nil {
		parent = in.ID
	}
	parts := strings.Split(name, ".")
	var n *Namespace
	for i, part := range parts {
		id := part
		if parent != "" {
			id = parent + "." + part
		}
		n = c.spaces[id]
		if n == nil {
			n = &Namespace{ID: id, Label: part, Parent: parent}
			c.spaces[id] = n
			c.Namespaces = append(c.Namespaces, n)
		}
		if i == len(parts)-1 {
			n.Explicit = true
			if label != "" {
				n.Label = label
			}
		}
		parent = id
	}
	return n
}

func (c *Chart) setCSSClass(ids, class string) {
	for _, id := range strings.Split(ids, ",") {
		if k := c.byID[id]; k != nil {
			k.CSSClasses = append(k.CSSClasses, class)
		}
	}
}

func (c *Chart) setStyle(id string, styles []string) {
	if k := c.byID[id]; k != nil {
		k.Styles = append(k.Styles, styles...)
	}
}

func (c *Chart) setLink(name string, url token, tooltip string) {
	k := c.byID[name]
	if k == nil {
		return
	}
	c.setCSSClass(name, "clickable")
	k.Tooltip = chart.Sanitize(tooltip)
	plain := strings.ToLower(strings.TrimSpace(url.text))
	for _, scheme := range [...]string{"javascript:", "data:", "vbscript:"} {
		if strings.HasPrefix(plain, scheme) {
			c.src.Warn(url.at, url.end-url.at, "the address %s runs a script and is left out", chart.Quote(url.text))
			return
		}
	}
	k.Link, k.linkAt, k.linkLen = strings.TrimSpace(url.text), url.at, url.end-url.at
}

// Model implements chart.Chart.
func (c *Chart) Model() any { return c }

// MarshalJSON writes the chart in the terms of the reference implementation.
func (c *Chart) MarshalJSON() ([]byte, error) {
	m := map[string]any{"kind": "classDiagram", "direction": c.Direction, "notes": c.notesJSON(""), "namespaces": c.spacesJSON()}
	classes, relations := []any{}, []any{}
	for _, k := range c.Classes {
		classes = append(classes, k.json())
	}
	for _, r := range c.Relations {
		dotted := 0
		if r.Dotted {
			dotted = 1
		}
		j := map[string]any{"from": r.From, "to": r.To, "card1": r.Card1, "card2": r.Card2, "end1": r.End1, "end2": r.End2, "dotted": dotted}
		if r.Text != "" {
			j["text"] = r.Text
		}
		relations = append(relations, j)
	}
	m["classes"], m["relations"] = classes, relations
	if c.Title != "" {
		m["accTitle"] = c.Title
	}
	if c.Description != "" {
		m["accDescription"] = c.Description
	}
	return json.Marshal(m)
}

func (k *Class) json() map[string]any {
	texts := func(list []Member) []string {
		out := []string{}
		for _, m := range list {
			out = append(out, m.Escaped())
		}
		return out
	}
	j := map[string]any{
		"id": k.ID, "label": k.Label, "type": k.Type, "annotations": append([]string{}, k.Annotations...),
		"members": texts(k.Members), "methods": texts(k.Methods), "cssClasses": strings.Join(k.CSSClasses, " "),
	}
	if k.Parent != "" {
		j["parent"] = k.Parent
	}
	return j
}

// notesJSON returns the notes, or those in a namespace.
func (c *Chart) notesJSON(in string) map[string]any {
	out := map[string]any{}
	for i, n := range c.Notes {
		if in != "" && n.Parent != in {
			continue
		}
		j := map[string]any{"id": n.ID, "text": n.Text, "index": i}
		if n.Class != "" {
			j["class"] = n.Class
		}
		if n.Parent != "" {
			j["parent"] = n.Parent
		}
		out[n.ID] = j
	}
	return out
}

// spacesJSON returns the namespaces by id; classes, notes and inner
// namespaces are named by their ids alone.
func (c *Chart) spacesJSON() map[string]any {
	out := map[string]any{}
	for _, n := range c.Namespaces {
		classes, children := map[string]any{}, map[string]any{}
		for _, k := range n.Classes {
			classes[k.ID] = map[string]any{"id": k.ID, "label": k.Label, "parent": k.Parent}
		}
		for _, o := range c.Namespaces {
			if o.Parent == n.ID {
				children[o.ID] = map[string]any{"id": o.ID, "label": o.Label, "parent": o.Parent}
			}
		}
		j := map[string]any{"id": n.ID, "label": n.Label, "explicit": n.Explicit, "classes": classes, "children": children, "notes": c.notesJSON(n.ID)}
		if n.Parent != "" {
			j["parent"] = n.Parent
		}
		out[n.ID] = j
	}
	return out
}
