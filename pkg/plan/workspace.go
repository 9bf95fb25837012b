package plan

import (
	"io/fs"

	"course/pkg/diag"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/source"
)

// Workspace is what plans are compared with: a project's files, and its
// lessons as the build sees them. A method is called from one goroutine at a
// time.
type Workspace interface {
	// Root is the project's file system.
	Root() fs.FS
	// Lessons lists all lessons in reading order.
	Lessons() []LessonRef
	// Lesson returns the parsed lesson of a path, parsed at most once; false
	// where the path is not a lesson's.
	Lesson(path string) (*Lesson, bool)
}

// LessonRef names a lesson without parsing it.
type LessonRef struct {
	Path  string // below the project's root, with slashes
	ID    string
	Route string // with slashes at both ends
	Title string
	Order int // position in its module, from 1; 0 where it has none
}

// Lesson is a parsed lesson.
type Lesson struct {
	LessonRef
	File  *source.File
	Front lesson.Front
	Facts *markdown.Facts // nil where the lesson was rejected
	// Rejected says that the lesson does not parse; Found says why, and holds
	// the other findings of parsing and rendering.
	Rejected bool
	Found    diag.List
}

// Alias lets a plan that was written for another layout hold unchanged: a
// path below From is read as below To.
type Alias struct{ From, To string }

// Options tune a validation. The zero value is usable.
type Options struct {
	// Paths are the path aliases of plans.paths.
	Paths []Alias
	// Dirs are the plan folders. Defaults to DefaultDirs.
	Dirs []string
	// Root is the absolute path of the project, so that absolute paths in
	// plans can be made relative. May be empty.
	Root string
	// Renames gives the present path of a file that git saw being renamed. It
	// is asked only when a file is missing and nothing else explains it. May
	// be nil.
	Renames func(path string) (string, bool)
	// Prose gives the language that the project asks the prose of a lesson to
	// be in, "" for none. A plan's own words come first. May be nil.
	Prose func(path string) string
	// Padding is the share of blank and repeated lines above which min_lines
	// warns. Defaults to 0.5.
	Padding float64
	// Cyrillic is the share of Cyrillic letters in prose that "Russian text"
	// asks for. Defaults to 0.6.
	Cyrillic float64
}

// DefaultDirs are the folders that plans are looked for in.
func DefaultDirs() []string { return []string{".planning", "plans"} }

func (o Options) withDefaults() Options {
	if o.Padding == 0 {
		o.Padding = 0.5
	}
	if o.Cyrillic == 0 {
		o.Cyrillic = 0.6
	}
	if o.Dirs == nil {
		o.Dirs = DefaultDirs()
	}
	return o
}

// Input is one plan to validate.
type Input struct {
	File *source.File
	// Named says that the user named the plan on the command line: it is
	// never pending.
	Named bool
	// Foreign says that the plan lies outside the plan folders: it is judged
	// alone and not compared with other plans.
	Foreign bool
}
