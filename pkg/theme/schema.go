package theme

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"course/pkg/markdown"
	"course/pkg/source"
)

// header is the comment at the start of a component's template.
type header struct {
	Name        string
	Aliases     []headerAlias
	Description string
	Props       []headerProp
	Children    string // "markdown" or "none"; defaults to markdown
	Place       string // "block", "inline" or "both"; defaults to block
	Parents     []string
	Slots       []string
	Example     string
}

type headerAlias struct {
	Name  string
	Props map[string]string
}

type headerProp struct {
	Name        string
	Type        string
	Aliases     []string
	Required    bool
	Default     any
	Enum        []string
	Description string
}

var (
	headerComment = regexp.MustCompile(`(?s)^\s*\{\{-?\s*/\*(.*?)\*/\s*-?\}\}`)
	yamlLine      = regexp.MustCompile(`line (\d+)`)
)

var propTypes = map[string]markdown.PropType{
	"string": markdown.PropString, "number": markdown.PropNumber, "bool": markdown.PropBool,
	"link": markdown.PropLink, "asset": markdown.PropAsset, "list": markdown.PropList,
	"object": markdown.PropObject, "node": markdown.PropNode, "any": markdown.PropAny,
}

// parseSchema reads what a component declares in its header comment.
func parseSchema(f *source.File) (*markdown.Schema, *TemplateError) {
	m := headerComment.FindSubmatchIndex(f.Data)
	if m == nil {
		return nil, atLine(f, 1, fmt.Errorf("component has no header comment that declares its props: {{/* name: … */}}"))
	}
	first := f.Line(m[2])
	var h header
	d := yaml.NewDecoder(bytes.NewReader(f.Data[m[2]:m[3]]))
	d.KnownFields(true)
	if err := d.Decode(&h); err != nil {
		line := first
		if n := yamlLine.FindStringSubmatch(err.Error()); n != nil {
			fmt.Sscan(n[1], &line)
			line += first - 1
		}
		return nil, atLine(f, line, fmt.Errorf("read header comment: %w", err))
	}
	s, err := h.schema(strings.TrimSuffix(path.Base(f.Path), ".html"))
	if err != nil {
		return nil, atLine(f, first, err)
	}
	return s, nil
}

// schema checks a header and gives it the form that package markdown uses.
func (h header) schema(name string) (*markdown.Schema, error) {
	if h.Name != "" && h.Name != name {
		return nil, fmt.Errorf("component is named %q but its file %q", h.Name, name+".html")
	}
	s := &markdown.Schema{
		Name: name, Description: strings.TrimSpace(h.Description), Parents: h.Parents,
		Slots: h.Slots, Example: strings.TrimSpace(h.Example),
	}
	switch h.Children {
	case "", "markdown":
	case "none":
		s.Children = markdown.ChildrenNone
	default:
		return nil, fmt.Errorf("children is %q, must be markdown or none", h.Children)
	}
	s.Block = h.Place == "" || h.Place == "block" || h.Place == "both"
	s.Inline = h.Place == "inline" || h.Place == "both"
	if !s.Block && !s.Inline {
		return nil, fmt.Errorf("place is %q, must be block, inline or both", h.Place)
	}
	for _, p := range h.Props {
		prop, err := p.prop()
		if err != nil {
			return nil, err
		}
		s.Props = append(s.Props, prop)
	}
	for _, a := range h.Aliases {
		for name := range a.Props {
			if !slices.ContainsFunc(s.Props, func(p markdown.Prop) bool { return p.Name == name }) {
				return nil, fmt.Errorf("alias %s implies the prop %q, which is not declared", a.Name, name)
			}
		}
		s.Aliases = append(s.Aliases, markdown.Alias(a))
	}
	return s, nil
}

func (p headerProp) prop() (markdown.Prop, error) {
	t, ok := propTypes[p.Type]
	if !ok {
		return markdown.Prop{}, fmt.Errorf("prop %q has the type %q, must be string, number, bool, link, asset, list, object, node or any", p.Name, p.Type)
	}
	if p.Name == "" {
		return markdown.Prop{}, fmt.Errorf("a prop has no name")
	}
	if len(p.Enum) > 0 && t != markdown.PropString {
		return markdown.Prop{}, fmt.Errorf("prop %q has an enum, so its type must be string", p.Name)
	}
	if n, ok := p.Default.(int); ok {
		p.Default = float64(n)
	}
	return markdown.Prop{
		Name: p.Name, Type: t, Aliases: p.Aliases, Required: p.Required, Default: p.Default,
		Enum: p.Enum, Description: p.Description,
	}, nil
}
