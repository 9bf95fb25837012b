package site_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"course/pkg/config"
	"course/pkg/publish"
	"course/pkg/site"
)

// memory is a target that keeps a site.
type memory struct {
	mu    sync.Mutex
	files map[string]string
}

func (m *memory) Put(path string, _ publish.Kind, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string]string{}
	}
	if _, twice := m.files[path]; twice {
		return fmt.Errorf("%s was put twice", path)
	}
	m.files[path] = string(data)
	return nil
}

func open(t *testing.T, fsys fs.FS, o site.Options) *site.Session {
	t.Helper()
	cfg, found, err := config.Load(config.Options{FS: fsys, Env: func(string) (string, bool) { return "", false }})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	o.Config, o.FS = cfg, fsys
	s, err := site.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Update(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, s *site.Session) map[string]string {
	t.Helper()
	var m memory
	if err := s.Write(t.Context(), &m); err != nil {
		t.Fatal(err)
	}
	return m.files
}

// letter makes names that differ not only by their numbers.
func letter(i int) string { return string(rune('a' + i)) }

// project is a course of some modules with links in all directions.
func project(modules, lessons int) fstest.MapFS {
	fsys := fstest.MapFS{}
	for m := range modules {
		for l := range lessons {
			text := fmt.Sprintf("---\ntitle: Lesson %d of %d\norder: %d\n---\n\n## One\n\nSee [next](./%02d-lesson%s.mdx) and [one](#one).\n\n```go\nfunc main() {}\n```\n\n<Callout type=\"tip\">Text.</Callout>\n",
				l+1, m+1, l+1, (l+1)%lessons+1, letter((l+1)%lessons))
			fsys[fmt.Sprintf("content/course/%02d-module/%02d-lesson%s.mdx", m+1, l+1, letter(l))] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	fsys := project(3, 20)
	all := write(t, open(t, fsys, site.Options{}))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := write(t, open(t, fsys, site.Options{}))
	if diff := cmp.Diff(all, one); diff != "" {
		t.Error(diff)
	}
}

func TestEveryLessonHasItsPages(t *testing.T) {
	files := write(t, open(t, project(2, 3), site.Options{}))
	want := []string{"index.html", "404.html", ".nojekyll", "course/index.html", "course/print/index.html"}
	for m := range 2 {
		module := fmt.Sprintf("course/%02d-module/", m+1)
		want = append(want, module+"index.html", module+"print/index.html")
		for l := range 3 {
			want = append(want, fmt.Sprintf("%s%02d-lesson%s/index.html", module, l+1, letter(l)))
		}
	}
	slices.Sort(want)
	got := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(p string) bool { return strings.HasPrefix(p, "assets/") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestUpdateTakesUpChanges(t *testing.T) {
	fsys := project(1, 3)
	s := open(t, fsys, site.Options{})
	page := func(path string) string {
		data, found, err := s.Page(path)
		if err != nil || !found {
			t.Fatalf("page %s: %v, found %v", path, err, found)
		}
		return string(data)
	}
	const first, second = "content/course/01-module/01-lessona.mdx", "content/course/01-module/02-lessonb.mdx"
	fsys[second] = &fstest.MapFile{Data: []byte("---\ntitle: Renamed here\n---\n\nAnother text.\n")}
	if err := s.Update(t.Context(), []string{second}); err != nil {
		t.Fatal(err)
	}
	if got := page("course/01-module/02-lessonb/index.html"); !strings.Contains(got, "Another text.") {
		t.Error("the changed lesson shows its old text")
	}
	if got := page("course/01-module/01-lessona/index.html"); !strings.Contains(got, "Renamed here") {
		t.Error("the lesson before it does not know its new title")
	}
	delete(fsys, second)
	if err := s.Update(t.Context(), []string{second}); err != nil {
		t.Fatal(err)
	}
	if _, found, _ := s.Page("course/01-module/02-lessonb/index.html"); found {
		t.Error("a deleted lesson still has its page")
	}
	codes := map[string]bool{}
	for _, d := range s.Diagnostics() {
		codes[d.Code+" "+d.Span.File] = true
	}
	if !codes["broken-link "+first] {
		t.Errorf("no finding for the link to the deleted lesson: %v", s.Diagnostics())
	}
}

func TestChangeDuringBuildIsAnError(t *testing.T) {
	fsys := project(1, 2)
	s := open(t, fsys, site.Options{})
	if err := s.Unchanged(); err != nil {
		t.Fatal(err)
	}
	fsys["content/course/01-module/01-lessona.mdx"] = &fstest.MapFile{Data: []byte("# Other\n")}
	if err := s.Unchanged(); !errors.Is(err, site.ErrChanged) {
		t.Errorf("got %v, want ErrChanged", err)
	}
}

func TestDraftsAreLeftOut(t *testing.T) {
	fsys := project(1, 2)
	fsys["content/course/01-module/03-draft.mdx"] = &fstest.MapFile{Data: []byte("---\ntitle: Draft\ndraft: true\n---\n")}
	const page = "course/01-module/03-draft/index.html"
	if _, there := write(t, open(t, fsys, site.Options{}))[page]; there {
		t.Error("a draft was published")
	}
	if _, there := write(t, open(t, fsys, site.Options{Drafts: true}))[page]; !there {
		t.Error("a draft is missing though drafts were asked for")
	}
}

func TestCancelledUpdateStops(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("enough")
	cancel(cause)
	fsys := project(1, 5)
	cfg, _, err := config.Load(config.Options{FS: fsys})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Open(site.Options{Config: cfg, FS: fsys})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(ctx, nil); !errors.Is(err, cause) {
		t.Errorf("got %v, want the cause", err)
	}
}
