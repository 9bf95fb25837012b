package lesson

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/internal/yamlpos"
	"course/pkg/source"
)

// frontKey reads one known key of the front matter.
type frontKey struct {
	name string
	want string // what the value must be, for people
	read func(*Front, yamlpos.Text, *yaml.Node) bool
}

// frontKeys are all keys that mean something to the tool.
var frontKeys = []frontKey{
	{"title", "a string", text(func(f *Front) *Text { return &f.Title })},
	{"description", "a string", text(func(f *Front) *Text { return &f.Description })},
	{"id", "a string", text(func(f *Front) *Text { return &f.ID })},
	{"difficulty", "a string such as beginner, intermediate or advanced", text(func(f *Front) *Text { return &f.Difficulty })},
	{"order", "a number", readOrder},
	{"estimatedTime", `a number of minutes, such as 25 or "25 min"`, readMinutes},
	{"topics", "a list of strings", readTopics},
	{"prerequisites", "a list of lesson ids", texts(func(f *Front) *[]Text { return &f.Prerequisites })},
	{"related", "a list of lesson ids", texts(func(f *Front) *[]Text { return &f.Related })},
	{"aliases", "a list of ids or routes", texts(func(f *Front) *[]Text { return &f.Aliases })},
	{"truths", "a list of strings", texts(func(f *Front) *[]Text { return &f.Truths })},
	{"draft", "true or false", readDraft},
}

func frontNames() []string {
	names := make([]string, len(frontKeys))
	for i, k := range frontKeys {
		names[i] = k.name
	}
	return names
}

// ReadFront decodes front matter. A key that is not known is kept in Values;
// it is a finding only where it looks like a slip of a known one. Front matter
// that is not YAML gives an error whose lesson cannot be used.
func ReadFront(file *source.File, span diag.Span) (Front, diag.List) {
	front := Front{Whole: span, Values: map[string]any{}, Spans: map[string]diag.Span{}}
	var found diag.List
	at := yamlpos.Text{File: file, Start: span.Start, End: span.End}
	root, err := at.Parse()
	if err != nil {
		message, place := at.Error(err)
		found.Add(diag.Diagnostic{
			Code: "invalid-front-matter", Severity: diag.Error, Span: place,
			Message: "front matter is not valid YAML: " + message,
			Hint:    "quote values that hold a colon followed by a space, a leading @, * or &, or a #",
		})
		return front, found
	}
	if root == nil {
		return front, nil
	}
	if root.Kind != yaml.MappingNode {
		found.Add(diag.Diagnostic{
			Code: "invalid-front-matter", Severity: diag.Error, Span: at.Span(root),
			Message: "front matter must be keys with values",
			Hint:    `write it as lines of the form "title: …"`,
		})
		return front, found
	}
	if err := root.Decode(&front.Values); err != nil {
		message, place := at.Error(err)
		found.Add(diag.Diagnostic{
			Code: "invalid-front-matter", Severity: diag.Error, Span: place,
			Message: "front matter is not valid YAML: " + message,
		})
		return front, found
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		found.Add(front.readKey(at, root.Content[i], root.Content[i+1])...)
	}
	return front, found
}

func (f *Front) readKey(at yamlpos.Text, key, value *yaml.Node) diag.List {
	f.Spans[key.Value] = at.Span(value)
	at2 := slices.IndexFunc(frontKeys, func(k frontKey) bool { return k.name == key.Value })
	if at2 < 0 {
		return unknownFrontKey(at, key)
	}
	known := frontKeys[at2]
	if value.Tag == "!!null" || known.read(f, at, value) {
		return nil
	}
	return diag.List{{
		Code: "front-matter-type", Severity: diag.Error, Span: at.Span(value),
		Message: fmt.Sprintf("%s must be %s, not %s", known.name, known.want, describe(value)),
		Hint:    "see the list of front matter keys in the guide",
	}}
}

// unknownFrontKey warns about a key within two edits of a known one: other
// unknown keys belong to the author.
func unknownFrontKey(at yamlpos.Text, key *yaml.Node) diag.List {
	near := diag.Nearest(key.Value, frontNames())
	if near == "" {
		return nil
	}
	span := at.Span(key)
	return diag.List{{
		Code: "unknown-front-matter-key", Severity: diag.Warning, Span: span,
		Message: fmt.Sprintf("front matter has no key %q", key.Value),
		Hint:    fmt.Sprintf("did you mean %q?", near),
		Fix:     []diag.Edit{{Start: span.Start, End: span.End, Text: near}},
	}}
}

// describe names a YAML value for people.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "keys with values"
	case yaml.ScalarNode:
		return fmt.Sprintf("%q", n.Value)
	}
	return "this"
}

func text(field func(*Front) *Text) func(*Front, yamlpos.Text, *yaml.Node) bool {
	return func(f *Front, at yamlpos.Text, n *yaml.Node) bool {
		if n.Kind != yaml.ScalarNode {
			return false
		}
		*field(f) = Text{Value: strings.TrimSpace(n.Value), Span: at.Span(n)}
		return true
	}
}

// texts reads a list of strings; a single string counts as a list of one.
func texts(field func(*Front) *[]Text) func(*Front, yamlpos.Text, *yaml.Node) bool {
	return func(f *Front, at yamlpos.Text, n *yaml.Node) bool {
		list, ok := scalars(n)
		if !ok {
			return false
		}
		for _, item := range list {
			*field(f) = append(*field(f), Text{Value: strings.TrimSpace(item.Value), Span: at.Span(item)})
		}
		return true
	}
}

func scalars(n *yaml.Node) ([]*yaml.Node, bool) {
	switch n.Kind {
	case yaml.ScalarNode:
		return []*yaml.Node{n}, n.Tag == "!!str"
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if item.Kind != yaml.ScalarNode {
				return nil, false
			}
		}
		return n.Content, true
	}
	return nil, false
}

func readTopics(f *Front, at yamlpos.Text, n *yaml.Node) bool {
	list, ok := scalars(n)
	for _, item := range list {
		f.Topics = append(f.Topics, strings.TrimSpace(item.Value))
	}
	return ok
}

func readOrder(f *Front, _ yamlpos.Text, n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || (n.Tag != "!!int" && n.Tag != "!!float") {
		return false
	}
	value, err := strconv.ParseFloat(n.Value, 64)
	if err != nil {
		return false
	}
	f.Order = &value
	return true
}

// duration is "25", "25 min", "1 h", "1h 30m", with Russian units as well.
var duration = regexp.MustCompile(`^(?:(\d{1,3})\s*(?:h|hour|hours|ч|час|часа|часов)\.?\s*)?(?:(\d{1,4})\s*(?:m|min|mins|minute|minutes|мин|минута|минуты|минут)?\.?)?$`)

func readMinutes(f *Front, _ yamlpos.Text, n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		return false
	}
	m := duration.FindStringSubmatch(strings.ToLower(strings.TrimSpace(n.Value)))
	if m == nil {
		return false
	}
	hours, _ := strconv.Atoi(m[1])
	minutes, _ := strconv.Atoi(m[2])
	f.EstimatedTime = hours*60 + minutes
	return true
}

func readDraft(f *Front, _ yamlpos.Text, n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		return false
	}
	return n.Decode(&f.Draft) == nil
}
