package style

import (
	_ "embed" // for the stylesheet
	"strings"
)

//go:embed mermaid.css
var css string

// CSS returns the rules for charts in a page. The page defines the --mm-*
// variables, --sans and --mono (Variables names them with their values).
func CSS() string { return css }

// Theme says what an SVG's colours come from.
type Theme string

// The themes. Page is for charts inside a page that has the stylesheet; the
// others put a style element into the SVG, for files that stand alone. Auto
// follows the reader's colour scheme.
const (
	Page  Theme = ""
	Light Theme = "light"
	Dark  Theme = "dark"
	Auto  Theme = "auto"
)

// Standalone returns the stylesheet of an SVG file in theme t.
func Standalone(t Theme) string {
	var b strings.Builder
	switch t {
	case Page:
		return ""
	case Dark:
		b.WriteString(".mm{" + declarations(dark) + "}\n")
	case Light:
		b.WriteString(".mm{" + declarations(light) + "}\n")
	default:
		b.WriteString(".mm{" + declarations(light) + "}\n@media(prefers-color-scheme:dark){.mm{" + declarations(dark) + "}}\n")
	}
	b.WriteString(css)
	return b.String()
}

// Variable is a --mm-* variable with its values.
type Variable struct{ Name, Light, Dark string }

// Variables returns the variables that the stylesheet uses.
func Variables() []Variable { return append([]Variable(nil), variables[:]...) }

func light(v Variable) string { return v.Light }
func dark(v Variable) string  { return v.Dark }

func declarations(value func(Variable) string) string {
	var b strings.Builder
	for i, v := range variables {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString("--mm-" + v.Name + ":" + value(v))
	}
	b.WriteString(";background:" + value(Variable{"", "#fbfcfc", "#14181a"}))
	return b.String()
}

var variables = [...]Variable{
	{"fill", "#fdfeff", "#1e2629"},
	{"stroke", "#3b5e6b", "#7199a9"},
	{"text", "#161d20", "#dfe0dc"},
	{"cluster", "#eef5f8", "#171f22"},
	{"cluster-line", "#82969e", "#5a6c74"},
	{"cluster-text", "#424c50", "#b1b8b4"},
	{"edge", "#424c50", "#b1b8b4"},
	{"label", "#161d20", "#dfe0dc"},
	{"label-bg", "#fbfcfc", "#14181a"},
	{"actor", "#d7eef8", "#17353f"},
	{"actor-line", "#3b5e6b", "#7199a9"},
	{"note", "#f9f0c0", "#433814"},
	{"note-line", "#d3a329", "#d6b34f"},
	{"act", "#aed9ea", "#285463"},
	{"1", "#003e54", "#cceeff"},
	{"1f", "#cceeff", "#173b4b"},
	{"2", "#814200", "#ce8d07"},
	{"2f", "#ffe2cd", "#453317"},
	{"3", "#398668", "#81d7ae"},
	{"3f", "#cff1e1", "#1c3f2f"},
	{"4", "#c866be", "#8c687d"},
	{"4f", "#f9def5", "#492c3d"},
	{"5", "#7143b2", "#b28df5"},
	{"5f", "#ebe3fe", "#3a314d"},
	{"6", "#839800", "#f9df5c"},
	{"6f", "#e4eccd", "#3d3716"},
	{"7", "#045f62", "#3baf9f"},
	{"7f", "#c8f1f2", "#123f39"},
	{"8", "#651a00", "#bc5124"},
	{"8f", "#ffe0d7", "#4d2e22"},
}
