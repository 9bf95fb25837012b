package course

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
	"course/pkg/lesson"
)

func (g *Graph) newCourse(spec Spec) *Course {
	c := &Course{Spec: spec, ID: path.Base(spec.Dir), Route: asRoute(spec.Dir), ids: map[string]*Lesson{}}
	if spec.Dir == "." || spec.Dir == "" {
		c.Spec.Dir, c.ID = ".", path.Base(g.root)
	}
	if c.Language == "" {
		c.Language = "en"
	}
	if c.Title == "" {
		c.Title = humanize(c.ID)
	}
	return c
}

// folder is the course's folder below the project's root.
func (c *Course) folder(root string) string { return path.Join(root, c.Dir) }

// place gives every lesson to the course with the deepest folder that holds
// it.
func (g *Graph) place(summaries []lesson.Summary) {
	for i := range summaries {
		s := &summaries[i]
		var home *Course
		for _, c := range g.Courses {
			if inside(c.folder(g.root), s.Path) && (home == nil || len(c.Dir) > len(home.Dir) || home.Dir == ".") {
				home = c
			}
		}
		if home == nil {
			continue
		}
		l := &Lesson{Summary: s, Position: i, Course: home, Route: RouteOf(g.root, s.Path)}
		home.Lessons = append(home.Lessons, l)
		g.paths[s.Path] = l
	}
}

// arrange sorts a course's lessons into modules and numbers them.
func (c *Course) arrange(in Input) diag.List {
	var found diag.List
	root := c.folder(in.Root)
	folders := map[string][]*Lesson{}
	for _, l := range c.Lessons {
		dir := path.Dir(l.Path)
		folders[dir] = append(folders[dir], l)
	}
	if toc, ok := in.Toctrees[root]; ok {
		found.Add(c.follow(toc, root, in.Root, folders)...)
	}
	listed := len(c.Modules)
	adoptNamesakes(root, folders)
	c.foldLoneIndexes(root, folders)
	taken := map[string]*Module{}
	for _, m := range c.Modules {
		taken[m.Dir] = m
	}
	for dir, lessons := range folders {
		if len(lessons) == 0 {
			continue
		}
		m := &Module{Course: c, Dir: dir, Route: asRoute(below(in.Root, dir)), Lessons: lessons}
		if other := taken[dir]; other != nil {
			other.adopt(m)
			continue
		}
		c.Modules = append(c.Modules, m)
	}
	slices.SortFunc(c.Modules[listed:], func(a, b *Module) int { return compareDirs(below(root, a.Dir), below(root, b.Dir)) })
	c.Lessons = c.Lessons[:0]
	position := 0
	kept := c.Modules[:0]
	for i, m := range c.Modules {
		if i < listed {
			position++
			kept = append(kept, m)
			c.Lessons = append(c.Lessons, m.Lessons...)
			continue
		}
		m.takeIndex()
		if m.Dir == root {
			c.Index, m.Index = m.Index, nil
			if len(m.Lessons) == 0 {
				continue
			}
		} else {
			position++
		}
		kept = append(kept, m)
		found.Add(m.describe(in, root, position)...)
		found.Add(m.sort()...)
		c.Lessons = append(c.Lessons, m.Lessons...)
	}
	c.Modules = kept
	for i, l := range c.Lessons {
		if i > 0 {
			l.Prev, c.Lessons[i-1].Next = c.Lessons[i-1], l
		}
	}
	if c.Index != nil {
		c.Index.IsIndex = true
	}
	return found
}

