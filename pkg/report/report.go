// Package report writes findings for people and for programs: text for a
// terminal, JSON, SARIF 2.1.0, JUnit XML and GitHub annotations.
//
// A Report is the findings of one run with the sources that they are about.
// Positions, which are byte offsets until here, become lines and columns:
// columns count Unicode code points from 1 in every format, as editors and
// compilers count them; only the line of carets under a source line is laid
// out in cells of the terminal.
//
//	r := report.Report{Findings: found, Sources: report.FromFS(fsys), Files: 57}
//	err := r.Write(os.Stderr, report.Text)
//
// Other reports (of plans) are written through the same parts: a finding is a
// diag.Diagnostic everywhere, and WriteJUnit takes suites of any origin.
package report

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"course/pkg/diag"
	"course/pkg/source"
)

// Format is the name of a format, as --format takes it.
type Format string

// The formats.
const (
	Text   Format = "text"
	JSON   Format = "json"
	SARIF  Format = "sarif"
	JUnit  Format = "junit"
	GitHub Format = "github"
)

// Formats lists all formats in the order that help shows them in.
func Formats() []Format { return []Format{Text, JSON, SARIF, JUnit, GitHub} }

// ParseFormat returns the format of a name; the error lists the names.
func ParseFormat(name string) (Format, error) {
	names := make([]string, 0, len(Formats()))
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
		names = append(names, string(f))
	}
	err := fmt.Errorf("no format %q: choose one of %s", name, strings.Join(names, ", "))
	if near := diag.Nearest(name, names); near != "" {
		err = fmt.Errorf("no format %q: did you mean %q?", name, near)
	}
	return "", err
}

// Sources gives the files that findings are about.
type Sources interface {
	// File returns a file by its path below the project's root, or nil where
	// it cannot be read (any more).
	File(path string) *source.File
}

// Report is what one run found.
type Report struct {
	// Findings in the order in which they are written.
	Findings diag.List
	// Sources of the excerpts and positions. Defaults to none: findings are
	// then written without excerpts, at the start of their files.
	Sources Sources
	// Files is the number of files that were looked at.
	Files int
	// Style of the text format. Defaults to plain text.
	Style Style
	// Tool names the program in SARIF and JUnit. Defaults to "course" without
	// a version.
	Tool Tool
	// Prefix is the path from the repository's root to the project's, for
	// GitHub and SARIF, whose paths start there. Defaults to "": the same.
	Prefix string
	// Strict makes warnings failures in JUnit.
	Strict bool
}

// Tool is the program that found the findings.
type Tool struct {
	Name, Version string
	// Explain returns one sentence on a code, "" where there is none.
	// Defaults to none.
	Explain func(code string) string
}

// Write writes the report in a format.
func (r *Report) Write(w io.Writer, f Format) error {
	switch f {
	case Text:
		return r.writeText(w)
	case JSON:
		return r.writeJSON(w)
	case SARIF:
		return r.writeSARIF(w)
	case JUnit:
		return r.writeJUnit(w)
	case GitHub:
		return r.writeGitHub(w)
	}
	return fmt.Errorf("write findings: no format %q", f)
}

// Summary is the line that ends a run: "2 errors, 1 warning in 57 files".
func (r *Report) Summary() string {
	errors, warnings := r.Findings.Count()
	return fmt.Sprintf("%s, %s in %s", count(errors, "error"), count(warnings, "warning"), count(r.Files, "file"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (r *Report) file(path string) *source.File {
	if r.Sources == nil || path == "" {
		return nil
	}
	return r.Sources.File(path)
}

// Range is a span as lines and columns.
type Range struct{ Start, End source.Position }

// Resolve turns a span into positions. What has no place (a whole file, a
// file that cannot be read) is at line 1, column 1.
func Resolve(sources Sources, span diag.Span) Range {
	first := source.Position{Line: 1, Column: 1}
	if span.IsWhole() || span.File == "" || sources == nil {
		return Range{first, first}
	}
	file := sources.File(span.File)
	if file == nil {
		return Range{first, first}
	}
	return Range{file.Position(span.Start), file.Position(max(span.Start, span.End))}
}

// FromFS reads sources out of a file system when they are asked for, and
// keeps them. Safe for concurrent use.
func FromFS(fsys fs.FS) Sources { return &cached{fsys: fsys, files: map[string]*source.File{}} }

type cached struct {
	fsys  fs.FS
	mu    sync.Mutex
	files map[string]*source.File
}

func (c *cached) File(path string) *source.File {
	c.mu.Lock()
	defer c.mu.Unlock()
	file, ok := c.files[path]
	if !ok {
		// A file that cannot be read costs its excerpt, nothing else.
		file, _ = source.Read(c.fsys, path)
		c.files[path] = file
	}
	return file
}
