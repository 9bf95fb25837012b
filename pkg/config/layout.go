package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"course/pkg/source"
)

// LayoutKind names a way to lay out a project.
type LayoutKind string

// The layouts that Detect recognises.
const (
	// LayoutNone is a project in which no lessons were found.
	LayoutNone LayoutKind = "none"
	// LayoutConfigured has its content root from course.yaml.
	LayoutConfigured LayoutKind = "configured"
	// LayoutContent keeps lessons in content/.
	LayoutContent LayoutKind = "content"
	// LayoutStarlight keeps them in src/content/docs/.
	LayoutStarlight LayoutKind = "starlight"
	// LayoutAstro keeps them in src/content/, a folder a collection.
	LayoutAstro LayoutKind = "astro"
	// LayoutDocs keeps them in docs/, as Docusaurus and others do.
	LayoutDocs LayoutKind = "docs"
	// LayoutChapters keeps them in chapters/LANGUAGE/ with a _toctree.yml.
	LayoutChapters LayoutKind = "chapters"
	// LayoutUnits keeps them in units/LANGUAGE/ with a _toctree.yml.
	LayoutUnits LayoutKind = "units"
)

// Layout is where a project keeps its lessons, and how that was found.
type Layout struct {
	Kind LayoutKind
	// Root is the content root below the project's root.
	Root string
	// Why is one sentence for people on how the root and the courses were
	// recognised.
	Why string
	// Static are the folders below the project's root that are copied
	// verbatim to the root of the site, if they exist.
	Static []string
	// PublicIsInput says that the folder public holds sources.
	PublicIsInput bool
}

// Detect recognises the layout of a project without configuration and the
// courses in it, in the order of their folders. Course.Language is filled in
// where the name of a folder tells it. Errors are those of reading folders.
func Detect(fsys fs.FS) (Layout, []Course, error) {
	for _, c := range []struct {
		kind LayoutKind
		root string
	}{
		{LayoutContent, "content"},
		{LayoutStarlight, "src/content/docs"},
		{LayoutAstro, "src/content"},
		{LayoutChapters, "chapters"},
		{LayoutUnits, "units"},
		{LayoutDocs, "docs"},
	} {
		if c.kind == LayoutChapters || c.kind == LayoutUnits {
			if trees, err := fs.Glob(fsys, c.root+"/*/_toctree.yml"); err != nil || len(trees) == 0 {
				continue
			}
		}
		lessons, err := hasLessons(fsys, c.root)
		if err != nil {
			return Layout{}, nil, err
		}
		if !lessons {
			continue
		}
		layout := layoutAt(fsys, c.kind, c.root)
		courses, why, err := detectCourses(fsys, c.kind, c.root)
		if err != nil {
			return Layout{}, nil, err
		}
		layout.Why = fmt.Sprintf("lessons found in %s (%s layout): %s", c.root, c.kind, why)
		return layout, courses, nil
	}
	layout := layoutAt(fsys, LayoutNone, "content")
	layout.Why = "no lessons found in content, src/content/docs, src/content, chapters, units or docs; content.dir in " + FileName + " can name another folder"
	return layout, nil, nil
}

// layoutAt fills in what follows from a content root.
func layoutAt(fsys fs.FS, kind LayoutKind, root string) Layout {
	l := Layout{Kind: kind, Root: root}
	l.PublicIsInput = kind == LayoutStarlight || kind == LayoutAstro || matches(fsys, "astro.config.*")
	candidates := []string{path.Join(root, "static")}
	if l.PublicIsInput {
		candidates = append(candidates, "public")
	}
	if matches(fsys, "docusaurus.config.*") {
		candidates = append(candidates, "static")
	}
	for _, dir := range candidates {
		if isDir(fsys, dir) && !slices.Contains(l.Static, dir) {
			l.Static = append(l.Static, dir)
		}
	}
	return l
}

// numbered is a folder or file with the prefix that gives it a place.
var numbered = regexp.MustCompile(`^\d+([-_. ]|$)`)

