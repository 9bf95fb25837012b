package markdown

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"course/pkg/diag"
	"course/pkg/source"
)

// corpus returns the lessons of the shared corpora; none where they are not
// there, which is said.
func corpus(t testing.TB) []*source.File {
	root := os.Getenv("COURSE_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	root = filepath.Join(root, "corpus")
	var files []*source.File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".mdx") && !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		files = append(files, source.NewFile(filepath.ToSlash(name), data))
		return nil
	})
	if err != nil {
		t.Logf("left out: no corpus (%v)", err)
		return nil
	}
	return files
}

// TestCorpus parses and renders real lessons in the tolerant dialect: none may
// be rejected for more than what is really wrong in it.
func TestCorpus(t *testing.T) {
	m := New(Options{})
	codes := map[string]int{}
	for _, f := range corpus(t) {
		_, body, found := SplitFrontMatter(f)
		doc, more := m.Parse(Input{File: f, Body: body, MD: strings.HasSuffix(f.Path, ".md")})
		found.Add(more...)
		if doc.Rejected {
			t.Errorf("%s is rejected: %s", f.Path, messages(f, onlyErrors(found)))
			continue
		}
		fragment, more := m.Render(doc)
		found.Add(more...)
		if len(fragment.HTML) == 0 && len(f.Data)-body > 200 {
			t.Errorf("%s renders to nothing", f.Path)
		}
		for _, d := range found {
			codes[d.Code]++
			if d.Code != "unknown-component" && d.Code != "svelte-block" {
				t.Logf("%s:%s", f.Path, messages(f, diag.List{d}))
			}
		}
		doc.Facts()
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		t.Logf("%6d %s", codes[code], code)
	}
}

func onlyErrors(found diag.List) (out diag.List) {
	for _, d := range found {
		if d.Severity == diag.Error {
			out.Add(d)
		}
	}
	return out
}
