// Package course is the graph of a site: its courses, their modules and
// lessons, their order and addresses, and what links to what.
//
// Link is the one serial stage of the pipeline. It takes the Summary of every
// lesson and gives a Graph:
//
//	graph, found := course.Link(course.Input{Root: "content", Courses: specs, Lessons: summaries, Files: tree})
//	target := graph.Resolve(lesson, "../02-gtid-mode-fundamentals.mdx#modes")
//
// A route is the path below the content root without extension, as on disk,
// with number prefixes, ending in a slash. A lesson's id is its path within
// its course without number prefixes. Both are contracts: other people's
// scripts and learners' bookmarks rely on them.
package course

import (
	"course/pkg/diag"
	"course/pkg/lesson"
)

// Spec describes one course before its lessons are known.
type Spec struct {
	// Dir is the course's folder below the content root; "." for the root.
	Dir         string
	Title       string // Defaults to a title made from the folder.
	Description string
	Language    string // BCP 47, such as "ru". Defaults to "en".
}

// Graph is everything that stands in relation to something else.
type Graph struct {
	Courses []*Course
	// Lessons of all courses, in reading order.
	Lessons []*Lesson

	root    string
	site    *Page
	pages   map[string]*Page     // by route
	paths   map[string]*Lesson   // by path below the project's root
	loose   map[string][]*Lesson // by route without number prefixes
	words   map[string][]*Lesson // by word of the path
	files   Files
	aliases map[string]*Lesson // by route
	statics []string
	base    string
}

// Course is one course.
type Course struct {
	Spec
	ID      string // last element of the folder
	Route   string
	Modules []*Module
	// Index is the course's own page where its folder has an index file.
	Index *Lesson
	// Lessons in reading order, without index pages of modules.
	Lessons []*Lesson
	ids     map[string]*Lesson
}

// Minutes is the sum of the lessons' times.
func (c *Course) Minutes() int {
	sum := 0
	for _, m := range c.Modules {
		sum += m.Minutes()
	}
	return sum
}

// Module is a folder of lessons.
type Module struct {
	Course      *Course
	Dir         string // below the project's root
	Route       string
	ID          string
	Number      string // "8"; empty for lessons that lie directly in the course
	Title       string
	Description string
	Index       *Lesson // the module's own page, or nil
	Lessons     []*Lesson
	named       bool // the title was given, not made from the folder
}

// Minutes is the sum of the lessons' times.
func (m *Module) Minutes() int {
	sum := 0
	for _, l := range m.Lessons {
		sum += l.Minutes()
	}
	return sum
}

// Lesson is a lesson in its place.
type Lesson struct {
	*lesson.Summary
	// Position is the index of the summary in Input.Lessons.
	Position int
	Course   *Course
	Module   *Module // nil for a course's own page
	ID       string
	Route    string
	Number   string // "8.11"; empty for index pages
	// IsIndex says that the lesson is the page of its module or course.
	IsIndex       bool
	Prev, Next    *Lesson
	Prerequisites []*Lesson
	Related       []*Lesson

	asked    []diag.Span // where Prerequisites are named
	namesake bool        // the file has the name of its module's folder
	tocTitle string      // as a table of contents calls it
}

// Name is what lists call the lesson: its title, or what the course's table of
// contents says.
func (l *Lesson) Name() string {
	if l.tocTitle != "" {
		return l.tocTitle
	}
	return l.Title
}

// Minutes is the time that the author estimates, or else words at 180 a
// minute and code at 15 lines a minute, at least 1.
func (l *Lesson) Minutes() int {
	if l.Front.EstimatedTime > 0 {
		return l.Front.EstimatedTime
	}
	return max(1, (l.Words+90)/180+(l.CodeLines+7)/15)
}

// PageKind says what a page shows.
type PageKind uint8

// The kinds of pages that links can name.
const (
	PageLesson PageKind = iota + 1
	PageModule
	PageCourse
	PageSite
)

// Page is something with an address.
type Page struct {
	Kind   PageKind
	Route  string
	Lesson *Lesson // whose body and anchors the page shows; may be nil
	Module *Module
	Course *Course
}

// Files tells which files a project has. A *source.Tree of the whole project
// would do; package site answers from the file system on demand.
type Files interface {
	// Has reports whether the project has a file of this path.
	Has(path string) bool
	// List returns the names in a folder, for did-you-mean.
	List(folder string) []string
}

// Input is what Link works on.
type Input struct {
	// Root is the content root below the project's root.
	Root     string
	Courses  []Spec
	Lessons  []lesson.Summary
	Modules  map[string]ModuleFile // by folder below the project's root
	Toctrees map[string]Toctree    // by folder below the project's root
	Files    Files
	// Statics are folders that are copied to the site's root as they are.
	Statics []string
	// Base is the path of the site's address, such as "/debezium-course",
	// used only to explain links that write it. May be empty.
	Base string
	// Configured says that the project has a course.yaml, so that missing
	// module titles are worth a warning.
	Configured bool
}

// Page returns the page of a route.
func (g *Graph) Page(route string) (*Page, bool) {
	p, ok := g.pages[route]
	return p, ok
}

// Site is the page at the site's root.
func (g *Graph) Site() *Page { return g.site }

// ByPath returns the lesson of a file.
func (g *Graph) ByPath(path string) (*Lesson, bool) {
	l, ok := g.paths[path]
	return l, ok
}

// Aliases returns the lessons that answer to old addresses, by route.
func (g *Graph) Aliases() map[string]*Lesson { return g.aliases }

// Link builds the graph.
func Link(in Input) (*Graph, diag.List) {
	g := &Graph{
		root: in.Root, files: in.Files, statics: in.Statics, base: in.Base,
		pages: map[string]*Page{}, paths: map[string]*Lesson{}, loose: map[string][]*Lesson{},
		words: map[string][]*Lesson{}, aliases: map[string]*Lesson{},
	}
	var found diag.List
	for _, spec := range in.Courses {
		g.Courses = append(g.Courses, g.newCourse(spec))
	}
	g.place(in.Lessons)
	for _, c := range g.Courses {
		found.Add(c.arrange(in)...)
	}
	found.Add(g.address()...)
	found.Add(g.prerequisites()...)
	return g, found
}
