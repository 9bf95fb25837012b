package course

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/internal/yamlpos"
	"course/pkg/source"
)

// ModuleFile is what module.yaml says of its folder.
type ModuleFile struct {
	Path        string
	Title       string
	Description string
	ID          string
}

// ModuleFileName is the name of the file that describes a module.
const ModuleFileName = "module.yaml"

// ReadModule decodes a module.yaml. Unknown keys are errors: the file is the
// tool's own.
func ReadModule(file *source.File) (ModuleFile, diag.List) {
	m := ModuleFile{Path: file.Path}
	at := yamlpos.Whole(file)
	root, err := at.Parse()
	if err != nil {
		message, span := at.Error(err)
		return m, diag.List{{Code: "invalid-module", Severity: diag.Error, Span: span, Message: "module.yaml is not valid YAML: " + message}}
	}
	if root == nil {
		return m, nil
	}
	if root.Kind != yaml.MappingNode {
		return m, diag.List{{Code: "invalid-module", Severity: diag.Error, Span: at.Span(root), Message: "module.yaml must hold keys with values", Hint: `write "title: …"`}}
	}
	var found diag.List
	fields := map[string]*string{"title": &m.Title, "description": &m.Description, "id": &m.ID}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		field, known := fields[key.Value]
		switch {
		case !known:
			d := diag.Diagnostic{
				Code: "unknown-module-key", Severity: diag.Error, Span: at.Span(key),
				Message: fmt.Sprintf("module.yaml has no key %q", key.Value), Hint: "its keys are title, description and id",
			}
			if near := diag.Nearest(key.Value, []string{"title", "description", "id"}); near != "" {
				d.Hint = fmt.Sprintf("did you mean %q?", near)
			}
			found.Add(d)
		case value.Kind != yaml.ScalarNode:
			found.Add(diag.Diagnostic{
				Code: "invalid-module", Severity: diag.Error, Span: at.Span(value),
				Message: fmt.Sprintf("%s of a module must be a string", key.Value),
			})
		default:
			*field = value.Value
		}
	}
	return m, found
}
