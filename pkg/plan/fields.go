package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// frontKeys are the keys of the front matter, those that are read and those
// that are known and mean nothing to validation.
var frontKeys = []string{
	"phase", "plan", "type", "wave", "depends_on", "files_modified", "autonomous", "requirements", "must_haves",
	"status", "superseded_by", "user_setup", "gap_closure", "title", "name", "description", "tags", "created", "updated",
}

// topKeys are frontKeys and the members of must_haves that slipped out of it.
var topKeys = slices.Concat(frontKeys, []string{"truths", "artifacts", "key_links"})

var mustHaveKeys = []string{"truths", "artifacts", "key_links", "lesson"}

// front reads the top level.
func (r *reader) front(root *yaml.Node) {
	p := r.plan
	for _, kv := range r.known(root, "the front matter", topKeys) {
		switch kv.key {
		case "phase":
			p.Phase = r.scalar(kv.value)
		case "plan":
			p.Number = r.scalar(kv.value)
		case "type":
			p.Type = r.scalar(kv.value)
		case "status":
			p.Status = r.scalar(kv.value)
		case "superseded_by":
			p.SupersededBy = r.scalar(kv.value)
		case "wave":
			p.Wave = r.scalar(kv.value)
		case "depends_on":
			p.DependsOn = append(p.DependsOn, r.texts(kv.value)...)
		case "files_modified":
			p.FilesModified = append(p.FilesModified, r.texts(kv.value)...)
		case "requirements":
			p.Requirements = append(p.Requirements, r.texts(kv.value)...)
		case "must_haves":
			r.mustHaves(kv)
		case "truths", "artifacts", "key_links":
			p.problem("misplaced-key", Warning, kv.at, fmt.Sprintf("%q below must_haves", kv.key),
				"it stands at the top level; it was read all the same", "indent it below must_haves:")
			r.mustHave(kv)
		}
	}
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func (r *reader) mustHaves(kv pair) {
	switch {
	case kv.value.Kind == yaml.MappingNode:
		for _, inner := range r.known(kv.value, "must_haves", mustHaveKeys) {
			r.mustHave(inner)
		}
	case kv.value.Tag == "!!null":
	default:
		for _, item := range r.items(kv.value) {
			if item.Kind == yaml.MappingNode && len(item.Content) >= 2 && contains(mustHaveKeys, item.Content[0].Value) {
				for _, inner := range r.pairs(item) {
					r.mustHave(inner)
				}
				continue
			}
			t := r.scalar(item)
			r.prose(t, "must_haves")
		}
	}
}

// prose reports a requirement in words that nothing can check.
func (r *reader) prose(t Text, where string) {
	kind := KindStructure
	if where == "key_links" {
		kind = KindLink
	}
	r.plan.Problems = append(r.plan.Problems, Check{
		Code: "prose-requirement", Kind: kind, State: Inconclusive, At: t.Span,
		Requirement: quote(t.Value),
		Message:     "prose in " + where + ": nothing in it can be checked",
		Hint:        "say it under truths, artifacts (path, contains, min_lines) or key_links (from, to, pattern)",
	})
}

func (r *reader) mustHave(kv pair) {
	p := r.plan
	switch kv.key {
	case "truths":
		for _, c := range r.items(kv.value) {
			if t := r.truth(c); strings.TrimSpace(t.Value) != "" {
				p.Truths = append(p.Truths, t)
			}
		}
	case "artifacts":
		for _, c := range r.list(kv, "path") {
			p.Artifacts = append(p.Artifacts, r.artifact(c))
		}
	case "key_links":
		for _, c := range r.list(kv, "from") {
			r.keyLink(c)
		}
	case "lesson":
		r.wants(kv)
	}
}

// list is items, with a mapping of names to records read as those records.
func (r *reader) list(kv pair, mark string) []*yaml.Node {
	n := r.resolve(kv.value)
	if n == nil || n.Kind != yaml.MappingNode {
		return r.items(kv.value)
	}
	var out []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == mark {
			return []*yaml.Node{n}
		}
		v := r.resolve(n.Content[i+1])
		if v != nil && v.Kind == yaml.MappingNode && !hasKey(v, mark) {
			key := *n.Content[i]
			v = &yaml.Node{
				Kind: yaml.MappingNode, Line: key.Line, Column: key.Column,
				Content: append([]*yaml.Node{{Kind: yaml.ScalarNode, Value: mark, Line: key.Line, Column: key.Column}, &key}, v.Content...),
			}
		}
		if v != nil {
			out = append(out, v)
		}
	}
	return out
}

func hasKey(n *yaml.Node, key string) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

// truth reads a truth: text, or a mapping with a text in it.
func (r *reader) truth(n *yaml.Node) Text {
	if n.Kind == yaml.MappingNode {
		for _, kv := range r.pairs(n) {
			switch kv.key {
			case "truth", "text", "statement", "description":
				return r.scalar(kv.value)
			}
		}
	}
	return r.scalar(n)
}

var artifactKeys = []string{"path", "provides", "min_lines", "max_lines", "contains", "not_contains", "exports", "must_include"}

