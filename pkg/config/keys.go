package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// key is one setting that holds a value or a list of strings, as the tags of
// Config describe it.
type key struct {
	path  string // dotted, such as content.markdown
	typ   reflect.Type
	oneof []string
	rule  string // name of a rule of values.go
}

// field returns the name of a setting's field; "" for a field that is not a
// setting.
func fieldName(f reflect.StructField) string {
	name := f.Tag.Get("mapstructure")
	if name == "-" {
		return ""
	}
	return name
}

func keyOfField(path string, f reflect.StructField) key {
	return key{path: path, typ: f.Type, oneof: strings.Fields(f.Tag.Get("oneof")), rule: f.Tag.Get("check")}
}

// scalarKeys lists the settings that the environment can give, in the order
// of Config's fields.
func scalarKeys() []key { return collectKeys("", reflect.TypeFor[Config](), nil) }

func collectKeys(prefix string, t reflect.Type, keys []key) []key {
	for i := range t.NumField() {
		f := t.Field(i)
		name := fieldName(f)
		switch {
		case name == "":
		case f.Type.Kind() == reflect.Struct:
			keys = collectKeys(prefix+name+".", f.Type, keys)
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
		default:
			keys = append(keys, keyOfField(prefix+name, f))
		}
	}
	return keys
}

// keyOf returns the setting of a path.
func keyOf(path string) key {
	keys := scalarKeys()
	if i := slices.IndexFunc(keys, func(k key) bool { return k.path == path }); i >= 0 {
		return keys[i]
	}
	return key{path: path, typ: reflect.TypeFor[string]()}
}

// check returns what is wrong with a text as the value of the key, or of one
// item of a list of strings.
func (k key) check(text string) string {
	if text == "" {
		return ""
	}
	if len(k.oneof) > 0 && !slices.Contains(k.oneof, text) {
		return fmt.Sprintf("%q is not one of %s", text, strings.Join(k.oneof, ", "))
	}
	return checkText(k.rule, text)
}

// parse reads a value that was given as text.
func (k key) parse(text string) (value any, problem string) {
	switch k.typ.Kind() {
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return nil, fmt.Sprintf("%q is neither true nor false", text)
		}
		return b, ""
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, fmt.Sprintf("%q is not a whole number", text)
		}
		return n, checkNumber(k.rule, n)
	case reflect.Slice:
		items := []string{}
		for item := range strings.SplitSeq(text, ",") {
			if item = strings.TrimSpace(item); item == "" {
				continue
			}
			if problem := k.check(item); problem != "" {
				return nil, problem
			}
			items = append(items, item)
		}
		return items, ""
	}
	return text, k.check(text)
}
