// Package theme turns views into pages: it is the only package that knows
// templates, styles, scripts and the words of the interface.
//
// A theme is a stack of layers, each with the folders layouts/, partials/,
// components/, assets/ and strings/: the embedded default theme first, then the
// project's templates/ folder. A file of a later layer replaces the file of the
// same path in an earlier one, so that one file such as components/Callout.html
// is a whole override.
//
//	t, found, err := theme.Load([]theme.Layer{theme.Default(), project}, theme.Options{})
//	...
//	bundle, err := t.Bundle(diagramCSS, collectedCSS)
//	site := &theme.Site{Bundle: bundle}
//	err = t.Lesson(w, &theme.LessonView{Page: theme.Page{Site: site, ...}, ...})
//
// Views are plain structs that package site fills in. Their addresses are
// already relative to the page and name files (../02-x/index.html), so the
// theme joins nothing but Page.Root and the path of an asset. Bodies are
// written straight through to the page's writer and never copied.
//
// Components are templates with a header comment that declares their props;
// see templates/README.md for the format and for the class names.
package theme

import (
	"fmt"
	"io"
	"io/fs"

	"course/pkg/diag"
	"course/templates"
)

// Layer is one folder of templates.
type Layer struct {
	// FS holds layouts/, partials/, components/, assets/ and strings/.
	FS fs.FS
	// Path of the folder below the project's root, such as "templates": the
	// start of the file names in findings.
	Path string
}

// Default is the embedded theme, the first layer of every stack.
func Default() Layer { return Layer{FS: templates.FS, Path: "templates"} }

// Options are the course's choices.
type Options struct {
	// Ink is the hue of the ink, 0 to 359 degrees. Defaults to 220.
	Ink *int
	// Typography sets titles and descriptions in Russian as books do; package
	// markdown does the same with bodies. Defaults to false.
	Typography bool
}

// Theme is a loaded stack of layers. It is safe for concurrent use.
type Theme struct {
	views      views
	components *components
	words      words
	styles     styles
}

// Load reads and parses the layers in order. A file of a later layer that
// cannot be used is a finding, and the earlier file of that path stays; the
// error is for what no author can mend.
func Load(layers []Layer, o Options) (*Theme, diag.List, error) {
	l := loader{layers: layers, options: o}
	t, err := l.load()
	l.found.Sort()
	if err != nil {
		return nil, l.found, fmt.Errorf("load theme: %w", err)
	}
	return t, l.found, nil
}

// Home writes the home page of a course.
func (t *Theme) Home(w io.Writer, v *HomeView) error { return t.page(w, "home", &v.Page, v) }

// Courses writes the home page of a site with several courses.
func (t *Theme) Courses(w io.Writer, v *CoursesView) error {
	return t.page(w, "courses", &v.Page, v)
}

// Module writes the page of a module.
func (t *Theme) Module(w io.Writer, v *ModuleView) error { return t.page(w, "module", &v.Page, v) }

// Lesson writes the page of a lesson.
func (t *Theme) Lesson(w io.Writer, v *LessonView) error {
	v.sections = v.Contents
	return t.page(w, "lesson", &v.Page, v)
}

// NotFound writes the 404 page.
func (t *Theme) NotFound(w io.Writer, v *NotFoundView) error {
	return t.page(w, "not-found", &v.Page, v)
}

// Print writes several lessons on one page.
func (t *Theme) Print(w io.Writer, v *PrintView) error { return t.page(w, "print", &v.Page, v) }

// Redirect writes a page that leads on.
func (t *Theme) Redirect(w io.Writer, v *RedirectView) error {
	return t.page(w, "redirect", &v.Page, v)
}

// page executes a layout with the page's writer at hand for bodies. A view is
// written once at a time.
func (t *Theme) page(w io.Writer, layout string, p *Page, view any) error {
	p.out = w
	defer func() { p.out = nil }()
	if p.Dir == "" {
		p.Dir = Direction(p.Lang)
	}
	if err := t.views.execute(w, "layouts/"+layout, view); err != nil {
		return fmt.Errorf("write %s page %q: %w", layout, p.Title, err)
	}
	return nil
}
