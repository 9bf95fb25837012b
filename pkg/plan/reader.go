package plan

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/internal/yamlpos"
	"course/pkg/source"
)

// reader turns YAML nodes into the fields of a plan.
type reader struct {
	plan  *Plan
	start int // offset of the YAML in the plan
	fixed repaired
	text  yamlpos.Text // over the repaired YAML
	orig  *source.File // the original YAML
	seen  int          // nodes visited, against aliases that multiply
}

// maxNodes bounds the nodes that are visited through aliases.
const maxNodes = 100_000

func (r *reader) read(text []byte) {
	r.orig = source.NewFile(r.plan.Path, text)
	r.fixed = parseYAML(text)
	r.text = yamlpos.Whole(source.NewFile(r.plan.Path, r.fixed.text))
	for _, n := range r.fixed.notes {
		start, end := r.orig.LineSpan(n.line)
		for start < end && (text[start] == ' ' || text[start] == '\t') {
			start++
		}
		state, requirement := Warning, "front matter that is YAML"
		hint := "quote the value: single quotes keep every character as it is"
		if n.message == tabMessage {
			hint = "indent with spaces"
		}
		if n.code == "plan-syntax" {
			state, hint = Unmet, "mend the line; what stands there is not checked"
		}
		r.plan.problem(n.code, state, r.plan.span(r.start+start, r.start+end), requirement, n.message, hint)
	}
	root := r.resolve(r.fixed.root)
	if root == nil {
		return
	}
	if root.Kind != yaml.MappingNode {
		r.plan.problem("plan-syntax", Unmet, r.span(root), "front matter of keys and values",
			"it is "+kindName(root), "write phase:, plan: and must_haves:")
		return
	}
	r.front(root)
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return "empty"
		}
		return "text"
	}
	return "something else"
}

// resolve follows aliases. It returns nil where the budget for them is spent.
func (r *reader) resolve(n *yaml.Node) *yaml.Node {
	for depth := 0; n != nil && n.Kind == yaml.AliasNode; depth++ {
		if depth > 10 {
			return nil
		}
		n = n.Alias
	}
	r.seen++
	if r.seen > maxNodes {
		if r.seen == maxNodes+1 {
			r.plan.problem("plan-too-large", Unmet, r.plan.span(r.start, r.start),
				"front matter of at most 100,000 values", "aliases multiply it beyond that", "write the values out")
		}
		return nil
	}
	return n
}

// offset maps an offset of the repaired YAML to the plan.
func (r *reader) offset(at int) int {
	f := r.text.File
	line := f.Line(at)
	start, _ := f.LineSpan(line)
	column := at - start
	if s, ok := r.fixed.lines[line]; ok && column > s.At {
		column = max(s.At, column-s.By)
	}
	first, last := r.orig.LineSpan(line)
	return r.start + min(first+column, last)
}

func (r *reader) span(n *yaml.Node) diag.Span {
	if n == nil {
		return r.plan.span(r.start, r.start)
	}
	s := r.text.Span(n)
	return r.plan.span(r.offset(s.Start), r.offset(s.End))
}

// scalar returns a node's text. A mapping or list where text was meant, such
// as a truth with an unquoted colon, is read as it stands in the file.
func (r *reader) scalar(n *yaml.Node) Text {
	n = r.resolve(n)
	if n == nil {
		return Text{Span: r.span(nil)}
	}
	if n.Kind == yaml.ScalarNode {
		if n.Tag == "!!null" {
			return Text{Span: r.span(n)}
		}
		return Text{Value: n.Value, Span: r.span(n)}
	}
	s := r.span(n)
	return Text{Value: strings.TrimSpace(string(r.plan.File.Data[s.Start:s.End])), Span: s}
}

// pair is one key of a mapping with its value.
type pair struct {
	key   string
	at    diag.Span
	value *yaml.Node
}

