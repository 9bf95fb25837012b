package site

import (
	"strings"

	"course/pkg/course"
	"course/pkg/theme"
)

// page is the part that all views have in common.
func (s *Session) page(route, title, description string, c *course.Course) theme.Page {
	p := theme.Page{
		Site: s.frame.site, Title: title, Description: description,
		Lang: s.Config.Language, Root: course.Up(route), Canonical: s.canonical(route),
		Home: theme.Link{Title: s.Config.Title, Href: course.RelativePage(route, "/")},
	}
	if c != nil {
		p.Lang = c.Language
		p.Home = theme.Link{Title: c.Title, Href: course.RelativePage(route, c.Route)}
	}
	if p.Home.Href == "index.html" && (route == "/" || c != nil && route == c.Route) {
		p.Home.Href = ""
	}
	return p
}

// link leads from the page of a route to another route.
func link(from, number, title, to string) theme.Link {
	return theme.Link{Number: number, Title: title, Href: course.RelativePage(from, to)}
}

func lessonLink(from string, l *course.Lesson) theme.Link {
	return link(from, l.Number, l.Name(), l.Route)
}

func lessonLinkOrNil(from string, l *course.Lesson) *theme.Link {
	if l == nil {
		return nil
	}
	to := lessonLink(from, l)
	return &to
}

func lessonLinks(from string, list []*course.Lesson) []theme.Link {
	links := make([]theme.Link, len(list))
	for i, l := range list {
		links[i] = lessonLink(from, l)
	}
	return links
}

// crumbs lead from the site over the course to the module.
func (s *Session) crumbs(route string, c *course.Course, m *course.Module) []theme.Link {
	var list []theme.Link
	if s.frame.single == nil && c.Route != "/" && c.Title != s.Config.Title {
		list = append(list, link(route, "", s.Config.Title, "/"))
	}
	list = append(list, link(route, "", c.Title, c.Route))
	if m != nil && m.Route != c.Route {
		list = append(list, link(route, m.Number, m.Title, m.Route))
	}
	return list
}

// sidebar is the course's tree with the current module open: its cost does not
// grow with the course.
func (s *Session) sidebar(route string, c *course.Course, m *course.Module, l *course.Lesson) *theme.Sidebar {
	bar := &theme.Sidebar{}
	modules := c.Modules
	if len(modules) > maxModules {
		all := link(route, "", c.Title, c.Route)
		bar.All = &all
		modules = nil
		if m != nil {
			modules = []*course.Module{m}
		}
	}
	for _, other := range modules {
		entry := theme.SidebarModule{Link: link(route, other.Number, other.Title, other.Route), Count: len(other.Lessons)}
		if other == m || len(modules) == 1 {
			entry.Current = true
			for _, sibling := range other.Lessons {
				entry.Lessons = append(entry.Lessons, theme.SidebarLesson{Link: lessonLink(route, sibling), ID: sibling.ID, Current: sibling == l})
			}
		}
		bar.Modules = append(bar.Modules, entry)
	}
	return bar
}

func entries(route string, m *course.Module) []theme.Entry {
	list := make([]theme.Entry, len(m.Lessons))
	for i, l := range m.Lessons {
		list[i] = theme.Entry{Link: lessonLink(route, l), ID: l.ID, Minutes: l.Minutes(), Description: l.Front.Description.Value}
	}
	return list
}

// moduleEntries lists a course's modules; with their lessons unless the course
// is so long that the list would be a burden.
func moduleEntries(route string, c *course.Course) []theme.ModuleEntry {
	whole := len(c.Lessons) <= maxPrint
	list := make([]theme.ModuleEntry, len(c.Modules))
	for i, m := range c.Modules {
		list[i] = theme.ModuleEntry{
			Link: link(route, m.Number, m.Title, m.Route), ID: moduleAnchor(m), Description: m.Description,
			Minutes: m.Minutes(), Count: len(m.Lessons),
		}
		if m.Route == c.Route {
			list[i].Href = ""
		}
		if whole || len(c.Modules) == 1 {
			list[i].Lessons = entries(route, m)
		}
	}
	return list
}

// moduleAnchor is the id of a module on a page that lists modules.
func moduleAnchor(m *course.Module) string {
	if m.ID == "" {
		return "lessons"
	}
	return "m-" + strings.ReplaceAll(m.ID, "/", "-")
}

func (s *Session) homeView(route string, c *course.Course) *theme.HomeView {
	v := &theme.HomeView{
		Page: s.page(route, c.Title, c.Description, c), Lede: c.Description,
		Modules: moduleEntries(route, c), Lessons: len(c.Lessons), Minutes: c.Minutes(),
	}
	v.Strip = s.strip(c, nil, nil)
	if s.frame.single == nil && c.Route != "/" && c.Title != s.Config.Title {
		v.Breadcrumbs = []theme.Link{link(route, "", s.Config.Title, "/")}
	}
	if len(c.Lessons) > 0 {
		v.First = lessonLinkOrNil(route, c.Lessons[0])
	}
	if printable(c) {
		print := link(route, "", c.Title, printRoute(c.Route))
		v.Print = &print
	}
	if l := c.Index; l != nil {
		v.Body = s.body(l, route, "")
		if l.Front.Description.Value != "" {
			v.Lede, v.Description = l.Front.Description.Value, l.Front.Description.Value
		}
	}
	return v
}

func (s *Session) courseEntry(route string, c *course.Course) theme.CourseEntry {
	e := theme.CourseEntry{
		Link: link(route, "", c.Title, c.Route), Lang: c.Language, Description: c.Description,
		Modules: len(c.Modules), Lessons: len(c.Lessons), Minutes: c.Minutes(), Strip: s.strip(c, nil, nil),
	}
	if e.Description == "" && c.Index != nil {
		e.Description = c.Index.Front.Description.Value
	}
	return e
}