func (r *reader) artifact(n *yaml.Node) Artifact {
	if n.Kind != yaml.MappingNode {
		return Artifact{Path: r.scalar(n), Bare: true}
	}
	var a Artifact
	if raw, ok := r.colonText(n, artifactKeys); ok {
		return Artifact{Path: raw, Bare: true}
	}
	for _, kv := range r.known(n, "an artifact", artifactKeys) {
		switch kv.key {
		case "path":
			a.Path = r.scalar(kv.value)
		case "provides":
			a.Provides = r.scalar(kv.value).Value
		case "min_lines":
			if b := r.bound(kv); b != nil && (a.MinLines == nil || b.N > a.MinLines.N) {
				a.MinLines = b // of two the stricter
			}
		case "max_lines":
			if b := r.bound(kv); b != nil && (a.MaxLines == nil || b.N < a.MaxLines.N) {
				a.MaxLines = b
			}
		case "contains", "must_include":
			a.Contains = append(a.Contains, r.keywords(kv.value)...)
		case "not_contains":
			a.NotContains = append(a.NotContains, r.keywords(kv.value)...)
		case "exports":
			a.Exports = append(a.Exports, r.exports(kv.value)...)
		}
	}
	if a.Path.Value == "" {
		a.Path.Span = r.span(n)
	}
	return a
}

// colonText recognises text with an unquoted colon, which YAML reads as a
// mapping of one key that nobody knows: "src/a.ts: the store".
func (r *reader) colonText(n *yaml.Node, known []string) (Text, bool) {
	if len(n.Content) != 2 || n.Content[1].Kind != yaml.ScalarNode || nearKey(n.Content[0].Value, known) != "" {
		return Text{}, false
	}
	t := r.scalar(n)
	t.Value = n.Content[0].Value + ": " + n.Content[1].Value
	return t, true
}

// exports reads a list, or names separated by commas.
func (r *reader) exports(n *yaml.Node) []Text {
	var out []Text
	for _, t := range r.texts(n) {
		if n.Kind != yaml.ScalarNode {
			out = append(out, t)
			continue
		}
		for _, part := range splitTop(t.Value, ',') {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, Text{Value: part, Span: t.Span})
			}
		}
	}
	return out
}

var leadingNumber = regexp.MustCompile(`^[~>=≥<≤\s]*(\d[\d_,]*)\s*\+?\s*(?:lines?|loc)?\s*$`)

func (r *reader) bound(kv pair) *Bound {
	t := r.scalar(kv.value)
	if t.Value == "" {
		return nil
	}
	m := leadingNumber.FindStringSubmatch(t.Value)
	if m == nil {
		r.unreadable(t.Span, kv.key+" with a number", fmt.Sprintf("%s is no number", quote(t.Value)), "write it as a number, such as 400")
		return nil
	}
	n, err := strconv.Atoi(strings.NewReplacer("_", "", ",", "").Replace(m[1]))
	if err != nil {
		r.unreadable(t.Span, kv.key+" with a number", fmt.Sprintf("%s is too large", quote(t.Value)), "write it as a number, such as 400")
		return nil
	}
	return &Bound{N: n, Span: t.Span}
}

var keywordKeys = []string{"text", "regex", "ignore_case", "min_count", "in"}

// keywords reads contains: a text, a list of texts, or the explicit form.
func (r *reader) keywords(n *yaml.Node) []Keyword {
	var out []Keyword
	for _, c := range r.items(n) {
		if c.Kind == yaml.MappingNode && (hasKey(c, "text") || hasKey(c, "regex")) {
			out = append(out, r.keyword(c))
			continue
		}
		if c.Kind == yaml.SequenceNode {
			out = append(out, r.keywords(c)...)
			continue
		}
		t := r.scalar(c)
		if c.Kind == yaml.MappingNode {
			if raw, ok := r.colonText(c, nil); ok {
				t = raw
			}
		}
		if t.Value != "" {
			out = append(out, Keyword{Text: t.Value, MinCount: 1, Span: t.Span})
		}
	}
	return out
}

func (r *reader) keyword(n *yaml.Node) Keyword {
	k := Keyword{MinCount: 1, Span: r.span(n)}
	for _, kv := range r.known(n, "contains", keywordKeys) {
		t := r.scalar(kv.value)
		switch kv.key {
		case "text":
			k.Text, k.Literal, k.Span = t.Value, true, t.Span
		case "regex":
			k.Text, k.Regex, k.Span = t.Value, true, t.Span
		case "ignore_case":
			k.IgnoreCase = t.Value == "true" || t.Value == "yes"
		case "min_count":
			if b := r.bound(kv); b != nil {
				k.MinCount = b.N
			}
		case "in":
			k.In = t.Value
			if !contains(keywordPlaces, k.In) {
				r.unreadable(t.Span, "in: code, prose, heading or frontmatter", quote(k.In)+" is no such place", "leave it out for anywhere")
				k.In = ""
			}
		}
	}
	return k
}

var keywordPlaces = []string{"code", "prose", "heading", "frontmatter"}

var linkKeys = []string{"from", "to", "via", "pattern"}

func (r *reader) keyLink(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.prose(r.scalar(n), "key_links")
		return
	}
	if raw, ok := r.colonText(n, linkKeys); ok {
		r.prose(raw, "key_links")
		return
	}
	l := KeyLink{Span: r.span(n)}
	for _, kv := range r.known(n, "a key link", linkKeys) {
		switch kv.key {
		case "from":
			l.From = r.scalar(kv.value)
		case "to":
			l.To = r.scalar(kv.value)
		case "via":
			l.Via = r.scalar(kv.value)
		case "pattern":
			l.Pattern = r.scalar(kv.value)
		}
	}
	r.plan.Links = append(r.plan.Links, l)
}

// quote shows a value in a message, shortened. What holds quotes or
// backslashes stands between backticks, as it is.
func quote(s string) string {
	s = shorten(s, 120)
	if strings.ContainsAny(s, "\"\\") && !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	return `"` + s + `"`
}

func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