// pairs lists a mapping, reports duplicate keys and follows "<<".
func (r *reader) pairs(n *yaml.Node) []pair {
	var out []pair
	first := map[string]diag.Span{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := r.resolve(n.Content[i]), r.resolve(n.Content[i+1])
		if k == nil || v == nil {
			return out
		}
		if k.Value == "<<" && v.Kind == yaml.MappingNode {
			out = append(out, r.pairs(v)...)
			continue
		}
		p := pair{key: k.Value, at: r.span(k), value: v}
		if before, ok := first[p.key]; ok {
			r.plan.Problems = append(r.plan.Problems, Check{
				Code: "duplicate-plan-key", Kind: KindStructure, State: Warning, At: p.at,
				Requirement: fmt.Sprintf("the key %q once", p.key), Message: "it stands twice; both were read",
				Hint:    "join the two",
				Related: []diag.Related{{Span: before, Message: "first here"}},
			})
		} else {
			first[p.key] = p.at
		}
		out = append(out, p)
	}
	return out
}

// items returns the members of a list; a single value is a list of one.
func (r *reader) items(n *yaml.Node) []*yaml.Node {
	n = r.resolve(n)
	switch {
	case n == nil, n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == "" && n.Style == 0, n.Tag == "!!null":
		return nil
	case n.Kind == yaml.SequenceNode:
		var out []*yaml.Node
		for _, c := range n.Content {
			if c = r.resolve(c); c != nil {
				out = append(out, c)
			}
		}
		return out
	}
	return []*yaml.Node{n}
}

// texts reads a list of texts. Empty items are left out.
func (r *reader) texts(n *yaml.Node) []Text {
	var out []Text
	for _, c := range r.items(n) {
		if t := r.scalar(c); strings.TrimSpace(t.Value) != "" {
			out = append(out, t)
		}
	}
	return out
}

// known lists the pairs of a mapping whose keys are known. Any other key is
// reported, and one that is a slip of a known key is read as that: what its
// author asked for must not be dropped with it.
func (r *reader) known(n *yaml.Node, where string, keys []string) []pair {
	all := r.pairs(n)
	out := all[:0]
	for _, p := range all {
		if contains(keys, p.key) {
			out = append(out, p)
			continue
		}
		message, hint := fmt.Sprintf("%q is not known; nothing reads it", p.key), "known are "+strings.Join(keys[:min(len(keys), 9)], ", ")
		if near := nearKey(p.key, keys); near != "" {
			message, hint = fmt.Sprintf("%q is not known; read as %q", p.key, near), fmt.Sprintf("did you mean %q?", near)
			r.plan.problem("unknown-plan-key", Warning, p.at, "known keys in "+where, message, hint)
			p.key = near
			out = append(out, p)
			continue
		}
		r.plan.problem("unknown-plan-key", Warning, p.at, "known keys in "+where, message, hint)
	}
	return out
}

// synonyms are other words for keys.
var synonyms = map[string]string{
	"must_include": "contains", "file": "path", "filepath": "path", "source": "from", "target": "to", "regex": "pattern",
}

// nearKey finds the known key that a slip stands for: another spelling, a
// synonym, a shorter or longer form.
func nearKey(key string, known []string) string {
	folded := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(key))
	if slices.Contains(known, folded) {
		return folded
	}
	if s := synonyms[folded]; s != "" && slices.Contains(known, s) {
		return s
	}
	if near := diag.Nearest(key, known); near != "" {
		return near
	}
	for _, k := range known {
		if len(folded) > 3 && (strings.HasPrefix(k, folded) || strings.HasPrefix(folded, k) && len(k) > 3) {
			return k
		}
	}
	return ""
}

// unreadable reports a value of the wrong shape: what it asks for could not
// be decided.
func (r *reader) unreadable(at diag.Span, what, found, hint string) {
	r.plan.Problems = append(r.plan.Problems, Check{
		Code: "unreadable-value", Kind: KindStructure, State: Inconclusive, At: at,
		Requirement: what, Message: found, Hint: hint,
	})
}
