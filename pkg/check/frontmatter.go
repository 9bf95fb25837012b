package check

import (
	"fmt"
	"slices"
	"strings"

	"course/pkg/diag"
)

// frontMatterRule: keys that the project declares have values of their type.
var frontMatterRule = Rule{
	Codes: []string{"front-matter-value"},
	Check: func(p *Pass) {
		for _, key := range p.Keys {
			value, given := p.Lesson.Front.Values[key.Name]
			if !given || value == nil {
				continue
			}
			problem, hint := key.check(value)
			if problem == "" {
				continue
			}
			p.Report(diag.Diagnostic{
				Code: "front-matter-value", Severity: diag.Error, Span: p.Lesson.Front.Spans[key.Name],
				Message: fmt.Sprintf("%s %s", key.Name, problem), Hint: hint,
			})
		}
	},
}

// check says what is wrong with a value, and the way out.
func (k Key) check(value any) (problem, hint string) {
	right := true
	switch k.Type {
	case "number":
		switch value.(type) {
		case int, int64, uint64, float64:
		default:
			right = false
		}
	case "bool":
		_, right = value.(bool)
	case "list":
		_, right = value.([]any)
	default:
		_, right = value.(string)
	}
	if !right {
		return fmt.Sprintf("must be a %s, not %v", k.Type, value), "course.yaml declares it under check.frontmatter"
	}
	if len(k.Enum) == 0 {
		return "", ""
	}
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	}
	for _, v := range values {
		if text := fmt.Sprint(v); !slices.Contains(k.Enum, text) {
			hint = "it may be " + strings.Join(k.Enum, ", ")
			if near := diag.Nearest(text, k.Enum); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return fmt.Sprintf("has no value %q", text), hint
		}
	}
	return "", ""
}
