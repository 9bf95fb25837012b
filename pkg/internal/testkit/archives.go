// Package testkit runs tests that are data.
//
// A case is a txtar archive in testdata: some files are input, those whose
// name starts with "want" are the output that the case expects. A test reads
// the input, makes its output and hands it to Case.Want, which compares, or
// with update writes the archive anew.
//
//	var update = flag.Bool("update", false, "rewrite the wanted output")
//
//	func TestCases(t *testing.T) {
//		testkit.Run(t, "testdata/*.txtar", *update, func(t *testing.T, c *testkit.Case) {
//			c.Want("want.txt", check(c.FS()))
//		})
//	}
package testkit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Case is one archive.
type Case struct {
	Name    string
	archive *txtar.Archive
	t       *testing.T
	update  bool
	changed bool
}

// Run runs fn on each archive that a pattern matches, as a subtest named
// after the file. No match fails: a test without cases tests nothing.
func Run(t *testing.T, pattern string, update bool, fn func(t *testing.T, c *Case)) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no cases match %s", pattern)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c := &Case{Name: name, archive: archive, t: t, update: update}
			fn(t, c)
			if !c.changed || t.Failed() {
				return
			}
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// FS returns the input files. A final newline that only txtar asks for stays.
func (c *Case) FS() fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range c.archive.Files {
		if !isWanted(f.Name) {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

// Names returns the names of the input files in order.
func (c *Case) Names() []string {
	var names []string
	for _, f := range c.archive.Files {
		if !isWanted(f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// File returns an input file and whether the archive has it.
func (c *Case) File(name string) (string, bool) {
	i := c.find(name)
	if i < 0 {
		return "", false
	}
	return string(c.archive.Files[i].Data), true
}

// Comment is the text before the first file.
func (c *Case) Comment() string { return string(c.archive.Comment) }

// Want compares what the test made with the wanted file of that name. txtar
// ends every file with a newline, so one is added to output that lacks it.
func (c *Case) Want(name, got string) {
	c.t.Helper()
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	i := c.find(name)
	if c.update {
		if i < 0 {
			c.archive.Files = append(c.archive.Files, txtar.File{Name: name})
			i = len(c.archive.Files) - 1
		}
		c.changed = c.changed || string(c.archive.Files[i].Data) != got
		c.archive.Files[i].Data = []byte(got)
		return
	}
	if i < 0 {
		c.t.Errorf("the case has no %s; got:\n%s", name, got)
		return
	}
	if diff := cmp.Diff(string(c.archive.Files[i].Data), got); diff != "" {
		c.t.Errorf("%s (-want +got):\n%s\ngot:\n%s", name, diff, got)
	}
}

func (c *Case) find(name string) int {
	return slices.IndexFunc(c.archive.Files, func(f txtar.File) bool { return f.Name == name })
}

func isWanted(name string) bool { return strings.HasPrefix(filepath.Base(name), "want") }
