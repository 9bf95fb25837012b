package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"course/pkg/diag"
	"course/pkg/source"
)

// mdxCase is an input with what the reference implementation answers.
type mdxCase struct {
	ID, Input, Note    string
	Official, Agnostic *verdict
}

type verdict struct {
	Accept bool
	Tree   []map[string]any
	Error  struct {
		Line, Column int
		Rule, Reason string
	}
}

func readCases(t testing.TB) []mdxCase {
	data, err := os.ReadFile("testdata/mdx-cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []mdxCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// needsJavaScript reports a case whose verdict or tree depends on a grammar of
// JavaScript, which the dialect does not have.
func (c *mdxCase) needsJavaScript() bool {
	return c.Agnostic != nil
}

// parseOfficial parses with front matter split off.
func parseOfficial(input string) (*Markdown, *Document, diag.List) {
	m := New(Options{Dialect: Official})
	f := source.NewFile("case.mdx", []byte(input))
	_, body, _ := SplitFrontMatter(f)
	doc, found := m.Parse(Input{File: f, Body: body})
	return m, doc, found
}

// judge compares our answer to a verdict and says what differs.
func judge(c mdxCase) string {
	m, doc, found := parseOfficial(c.Input)
	want := c.Official
	if want.Accept == doc.Rejected {
		return fmt.Sprintf("accept = %v, want %v: %v", !doc.Rejected, want.Accept, messages(doc.File, found))
	}
	if !want.Accept {
		if want.Error.Line == 0 {
			return ""
		}
		got := firstError(found)
		p := doc.File.Position(got.Span.Start)
		if line, column := p.Line, doc.File.UTF16Column(got.Span.Start); line != want.Error.Line || column != want.Error.Column {
			return fmt.Sprintf("error at %d:%d, want %d:%d: %s", line, column, want.Error.Line, want.Error.Column, got.Message)
		}
		return ""
	}
	data, err := m.AST(doc)
	if err != nil {
		return err.Error()
	}
	var tree map[string]any
	_ = json.Unmarshal(data, &tree)
	children, _ := tree["children"].([]any)
	got := make([]any, 0)
	for _, n := range children {
		got = append(got, reduce(n.(map[string]any)))
	}
	var wanted []any
	raw, _ := json.Marshal(want.Tree)
	_ = json.Unmarshal(raw, &wanted)
	for i, n := range wanted {
		wanted[i] = normal(n.(map[string]any))
	}
	if len(got) == 0 && len(wanted) == 0 || reflect.DeepEqual(got, wanted) {
		return ""
	}
	g, _ := json.Marshal(got)
	w, _ := json.Marshal(wanted)
	return fmt.Sprintf("tree\n got %s\nwant %s", g, w)
}

// normal drops from a wanted node what only JavaScript tells.
func normal(n map[string]any) map[string]any {
	delete(n, "js")
	if attrs, ok := n["attrs"].([]any); ok {
		for _, a := range attrs {
			delete(a.(map[string]any), "js")
		}
	}
	if children, ok := n["children"].([]any); ok {
		for i, c := range children {
			children[i] = normal(c.(map[string]any))
		}
		if len(children) == 0 {
			delete(n, "children")
		}
	}
	return n
}

// reduce brings a node of ours to the keys of the cases.
func reduce(n map[string]any) map[string]any {
	out := map[string]any{"type": n["type"]}
	for _, key := range []string{"name", "value", "depth", "ordered", "checked", "lang", "meta", "url", "identifier", "alt"} {
		if v, ok := n[key]; ok {
			out[key] = v
		}
	}
	if attrs, ok := n["attributes"].([]any); ok {
		var list []any
		for _, a := range attrs {
			m := a.(map[string]any)
			delete(m, "type")
			list = append(list, m)
		}
		out["attrs"] = list
	}
	if children, ok := n["children"].([]any); ok && len(children) > 0 {
		var list []any
		for _, c := range children {
			list = append(list, reduce(c.(map[string]any)))
		}
		out["children"] = list
	}
	return out
}

func firstError(found diag.List) diag.Diagnostic {
	for _, d := range found {
		if d.Severity == diag.Error {
			return d
		}
	}
	return diag.Diagnostic{}
}

func messages(f *source.File, found diag.List) string {
	var out []string
	for _, d := range found {
		p := f.Position(d.Span.Start)
		out = append(out, fmt.Sprintf("%d:%d %s %s", p.Line, p.Column, d.Code, d.Message))
	}
	return strings.Join(out, "; ")
}

// TestOfficialCases holds the official dialect to the reference's answers:
// accept or reject, the tree, and the place of the error. Cases that need a
// grammar of JavaScript are only counted.
func TestOfficialCases(t *testing.T) {
	same, counted := 0, 0
	for _, c := range readCases(t) {
		problem := judge(c)
		if c.needsJavaScript() {
			counted++
			if problem == "" {
				same++
			} else {
				t.Logf("%s (%s) needs JavaScript: %.200s", c.ID, c.Note, problem)
			}
			continue
		}
		if problem != "" {
			t.Errorf("%s (%s) %q: %s", c.ID, c.Note, c.Input, problem)
		}
	}
	t.Logf("cases that need JavaScript: %d of %d agree", same, counted)
}
