package style

import (
	"strings"

	"course/pkg/mermaid/svg"
)

// Author is what an author's declarations (fill:#f9f, stroke:#333 …) set. The
// zero value sets nothing.
type Author struct {
	Fill, Stroke, Width, Dash, Opacity string
	// Color is the label's colour as the author wants it; Label decides.
	Color string
	// Bold and Italic are the label's weight and slant.
	Bold, Italic bool
}

// Read applies declarations, each "property:value", and returns those that
// are not drawn.
func (a *Author) Read(declarations []string) (left []string) {
	for _, d := range declarations {
		name, value, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		value = strings.TrimSuffix(value, ";")
		if !a.set(name, value) {
			left = append(left, d)
		}
	}
	return left
}

func (a *Author) set(name, value string) bool {
	switch name {
	case "fill", "background", "background-color":
		return setColor(&a.Fill, value)
	case "stroke", "border-color":
		return setColor(&a.Stroke, value)
	case "color":
		return setColor(&a.Color, value)
	case "stroke-width", "border-width":
		return setNumbers(&a.Width, strings.TrimSuffix(value, "px"))
	case "stroke-dasharray":
		return setNumbers(&a.Dash, strings.ReplaceAll(value, "px", ""))
	case "opacity", "fill-opacity":
		return setNumbers(&a.Opacity, value)
	case "font-weight":
		a.Bold = value == "bold" || value == "bolder" || value >= "600" && value <= "900"
	case "font-style":
		a.Italic = value == "italic" || value == "oblique"
	default:
		return false
	}
	return true
}

func setColor(to *string, value string) bool {
	lower := strings.ToLower(value)
	if lower == "none" || lower == "transparent" {
		*to = "none"
		return true
	}
	if _, ok := ParseColor(value); !ok {
		return false
	}
	*to = value
	return true
}

func setNumbers(to *string, value string) bool {
	if value == "" || strings.Trim(value, "0123456789., ") != "" {
		return false
	}
	*to = value
	return true
}

// Over returns a with what is unset taken from under.
func (a Author) Over(under Author) Author {
	pick := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	pick(&a.Fill, under.Fill)
	pick(&a.Stroke, under.Stroke)
	pick(&a.Width, under.Width)
	pick(&a.Dash, under.Dash)
	pick(&a.Opacity, under.Opacity)
	pick(&a.Color, under.Color)
	a.Bold = a.Bold || under.Bold
	a.Italic = a.Italic || under.Italic
	return a
}

// Shape returns the attributes of a shape.
func (a Author) Shape() []svg.Attr {
	return []svg.Attr{
		svg.Fill(a.Fill), svg.Stroke(a.Stroke),
		{Name: "stroke-width", Value: a.Width},
		{Name: "stroke-dasharray", Value: a.Dash},
		{Name: "opacity", Value: a.Opacity},
	}
}

// Label returns the attribute of the label on the shape: the author's colour
// where it can be read on the author's fill, else black or white where there
// is such a fill, else nothing: the theme's colour, which holds in light and
// dark.
func (a Author) Label() svg.Attr {
	fill, ok := ParseColor(a.Fill)
	if !ok || a.Fill == "none" || fill.A < 0.5 {
		return svg.Fill("")
	}
	if c, ok := ParseColor(a.Color); ok && Contrast(c, fill) >= 4.5 {
		return svg.Fill(a.Color)
	}
	return svg.Fill(Readable(fill))
}

// Readable returns the text colour for a background: the ink of the light
// theme, white, or black, whichever first has a contrast of 4.5.
func Readable(background Color) string {
	for _, ink := range [...]string{"#161d20", "#fff"} {
		if c, _ := ParseColor(ink); Contrast(c, background) >= 4.5 {
			return ink
		}
	}
	return "#000"
}