// foldLoneIndexes moves index files that are alone in their folder into the
// folder above: guides/setup/index.mdx is a lesson of guides.
func (c *Course) foldLoneIndexes(root string, folders map[string][]*Lesson) {
	dirs := make([]string, 0, len(folders))
	for dir := range folders {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	for _, dir := range dirs {
		list := folders[dir]
		if dir == root || len(list) != 1 || !isIndexFile(list[0].Path) {
			continue
		}
		folders[path.Dir(dir)] = append(folders[path.Dir(dir)], list[0])
		delete(folders, dir)
	}
}

// adoptNamesakes makes setup.mdx the page of the folder setup beside it, where
// that has no index file: both have the same address.
func adoptNamesakes(root string, folders map[string][]*Lesson) {
	for dir, list := range folders {
		if dir == root || slices.ContainsFunc(list, func(l *Lesson) bool { return isIndexFile(l.Path) }) {
			continue
		}
		parent := folders[path.Dir(dir)]
		i := slices.IndexFunc(parent, func(l *Lesson) bool { return trimExt(l.Path) == dir })
		if i < 0 {
			continue
		}
		parent[i].namesake = true
		folders[dir] = append(list, parent[i])
		folders[path.Dir(dir)] = slices.Delete(parent, i, i+1)
	}
}

func isIndexFile(p string) bool { return path.Base(trimExt(p)) == "index" }

// takeIndex makes the module's own index file its page.
func (m *Module) takeIndex() {
	for i, l := range m.Lessons {
		if l.namesake || isIndexFile(l.Path) && path.Dir(l.Path) == m.Dir {
			m.Index = l
			l.IsIndex, l.Module = true, m
			m.Lessons = slices.Delete(m.Lessons, i, i+1)
			return
		}
	}
}

// describe gives the module its number, title and id.
func (m *Module) describe(in Input, root string, position int) diag.List {
	file := in.Modules[m.Dir]
	name := path.Base(m.Dir)
	m.Title, m.Description, m.ID = file.Title, file.Description, file.ID
	if m.Index != nil {
		m.Title = cmp.Or(m.Title, m.Index.Title)
		m.Description = cmp.Or(m.Description, m.Index.Front.Description.Value)
	}
	m.ID = cmp.Or(m.ID, StripNumbers(below(root, m.Dir)))
	if m.Dir == root {
		m.ID, m.Title, m.named = "", m.Course.Title, true
		return nil
	}
	text, _, ok := number(name)
	if !ok {
		text = strconv.Itoa(position)
	}
	m.Number, m.named = text, m.Title != ""
	if m.named {
		return nil
	}
	m.Title = folderTitle(name, text, m.Course.Language)
	if !in.Configured {
		return nil
	}
	return diag.List{{
		Code: "module-without-title", Severity: diag.Warning, Span: diag.Whole(m.Dir),
		Message: fmt.Sprintf("module has no title, so it is shown as %q", m.Title),
		Hint:    fmt.Sprintf("write one in %s: title: …", path.Join(m.Dir, ModuleFileName)),
	}}
}

// folderTitle names a module after its folder. A folder that is called no more
// than "module" gets its number, in the course's language.
func folderTitle(name, number, language string) string {
	slug := strings.ToLower(strings.Trim(StripNumber(name), "0123456789-_ "))
	if slug == "module" || slug == "" {
		if strings.HasPrefix(language, "ru") {
			return "Модуль " + number
		}
		return "Module " + number
	}
	return humanize(name)
}

// compareDirs orders folders element by element, by number and then by name.
func compareDirs(a, b string) int {
	if a == "" || b == "" { // lessons that lie directly in the course come first
		return cmp.Compare(len(a), len(b))
	}
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	for i := range min(len(as), len(bs)) {
		if c := compareNames(as[i], bs[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(as), len(bs))
}

func compareNames(a, b string) int {
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}

// rank is a name's number prefix, or infinity.
func rank(name string) float64 {
	if _, value, ok := number(name); ok {
		return value
	}
	return math.Inf(1)
}

// fileName is the element of a lesson's path that orders it within a module:
// the folder's name for a lone index file.
func (m *Module) fileName(l *Lesson) string {
	if isIndexFile(l.Path) {
		return path.Base(path.Dir(l.Path))
	}
	return trimExt(path.Base(l.Path))
}

// sort orders the module's lessons by order if given, else by prefix, else
// last, and numbers them.
func (m *Module) sort() diag.List {
	key := func(l *Lesson) float64 {
		if l.Front.Order != nil {
			return *l.Front.Order
		}
		return rank(m.fileName(l))
	}
	slices.SortStableFunc(m.Lessons, func(a, b *Lesson) int {
		return cmp.Or(cmp.Compare(key(a), key(b)), cmp.Compare(m.fileName(a), m.fileName(b)), cmp.Compare(a.Path, b.Path))
	})
	for i, l := range m.Lessons {
		l.Module = m
		text, _, ok := number(m.fileName(l))
		switch {
		case ok:
		case l.Front.Order != nil && *l.Front.Order >= 0:
			text = strconv.FormatFloat(*l.Front.Order, 'f', -1, 64)
		default:
			text = strconv.Itoa(i + 1)
		}
		l.Number = strings.TrimPrefix(m.Number+"."+text, ".")
	}
	return m.checkOrder()
}

// checkOrder warns where two lessons have one order, and where orders say
// something else than the numbers of the files.
func (m *Module) checkOrder() diag.List {
	var found diag.List
	for i := 1; i < len(m.Lessons); i++ {
		a, b := m.Lessons[i-1], m.Lessons[i]
		if a.Front.Order == nil || b.Front.Order == nil {
			continue
		}
		at := b.Front.Spans["order"]
		earlier := diag.Related{Span: a.Front.Spans["order"], Message: "the other lesson"}
		if *a.Front.Order == *b.Front.Order {
			found.Add(diag.Diagnostic{
				Code: "duplicate-order", Severity: diag.Warning, Span: at,
				Message: fmt.Sprintf("order %v is also that of %s", *b.Front.Order, path.Base(a.Path)),
				Hint:    "lessons of equal order are sorted by file name", Related: []diag.Related{earlier},
			})
			continue
		}
		_, na, oka := number(m.fileName(a))
		_, nb, okb := number(m.fileName(b))
		if oka && okb && na > nb {
			found.Add(diag.Diagnostic{
				Code: "order-unlike-prefix", Severity: diag.Warning, Span: at,
				Message: fmt.Sprintf("order puts %s behind %s, but their file names say otherwise", path.Base(b.Path), path.Base(a.Path)),
				Hint:    "make order follow the numbers of the files, or leave it out", Related: []diag.Related{earlier},
			})
		}
	}
	return found
}
