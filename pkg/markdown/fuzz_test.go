package markdown

import (
	"os"
	"strings"
	"testing"

	"course/pkg/source"
)

// seeds are the inputs of the cases.
func seeds(f *testing.F) (out []string) {
	for _, c := range readCases(f) {
		out = append(out, c.Input)
	}
	more, err := os.ReadFile("testdata/mdx-inputs.txt")
	if err != nil {
		f.Fatal(err)
	}
	return append(out, strings.Split(strings.TrimSuffix(string(more), "\n"), "\n====\n")...)
}

// FuzzDialect takes any text through everything that is done with a lesson,
// in all ways of reading.
func FuzzDialect(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	tolerant := New(Options{Components: testComponents()})
	official := New(Options{Dialect: Official, Components: testComponents()})
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range []*Markdown{tolerant, official} {
			for _, md := range []bool{false, true} {
				file := source.NewFile("a.mdx", []byte(text))
				_, body, _ := SplitFrontMatter(file)
				doc, found := m.Parse(Input{File: file, Body: body, MD: md})
				facts := doc.Facts()
				for _, d := range found {
					if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text)+1 {
						t.Fatalf("%s at %d-%d of %d bytes", d.Code, d.Span.Start, d.Span.End, len(text))
					}
				}
				for _, s := range facts.Prose {
					_ = text[s.Start:s.End]
				}
				if _, err := m.AST(doc); err != nil {
					t.Fatal(err)
				}
				if !doc.Rejected {
					m.Render(doc)
				}
			}
		}
	})
}

// FuzzFrontMatter splits any text.
func FuzzFrontMatter(f *testing.F) {
	f.Add("---\na: b\n---\nc")
	f.Add("+++\na = 1\n+++\n")
	f.Add("\ufeff---\n---")
	f.Fuzz(func(t *testing.T, text string) {
		yaml, body, _ := SplitFrontMatter(source.NewFile("a.mdx", []byte(text)))
		if yaml.Start > yaml.End || yaml.End > len(text) || body > len(text) || body < 0 {
			t.Fatalf("front matter %d-%d, body %d of %d bytes", yaml.Start, yaml.End, body, len(text))
		}
	})
}
