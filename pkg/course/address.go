package course

import (
	"fmt"
	"path"
	"strings"

	"course/pkg/diag"
)

// address gives pages their routes and lessons their ids, and fills the
// indexes that links are resolved by.
func (g *Graph) address() diag.List {
	var found diag.List
	g.site = &Page{Kind: PageSite, Route: "/"}
	g.pages["/"] = g.site
	for _, c := range g.Courses {
		g.pages[c.Route] = &Page{Kind: PageCourse, Route: c.Route, Course: c, Lesson: c.Index}
		if c.Route == "/" {
			g.site = g.pages["/"]
		}
		for _, m := range c.Modules {
			if m.Route != c.Route {
				g.pages[m.Route] = &Page{Kind: PageModule, Route: m.Route, Course: c, Module: m, Lesson: m.Index}
			}
		}
	}
	for _, c := range g.Courses {
		for _, l := range c.All() {
			found.Add(g.addLesson(c, l)...)
		}
		g.Lessons = append(g.Lessons, c.Lessons...)
	}
	for _, c := range g.Courses {
		for _, l := range c.All() {
			found.Add(g.addAliases(c, l)...)
		}
	}
	return found
}

// All lists a course's lessons and index pages in reading order.
func (c *Course) All() []*Lesson {
	var list []*Lesson
	if c.Index != nil {
		list = append(list, c.Index)
	}
	for _, m := range c.Modules {
		if m.Index != nil {
			list = append(list, m.Index)
		}
		list = append(list, m.Lessons...)
	}
	return list
}

func (g *Graph) addLesson(c *Course, l *Lesson) diag.List {
	var found diag.List
	if !l.IsIndex {
		if other, taken := g.pages[l.Route]; taken {
			found.Add(duplicateRoute(l, other))
		} else {
			g.pages[l.Route] = &Page{Kind: PageLesson, Route: l.Route, Course: c, Module: l.Module, Lesson: l}
		}
	}
	l.ID = l.Front.ID.Value
	if l.ID == "" {
		l.ID = StripNumbers(below(c.folder(g.root), strings.TrimSuffix(trimExt(l.Path), "/index")))
	}
	if other, taken := c.ids[l.ID]; taken {
		found.Add(duplicateID(l, other))
	} else {
		c.ids[l.ID] = l
	}
	key := StripNumbers(strings.ToLower(l.Route))
	g.loose[key] = append(g.loose[key], l)
	for _, w := range pathWords(l.Route) {
		if list := g.words[w]; len(list) == 0 || list[len(list)-1] != l {
			g.words[w] = append(list, l)
		}
	}
	return found
}

func duplicateRoute(l *Lesson, other *Page) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: "duplicate-route", Severity: diag.Error, Span: diag.Whole(l.Path),
		Message: fmt.Sprintf("its address %s is taken", l.Route),
		Hint:    "rename one of the two files",
	}
	if other.Lesson != nil {
		d.Related = []diag.Related{{Span: diag.Whole(other.Lesson.Path), Message: "by this lesson"}}
	}
	return d
}

func duplicateID(l, other *Lesson) diag.Diagnostic {
	span := l.Front.ID.Span
	if l.Front.ID.Value == "" {
		span = diag.Whole(l.Path)
	}
	return diag.Diagnostic{
		Code: "duplicate-id", Severity: diag.Error, Span: span,
		Message: fmt.Sprintf("id %q is also that of %s", l.ID, other.Path),
		Hint:    "give one of them an id of its own in its front matter",
		Related: []diag.Related{{Span: diag.Whole(other.Path), Message: "the other lesson"}},
	}
}

// addAliases claims a lesson's old addresses.
func (g *Graph) addAliases(c *Course, l *Lesson) diag.List {
	var found diag.List
	for _, alias := range l.Front.Aliases {
		route := g.aliasRoute(c, alias.Value)
		taken := ""
		if p, ok := g.pages[route]; ok {
			taken = "is the address of " + pageName(p)
		} else if other, ok := g.aliases[route]; ok && other != l {
			taken = "is also an alias of " + other.Path
		}
		switch {
		case route == "":
			found.Add(diag.Diagnostic{
				Code: "bad-alias", Severity: diag.Error, Span: alias.Span,
				Message: fmt.Sprintf("alias %q is neither a lesson id nor a route", alias.Value),
				Hint:    `write a route such as "/course/old-name/" or an id such as "module-8/old-name"`,
			})
		case taken != "":
			found.Add(diag.Diagnostic{
				Code: "duplicate-alias", Severity: diag.Error, Span: alias.Span,
				Message: fmt.Sprintf("alias %q %s", alias.Value, taken),
				Hint:    "take the alias out: an address can lead to one lesson only",
			})
		default:
			g.aliases[route] = l
		}
	}
	return found
}

// aliasRoute turns an alias, a route or an id, into a route; "" if it is
// neither.
func (g *Graph) aliasRoute(c *Course, alias string) string {
	if alias == "" || strings.ContainsAny(alias, "?#\\") || strings.Contains(alias, "://") {
		return ""
	}
	clean := path.Clean("/" + trimExt(alias))
	if strings.Contains(alias, "..") || clean == "/" {
		return ""
	}
	if strings.HasPrefix(alias, "/") {
		return asRoute(clean)
	}
	return asRoute(path.Join(c.Route, clean))
}

func pageName(p *Page) string {
	if p.Lesson != nil {
		return p.Lesson.Path
	}
	return "a page of the site"
}

// pathWords are the words of a path, lower case, without numbers, once each.
func pathWords(p string) []string {
	words := strings.FieldsFunc(strings.ToLower(trimExt(p)), func(r rune) bool {
		return strings.ContainsRune("/-_. ", r) || '0' <= r && r <= '9'
	})
	seen := map[string]bool{}
	kept := words[:0]
	for _, w := range words {
		if len(w) > 1 && !seen[w] {
			seen[w] = true
			kept = append(kept, w)
		}
	}
	return kept
}
