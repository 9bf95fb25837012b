package markdown

import (
	"html/template"
	"slices"
)

// testSet is a set of components that are templates without a theme.
type testSet map[string]*testComponent

type testComponent struct {
	schema Schema
	tmpl   *template.Template
}

func (s testSet) Component(name string) (Component, bool) {
	if c, ok := s[name]; ok {
		return c, true
	}
	for _, c := range s {
		for _, a := range c.schema.Aliases {
			if a.Name == name {
				return c, true
			}
		}
	}
	return nil, false
}

func (s testSet) Names() (names []string) {
	for name, c := range s {
		names = append(names, name)
		for _, a := range c.schema.Aliases {
			names = append(names, a.Name)
		}
	}
	slices.Sort(names)
	return names
}

func (c *testComponent) Schema() *Schema { return &c.schema }

func (c *testComponent) Render(w *Writer, use *Use) error {
	use.W = w
	return c.tmpl.Execute(w, use)
}

func testComponents() testSet {
	set := testSet{}
	add := func(s Schema, text string) {
		set[s.Name] = &testComponent{s, template.Must(template.New(s.Name).Parse(text))}
	}
	add(Schema{Name: "Callout", Aliases: []Alias{{"Note", map[string]string{"type": "note"}}, {"Tip", map[string]string{"type": "tip"}}, {"Aside", nil}, {"Admonition", nil}}, Props: []Prop{
		{Name: "type", Type: PropString, Default: "note", Enum: []string{"note", "note=info", "tip", "important", "warning", "warning=warn", "caution", "danger"}},
		{Name: "title", Type: PropString},
	}}, `<aside class="{{.Props.type}}">{{with .Props.title}}<b>{{.}}</b>{{end}}{{.Children}}</aside>`)
	add(Schema{Name: "Tabs"}, `<div class="tabs">{{.Children}}</div>`)
	add(Schema{Name: "Tab", Parents: []string{"Tabs"}, Props: []Prop{{Name: "label", Type: PropString, Required: true}}}, `<section aria-label="{{.Props.label}}">{{.Children}}</section>`)
	add(Schema{Name: "Card", Props: []Prop{
		{Name: "title", Type: PropNode}, {Name: "href", Type: PropLink}, {Name: "image", Type: PropAsset}, {Name: "count", Type: PropNumber}, {Name: "open", Type: PropBool}, {Name: "tags", Type: PropList},
	}, Slots: []string{"footer"}}, `<div class="card">{{.Props.title}}{{with .Props.href}}<a href="{{$.Link .}}">go</a>{{end}}{{with .Props.image}}<img src="{{$.Asset .}}"{{$.Size .}}>{{end}}{{with .Props.count}}[{{.}}]{{end}}{{if .Props.open}}open{{end}}{{range .Props.tags}}#{{.}}{{end}}{{.Children}}{{if .HasSlot "footer"}}<footer>{{.Slot "footer"}}</footer>{{end}}</div>`)
	add(Schema{Name: "Badge", Inline: true, Props: []Prop{{Name: "text", Type: PropString}}}, `<span class="badge">{{.Props.text}}{{.Children}}</span>`)
	add(Schema{Name: "Mermaid", Slots: []string{"svg"}, Props: []Prop{{Name: "chart", Type: PropString}, {Name: "caption", Type: PropString}, {Name: "error", Type: PropString}, {Name: "wide", Type: PropBool}}},
		`<figure>{{if .HasSlot "svg"}}{{.Slot "svg"}}{{else}}{{with .Props.error}}<p>{{.}}</p>{{end}}<pre>{{.Props.chart}}</pre>{{end}}{{with .Props.caption}}<figcaption>{{.}}</figcaption>{{end}}</figure>`)
	add(Schema{Name: "Code", Props: []Prop{{Name: "lang", Type: PropString}, {Name: "title", Type: PropString}}}, `<figure class="code">{{with .Props.title}}<figcaption>{{.}}</figcaption>{{end}}<pre><code>{{.Children}}</code></pre></figure>`)
	return set
}