func (s *Session) coursesView(route string) *theme.CoursesView {
	v := &theme.CoursesView{Page: s.page(route, s.Config.Title, "", nil)}
	for _, c := range s.graph.Courses {
		v.Courses = append(v.Courses, s.courseEntry(route, c))
	}
	return v
}

func (s *Session) moduleView(m *course.Module) *theme.ModuleView {
	c, route := m.Course, m.Route
	v := &theme.ModuleView{
		Page: s.page(route, m.Title, m.Description, c), Number: m.Number, Lede: m.Description,
		Lessons: entries(route, m), Minutes: m.Minutes(),
	}
	v.Breadcrumbs = s.crumbs(route, c, nil)
	v.Sidebar = s.sidebar(route, c, m, nil)
	v.Strip = s.strip(c, nil, m)
	for i, other := range c.Modules {
		if other != m {
			continue
		}
		if i > 0 && c.Modules[i-1].Route != c.Route {
			prev := link(route, c.Modules[i-1].Number, c.Modules[i-1].Title, c.Modules[i-1].Route)
			v.Prev = &prev
		}
		if i+1 < len(c.Modules) {
			next := link(route, c.Modules[i+1].Number, c.Modules[i+1].Title, c.Modules[i+1].Route)
			v.Next = &next
		}
	}
	if len(m.Lessons) > 0 {
		print := link(route, m.Number, m.Title, printRoute(m.Route))
		v.Print = &print
	}
	if m.Index != nil {
		v.Body = s.body(m.Index, route, "")
	}
	return v
}

func (s *Session) lessonView(l *course.Lesson) *theme.LessonView {
	c, route := l.Course, l.Route
	v := &theme.LessonView{
		Page: s.page(route, l.Title, l.Front.Description.Value, c),
		ID:   l.ID, Number: l.Number, Lede: l.Front.Description.Value,
		Difficulty: l.Front.Difficulty.Value, Minutes: l.Minutes(),
		Prerequisites: lessonLinks(route, l.Prerequisites), Related: lessonLinks(route, l.Related),
		Contents: contents(l), Prev: lessonLinkOrNil(route, l.Prev), Next: lessonLinkOrNil(route, l.Next),
		Draft: l.Front.Draft, Body: s.body(l, route, ""),
	}
	for _, topic := range l.Front.Topics {
		v.Topics = append(v.Topics, theme.Link{Title: topic})
	}
	v.Breadcrumbs = s.crumbs(route, c, l.Module)
	v.Sidebar = s.sidebar(route, c, l.Module, l)
	v.Strip = s.strip(c, l, l.Module)
	if base := s.Config.Site.EditURL; base != "" {
		v.EditURL = strings.TrimSuffix(base, "/") + "/" + l.Path
	}
	print := link(route, l.Module.Number, l.Module.Title, printRoute(l.Module.Route))
	v.Print = &print
	return v
}

// contents are the headings that a page's table of contents shows.
func contents(l *course.Lesson) []theme.Section {
	var list []theme.Section
	for i, h := range l.Headings {
		level := max(2, h.Level)
		if level > 3 || h.ID == "" || i == 0 && h.Level == 1 && h.Text == l.Title {
			continue
		}
		list = append(list, theme.Section{ID: h.ID, Title: h.Text, Level: level})
	}
	return list
}

func printable(c *course.Course) bool { return len(c.Lessons) > 0 && len(c.Lessons) <= maxPrint }

// printRoute is the route of the page that holds a module or course whole.
func printRoute(route string) string { return route + "print/" }

func (s *Session) printView(c *course.Course, modules []*course.Module, route, title, lede string) *theme.PrintView {
	v := &theme.PrintView{Page: s.page(route, title, lede, c), Lede: lede}
	v.NoIndex = true
	var only *course.Module
	if len(modules) == 1 {
		only = modules[0]
	}
	v.Breadcrumbs = s.crumbs(route, c, only)
	for _, m := range modules {
		pm := theme.PrintModule{Number: m.Number, Title: m.Title, ID: moduleAnchor(m)}
		for _, l := range m.Lessons {
			id := printAnchor(l)
			pm.Lessons = append(pm.Lessons, theme.PrintLesson{
				Number: l.Number, Title: l.Title, ID: id, Lede: l.Front.Description.Value,
				Body: s.body(l, route, id+"-"),
			})
		}
		v.Modules = append(v.Modules, pm)
	}
	return v
}

// printAnchor is a lesson's id on a print page; ids inside it begin with it.
func printAnchor(l *course.Lesson) string {
	return "l-" + strings.ReplaceAll(l.ID, "/", "-")
}

func (s *Session) notFoundView() *theme.NotFoundView {
	root := basePath(s.Config.BaseURL) + "/"
	v := &theme.NotFoundView{Page: s.page("/", "404", "", s.frame.single)}
	v.Root, v.NoIndex, v.Canonical = root, true, ""
	v.Home.Href = root + "index.html"
	if c := s.frame.single; c != nil {
		v.Modules = moduleEntries("/", c)
		for i := range v.Modules {
			m := &v.Modules[i]
			m.Href = rooted(root, m.Href)
			for j := range m.Lessons {
				m.Lessons[j].Href = rooted(root, m.Lessons[j].Href)
			}
		}
		return v
	}
	for _, c := range s.graph.Courses {
		e := s.courseEntry("/", c)
		e.Href = rooted(root, e.Href)
		v.Courses = append(v.Courses, e)
	}
	return v
}

func rooted(root, href string) string {
	if href == "" {
		return ""
	}
	return root + href
}
