package chart

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Config is what a chart's front matter and directives set, as a tree. The
// zero value is an empty one. Paths are written with dots:
// Config.Text("flowchart.curve").
type Config struct{ tree map[string]any }

// Value returns what stands at path, or nil.
func (c Config) Value(path string) any {
	var v any = c.tree
	for _, key := range strings.Split(path, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[key]
	}
	return v
}

// Text returns the text at path, or "".
func (c Config) Text(path string) string {
	switch v := c.Value(path).(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// Number returns the number at path, or otherwise.
func (c Config) Number(path string, otherwise float64) float64 {
	switch v := c.Value(path).(type) {
	case int:
		return float64(v)
	case float64:
		return v
	case string:
		if f, err := strconv.ParseFloat(strings.TrimSuffix(v, "px"), 64); err == nil {
			return f
		}
	}
	return otherwise
}

// Bool returns the truth value at path, or otherwise.
func (c Config) Bool(path string, otherwise bool) bool {
	switch v := c.Value(path).(type) {
	case bool:
		return v
	case string:
		return v == "true"
	}
	return otherwise
}

// merge lays over on top of c, map by map.
func (c *Config) merge(over map[string]any) {
	if c.tree == nil {
		c.tree = map[string]any{}
	}
	mergeMaps(c.tree, over, 0)
}

func mergeMaps(into, over map[string]any, depth int) {
	for k, v := range over {
		from, ok1 := v.(map[string]any)
		to, ok2 := into[k].(map[string]any)
		if ok1 && ok2 && depth < 20 {
			mergeMaps(to, from, depth+1)
			continue
		}
		into[k] = v
	}
}

func (s *Source) readFrontMatter(ed *editor) error {
	if !strings.HasPrefix(ed.text, "---") {
		return nil
	}
	m := frontMatter.FindStringSubmatchIndex(ed.text)
	if m == nil {
		return nil
	}
	block := ed.text[m[2]:m[3]]
	// The block may be indented as a whole, and YAML does not care; tabs it
	// does not take.
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(block), &doc); err != nil {
		e := &Error{Position: PositionIn(s.original, m[2]), Length: m[3] - m[2], Message: "front matter is not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
		return e.WithHint("write it as \"key: value\" lines between two lines of ---")
	}
	if title, ok := doc["title"]; ok {
		s.Title = (Config{map[string]any{"t": title}}).Text("t")
	}
	if c, ok := doc["config"].(map[string]any); ok {
		s.Config.merge(c)
	}
	if mode, ok := doc["displayMode"]; ok {
		s.Config.merge(map[string]any{"gantt": map[string]any{"displayMode": mode}})
	}
	ed.cut([][]int{{0, m[1]}}, "")
	return nil
}

func (s *Source) readDirectives(ed *editor) {
	if !strings.Contains(ed.text, "%%{") {
		return
	}
	all := directive.FindAllStringSubmatchIndex(ed.text, -1)
	var spans [][]int
	for _, m := range all {
		spans = append(spans, m[:2])
		name := group(ed.text, m, 1) + group(ed.text, m, 2)
		switch name {
		case "wrap":
			s.Config.merge(map[string]any{"wrap": true})
		case "init", "initialize":
			s.readInit(ed, m[0], m[1], group(ed.text, m, 3))
		}
	}
	ed.cut(spans, "")
}

func (s *Source) readInit(ed *editor, from, to int, args string) {
	var doc map[string]any
	// JSON with either quotes is YAML, but for tabs.
	text := strings.NewReplacer("'", `"`, "\t", "  ").Replace(args)
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		at := PositionIn(s.original, ed.origin(from))
		s.Warnings = append(s.Warnings, &Error{
			Position: at, Length: ed.origin(to) - at.Offset,
			Message: "the directive is not JSON and is ignored",
			Hint:    `write it as %%{init: {"key": "value"}}%%`,
		})
		return
	}
	s.Config.merge(doc)
}

func group(text string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return text[m[2*i]:m[2*i+1]]
}
