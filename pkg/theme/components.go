package theme

import (
	"html/template"
	"maps"
	"slices"

	"course/pkg/markdown"
)

// components is the set that lessons may use; it fulfils markdown.Components.
type components struct {
	byName map[string]markdown.Component
	names  []string
	all    []*markdown.Schema
}

// component is one template with what it declares.
type component struct {
	schema *markdown.Schema
	views  views
	tmpl   *template.Template
}

// Components returns the components of all layers.
func (t *Theme) Components() markdown.Components { return t.components }

// Schemas returns what the components declare, sorted by name.
func (t *Theme) Schemas() []*markdown.Schema { return t.components.all }

// Component returns the component of a name or alias.
func (c *components) Component(name string) (markdown.Component, bool) {
	found, ok := c.byName[name]
	return found, ok
}

// Names returns all names and aliases, sorted.
func (c *components) Names() []string { return c.names }

// Schema returns what the component declares.
func (c *component) Schema() *markdown.Schema { return c.schema }

// Render executes the component's template. The error is a *TemplateError.
func (c *component) Render(w *markdown.Writer, use *markdown.Use) error {
	use.W = w
	if use.Props == nil {
		use.Props = map[string]any{}
	}
	// A template may ask for every declared prop, and missingkey is an error.
	for _, p := range c.schema.Props {
		if _, ok := use.Props[p.Name]; !ok {
			use.Props[p.Name] = p.Default
		}
	}
	if err := c.tmpl.Execute(w, use); err != nil {
		return c.views.locate(err)
	}
	return nil
}

// newComponents makes the set of the parsed component templates.
func newComponents(v views) *components {
	c := &components{byName: map[string]markdown.Component{}}
	for _, name := range slices.Sorted(maps.Keys(v.schemas)) {
		s := v.schemas[name]
		c.all = append(c.all, s)
		c.byName[s.Name] = &component{schema: s, views: v, tmpl: v.set.Lookup(name)}
	}
	// A component of one's own name goes before an alias of another.
	for _, s := range c.all {
		for _, a := range s.Aliases {
			if _, taken := c.byName[a.Name]; !taken {
				c.byName[a.Name] = c.byName[s.Name]
			}
		}
	}
	for name := range c.byName {
		c.names = append(c.names, name)
	}
	slices.Sort(c.names)
	return c
}
