// Package explain reads the explanations of codes: for each code one txtar
// archive with a text and two small projects, one in which the code is found
// (files below bad/) and the same mended (below good/). Tests build both, so an
// explanation cannot go stale.
package explain

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// Explanation is what `course explain CODE` shows.
type Explanation struct {
	Code string
	// Text says what the code means, why, and what to do, in paragraphs.
	Text string
	// Bad and Good are an example and the same example mended.
	Bad, Good []File
}

// File is one file of an example.
type File struct{ Path, Text string }

// Codes lists the codes that a folder explains, sorted.
func Codes(fsys fs.FS) []string {
	paths, err := fs.Glob(fsys, "explain/*.txtar")
	if err != nil {
		return nil // the pattern is right
	}
	codes := make([]string, len(paths))
	for i, p := range paths {
		codes[i] = strings.TrimSuffix(path.Base(p), ".txtar")
	}
	slices.Sort(codes)
	return codes
}

// Find returns the explanation of a code, false where the folder has none.
func Find(fsys fs.FS, code string) (Explanation, bool) {
	data, err := fs.ReadFile(fsys, path.Join("explain", code+".txtar"))
	if err != nil || strings.ContainsAny(code, "/\\") {
		return Explanation{}, false
	}
	a := txtar.Parse(data)
	e := Explanation{Code: code, Text: strings.TrimSpace(string(a.Comment))}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "bad/"); ok {
			e.Bad = append(e.Bad, File{name, string(f.Data)})
		} else if name, ok := strings.CutPrefix(f.Name, "good/"); ok {
			e.Good = append(e.Good, File{name, string(f.Data)})
		}
	}
	return e, true
}

// Summary is the first sentence.
func (e Explanation) Summary() string {
	first, _, _ := strings.Cut(e.Text, "\n\n")
	return strings.Join(strings.Fields(first), " ")
}

// String writes an explanation for people: the text, then of the two examples
// the files in which they differ.
func (e Explanation) String() string {
	var b strings.Builder
	b.WriteString(e.Code + "\n\n" + e.Text + "\n")
	for _, part := range []struct {
		name         string
		files, other []File
	}{{"Found in", e.Bad, e.Good}, {"Mended", e.Good, e.Bad}} {
		for _, f := range part.files {
			if slices.Contains(part.other, f) {
				continue
			}
			b.WriteString("\n" + part.name + " " + f.Path + ":\n\n")
			for line := range strings.Lines(strings.TrimRight(f.Text, "\n")) {
				b.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
			}
		}
	}
	return b.String()
}
