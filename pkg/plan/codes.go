package plan

import (
	"embed"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// The explanation of every code is a txtar archive: what the code means, why,
// and what to do, then an example that triggers it (files below bad/) and the
// same example mended (below good/). Tests run both.
//
//go:embed explain/*.txtar
var explanations embed.FS

// Codes lists the codes of this package, sorted.
func Codes() []string {
	entries, err := explanations.ReadDir("explain")
	if err != nil {
		return nil // the folder is part of the binary
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".txtar"))
	}
	slices.Sort(out)
	return out
}

// Explanation is what `course explain CODE` shows.
type Explanation struct {
	Code string
	// Text says what the code means, why, and what to do, in paragraphs.
	Text string
	// Bad and Good are an example and the same example mended.
	Bad, Good []ExampleFile
}

// ExampleFile is one file of an example.
type ExampleFile struct{ Path, Text string }

// Explain returns the explanation of a code, false where there is no such
// code.
func Explain(code string) (Explanation, bool) {
	if strings.ContainsAny(code, "/\\") {
		return Explanation{}, false
	}
	data, err := explanations.ReadFile(path.Join("explain", code+".txtar"))
	if err != nil {
		return Explanation{}, false
	}
	a := txtar.Parse(data)
	e := Explanation{Code: code, Text: strings.TrimSpace(string(a.Comment))}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "bad/"); ok {
			e.Bad = append(e.Bad, ExampleFile{name, string(f.Data)})
		} else if name, ok := strings.CutPrefix(f.Name, "good/"); ok {
			e.Good = append(e.Good, ExampleFile{name, string(f.Data)})
		}
	}
	return e, true
}

// String writes an explanation for people: the text, then the plans (and
// summaries) of the two examples.
func (e Explanation) String() string {
	var b strings.Builder
	b.WriteString(e.Code + "\n\n" + e.Text + "\n")
	for _, part := range []struct {
		name  string
		files []ExampleFile
	}{{"Found in", e.Bad}, {"Mended", e.Good}} {
		for _, f := range part.files {
			if len(e.Bad) > 1 && !strings.HasSuffix(f.Path, ".md") {
				continue
			}
			b.WriteString("\n" + part.name + " " + f.Path + ":\n\n")
			for _, line := range strings.Split(strings.TrimRight(f.Text, "\n"), "\n") {
				b.WriteString(strings.TrimRight("    "+line, " ") + "\n")
			}
		}
	}
	return b.String()
}
