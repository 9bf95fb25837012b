package course_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/internal/testkit"
	"course/pkg/lesson"
	"course/pkg/source"
)

var update = flag.Bool("update", false, "rewrite the wanted output")

// TestCases links the lessons of an archive. A file "courses" lists folders
// with languages; a file "resolve" lists "lesson destination" pairs. The wanted
// output shows the order, numbers, ids and routes of all lessons, what the
// destinations lead to, and the findings.
func TestCases(t *testing.T) {
	testkit.Run(t, "testdata/*.txtar", *update, func(t *testing.T, c *testkit.Case) {
		fsys := c.FS()
		in := course.Input{Root: "content", Files: mapFiles{fsys}, Modules: map[string]course.ModuleFile{}, Statics: []string{"content/static"}, Base: "/base", Configured: true}
		in.Courses = []course.Spec{{Dir: "course", Language: "ru"}}
		if text, ok := c.File("courses"); ok {
			in.Courses = nil
			for line := range strings.Lines(text) {
				dir, language, _ := strings.Cut(strings.TrimSpace(line), " ")
				in.Courses = append(in.Courses, course.Spec{Dir: dir, Language: language})
			}
		}
		var found diag.List
		for _, name := range slices.Sorted(slices.Values(c.Names())) {
			file, err := source.Read(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case path.Base(name) == course.ModuleFileName:
				m, more := course.ReadModule(file)
				in.Modules[path.Dir(name)] = m
				found.Add(more...)
			case path.Base(name) == course.ToctreeName:
				toc, more := course.ReadToctree(file)
				in.Toctrees = map[string]course.Toctree{path.Dir(name): toc}
				found.Add(more...)
			case course.IsLessonFile("content", name):
				s, more := summary(file)
				in.Lessons = append(in.Lessons, s)
				found.Add(more...)
			}
		}
		graph, more := course.Link(in)
		found.Add(more...)
		var b strings.Builder
		writeGraph(&b, graph)
		if text, ok := c.File("resolve"); ok {
			writeTargets(&b, graph, text)
		}
		found.Sort()
		for _, d := range found {
			fmt.Fprintf(&b, "%s: %s %s: %s; %s\n", d.Severity, d.Code, d.Span.File, d.Message, d.Hint)
		}
		c.Want("want", b.String())
	})
}

// summary reads front matter alone: the graph needs no body.
func summary(file *source.File) (lesson.Summary, diag.List) {
	s := lesson.Summary{Outline: lesson.Outline{Path: file.Path, Title: path.Base(file.Path)}}
	rest, ok := bytes.CutPrefix(file.Data, []byte("---\n"))
	if !ok {
		return s, nil
	}
	yaml, _, _ := bytes.Cut(rest, []byte("---\n"))
	front, found := lesson.ReadFront(file, diag.Span{File: file.Path, Start: 4, End: 4 + len(yaml)})
	s.Front = front
	if front.Title.Value != "" {
		s.Title = front.Title.Value
	}
	return s, found
}

func writeGraph(b *strings.Builder, g *course.Graph) {
	for _, c := range g.Courses {
		fmt.Fprintf(b, "course %s %q\n", c.Route, c.Title)
		if c.Index != nil {
			fmt.Fprintf(b, "  index %s\n", c.Index.Path)
		}
		for _, m := range c.Modules {
			fmt.Fprintf(b, "  module %s %q id=%q %s\n", m.Number, m.Title, m.ID, m.Route)
			if m.Index != nil {
				fmt.Fprintf(b, "    index %s\n", m.Index.Path)
			}
			for _, l := range m.Lessons {
				fmt.Fprintf(b, "    %s %q id=%q %s", l.Number, l.Name(), l.ID, l.Route)
				for _, p := range l.Prerequisites {
					fmt.Fprintf(b, " after %s", p.Number)
				}
				b.WriteByte('\n')
			}
		}
	}
	routes := []string{}
	for route := range g.Aliases() {
		routes = append(routes, route)
	}
	slices.Sort(routes)
	for _, route := range routes {
		fmt.Fprintf(b, "alias %s -> %s\n", route, g.Aliases()[route].Route)
	}
}

func writeTargets(b *strings.Builder, g *course.Graph, text string) {
	for line := range strings.Lines(text) {
		file, dest, _ := strings.Cut(strings.TrimSpace(line), " ")
		l, ok := g.ByPath(file)
		if !ok {
			fmt.Fprintf(b, "no lesson %s\n", file)
			continue
		}
		from := course.FromLesson(l)
		t := g.Resolve(from, dest)
		fmt.Fprintf(b, "%s -> ", dest)
		switch t.Kind {
		case course.TargetExternal:
			b.WriteString("external")
		case course.TargetSame:
			b.WriteString("same page")
		case course.TargetPage:
			fmt.Fprintf(b, "%s as %s", t.Page.Route, course.RelativePage(l.Route, t.Page.Route))
		case course.TargetFile:
			fmt.Fprintf(b, "file %s as %s", t.File, course.Relative(l.Route, "/"+t.Out))
		default:
			b.WriteString("nothing")
			if near := g.Nearest(from, dest); near != nil {
				fmt.Fprintf(b, ", nearest %s", g.Spell(from, dest, near))
			}
			if near := g.NearestFile(from, dest); near != "" {
				fmt.Fprintf(b, ", nearest file %s", near)
			}
		}
		for _, note := range []struct {
			on   bool
			text string
		}{
			{t.Inexact, " inexact"},
			{t.Based, " based"},
			{t.Draft != "", " draft"},
			{t.Anchor != "", " #" + t.Anchor},
			{t.Query != "", " ?" + t.Query},
		} {
			if note.on {
				b.WriteString(note.text)
			}
		}
		b.WriteByte('\n')
	}
}

type mapFiles struct{ fsys fs.FS }

func (m mapFiles) Has(p string) bool {
	info, err := fs.Stat(m.fsys, p)
	return err == nil && !info.IsDir()
}

func (m mapFiles) List(folder string) []string {
	entries, _ := fs.ReadDir(m.fsys, folder)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
