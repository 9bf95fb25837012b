package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"course/pkg/source"

	"github.com/yuin/goldmark/extension"
)

// goldmarkFolder is the source of goldmark in the module cache, whose test
// data is used where it lies.
func goldmarkFolder(t testing.TB) string {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

type specExample struct {
	Markdown, HTML, Section string
	Example                 int
}

func readSpec(t testing.TB) []specExample {
	data, err := os.ReadFile(filepath.Join(goldmarkFolder(t), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []specExample
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	return examples
}

func renderPlain(m *Markdown, text string, md bool) string {
	doc, _ := m.Parse(Input{File: source.NewFile("a.md", []byte(text)), MD: md})
	f, _ := m.Render(doc)
	return string(f.HTML)
}

// normalHTML evens out what two renderers may write differently.
func normalHTML(s string) string {
	s = strings.NewReplacer("<br />", "<br>", "<hr />", "<hr>", " />", ">").Replace(s)
	return strings.TrimSpace(s)
}

// TestCommonMark runs every example of CommonMark 0.31.2 in .md mode. Bare
// links, the one extension of GFM that changes examples (608, 611 and 612), are
// switched off for it.
func TestCommonMark(t *testing.T) {
	m := New(Options{Plain: true})
	m.setups.md = goldmarkParser(m.setups.mdOptions, extension.Table, extension.Strikethrough)
	examples := readSpec(t)
	if len(examples) != 652 {
		t.Fatalf("%d examples, want 652", len(examples))
	}
	for _, e := range examples {
		got := renderPlain(m, e.Markdown, true)
		if normalHTML(got) != normalHTML(e.HTML) {
			t.Errorf("example %d (%s)\n%q\n got %q\nwant %q", e.Example, e.Section, e.Markdown, got, e.HTML)
		}
	}
}

// TestCommonMarkInMDX lists the examples that mean something else in .mdx
// files: no indented code, no HTML blocks, comments, braces and autolinks of
// MDX, and formulas. The list may only change knowingly.
func TestCommonMarkInMDX(t *testing.T) {
	m := New(Options{Plain: true})
	m.setups.mdx = goldmarkParser(m.setups.mdxOptions, extension.Table, extension.Strikethrough)
	var out strings.Builder
	for _, e := range readSpec(t) {
		doc, found := m.Parse(Input{File: source.NewFile("a.mdx", []byte(e.Markdown))})
		got := "rejected: " + firstError(found).Message
		if !doc.Rejected {
			f, _ := m.Render(doc)
			got = string(f.HTML)
		}
		if normalHTML(got) != normalHTML(e.HTML) {
			fmt.Fprintf(&out, "%d %s\n\t%q\n\t%q\n", e.Example, e.Section, e.Markdown, got)
		}
	}
	const path = "testdata/commonmark-in-mdx.txt"
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != out.String() {
		t.Errorf("the examples that differ in .mdx have changed; -update writes the list, git shows the difference")
	}
}
