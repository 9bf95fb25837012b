package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"course/pkg/diag"
	"course/pkg/markdown"
	"course/pkg/theme"
)

// componentJSON is one component in the output of components --json.
type componentJSON struct {
	Name        string      `json:"name"`
	Aliases     []aliasJSON `json:"aliases,omitempty"`
	Description string      `json:"description"`
	Props       []propJSON  `json:"props"`
	Children    bool        `json:"children"`
	Inline      bool        `json:"inline"`
	Block       bool        `json:"block"`
	Parents     []string    `json:"parents,omitempty"`
	Slots       []string    `json:"slots,omitempty"`
	Example     string      `json:"example"`
}

type aliasJSON struct {
	Name  string            `json:"name"`
	Props map[string]string `json:"props,omitempty"`
}

type propJSON struct {
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases,omitempty"`
	Type        string   `json:"type"`
	Required    bool     `json:"required,omitempty"`
	Default     any      `json:"default,omitempty"`
	Enum        []string `json:"enum,omitempty"`
	Description string   `json:"description,omitempty"`
}

func (c *CLI) componentsCommand() *cobra.Command {
	p := &project{cli: c, format: "text"}
	asJSON := false
	cmd := &cobra.Command{
		Use:   "components [NAME]",
		Short: "List the components that lessons may use",
		Long: `components lists the built-in components and those of the project's templates/
folder. With a name it shows the component's props and an example.`,
		Example: `  course components
  course components Callout
  course components --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.open(cmd); err != nil {
				return err
			}
			t, err := p.theme()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				one, ok := t.Components().Component(args[0])
				if !ok {
					return p.noComponent(t, args[0])
				}
				if !asJSON {
					return c.showComponent(one.Schema())
				}
				return c.writeJSON(componentOf(one.Schema()))
			}
			if asJSON {
				list := []componentJSON{}
				for _, s := range t.Schemas() {
					list = append(list, componentOf(s))
				}
				return c.writeJSON(list)
			}
			w := tabwriter.NewWriter(c.Out, 0, 4, 2, ' ', 0)
			for _, s := range t.Schemas() {
				fmt.Fprintf(w, "%s\t%s\n", s.Name, s.Description)
			}
			return w.Flush()
		},
	}
	p.directoryFlag(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *project) noComponent(t *theme.Theme, name string) error {
	hint := "course components lists them"
	if near := diag.Nearest(name, t.Components().Names()); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return usage(hint, "there is no component %q", name)
}

func (c *CLI) writeJSON(v any) error {
	e := json.NewEncoder(c.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// showComponent describes one component for people.
func (c *CLI) showComponent(s *markdown.Schema) error {
	j := componentOf(s)
	fmt.Fprintf(c.Out, "%s: %s\n", s.Name, s.Description)
	for _, a := range j.Aliases {
		fmt.Fprintf(c.Out, "  also <%s>", a.Name)
		for name, value := range a.Props {
			fmt.Fprintf(c.Out, " with %s=%q", name, value)
		}
		fmt.Fprintln(c.Out)
	}
	if len(j.Parents) > 0 {
		fmt.Fprintf(c.Out, "  stands in %s\n", strings.Join(j.Parents, ", "))
	}
	if len(j.Slots) > 0 {
		fmt.Fprintf(c.Out, "  slots %s\n", strings.Join(j.Slots, ", "))
	}
	w := tabwriter.NewWriter(c.Out, 0, 4, 2, ' ', 0)
	for _, p := range j.Props {
		kind := p.Type
		if len(p.Enum) > 0 {
			kind = strings.Join(p.Enum, " | ")
		}
		if p.Required {
			kind += ", required"
		} else if p.Default != nil {
			kind += fmt.Sprintf(", default %v", p.Default)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", p.Name, kind, p.Description)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if s.Example == "" {
		return nil
	}
	_, err := fmt.Fprintf(c.Out, "\n%s\n", strings.TrimRight(s.Example, "\n"))
	return err
}

func componentOf(s *markdown.Schema) componentJSON {
	j := componentJSON{
		Name: s.Name, Description: s.Description, Props: []propJSON{}, Children: s.Children != markdown.ChildrenNone,
		Inline: s.Inline, Block: s.Block, Parents: s.Parents, Slots: s.Slots, Example: s.Example,
	}
	for _, a := range s.Aliases {
		j.Aliases = append(j.Aliases, aliasJSON(a))
	}
	for _, p := range s.Props {
		one := propJSON{Name: p.Name, Aliases: p.Aliases, Type: p.Type.String(), Required: p.Required, Default: p.Default, Description: p.Description}
		for _, value := range p.Enum {
			value, _, _ = strings.Cut(value, "=") // what stands behind "=" are aliases
			if !slices.Contains(one.Enum, value) {
				one.Enum = append(one.Enum, value)
			}
		}
		j.Props = append(j.Props, one)
	}
	return j
}
