package site

import (
	"context"
	"io/fs"

	"course/pkg/course"
	"course/pkg/lesson"
	"course/pkg/plan"
	"course/pkg/source"
)

// Workspace is what plans are held against: all lessons by name, and those
// that plans ask for parsed, each once. It fulfils plan.Workspace.
type Workspace struct {
	session *Session
	refs    []plan.LessonRef
	places  map[string]int // path -> index of refs
	parsed  map[string]*plan.Lesson
}

// OpenWorkspace reads the front matter of all lessons; no body is parsed.
func OpenWorkspace(ctx context.Context, o Options) (*Workspace, error) {
	o.CheckOnly = true
	s, err := Open(o)
	if err != nil {
		return nil, err
	}
	if s.tree, err = source.Scan(s.FS, s.Config.Content.Dir); err != nil {
		return nil, err
	}
	s.files = newFiles(s.FS)
	s.listLessons()
	summaries := make([]lesson.Summary, len(s.paths))
	err = s.each(ctx, "read", len(s.paths), func(i int) error {
		file, err := s.tree.Read(s.paths[i])
		if err == nil {
			summaries[i].Outline = lesson.ReadOutline(file)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	modules, toctrees, _ := s.readModules()
	s.graph, _ = course.Link(course.Input{
		Root: s.Config.Content.Dir, Courses: s.specs(), Lessons: summaries, Modules: modules, Toctrees: toctrees, Files: s.files, Statics: s.Config.Layout.Static,
	})
	w := &Workspace{session: s, places: map[string]int{}, parsed: map[string]*plan.Lesson{}}
	w.refer()
	return w, nil
}

// refer lists the lessons in reading order.
func (w *Workspace) refer() {
	for _, c := range w.session.graph.Courses {
		for _, l := range c.All() {
			ref := plan.LessonRef{Path: l.Path, ID: l.ID, Route: l.Route, Title: l.Title}
			if l.Module != nil && !l.IsIndex {
				for i, sibling := range l.Module.Lessons {
					if sibling == l {
						ref.Order = i + 1
					}
				}
			}
			w.places[l.Path] = len(w.refs)
			w.refs = append(w.refs, ref)
		}
	}
}

// Root is the project's file system.
func (w *Workspace) Root() fs.FS { return w.session.FS }

// Lessons lists all lessons in reading order.
func (w *Workspace) Lessons() []plan.LessonRef { return w.refs }

// Lesson parses a lesson when it is first asked for.
func (w *Workspace) Lesson(path string) (*plan.Lesson, bool) {
	if l, ok := w.parsed[path]; ok {
		return l, true
	}
	i, ok := w.places[path]
	if !ok {
		return nil, false
	}
	file, err := w.session.tree.Read(path)
	if err != nil {
		return nil, false
	}
	parsed, found := lesson.Parse(w.session.markdown, file, w.session.lessonOptions(path))
	l := &plan.Lesson{LessonRef: w.refs[i], File: file, Front: parsed.Front, Rejected: parsed.Rejected()}
	if parsed.Doc != nil {
		_, more := w.session.markdown.Render(parsed.Doc)
		found.Add(more...)
	}
	if !l.Rejected {
		l.Facts = parsed.Doc.Facts()
	}
	l.Found = suppressTwins(found)
	w.parsed[path] = l
	return l, true
}

// Close gives back what the workspace holds.
func (w *Workspace) Close() error { return w.session.Close() }
