package theme

import (
	"html/template"
	"io"
	"time"
)

// Site is what the pages of one build share.
type Site struct {
	// Title of the whole site: the name in the header of pages that belong to
	// no course.
	Title string
	// Bundle names the files of styles and scripts. Required.
	Bundle *Bundle
	// Footer is a line below every page, such as the licence. May be empty.
	Footer string
	// Generator goes to <meta name="generator">, such as "course 1.2". May be
	// empty.
	Generator string
	// Reload is the address of a script that a development server adds. Empty
	// in a build.
	Reload string
}

// Link is a named address, relative to the page that shows it.
type Link struct {
	// Number stands before the title: "8" of a module, "8.11" of a lesson. May
	// be empty.
	Number string
	Title  string
	// Href may be empty: then the title is shown as text.
	Href string
}

// Body writes the rendered HTML of a lesson or of an index file. It is called
// once, while the page is being written, with the page's own writer.
type Body func(w io.Writer) error

// Page is what all kinds of pages have in common.
type Page struct {
	Site *Site
	// Title of the page alone; the course's title is added in <title>.
	Title string
	// Description goes to <meta name="description">, plain text.
	Description string
	// Lang is a BCP 47 tag; Dir is "ltr" or "rtl", see Direction. An empty Dir
	// is taken from Lang.
	Lang, Dir string
	// Root is the address of the site's root from the page: "" on the home
	// page, "../../" two folders below, "/" or "/base/" on the 404 page.
	Root string
	// Canonical is the page's absolute address; empty without a base URL.
	Canonical string
	// Home is the course's home, or the site's where the page belongs to no
	// course; its title stands in the header. An empty Href is the page itself.
	Home Link
	// Breadcrumbs lead from the site to the page's parent, without the page
	// itself.
	Breadcrumbs []Link
	// Sidebar is nil on pages without one.
	Sidebar *Sidebar
	// Strip is nil where there is nothing to draw.
	Strip *Strip
	// NoIndex asks search engines to leave the page out.
	NoIndex bool

	out      io.Writer // set while the page is executed
	sections []Section // of a lesson, for the sidebar
}

// Sections are those of the lesson that the page shows, for the sidebar.
func (p *Page) Sections() []Section { return p.sections }

// Sidebar is the tree of the course with one branch open.
type Sidebar struct {
	// Modules holds all modules, only the current one with its lessons; or only
	// the current one where there are more than 60.
	Modules []SidebarModule
	// All leads to the list of all modules where Modules does not hold them.
	All *Link
}

// SidebarModule is a module in the sidebar.
type SidebarModule struct {
	Link
	Count   int // lessons
	Current bool
	Lessons []SidebarLesson // of the current module alone
}

// SidebarLesson is a lesson in the sidebar. The sections of the current one
// are taken from LessonView.Contents.
type SidebarLesson struct {
	Link
	ID      string
	Current bool
}

// Section is an entry of the table of contents of a page.
type Section struct {
	ID    string
	Title string
	Level int // 2 or 3
}

// Strip is the course drawn as bars, one for each lesson (or for each module
// of a long course), as high as its minutes.
type Strip struct {
	// Bars holds at most 60.
	Bars []Bar
	// Lessons and Minutes are those of the whole course.
	Lessons, Minutes int
	// OfModules says that a bar is a module, not a lesson.
	OfModules bool
}

// Bar is one bar of a strip.
type Bar struct {
	Minutes int
	Current bool
	// Group is the number of the module, shown below its first bar. A change of
	// group leaves a gap.
	Group string
}

// Entry is a lesson in a list.
type Entry struct {
	Link
	ID          string
	Minutes     int
	Description string
}

// ModuleEntry is a module in a list with its lessons.
type ModuleEntry struct {
	Link
	ID          string // unique on the page, used as an anchor: "module-8"
	Description string
	Minutes     int
	Count       int     // lessons
	Lessons     []Entry // empty where only the modules are listed
}

// HomeView is the home of one course.
type HomeView struct {
	Page
	Lede    string
	Modules []ModuleEntry
	Lessons int
	Minutes int
	// First is the first lesson; nil in an empty course.
	First *Link
	// Print leads to the whole course on one page; nil where there is none.
	Print *Link
	// Body is the index file of the course. May be nil.
	Body Body
}

// CoursesView is the home of a site with several courses.
type CoursesView struct {
	Page
	Lede    string
	Courses []CourseEntry
	Body    Body
}

// CourseEntry is a course in the list of courses.
type CourseEntry struct {
	Link
	Lang             string
	Description      string
	Modules, Lessons int
	Minutes          int
	Strip            *Strip
}

// ModuleView is the page of one module.
type ModuleView struct {
	Page
	Number  string
	Lede    string
	Lessons []Entry
	Minutes int
	// Prev and Next are the neighbouring modules.
	Prev, Next *Link
	Print      *Link
	// Body is the index file of the module. May be nil.
	Body Body
}

// LessonView is the page of one lesson, or of any other page of running text
// (then without Number, Minutes and neighbours).
type LessonView struct {
	Page
	ID     string
	Number string // "8.11"
	Lede   string // plain text below the title
	// Difficulty is beginner, intermediate or advanced, shown in the language
	// of the interface, or the author's own word.
	Difficulty string
	Minutes    int // 0 where not known
	Topics     []Link
	// Prerequisites and Related are lessons, as advice.
	Prerequisites []Link
	Related       []Link
	Contents      []Section
	Prev, Next    *Link
	EditURL       string
	Updated       time.Time // zero where not known
	// Print leads to the page that holds the whole module.
	Print *Link
	// Draft says that the lesson is shown only because drafts were asked for.
	Draft bool
	Body  Body
}

// NotFoundView is the 404 page. Its addresses are rooted.
type NotFoundView struct {
	Page
	// Modules of the only course, or Courses of several, as a way on.
	Modules []ModuleEntry
	Courses []CourseEntry
}

// PrintView is several lessons on one page: a module, or a whole course.
type PrintView struct {
	Page
	Lede    string
	Modules []PrintModule
}

// PrintModule is a module on a print page.
type PrintModule struct {
	Number  string
	Title   string
	ID      string // anchor
	Lessons []PrintLesson
}

// PrintLesson is a lesson on a print page. Its Body writes ids with a prefix
// that is unique on the page.
type PrintLesson struct {
	Number string
	Title  string
	ID     string // anchor
	Lede   string
	Body   Body
}

// RedirectView is the page at an address that a lesson once had.
type RedirectView struct {
	Page
	Target Link
}

// Write writes a body to the page at the place of the call and returns nothing
// to print: the templates say {{.Write .Body}}.
func (p *Page) Write(b Body) (template.HTML, error) {
	if b == nil {
		return "", nil
	}
	return "", b(p.out)
}
