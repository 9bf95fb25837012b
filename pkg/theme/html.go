package theme

import (
	"html/template"
	"maps"
	"slices"
	"strings"
)

// trusted is the one place where text becomes HTML that html/template leaves
// as it is. Callers have escaped everything in it that is not their own.
func trusted(s string) template.HTML { return template.HTML(s) } //nolint:gosec // see above

// dataAttributes writes values under names that an author chose as data
// attributes: only letters, digits and dashes are left of a name, and what
// comes twice is written once.
func dataAttributes(values map[string]any) template.HTMLAttr {
	var b strings.Builder
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		safe := dataName(name)
		if safe == "" || seen[safe] {
			continue
		}
		seen[safe] = true
		b.WriteString(" data-" + safe)
		if v := plain(values[name]); v != "" {
			b.WriteString(`="` + template.HTMLEscapeString(v) + `"`)
		}
	}
	return template.HTMLAttr(b.String()) //nolint:gosec // names and values are made safe above
}

func dataName(name string) string {
	name = strings.TrimPrefix(strings.ToLower(name), "data-")
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, name), "-")
}
