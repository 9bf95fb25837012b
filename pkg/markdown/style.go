package markdown

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// styles collects inline styles under their classes.
type styles map[string]string

// class returns the class that stands for declarations.
func (s *styles) class(declarations string) string {
	if *s == nil {
		*s = styles{}
	}
	sum := sha256.Sum256([]byte(declarations))
	class := "st-" + hex.EncodeToString(sum[:5])
	(*s)[class] = declarations
	return class
}

func (s styles) sorted() []Style {
	var out []Style
	for _, class := range slices.Sorted(maps.Keys(s)) {
		out = append(out, Style{class, s[class]})
	}
	return out
}

// cleanStyle normalises declarations and drops what reaches out of the page.
func cleanStyle(text string) string {
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		name, value, ok := strings.Cut(part, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		low := strings.ToLower(value)
		if !ok || name == "" || value == "" || strings.ContainsAny(part, "{}<>@\\") || strings.Contains(low, "url(") || strings.Contains(low, "expression(") {
			continue
		}
		out = append(out, name+":"+strings.Join(strings.Fields(value), " "))
	}
	return strings.Join(out, ";")
}

// styleObject turns style={{fontSize: 12}} into declarations.
func styleObject(m map[string]any) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		var css strings.Builder
		for _, c := range name {
			if c >= 'A' && c <= 'Z' {
				css.WriteByte('-')
				c += 'a' - 'A'
			}
			css.WriteRune(c)
		}
		value := scalar(m[name])
		if n, ok := m[name].(float64); ok && n != 0 && !unitless[css.String()] {
			value += "px"
		}
		out = append(out, css.String()+":"+value)
	}
	return cleanStyle(strings.Join(out, ";"))
}

var unitless = map[string]bool{
	"opacity": true, "z-index": true, "line-height": true, "font-weight": true, "flex": true, "flex-grow": true, "flex-shrink": true, "order": true, "zoom": true,
}
