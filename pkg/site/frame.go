package site

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"course/pkg/course"
	"course/pkg/mermaid/style"
	"course/pkg/theme"
)

const (
	// maxBars is how many bars a strip has before it draws modules.
	maxBars = 60
	// maxModules is how many modules a sidebar lists before it links to their
	// list. Both bounds keep the cost of a page constant.
	maxModules = 60
	// maxPrint is how many lessons a course may have to stand on one page.
	maxPrint = 200
)

// frame is what the pages of one update share.
type frame struct {
	site   *theme.Site
	bars   map[*course.Course][]bar
	single *course.Course // the only course, or nil
	// outputs are the files of the site in path order.
	outputs []output
}

// bar is a bar of a strip with what it stands for.
type bar struct {
	theme.Bar
	lesson *course.Lesson
	module *course.Module
}

// newFrame bundles the theme's files, with the styles that lessons use, and
// prepares what is the same on all pages.
func (s *Session) newFrame() error {
	bundle, err := s.theme.Bundle(style.CSS(), s.collectStyles())
	if err != nil {
		return err
	}
	f := &frame{
		site: &theme.Site{Title: s.Config.Title, Bundle: bundle, Generator: s.Generator, Reload: s.Reload},
		bars: map[*course.Course][]bar{},
	}
	if len(s.graph.Courses) == 1 {
		f.single = s.graph.Courses[0]
	}
	for _, c := range s.graph.Courses {
		f.bars[c] = bars(c)
	}
	s.frame = f
	f.outputs, err = s.outputs()
	return err
}

// collectStyles is the sorted union of the inline styles of all lessons, as
// rules of one sheet.
func (s *Session) collectStyles() string {
	all := map[string]string{}
	for _, p := range s.paths {
		for _, own := range s.scans[p].styles {
			all[own.Class] = own.Declarations
		}
	}
	var b strings.Builder
	for _, class := range slices.Sorted(maps.Keys(all)) {
		b.WriteString("." + class + "{" + all[class] + "}\n")
	}
	return b.String()
}

// bars draws a course: a bar for each lesson, or for each module of a long
// course.
func bars(c *course.Course) []bar {
	var list []bar
	if len(c.Lessons) <= maxBars {
		for _, l := range c.Lessons {
			list = append(list, bar{Bar: theme.Bar{Minutes: l.Minutes(), Group: l.Module.Number}, lesson: l, module: l.Module})
		}
		return list
	}
	for _, m := range c.Modules[:min(len(c.Modules), maxBars)] {
		list = append(list, bar{Bar: theme.Bar{Minutes: m.Minutes(), Group: m.Number}, module: m})
	}
	return list
}

// strip is the drawing of a course with the bar of a lesson or module marked.
func (s *Session) strip(c *course.Course, l *course.Lesson, m *course.Module) *theme.Strip {
	list := s.frame.bars[c]
	if len(list) == 0 {
		return nil
	}
	strip := &theme.Strip{Bars: make([]theme.Bar, len(list)), Lessons: len(c.Lessons), Minutes: c.Minutes(), OfModules: len(c.Lessons) > maxBars}
	for i, b := range list {
		strip.Bars[i] = b.Bar
		if strip.OfModules {
			strip.Bars[i].Current = m != nil && b.module == m
		} else {
			strip.Bars[i].Current = l != nil && b.lesson == l
		}
	}
	return strip
}

// basePath is the path of a base address without its last slash: "" or
// "/debezium-course".
func basePath(base string) string {
	u, err := url.Parse(base)
	if base == "" || err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}

// canonical is the absolute address of a route, or "" without a base URL.
func (s *Session) canonical(route string) string {
	if s.Config.BaseURL == "" {
		return ""
	}
	u := url.URL{Path: strings.TrimPrefix(route, "/")}
	return strings.TrimSuffix(s.Config.BaseURL, "/") + "/" + u.EscapedPath()
}
