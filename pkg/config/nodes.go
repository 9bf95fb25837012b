package config

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/internal/yamlpos"
	"course/pkg/source"
)

// reader turns the nodes of course.yaml into plain values, keeping only what
// is right and reporting the rest with its place.
type reader struct {
	text   yamlpos.Text
	places placeIndex
	found  *diag.List
}

// fileValues returns the settings of the file that are sound. A nil file has
// none.
func fileValues(file *source.File, found *diag.List) (map[string]any, placeIndex) {
	r := &reader{places: placeIndex{}, found: found}
	if file == nil {
		return nil, r.places
	}
	r.text = yamlpos.Whole(file)
	if bytes.HasPrefix(file.Data, []byte("\ufeff")) {
		r.text.Start = len("\ufeff")
	}
	root, err := r.text.Parse()
	if err != nil {
		message, span := r.text.Error(err)
		r.add("config-syntax", span, "not valid YAML: "+message, "")
		return nil, r.places
	}
	if root == nil || isNull(root) {
		return nil, r.places // an empty file, or nothing but comments
	}
	return r.record("", root, reflect.TypeFor[Config]()), r.places
}

// record reads a mapping with the keys of a struct.
func (r *reader) record(path string, n *yaml.Node, t reflect.Type) map[string]any {
	if n.Kind != yaml.MappingNode {
		r.wrongType(path, n, "a group of keys")
		return nil
	}
	values, first := map[string]any{}, map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		f, ok := fieldOf(t, name.Value)
		switch {
		case !ok:
			r.unknownKey(path, name, t)
		case first[name.Value] != nil:
			r.add("config-duplicate-key", r.span(name), fmt.Sprintf("key %q is given twice", name.Value),
				"remove one of the two", diag.Related{Span: r.span(first[name.Value]), Message: "first given here"})
		case isNull(value):
			first[name.Value] = name // "title:" with nothing behind it is not given
		default:
			first[name.Value] = name
			if v, ok := r.value(join(path, name.Value), value, f); ok {
				values[name.Value] = v
			}
		}
	}
	return values
}

// value reads the value of one key.
func (r *reader) value(path string, n *yaml.Node, f reflect.StructField) (any, bool) {
	r.places[path] = r.span(n)
	switch {
	case f.Type.Kind() == reflect.Struct:
		v := r.record(path, n, f.Type)
		return v, v != nil
	case f.Type.Kind() != reflect.Slice:
		return r.scalar(keyOfField(path, f), n)
	case n.Kind != yaml.SequenceNode:
		r.wrongType(path, n, "a list")
		return nil, false
	}
	list := make([]any, 0, len(n.Content))
	for i, item := range n.Content {
		at := fmt.Sprintf("%s[%d]", path, i)
		r.places[at] = r.span(item)
		if f.Type.Elem().Kind() == reflect.Struct {
			if v := r.record(at, item, f.Type.Elem()); v != nil {
				list = append(list, v)
			}
			continue
		}
		k := keyOfField(at, f)
		k.typ = f.Type.Elem()
		if v, ok := r.scalar(k, item); ok {
			list = append(list, v)
		}
	}
	return list, true
}

// scalar reads a single value and checks it.
func (r *reader) scalar(k key, n *yaml.Node) (any, bool) {
	var value any
	problem := ""
	switch k.typ.Kind() {
	case reflect.Bool:
		var b bool
		if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" || n.Decode(&b) != nil {
			r.wrongType(k.path, n, "true or false")
			return nil, false
		}
		value = b
	case reflect.Int:
		var i int
		if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || n.Decode(&i) != nil || i > math.MaxInt32 || i < math.MinInt32 {
			r.wrongType(k.path, n, "a whole number")
			return nil, false
		}
		value, problem = i, checkNumber(k.rule, i)
	default:
		// A title of digits or a date is a text for us, whatever YAML thinks.
		if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Tag == "!!bool" && len(k.oneof) == 0 {
			r.wrongType(k.path, n, "a text")
			return nil, false
		}
		value, problem = n.Value, k.check(n.Value)
	}
	if problem != "" {
		hint := ""
		if near := diag.Nearest(n.Value, k.oneof); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		r.add("config-value", r.span(n), fmt.Sprintf("%s: %s", k.path, problem), hint)
		return nil, false
	}
	return value, true
}

func (r *reader) unknownKey(path string, name *yaml.Node, t reflect.Type) {
	known := keyNames(t)
	where := ""
	if path != "" {
		where = " in " + path
	}
	hint := "known keys: " + strings.Join(known, ", ")
	near := diag.Nearest(name.Value, known)
	for _, k := range known {
		if near == "" && len(name.Value) > 2 && strings.HasPrefix(k, name.Value) {
			near = k // "lang" is too far from "language" for a slip of the pen
		}
	}
	if near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	r.add("config-unknown-key", r.span(name), fmt.Sprintf("unknown key %q%s", name.Value, where), hint)
}

func (r *reader) wrongType(path string, n *yaml.Node, want string) {
	if path == "" {
		path = FileName
	}
	got := map[yaml.Kind]string{yaml.MappingNode: "a group of keys", yaml.SequenceNode: "a list"}[n.Kind]
	if got == "" {
		got = strconv.Quote(clip(n.Value, 40))
	}
	hint := ""
	if want == "a text" && n.Tag == "!!bool" {
		hint = fmt.Sprintf("write it in quotes: %q", n.Value)
	}
	if want == "a list" && n.Kind == yaml.ScalarNode {
		hint = fmt.Sprintf("write it as a list: [%s]", n.Value)
	}
	r.add("config-type", r.span(n), fmt.Sprintf("%s must be %s, not %s", path, want, got), hint)
}

func (r *reader) add(code string, span diag.Span, message, hint string, related ...diag.Related) {
	r.found.Add(diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: message, Hint: hint, Related: related})
}

// span is the place of a node: all of a scalar, the first character of
// anything else, whose first line may hold half of it.
func (r *reader) span(n *yaml.Node) diag.Span {
	span := r.text.Span(n)
	if n.Kind != yaml.ScalarNode {
		span.End = min(span.End, span.Start+1)
	}
	return span
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func fieldOf(t reflect.Type, name string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); name != "" && fieldName(f) == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func keyNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		if name := fieldName(t.Field(i)); name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func clip(s string, runes int) string {
	if r := []rune(s); len(r) > runes {
		return string(r[:runes]) + "…"
	}
	return s
}
