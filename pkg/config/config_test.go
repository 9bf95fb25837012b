package config_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/spf13/pflag"

	"course/pkg/config"
	"course/pkg/diag"
	"course/pkg/internal/testkit"
	"course/pkg/source"
)

var update = flag.Bool("update", false, "rewrite the wanted output")

// TestCases loads each archive as a project. A file "env" holds variables, a
// file "flags" the arguments of the command line.
func TestCases(t *testing.T) {
	testkit.Run(t, "testdata/*.txtar", *update, func(t *testing.T, c *testkit.Case) {
		files := c.FS()
		env, flags := map[string]string{}, pflag.NewFlagSet("course", pflag.ContinueOnError)
		flags.String("out", "", "")
		flags.String("base-url", "", "")
		if f, ok := files["env"]; ok {
			for line := range strings.Lines(string(f.Data)) {
				name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
				env[name] = value
			}
		}
		if f, ok := files["flags"]; ok {
			if err := flags.Parse(strings.Fields(string(f.Data))); err != nil {
				t.Fatal(err)
			}
		}
		delete(files, "env")
		delete(files, "flags")
		lookup := func(name string) (string, bool) { value, ok := env[name]; return value, ok }
		cfg, found, err := config.Load(config.Options{FS: files, Flags: flags, Env: lookup})
		if err != nil {
			t.Fatal(err)
		}
		c.Want("want.findings", findings(files, found))
		c.Want("want.json", settings(t, cfg))
	})
}

func findings(fsys fs.FS, found diag.List) string {
	var b strings.Builder
	for _, d := range found {
		b.WriteString(place(fsys, d.Span) + ": " + d.Message + " [" + d.Code + "]\n")
		for _, r := range d.Related {
			b.WriteString("  " + place(fsys, r.Span) + ": " + r.Message + "\n")
		}
		if d.Hint != "" {
			b.WriteString("  " + d.Hint + "\n")
		}
	}
	return b.String()
}

// place writes a span with the text that it covers.
func place(fsys fs.FS, span diag.Span) string {
	if span.IsWhole() {
		return "(" + span.File + ")"
	}
	file, err := source.Read(fsys, span.File)
	if err != nil {
		return err.Error()
	}
	at := file.Position(span.Start)
	return fmt.Sprintf("%d:%d <%s>", at.Line, at.Column, file.Data[span.Start:span.End])
}

// settings writes what differs from an empty project's settings.
func settings(t *testing.T, cfg config.Config) string {
	t.Helper()
	plain, _, err := config.Load(config.Options{FS: emptyFS{}, Env: func(string) (string, bool) { return "", false }})
	if err != nil {
		t.Fatal(err)
	}
	if wd, err := filepath.Abs("."); err == nil && filepath.IsAbs(cfg.Output) {
		rel, err := filepath.Rel(wd, cfg.Output)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Output = "(absolute)/" + filepath.ToSlash(rel)
	}
	got, want := asMap(t, cfg), asMap(t, plain)
	text, err := json.MarshalIndent(differing(got, want), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(text))
}

type emptyFS struct{}

func (emptyFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func asMap(t *testing.T, cfg config.Config) map[string]any {
	t.Helper()
	data, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]any{}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func differing(got, base map[string]any) map[string]any {
	out := map[string]any{}
	for key, value := range got {
		inner, ok := value.(map[string]any)
		other, _ := base[key].(map[string]any)
		switch {
		case ok:
			if d := differing(inner, other); len(d) > 0 {
				out[key] = d
			}
		case fmt.Sprint(value) != fmt.Sprint(base[key]):
			out[key] = value
		}
	}
	return out
}

func TestFindRoot(t *testing.T) {
	dir := t.TempDir()
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a", "course.yaml"), "title: x\n")
	write(t, filepath.Join(dir, "a", "b", "c", "lesson.mdx"), "# x\n")
	for _, tt := range []struct {
		start, want string
		found       bool
	}{
		{"a/b/c", "a", true},
		{"a", "a", true},
		{".", ".", false},
	} {
		got, found, err := config.FindRoot(filepath.Join(dir, tt.start))
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(dir, tt.want); got != want || found != tt.found {
			t.Errorf("FindRoot(%s) = %s, %v; want %s, %v", tt.start, got, found, want, tt.found)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("title: x\ncourses: [{dir: a}]\n")
	f.Add("\ufefftheme: {ink: 400, typography: nope}\r\ncheck: {rules: [{code: a}]}")
	f.Add("a: &a [*a]\n? {x: y}\n: z")
	f.Fuzz(func(t *testing.T, text string) {
		files := testFS(text)
		_, found, err := config.Load(config.Options{FS: files, Env: func(string) (string, bool) { return "", false }})
		if err != nil {
			return
		}
		for _, d := range found {
			if d.Span.File != "" && (d.Span.End > len(text) || !d.Span.IsWhole() && d.Span.Start > d.Span.End) {
				t.Errorf("%+v lies outside the file of %d bytes", d.Span, len(text))
			}
		}
	})
}

func testFS(text string) fs.FS {
	return fstest.MapFS{config.FileName: &fstest.MapFile{Data: []byte(text)}}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
