package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// state is a site: paths and contents.
type state map[string]string

// build publishes a state from several goroutines.
func build(p *Publication, s state) (Changes, error) {
	defer p.Abort()
	errs := make(chan error, len(s))
	var wg sync.WaitGroup
	for name, content := range s {
		wg.Go(func() {
			switch len(content) % 3 {
			case 0:
				errs <- p.Put(name, kindOf(name), []byte(content))
			case 1:
				errs <- p.Copy(name, kindOf(name), strings.NewReader(content))
			default: // a reader that can be read once
				errs <- p.Copy(name, kindOf(name), io.MultiReader(strings.NewReader(content)))
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			return Changes{}, err
		}
	}
	return p.Commit()
}

func kindOf(name string) Kind {
	switch {
	case strings.Contains(name, "i"):
		return Index
	case strings.Contains(name, "p"):
		return Page
	}
	return Asset
}

func mustBuild(t *testing.T, dir string, s state) Changes {
	t.Helper()
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := build(p, s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// read returns what stands in a folder, without our records.
func read(t *testing.T, dir string) state {
	t.Helper()
	s := state{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if d.IsDir() {
			if rel == own {
				return fs.SkipDir
			}
			return nil
		}
		data, err := os.ReadFile(name)
		s[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// emptyFolders returns the folders without any file below.
func emptyFolders(t *testing.T, dir string) []string {
	t.Helper()
	var empty []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || name == dir {
			return err
		}
		if d.Name() == own {
			return fs.SkipDir
		}
		entries, err := os.ReadDir(name)
		if len(entries) == 0 {
			empty = append(empty, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return empty
}

func wantState(t *testing.T, dir string, want state) {
	t.Helper()
	got := read(t, dir)
	if !maps.Equal(got, want) {
		t.Fatalf("the folder holds\n%v\nwant\n%v", describe(got), describe(want))
	}
	if empty := emptyFolders(t, dir); len(empty) > 0 {
		t.Fatalf("empty folders are left: %v", empty)
	}
	records, err := os.ReadDir(filepath.Join(dir, own))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if n := r.Name(); n != "manifest" && n != "lock" {
			t.Fatalf("%s/%s is left", own, n)
		}
	}
}

func describe(s state) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(&b, "%s=%.20q\n", name, s[name])
	}
	return b.String()
}

// randomState draws from few names, so that files become folders and back.
func randomState(r *rand.Rand) state {
	names := []string{"a", "a/a", "a/b/i", "a/b/p", "b", "b/i", "c/d/e/p", "c/d", "p.html", "i.html", "x/y", "x/z/w"}
	s := state{}
	for _, name := range names {
		if r.IntN(2) == 0 {
			continue
		}
		clash := slices.ContainsFunc(names, func(o string) bool {
			_, in := s[o]
			return in && (below(o, name) || below(name, o))
		})
		if !clash {
			s[name] = strings.Repeat(fmt.Sprint(name, " ", r.IntN(3), "\n"), 1+r.IntN(5))
		}
	}
	return s
}

func TestStates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dir := filepath.Join(t.TempDir(), "deep", "public")
	last := state{}
	for i := range 150 {
		next := randomState(r)
		if i%10 == 9 {
			next = last
		}
		c := mustBuild(t, dir, next)
		wantState(t, dir, next)
		want := Changes{}
		for name, content := range next {
			if was, ok := last[name]; ok && was == content {
				want.Unchanged++
			} else {
				want.Written++
			}
		}
		for name := range last {
			if _, ok := next[name]; !ok {
				want.Deleted++
			}
		}
		if c != want {
			t.Fatalf("round %d: %+v, want %+v", i, c, want)
		}
		last = next
	}
}

func TestNoChangeTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	s := state{"index.html": "a", "x/app.js": "bbb"}
	mustBuild(t, dir, s)
	before := stamps(t, dir)
	if c := mustBuild(t, dir, s); c != (Changes{Unchanged: 2}) {
		t.Errorf("changes: %+v", c)
	}
	if after := stamps(t, dir); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter  %v", before, after)
	}
}

// stamps returns the times of everything in a folder, records included.
func stamps(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			all[name] = fmt.Sprint(info.ModTime(), info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEqualSitesHaveEqualFolders(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	mustBuild(t, a, state{"old": "x", "index.html": "1"})
	mustBuild(t, a, state{"index.html": "2", "p/q": "y"})
	mustBuild(t, b, state{"index.html": "2", "p/q": "y"})
	for _, name := range []string{"index.html", "p/q", own + "/manifest"} {
		x, errX := os.ReadFile(filepath.Join(a, name))
		y, errY := os.ReadFile(filepath.Join(b, name))
		if errX != nil || errY != nil || !bytes.Equal(x, y) {
			t.Errorf("%s differs: %v %v", name, errX, errY)
		}
	}
}

func TestHandEditsAreMended(t *testing.T) {
	dir := t.TempDir()
	s := state{"a.html": "one", "b.html": "two", "c.html": "three"}
	mustBuild(t, dir, s)
	write(t, dir, "a.html", "ONE") // same size
	if err := os.Remove(filepath.Join(dir, "b.html")); err != nil {
		t.Fatal(err)
	}
	if c := mustBuild(t, dir, s); c != (Changes{Written: 2, Unchanged: 1}) {
		t.Errorf("changes: %+v", c)
	}
	wantState(t, dir, s)
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".gitkeep", "")
	write(t, dir, "thesis.tex", "years of work")
	if _, err := Open(dir); !errors.Is(err, ErrForeign) {
		t.Fatalf("error %v, want %v", err, ErrForeign)
	}
	if got := read(t, dir); len(got) != 2 || exists(filepath.Join(dir, own)) {
		t.Errorf("the folder was touched: %v", got)
	}
	name := filepath.Join(dir, "thesis.tex")
	if _, err := Open(name); !errors.Is(err, ErrForeign) {
		t.Errorf("a file as output: %v", err)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func TestKeptFolderIsTaken(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".gitkeep", "")
	write(t, dir, ".gitignore", "*")
	mustBuild(t, dir, state{"index.html": "1"})
	mustBuild(t, dir, state{})
	wantState(t, dir, state{".gitkeep": "", ".gitignore": "*"})
}

func TestForeignFilesStay(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, state{"a/index.html": "1", "b": "2"})
	write(t, dir, "a/CNAME", "example.org")
	mustBuild(t, dir, state{"b": "2"})
	wantState(t, dir, state{"a/CNAME": "example.org", "b": "2"})

	for name, s := range map[string]state{
		"its path":        {"a/CNAME": "mine", "b": "new"},
		"as a folder":     {"a/CNAME/index.html": "mine", "b": "new"},
		"below its path":  {"a": "mine", "b": "new"},
		"same content":    {"a/CNAME": "example.org", "b": "new"},
		"file and folder": {"x": "1", "x/y": "2", "b": "new"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := build(p, s); !errors.Is(err, ErrForeign) && !errors.Is(err, ErrTwice) {
				t.Fatalf("error %v", err)
			}
			wantState(t, dir, state{"a/CNAME": "example.org", "b": "2"})
		})
	}
}

func TestPaths(t *testing.T) {
	p, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	targets := map[string]Target{"publication": p, "memory": &Memory{}, "null": &Null{}}
	for what, target := range targets {
		for _, name := range []string{
			"", ".", "..", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", `a\..\b`, "C:x", "a\x00b", "a\nb",
			own, own + "/manifest", strings.Repeat("a", 256), strings.Repeat("a/", 600) + "a", "\xff", "a?b",
		} {
			if err := target.Put(name, Asset, nil); !errors.Is(err, ErrPath) {
				t.Errorf("%s: Put(%.40q): %v", what, name, err)
			}
		}
		for _, name := range []string{"ok.html", "курс/урок 1/index.html", ".nojekyll", ".well-known/x", "a..b"} {
			if err := target.Put(name, Asset, nil); err != nil {
				t.Errorf("%s: Put(%q): %v", what, name, err)
			}
			if err := target.Put(name, Asset, nil); !errors.Is(err, ErrTwice) {
				t.Errorf("%s: Put(%q) twice: %v", what, name, err)
			}
		}
	}
}

func TestLinksLeadNowhere(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret", "s")
	mustBuild(t, dir, state{"a/index.html": "1", "c/index.html": "3"})
	if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := build(p, state{"a/index.html": "2"}); err == nil {
		t.Error("written through a link")
	}
	mustBuild(t, dir, state{"c/index.html": "3"}) // deletes a/index.html
	if got := read(t, outside); !maps.Equal(got, state{"secret": "s"}) {
		t.Errorf("outside: %v", got)
	}
	if !exists(filepath.Join(dir, "a")) {
		t.Error("the foreign link is gone")
	}
}

func TestOneBuildAtATime(t *testing.T) {
	dir := t.TempDir()
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("second build: %v", err)
	}
	if err := p.Abort(); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, dir, state{"a": "1"})
}

func TestAbortLeavesTheSite(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, state{"a": "1"})
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Put("b/c", Page, []byte("2")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(p.Abort(), p.Abort()); err != nil {
		t.Fatal(err)
	}
	if err := p.Put("d", Page, nil); err == nil {
		t.Error("Put after Abort")
	}
	wantState(t, dir, state{"a": "1"})
}

func TestAbortedFirstBuildLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for _, file := range []string{"", ".gitkeep"} {
		if file != "" {
			write(t, dir, file, "")
		}
		p, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Put("a/b", Page, []byte("1")); err != nil {
			t.Fatal(err)
		}
		if err := p.Abort(); err != nil {
			t.Fatal(err)
		}
		if exists(dir) != (file != "") || exists(filepath.Join(dir, own)) {
			t.Errorf("with %q: the folder: %t, records: %t", file, exists(dir), exists(filepath.Join(dir, own)))
		}
	}
}

func TestDamagedManifestIsNamed(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, state{"a": "1"})
	name := filepath.Join(dir, own, "manifest")
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := slices.Clone(good)
		bad[i] ^= 1
		if _, err := parseManifest(bad); err == nil {
			t.Fatalf("byte %d changed unnoticed", i)
		}
	}
	if err := os.WriteFile(name, good[:len(good)/2], 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "remove the folder") {
		t.Errorf("error %v", err)
	}
}
