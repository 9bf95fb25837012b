// Package site runs the stages of the pipeline in their order; it is the only
// package that knows it.
//
//	scan    one file -> lesson.Parse, Render -> Summary + Fragment   parallel, spooled
//	link    all Summaries -> course.Link -> Graph                    serial
//	check   Graph -> check.Run -> findings                           parallel
//	page    Fragment + Graph -> holes filled, layout executed        parallel
//
// A Session holds what one project needs between these stages. The command
// build uses it once; serve keeps it and tells it which files changed:
//
//	s, err := site.Open(site.Options{Config: cfg, FS: os.DirFS(dir)})
//	err = s.Update(ctx, nil)
//	if !s.Rejected() {
//		err = s.Write(ctx, publication)
//	}
//	report(s.Diagnostics())
//
// Findings never stop a session. An error means that the tool cannot go on.
package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	goldmark "go.abhg.dev/goldmark/mermaid"

	"course/pkg/check"
	"course/pkg/config"
	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/highlight"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/source"
	"course/pkg/theme"
)

// Options of a Session.
type Options struct {
	Config config.Config
	// FS is the project's files.
	FS fs.FS
	// Drafts includes lessons that are marked as drafts. Defaults to false.
	Drafts bool
	// CheckOnly leaves out what only pages need. Defaults to false.
	CheckOnly bool
	// Reload is the address of a script that a development server adds to
	// every page. Defaults to none.
	Reload string
	// Progress is told how far a stage is. Defaults to nothing.
	Progress func(stage string, done, total int)
	// Generator names the tool in pages. Defaults to nothing.
	Generator string
}

// Session is one project in memory: cheap facts of all lessons, and the
// rendered fragments in a temporary file. It is not safe for concurrent use,
// except that Page may be called from several goroutines between updates.
type Session struct {
	Options
	theme    *theme.Theme
	markdown *markdown.Markdown
	spool    *spool

	tree    *source.Tree
	scans   map[string]*scan // by path
	paths   []string         // of scans, in order
	graph   *course.Graph
	files   *files
	frame   *frame
	fixed   diag.List // findings of the theme and the configuration
	found   diag.List // findings of the last update
	partial sync.Map  // path -> markdown.Fragment
	buffers sync.Pool // of *bytes.Buffer
}

// scan is what is kept of one lesson file.
type scan struct {
	deferred []string // see deferredUses
	entry    source.Entry
	summary  lesson.Summary
	fragment place
	styles   []markdown.Style
	found    diag.List
}

// ErrChanged says that a file changed while it was being used.
var ErrChanged = errors.New("a file changed while the site was being built")

// Open loads the theme and gets a session ready. It reads no lesson yet.
func Open(o Options) (*Session, error) {
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	s := &Session{Options: o, scans: map[string]*scan{}}
	s.buffers.New = func() any { return new(bytes.Buffer) }
	if err := s.loadTheme(); err != nil {
		return nil, err
	}
	var err error
	if s.spool, err = newSpool(); err != nil {
		return nil, err
	}
	return s, nil
}

// Close gives back the temporary file.
func (s *Session) Close() error { return s.spool.Close() }

// loadTheme reads the templates and makes the Markdown that renders with them.
func (s *Session) loadTheme() error {
	layers := []theme.Layer{theme.Default()}
	if own, err := fs.Sub(s.FS, "templates"); err == nil && isDir(s.FS, "templates") {
		layers = append(layers, theme.Layer{FS: own, Path: "templates"})
	}
	ink := s.Config.Theme.Ink
	t, found, err := theme.Load(layers, theme.Options{Ink: &ink, Typography: s.Config.Theme.Typography})
	if err != nil {
		return err
	}
	s.theme, s.fixed = t, found
	s.markdown = newMarkdown(s.Config, t)
	return nil
}

