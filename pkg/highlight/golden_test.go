package highlight

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"course/pkg/diag"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted output in testdata")

// golden runs fn over the archives of a folder and compares what it returns
// with the file "want" of each.
func golden(t *testing.T, pattern string, fn func(*testing.T, *txtar.Archive) string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no test data in %s: %v", pattern, err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := fn(t, ar)
			if *update {
				setFile(ar, "want", got)
				if err := os.WriteFile(path, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(file(ar, "want"), got); diff != "" {
				t.Errorf("%s: want -, got +\n%s", path, diff)
			}
		})
	}
}

func file(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func setFile(ar *txtar.Archive, name, data string) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files[i].Data = []byte(data)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(data)})
}

func TestParseMeta(t *testing.T) {
	golden(t, "testdata/meta/*.txtar", func(t *testing.T, ar *txtar.Archive) string {
		var out strings.Builder
		for info := range strings.Lines(file(ar, "in")) {
			info = strings.TrimSuffix(info, "\n")
			m := ParseMeta(info)
			fmt.Fprintf(&out, "%s\n", info)
			writeMeta(&out, &m)
			writeProblems(&out, info, m.Mistakes)
			checkPlaces(t, &m)
		}
		return out.String()
	})
}

func writeMeta(out *strings.Builder, m *Meta) {
	show := func(name, format string, args ...any) {
		fmt.Fprintf(out, "    %s: %s\n", name, fmt.Sprintf(format, args...))
	}
	if m.Language != "" {
		show("language", "%s at %d-%d", m.Language, m.LanguageAt.Start, m.LanguageAt.End)
	}
	if m.Title != "" {
		show("title", "%q", m.Title)
	}
	for _, l := range m.LineMarks {
		show("lines", "%s %d-%d %s", element(l.Kind), l.From, l.To, l.Label)
	}
	for _, x := range m.TextMarks {
		if x.Pattern != "" {
			show("pattern", "%s %s %v", element(x.Kind), x.Pattern, x.Only)
		} else {
			show("text", "%s %q", element(x.Kind), x.Text)
		}
	}
	if len(m.Collapse) > 0 {
		show("collapse", "%v", m.Collapse)
	}
	for _, s := range []struct {
		name  string
		value Switch
	}{{"numbers", m.Numbers}, {"wrap", m.Wrap}, {"diff", m.Diff}} {
		if s.value != Unset {
			show(s.name, "%t", s.value == On)
		}
	}
	if m.Start != 0 {
		show("start", "%d", m.Start)
	}
	if m.DiffLanguage != "" {
		show("diff language", "%s", m.DiffLanguage)
	}
	if m.Frame != "" {
		show("frame", "%s", m.Frame)
	}
	for _, a := range m.Attrs {
		show("attr", "%s=%q", a.Name, a.Value)
	}
}

func writeProblems(out *strings.Builder, info string, problems diag.List) {
	for _, p := range problems {
		fmt.Fprintf(out, "    %s [%s] %s at %q: %s\n", p.Severity, p.Code, p.Message, info[p.Span.Start:p.Span.End], p.Hint)
	}
}

// checkPlaces asserts that every place lies in the info string.
func checkPlaces(t *testing.T, m *Meta) {
	places := []Place{m.LanguageAt, m.TitleAt}
	for _, x := range m.LineMarks {
		places = append(places, x.At)
	}
	for _, x := range m.TextMarks {
		places = append(places, x.At)
	}
	for _, x := range m.Attrs {
		places = append(places, x.At)
	}
	for _, x := range m.Mistakes {
		places = append(places, Place{x.Span.Start, x.Span.End})
	}
	for _, p := range places {
		if p.Start < 0 || p.End < p.Start || p.End > len(m.Info) {
			t.Errorf("%q: place %v outside", m.Info, p)
		}
	}
}

// TestLines shows what becomes of each file of an archive: its name is the
// info string.
func TestLines(t *testing.T) {
	h := New(Options{})
	golden(t, "testdata/lines/*.txtar", func(t *testing.T, ar *txtar.Archive) string {
		var out strings.Builder
		for _, f := range ar.Files {
			if f.Name == "want" {
				continue
			}
			info := f.Name
			if info == "-" {
				info = ""
			}
			b := h.Parse(info, string(f.Data))
			fmt.Fprintf(&out, "# %s: label %q", f.Name, b.Lang.Label)
			if b.Terminal() {
				out.WriteString(", terminal")
			}
			if b.Wide {
				out.WriteString(", wide")
			}
			for _, a := range b.Attrs {
				fmt.Fprintf(&out, ", data-%s=%q", DataName(a.Name), a.Value)
			}
			fmt.Fprintf(&out, "\n%s", h.AppendLines(nil, b))
			writeProblems(&out, info, b.Problems)
			out.WriteByte('\n')
		}
		return out.String()
	})
}
