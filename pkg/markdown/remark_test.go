package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The shares of inputs on which the official dialect agrees with the reference
// implementation. They may only grow.
const (
	leastCases  = 1.0
	leastSpec   = 1.0
	leastCorpus = 1.0
)

// answer is what tools/remark/tree.mjs prints for one input.
type answer struct {
	Accept       bool
	Tree         []any
	Line, Column int
	Reason       string
}

// remark asks the reference implementation; nil where it is not installed.
func remark(t *testing.T, inputs []string) []answer {
	folder := "../../.cache/remark"
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Log("left out: tools/remark/setup was not run")
		return nil
	}
	data, _ := json.Marshal(inputs)
	cmd := exec.Command("node", "tree.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = folder, bytes.NewReader(data), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []answer
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// compare returns what differs between our answer and the reference's, "" for
// nothing, and whether positions agree too.
func compare(input string, want answer) (problem, where string, positions bool) {
	m, doc, found := parseOfficial(input)
	if want.Accept == doc.Rejected {
		return fmt.Sprintf("accept = %v, want %v (%d:%d %s): %s", !doc.Rejected, want.Accept, want.Line, want.Column, want.Reason, messages(doc.File, found)), "", false
	}
	if !want.Accept {
		got := firstError(found)
		line, column := doc.File.Line(got.Span.Start), doc.File.UTF16Column(got.Span.Start)
		if want.Line != 0 && (line != want.Line || column != want.Column) {
			return fmt.Sprintf("error at %d:%d %s, want %d:%d %s", line, column, got.Message, want.Line, want.Column, want.Reason), "", false
		}
		return "", "", true
	}
	data, err := m.AST(doc)
	if err != nil {
		return err.Error(), "", false
	}
	var tree map[string]any
	_ = json.Unmarshal(data, &tree)
	var got []any
	children, _ := tree["children"].([]any)
	for _, c := range children {
		got = append(got, reduceAt(c.(map[string]any)))
	}
	positions = reflect.DeepEqual(got, want.Tree) || len(got)+len(want.Tree) == 0
	if positions {
		return "", "", true
	}
	g, _ := json.Marshal(strip(got))
	w, _ := json.Marshal(strip(want.Tree))
	if bytes.Equal(g, w) {
		g, _ = json.Marshal(got)
		w, _ = json.Marshal(want.Tree)
		return "", difference(g, w), false
	}
	return "tree …" + difference(g, w), "", false
}

// difference shows two texts from a little before where they part.
func difference(g, w []byte) string {
	i := 0
	for i < len(g) && i < len(w) && g[i] == w[i] {
		i++
	}
	return fmt.Sprintf("\n got %.300s\nwant %.300s", g[max(0, i-80):], w[max(0, i-80):])
}

// reduceAt is reduce with positions.
func reduceAt(n map[string]any) map[string]any {
	out := reduce(n)
	p := n["position"].(map[string]any)
	s, e := p["start"].(map[string]any), p["end"].(map[string]any)
	out["at"] = fmt.Sprintf("%v:%v-%v:%v", s["line"], s["column"], e["line"], e["column"])
	if children, ok := n["children"].([]any); ok && len(children) > 0 {
		var list []any
		for _, c := range children {
			list = append(list, reduceAt(c.(map[string]any)))
		}
		out["children"] = list
	}
	return out
}

// strip drops positions.
func strip(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = strip(x)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			if k != "at" {
				out[k] = strip(x)
			}
		}
		return out
	}
	return v
}

// TestRemark compares the official dialect with remark-mdx over the cases, the
// examples of CommonMark and the corpora, and prints the shares.
func TestRemark(t *testing.T) {
	var cases, spec, real []string
	for _, c := range readCases(t) {
		cases = append(cases, c.Input)
	}
	more, err := os.ReadFile("testdata/mdx-inputs.txt")
	if err != nil {
		t.Fatal(err)
	}
	for input := range strings.SplitSeq(strings.TrimSuffix(string(more), "\n"), "\n====\n") {
		cases = append(cases, input)
	}
	for _, e := range readSpec(t) {
		spec = append(spec, e.Markdown)
	}
	for _, f := range corpus(t) {
		if strings.HasSuffix(f.Path, ".mdx") {
			real = append(real, string(f.Data))
		}
	}
	for _, set := range []struct {
		name   string
		inputs []string
		least  float64
	}{{"cases", cases, leastCases}, {"CommonMark", spec, leastSpec}, {"corpora", real, leastCorpus}} {
		answers := remark(t, set.inputs)
		if len(answers) == 0 {
			continue
		}
		same, placed := 0, 0
		for i, want := range answers {
			problem, where, positions := compare(set.inputs[i], want)
			if problem == "" {
				same++
			} else {
				t.Logf("%s %d %.120q: %s", set.name, i, set.inputs[i], problem)
			}
			if positions {
				placed++
			} else if problem == "" {
				t.Logf("%s %d %.120q: %s", set.name, i, set.inputs[i], where)
			}
		}
		share := float64(same) / float64(len(answers))
		t.Logf("%s: %d of %d agree (%.1f %%), %d with all positions", set.name, same, len(answers), 100*share, placed)
		if share < set.least {
			t.Errorf("%s: %.3f agree, at least %.3f did before", set.name, share, set.least)
		}
	}
}