// newMarkdown sets up the one Markdown of a project.
func newMarkdown(cfg config.Config, t *theme.Theme) *markdown.Markdown {
	o := markdown.Options{
		Components:  t.Components(),
		Highlighter: markdown.NewHighlighter(highlight.New(highlight.Options{})),
		Diagrams:    func(lang string) goldmark.Compiler { return diagrams{lang} },
		Text:        func(lang, key string) string { return t.Text(lang, key) },
		Typography:  cfg.Theme.Typography,
	}
	if cfg.MDX.Dialect == "official" {
		o.Dialect = markdown.Official
	}
	return markdown.New(o)
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// Update brings the session up to date with the project's files: what changed
// is scanned again, then everything is linked and checked. A changed template
// means that everything is rendered again. With no changed paths given it
// compares sizes and times of all files.
func (s *Session) Update(ctx context.Context, changed []string) error {
	if slices.ContainsFunc(changed, func(p string) bool { return strings.HasPrefix(p, "templates/") }) {
		if err := s.loadTheme(); err != nil {
			return err
		}
		clear(s.scans)
	}
	for _, p := range changed {
		delete(s.scans, p)
	}
	s.partial.Clear()
	root := s.Config.Content.Dir
	tree, err := source.Scan(s.FS, root)
	if err != nil {
		return err
	}
	s.tree = tree
	s.files = newFiles(s.FS)
	if err := s.scanAll(ctx); err != nil {
		return err
	}
	return s.link()
}

// link builds the graph and runs the content rules.
func (s *Session) link() error {
	found := slices.Clone(s.fixed)
	summaries := make([]lesson.Summary, 0, len(s.paths))
	for _, p := range s.paths {
		sc := s.scans[p]
		found.Add(sc.found...)
		if !sc.summary.Front.Draft || s.Drafts {
			summaries = append(summaries, sc.summary)
		}
	}
	modules, toctrees, more := s.readModules()
	found.Add(more...)
	graph, more := course.Link(course.Input{
		Root: s.Config.Content.Dir, Courses: s.specs(), Lessons: summaries, Modules: modules, Toctrees: toctrees,
		Files: s.files, Statics: s.Config.Layout.Static, Base: basePath(s.Config.BaseURL),
		Configured: s.Config.Configured,
	})
	s.graph = graph
	found.Add(more...)
	found.Add(s.partialFindings()...)
	found.Add(s.deferredFindings()...)
	severities, more := s.severities()
	found.Add(more...)
	found.Add(check.Run(graph, check.Options{Keys: s.keys()})...)
	s.found = check.Apply(found, severities)
	s.found.Sort()
	if s.CheckOnly {
		return nil
	}
	return s.newFrame()
}

// specs are the courses that the configuration names.
func (s *Session) specs() []course.Spec {
	var specs []course.Spec
	for _, c := range s.Config.Courses {
		language := c.Language
		if language == "" {
			language = s.Config.Language
		}
		specs = append(specs, course.Spec{Dir: c.Dir, Title: c.Title, Language: language})
	}
	if len(specs) == 1 && specs[0].Title == "" {
		specs[0].Title = s.Config.Title
	}
	return specs
}

func (s *Session) keys() []check.Key {
	var keys []check.Key
	for _, k := range s.Config.Check.FrontMatter {
		keys = append(keys, check.Key{Name: k.Key, Type: k.Type, Enum: k.Enum})
	}
	return keys
}

// readModules reads the module.yaml files and tables of contents below the
// content root.
func (s *Session) readModules() (map[string]course.ModuleFile, map[string]course.Toctree, diag.List) {
	modules, toctrees := map[string]course.ModuleFile{}, map[string]course.Toctree{}
	var found diag.List
	for _, e := range s.tree.Entries() {
		name := path.Base(e.Path)
		if name != course.ModuleFileName && name != course.ToctreeName {
			continue
		}
		file, err := s.tree.Read(e.Path)
		if err != nil {
			found.Add(diag.Diagnostic{Code: "unreadable-file", Severity: diag.Error, Span: diag.Whole(e.Path), Message: err.Error()})
			continue
		}
		var more diag.List
		if name == course.ModuleFileName {
			modules[path.Dir(e.Path)], more = course.ReadModule(file)
		} else {
			toctrees[path.Dir(e.Path)], more = course.ReadToctree(file)
		}
		found.Add(more...)
	}
	return modules, toctrees, found
}

// Diagnostics returns the findings of the last update, sorted.
func (s *Session) Diagnostics() diag.List { return s.found }

// Rejected reports whether a lesson cannot be published, so that nothing is.
func (s *Session) Rejected() bool {
	for _, p := range s.paths {
		if s.scans[p].summary.Rejected {
			return true
		}
	}
	return false
}

// Lessons returns the number of lesson files that were read.
func (s *Session) Lessons() int { return len(s.paths) }

// Graph returns the graph of the last update.
func (s *Session) Graph() *course.Graph { return s.graph }

// File reads a file of the project, for reports that quote it.
func (s *Session) File(p string) (*source.File, error) { return source.Read(s.FS, p) }

// Unchanged returns ErrChanged, with the path, if a lesson is not the one that
// was read any more.
func (s *Session) Unchanged() error {
	for _, p := range s.paths {
		if s.tree.Changed(p) {
			return fmt.Errorf("%w: %s", ErrChanged, p)
		}
	}
	return nil
}
