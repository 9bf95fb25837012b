package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"course/pkg/diag"
	"course/pkg/source"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted outputs")

// holesShown fills holes with a mark that says what is missing.
type holesShown struct{}

func (holesShown) Fill(h Hole) []byte {
	switch h.Kind {
	case HoleID:
		return nil
	case HoleSize:
		return []byte(" SIZE")
	}
	kind := map[HoleKind]string{HoleLink: "link", HoleAsset: "asset", HolePartial: "partial", HoleTerm: "term", HoleValue: "value", HoleComponent: "component"}[h.Kind]
	return fmt.Appendf(nil, "⟨%s %s⟩", kind, strings.ReplaceAll(h.Ref, `"`, "'"))
}

// TestGolden renders the inputs of testdata/*.txtar. In an archive, each file
// NAME.mdx or NAME.md is an input, NAME.want its HTML and findings.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	m := New(Options{Components: testComponents()})
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var out txtar.Archive
			out.Comment = a.Comment
			wanted := map[string][]byte{}
			for _, f := range a.Files {
				wanted[f.Name] = f.Data
			}
			for _, f := range a.Files {
				ext := filepath.Ext(f.Name)
				if ext == ".want" {
					continue
				}
				name := strings.TrimSuffix(f.Name, ext) + ".want"
				got := golden(m, source.NewFile(f.Name, f.Data))
				out.Files = append(out.Files, f, txtar.File{Name: name, Data: got})
				if !*update && !bytes.Equal(got, wanted[name]) {
					t.Errorf("%s\n got:\n%s\nwant:\n%s", f.Name, got, wanted[name])
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(&out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func golden(m *Markdown, f *source.File) []byte {
	_, body, found := SplitFrontMatter(f)
	doc, more := m.Parse(Input{File: f, Body: body, MD: strings.HasSuffix(f.Path, ".md"), Front: map[string]any{"title": "Front", "n": 3.0}})
	found.Add(more...)
	var out bytes.Buffer
	if doc.Rejected {
		out.WriteString("rejected\n")
	} else {
		fragment, more := m.Render(doc)
		found.Add(more...)
		out.Write(bytes.TrimRight(fragment.AppendTo(nil, holesShown{}), "\n"))
		out.WriteString("\n")
		for _, s := range fragment.Styles {
			fmt.Fprintf(&out, "style %s{%s}\n", s.Class, s.Declarations)
		}
	}
	found.Sort()
	for _, d := range found {
		writeFinding(&out, f, d)
	}
	return out.Bytes()
}

func writeFinding(out *bytes.Buffer, f *source.File, d diag.Diagnostic) {
	p := f.Position(d.Span.Start)
	fmt.Fprintf(out, "-- %d:%d %s [%s] %s", p.Line, p.Column, d.Severity, d.Code, d.Message)
	if d.Hint != "" {
		fmt.Fprintf(out, " (%s)", d.Hint)
	}
	for _, r := range d.Related {
		p := f.Position(r.Span.Start)
		fmt.Fprintf(out, " {%d:%d %s}", p.Line, p.Column, r.Message)
	}
	out.WriteString("\n")
}