// detectCourses tells the courses below a content root.
func detectCourses(fsys fs.FS, kind LayoutKind, root string) ([]Course, string, error) {
	folders, direct, err := lessonFolders(fsys, root)
	if err != nil {
		return nil, "", err
	}
	switch {
	case kind == LayoutChapters || kind == LayoutUnits:
		return languageCourses(folders), "each language is a course", nil
	case direct:
		courses, err := translations(fsys, root, folders)
		why := "lessons stand directly in it, so all of it is one course"
		if len(courses) > 0 {
			why += ", and each translated folder another"
		}
		return append([]Course{{Dir: "."}}, courses...), why, err
	case slices.ContainsFunc(folders, numbered.MatchString):
		return []Course{{Dir: "."}}, "its folders are numbered like modules, so all of it is one course", nil
	case !slices.ContainsFunc(folders, func(name string) bool { return !isLanguage(name) }):
		return languageCourses(folders), "each language is a course", nil
	}
	courses := make([]Course, len(folders))
	for i, name := range folders {
		courses[i].Dir = name
	}
	return courses, "each folder with lessons is a course", nil
}

func languageCourses(folders []string) []Course {
	courses := make([]Course, len(folders))
	for i, name := range folders {
		courses[i].Dir = name
		if isLanguage(name) {
			courses[i].Language = name
		}
	}
	return courses
}

// isLanguage reports whether a folder is named like a language: two letters,
// perhaps with a script or region ("ru", "pt-br", "zh-CN").
func isLanguage(name string) bool {
	base, _, _ := strings.Cut(name, "-")
	if len(base) != 2 {
		return false
	}
	_, err := language.Parse(name)
	return err == nil
}

// translations returns the folders that hold the lessons of root in another
// language. The name alone is not enough ("os", "id"): a lesson in it must
// have a twin of the same path in root.
func translations(fsys fs.FS, root string, folders []string) ([]Course, error) {
	var courses []Course
	for _, name := range folders {
		if !isLanguage(name) {
			continue
		}
		twin := false
		dir := path.Join(root, name)
		err := eachLesson(fsys, dir, func(p string) error {
			rest := strings.TrimPrefix(p, dir+"/")
			stem := path.Join(root, strings.TrimSuffix(rest, path.Ext(rest)))
			if matches(fsys, globEscape.Replace(stem)+".md*") {
				twin = true
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if twin {
			courses = append(courses, Course{Dir: name, Language: name})
		}
	}
	return courses, nil
}

var globEscape = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`)

// lessonFolders returns the folders of dir that hold lessons at any depth,
// and whether lessons stand directly in dir.
func lessonFolders(fsys fs.FS, dir string) (folders []string, direct bool, err error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, false, fmt.Errorf("list %s: %w", dir, err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			direct = direct || isLesson(e.Name())
			continue
		}
		if source.Skip(e.Name()) || e.Name() == "static" {
			continue
		}
		lessons, err := hasLessons(fsys, path.Join(dir, e.Name()))
		if err != nil {
			return nil, false, err
		}
		if lessons {
			folders = append(folders, e.Name())
		}
	}
	return folders, direct, nil
}

// isLesson reports whether a file is read as a lesson.
func isLesson(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return (ext == ".mdx" || ext == ".md") && name[0] != '.'
}

func hasLessons(fsys fs.FS, dir string) (bool, error) {
	found := false
	err := eachLesson(fsys, dir, func(string) error {
		found = true
		return fs.SkipAll
	})
	return found, err
}

// eachLesson calls fn for the lessons below dir in path order. A folder that
// does not exist has none.
func eachLesson(fsys fs.FS, dir string, fn func(p string) error) error {
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != dir && (source.Skip(d.Name()) || p == dir+"/static"):
			return fs.SkipDir
		case d.IsDir() || !isLesson(d.Name()):
			return nil
		}
		return fn(p)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for lessons in %s: %w", dir, err)
	}
	return nil
}

func isDir(fsys fs.FS, dir string) bool {
	info, err := fs.Stat(fsys, dir)
	return err == nil && info.IsDir()
}

func matches(fsys fs.FS, pattern string) bool {
	names, err := fs.Glob(fsys, pattern)
	return err == nil && len(names) > 0
}
