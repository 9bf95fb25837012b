package config

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"course/pkg/diag"
)

// complete fills in what depends on the project's files and checks what
// depends on more than one key.
func (c *Config) complete(fsys fs.FS, found *diag.List) error {
	if err := c.findContent(fsys, found); err != nil {
		return err
	}
	c.checkCourses(fsys, found)
	c.checkRecords(found)
	if err := c.guessLanguages(fsys); err != nil {
		return err
	}
	if c.Output == "" {
		c.Output = "public"
		if c.Layout.PublicIsInput {
			c.Output = "dist"
		}
	}
	c.checkOutput(found)
	for i, dir := range c.Plans.Dirs {
		c.Plans.Dirs[i] = cleanInside(dir)
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	return nil
}

// findContent settles the content root and the courses.
func (c *Config) findContent(fsys fs.FS, found *diag.List) error {
	if c.Content.Dir == "" {
		layout, courses, err := Detect(fsys)
		if err != nil {
			return err
		}
		c.Layout, c.Content.Dir = layout, layout.Root
		if len(c.Courses) == 0 {
			c.Courses = courses
		}
		return nil
	}
	c.Content.Dir = cleanInside(c.Content.Dir)
	c.Layout = layoutAt(fsys, LayoutConfigured, c.Content.Dir)
	c.Layout.Why = "content.dir in " + FileName + " names " + c.Content.Dir
	if !isDir(fsys, c.Content.Dir) {
		c.report(found, "content.dir", fmt.Sprintf("there is no folder %q", c.Content.Dir),
			nearestFolder(fsys, path.Dir(c.Content.Dir), path.Base(c.Content.Dir)))
		return nil
	}
	if len(c.Courses) > 0 {
		return nil
	}
	courses, why, err := detectCourses(fsys, LayoutConfigured, c.Content.Dir)
	c.Courses = courses
	c.Layout.Why += ": " + why
	return err
}

// checkCourses reports courses without a folder, and folders given twice.
func (c *Config) checkCourses(fsys fs.FS, found *diag.List) {
	first := map[string]int{}
	for i := range c.Courses {
		course := &c.Courses[i]
		key := fmt.Sprintf("courses[%d]", i)
		if course.Dir == "" {
			course.Dir = "."
			if !c.given(key + ".dir") {
				c.report(found, key, "the course has no dir", "name its folder below "+c.Content.Dir)
			}
			continue
		}
		course.Dir = cleanInside(course.Dir)
		if earlier, ok := first[course.Dir]; ok {
			c.report(found, key+".dir", fmt.Sprintf("%q is a course already", course.Dir), "remove one of the two",
				diag.Related{Span: c.At(fmt.Sprintf("courses[%d].dir", earlier)), Message: "first given here"})
			continue
		}
		first[course.Dir] = i
		dir := path.Join(c.Content.Dir, course.Dir)
		if !isDir(fsys, dir) {
			c.report(found, key+".dir", fmt.Sprintf("there is no folder %q", dir), nearestFolder(fsys, path.Dir(dir), path.Base(dir)))
		}
	}
}

// checkRecords reports records that lack the key that makes them one.
func (c *Config) checkRecords(found *diag.List) {
	need := func(value, record, key string) {
		if value == "" && !c.given(record+"."+key) {
			c.report(found, record, record+" has no "+key, "")
		}
	}
	for i, p := range c.Plans.Paths {
		need(p.From, fmt.Sprintf("plans.paths[%d]", i), "from")
	}
	for i, r := range c.Check.Rules {
		need(r.Code, fmt.Sprintf("check.rules[%d]", i), "code")
		need(r.Severity, fmt.Sprintf("check.rules[%d]", i), "severity")
	}
	for i, k := range c.Check.FrontMatter {
		need(k.Key, fmt.Sprintf("check.frontmatter[%d]", i), "key")
	}
}

// checkOutput refuses a folder for the site that holds the sources or lies
// among them: published files would be read as sources the next time.
func (c *Config) checkOutput(found *diag.List) {
	root, err := filepath.Abs(c.Dir)
	if err != nil {
		return
	}
	out, err := filepath.Abs(c.OutputDir())
	if err != nil {
		return
	}
	content := filepath.Join(root, filepath.FromSlash(c.Content.Dir))
	name := c.Output
	if rel, err := filepath.Rel(root, out); err == nil {
		name = filepath.ToSlash(rel)
	}
	switch {
	case within(root, out):
		c.report(found, "output", fmt.Sprintf("output %q holds the project itself", name), "name a folder of its own, such as public")
	case within(out, content):
		c.report(found, "output", fmt.Sprintf("output %q lies inside the content %q", name, c.Content.Dir), "name a folder beside the content, such as public")
	case within(content, out):
		c.report(found, "output", fmt.Sprintf("output %q holds the content %q", name, c.Content.Dir), "name a folder of its own, such as public")
	case c.Layout.PublicIsInput && out == filepath.Join(root, "public"):
		c.report(found, "output", `output "public" is an input of this project`, "name a folder of its own, such as dist")
	}
}

// given reports whether the file has the key, if only with a value that was
// refused.
func (c *Config) given(key string) bool {
	_, ok := c.places[key]
	return ok
}

// within reports whether p is dir or lies below it.
func within(p, dir string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func (c *Config) report(found *diag.List, key, message, hint string, related ...diag.Related) {
	found.Add(diag.Diagnostic{
		Code: "config-value", Severity: diag.Error, Span: c.At(key),
		Message: message, Hint: hint, Related: related,
	})
}

func nearestFolder(fsys fs.FS, dir, name string) string {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	if near := diag.Nearest(name, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// guessLanguages gives a language to the courses that have none, and to the
// site.
func (c *Config) guessLanguages(fsys fs.FS) error {
	for i := range c.Courses {
		course := &c.Courses[i]
		if course.Language == "" {
			course.Language = c.Language
		}
		if course.Language != "" {
			continue
		}
		guess, err := guessLanguage(fsys, path.Join(c.Content.Dir, course.Dir))
		if err != nil {
			return err
		}
		course.Language = guess
	}
	if c.Language == "" {
		c.Language = "en"
		if len(c.Courses) > 0 {
			c.Language = c.Courses[0].Language
		}
	}
	return nil
}

// guessBytes is how much of how many lessons decides the language.
const (
	guessBytes   = 16 << 10
	guessLessons = 3
)

// guessLanguage tells Russian from English by the script of the first
// lessons. Code is Latin in any language, so a quarter of Cyrillic letters is
// enough.
func guessLanguage(fsys fs.FS, dir string) (string, error) {
	letters, cyrillic, lessons := 0, 0, 0
	err := eachLesson(fsys, dir, func(p string) error {
		text, err := readStart(fsys, p, guessBytes)
		if err != nil {
			return err
		}
		for _, r := range text {
			if unicode.IsLetter(r) {
				letters++
			}
			if unicode.Is(unicode.Cyrillic, r) {
				cyrillic++
			}
		}
		if lessons++; lessons == guessLessons {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if cyrillic*4 > letters {
		return "ru", nil
	}
	return "en", nil
}

func readStart(fsys fs.FS, p string, limit int64) (string, error) {
	f, err := fsys.Open(p)
	if err != nil {
		return "", fmt.Errorf("open %s: %w", p, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", p, err)
	}
	return string(data), nil
}
