package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"course/pkg/course"
	"course/pkg/publish"
	"course/pkg/source"
	"course/pkg/theme"
)

// output is one file of the site and how it is made.
type output struct {
	kind  publish.Kind
	path  string
	write func(io.Writer) error
	// copy is set instead of write for files of the project, which may be too
	// large to hold in memory.
	copy func() (io.ReadCloser, error)
}

// copier is a target that takes a file as a stream.
type copier interface {
	Copy(path string, kind publish.Kind, r io.Reader) error
}

// Write makes all files of the site. The lessons must not be rejected.
func (s *Session) Write(ctx context.Context, target publish.Target) error {
	outputs := s.frame.outputs
	return s.each(ctx, "write", len(outputs), func(i int) error { return s.writeOne(outputs[i], target) })
}

// writeOne makes one file.
func (s *Session) writeOne(o output, target publish.Target) error {
	if o.copy != nil {
		return o.copyTo(target)
	}
	b := s.buffers.Get().(*bytes.Buffer)
	defer s.buffers.Put(b)
	b.Reset()
	if err := o.write(b); err != nil {
		return fmt.Errorf("make %s: %w", o.path, err)
	}
	return target.Put(o.path, o.kind, b.Bytes())
}

// memory is a target for one file.
type memory struct{ data []byte }

func (m *memory) Put(_ string, _ publish.Kind, data []byte) error {
	m.data = slices.Clone(data)
	return nil
}

// copyTo hands over a file of the project.
func (o output) copyTo(target publish.Target) error {
	f, err := o.copy()
	if err != nil {
		return err
	}
	defer f.Close()
	if c, ok := target.(copier); ok {
		return c.Copy(o.path, o.kind, f)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return fmt.Errorf("copy %s: %w", o.path, err)
	}
	return target.Put(o.path, o.kind, data)
}

// Page makes one file of the site by its path, such as
// "course/01-a/index.html"; found is false where the site has no such file.
func (s *Session) Page(p string) (data []byte, found bool, err error) {
	outputs := s.frame.outputs
	i, found := slices.BinarySearchFunc(outputs, p, func(o output, p string) int { return strings.Compare(o.path, p) })
	if !found {
		return nil, false, nil
	}
	var one memory
	if err := s.writeOne(outputs[i], &one); err != nil {
		return nil, true, err
	}
	return one.data, true, nil
}

// outputs lists the files of the site in path order. Two files of one path are
// an error: one of them would be lost without a word.
func (s *Session) outputs() ([]output, error) {
	list := s.pages()
	for _, a := range s.frame.site.Bundle.Files {
		list = append(list, output{kind: publish.Asset, path: a.Path, write: bytesOf(a.Data)})
	}
	list = append(list, output{kind: publish.Asset, path: ".nojekyll", write: bytesOf(nil)})
	copied, err := s.copies()
	if err != nil {
		return nil, err
	}
	list = append(list, copied...)
	slices.SortStableFunc(list, func(a, b output) int { return strings.Compare(a.path, b.path) })
	for i := 1; i < len(list); i++ {
		if list[i].path == list[i-1].path {
			return nil, fmt.Errorf("two files of the site have the address %s", list[i].path)
		}
	}
	return list, s.complete(list)
}

func bytesOf(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// pages lists all HTML pages.
func (s *Session) pages() []output {
	var list []output
	add := func(kind publish.Kind, route string, write func(io.Writer) error) {
		list = append(list, output{kind: kind, path: course.File(route), write: write})
	}
	if s.graph.Site().Course == nil {
		add(publish.Index, "/", s.writeSiteHome)
	}
	for _, c := range s.graph.Courses {
		add(publish.Index, c.Route, func(w io.Writer) error { return s.theme.Home(w, s.homeView(c.Route, c)) })
		if printable(c) {
			route := printRoute(c.Route)
			add(publish.Page, route, func(w io.Writer) error {
				return s.theme.Print(w, s.printView(c, c.Modules, route, c.Title, c.Description))
			})
		}
		for _, m := range c.Modules {
			list = append(list, s.modulePages(c, m)...)
		}
	}
	for route, l := range s.graph.Aliases() {
		add(publish.Page, route, func(w io.Writer) error {
			return s.theme.Redirect(w, &theme.RedirectView{Page: s.page(route, l.Title, "", l.Course), Target: lessonLink(route, l)})
		})
	}
	list = append(list, output{kind: publish.Index, path: "404.html", write: func(w io.Writer) error { return s.theme.NotFound(w, s.notFoundView()) }})
	return list
}

// writeSiteHome is the page at the root: the list of courses, or the only
// course itself.
func (s *Session) writeSiteHome(w io.Writer) error {
	if c := s.frame.single; c != nil {
		v := s.homeView("/", c)
		v.Canonical = s.canonical(c.Route)
		return s.theme.Home(w, v)
	}
	return s.theme.Courses(w, s.coursesView("/"))
}

func (s *Session) modulePages(c *course.Course, m *course.Module) []output {
	var list []output
	if m.Route != c.Route {
		list = append(list, output{kind: publish.Index, path: course.File(m.Route), write: func(w io.Writer) error { return s.theme.Module(w, s.moduleView(m)) }})
	}
	if route := printRoute(m.Route); len(m.Lessons) > 0 && (m.Route != c.Route || !printable(c)) {
		list = append(list, output{kind: publish.Page, path: course.File(route), write: func(w io.Writer) error {
			return s.theme.Print(w, s.printView(c, []*course.Module{m}, route, m.Title, m.Description))
		}})
	}
	for _, l := range m.Lessons {
		if p, ok := s.graph.Page(l.Route); ok && p.Lesson != l {
			continue // its address is taken, which is a finding
		}
		list = append(list, output{kind: publish.Page, path: course.File(l.Route), write: func(w io.Writer) error { return s.theme.Lesson(w, s.lessonView(l)) }})
	}
	return list
}

// copies lists the files that are copied: static folders as they are, and
// what lessons refer to.
func (s *Session) copies() ([]output, error) {
	from := map[string]string{} // by path in the site
	for _, folder := range s.Config.Layout.Static {
		tree, err := source.Scan(s.FS, folder)
		if err != nil {
			return nil, err
		}
		for _, e := range tree.Entries() {
			from[strings.TrimPrefix(e.Path, folder+"/")] = e.Path
		}
	}
	for _, p := range s.paths {
		l, ok := s.graph.ByPath(p)
		if !ok {
			continue
		}
		for _, link := range l.Links {
			if t := s.graph.Resolve(course.FromLesson(l), link.Dest); t.Kind == course.TargetFile && !isPartial(link, t.File) {
				from[t.Out] = t.File
			}
		}
	}
	list := make([]output, 0, len(from))
	for to, file := range from {
		list = append(list, output{kind: publish.Asset, path: to, copy: func() (io.ReadCloser, error) {
			f, err := s.FS.Open(file)
			if err != nil {
				return nil, fmt.Errorf("copy %s: %w", file, err)
			}
			return f, nil
		}})
	}
	return list, nil
}

// ErrPageLost says that a lesson has no page: a defect of the tool, which must
// never pass for a site.
var ErrPageLost = errors.New("a lesson has no page")

// complete asserts that pages out are lessons in.
func (s *Session) complete(outputs []output) error {
	have := map[string]bool{}
	for _, o := range outputs {
		have[o.path] = true
	}
	for _, c := range s.graph.Courses {
		for _, l := range c.All() {
			if !have[course.File(l.Route)] {
				return fmt.Errorf("%w: %s", ErrPageLost, l.Path)
			}
		}
	}
	return nil
}
