package plan_test

import (
	"flag"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"course/pkg/internal/testkit"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/plan"
	"course/pkg/source"
	"course/pkg/theme"
)

var update = flag.Bool("update", false, "rewrite the wanted output")

// bench is a workspace over the files of a case: lessons are what lies below
// content/.
type bench struct {
	fsys   fs.FS
	refs   []plan.LessonRef
	parsed map[string]*plan.Lesson
	asked  int
}

// dialect is the Markdown of the default theme.
var dialect = sync.OnceValues(func() (*markdown.Markdown, error) {
	t, _, err := theme.Load([]theme.Layer{theme.Default()}, theme.Options{})
	if err != nil {
		return nil, err
	}
	return markdown.New(markdown.Options{Components: t.Components()}), nil
})

func newBench(fsys fs.FS) *bench {
	b := &bench{fsys: fsys, parsed: map[string]*plan.Lesson{}}
	_ = fs.WalkDir(fsys, "content", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (path.Ext(p) == ".mdx" || path.Ext(p) == ".md") {
			b.refs = append(b.refs, refOf(p))
		}
		return nil
	})
	return b
}

var prefix = regexp.MustCompile(`(^|/)\d+-`)

func refOf(p string) plan.LessonRef {
	bare := strings.TrimSuffix(strings.TrimPrefix(p, "content/"), path.Ext(p))
	_, inCourse, _ := strings.Cut(bare, "/")
	order, _ := strconv.Atoi(strings.SplitN(path.Base(p), "-", 2)[0])
	return plan.LessonRef{Path: p, ID: prefix.ReplaceAllString(inCourse, "$1"), Route: "/" + bare + "/", Title: path.Base(bare), Order: order}
}

func (b *bench) Root() fs.FS               { return b.fsys }
func (b *bench) Lessons() []plan.LessonRef { return b.refs }

func (b *bench) Lesson(p string) (*plan.Lesson, bool) {
	if l, ok := b.parsed[p]; ok {
		return l, true
	}
	i := slices.IndexFunc(b.refs, func(r plan.LessonRef) bool { return r.Path == p })
	if i < 0 {
		return nil, false
	}
	f, err := source.Read(b.fsys, p)
	if err != nil {
		return nil, false
	}
	b.asked++
	md, err := dialect()
	if err != nil {
		panic(err) // the embedded templates are part of the binary
	}
	parsed, found := lesson.Parse(md, f, lesson.Options{Lang: "en"})
	l := &plan.Lesson{LessonRef: b.refs[i], File: f, Front: parsed.Front, Rejected: parsed.Rejected(), Found: found}
	if parsed.Doc != nil && !l.Rejected {
		l.Facts = parsed.Doc.Facts()
	}
	b.parsed[p] = l
	return l, true
}

// judge validates the plans of a file system: those named in only, else all.
func judge(t *testing.T, fsys fs.FS, named []string, opt plan.Options) *plan.Report {
	t.Helper()
	paths := named
	if len(paths) == 0 {
		var err error
		if paths, err = plan.Find(fsys, plan.DefaultDirs()); err != nil {
			t.Fatal(err)
		}
	}
	var inputs []plan.Input
	for _, p := range paths {
		f, err := source.Read(fsys, p)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, plan.Input{File: f, Named: len(named) > 0})
	}
	return plan.Validate(newBench(fsys), inputs, opt)
}

// TestCases runs the archives of testdata. The comment of an archive says in
// plain words what it shows; a line "named: PATH" names plans as the command
// line would, "alias: FROM TO" is a path alias, "root: DIR" the project's
// place, "renamed: OLD NEW" what git saw.
func TestCases(t *testing.T) {
	testkit.Run(t, "testdata/*.txtar", *update, func(t *testing.T, c *testkit.Case) {
		opt, named := caseOptions(c.Comment())
		r := judge(t, unescape(c.FS()), named, opt)
		var b strings.Builder
		if err := r.WriteText(&b, plan.TextOptions{Verbose: strings.Contains(c.Comment(), "\nverbose"), Matrix: strings.Contains(c.Comment(), "\nmatrix")}); err != nil {
			t.Fatal(err)
		}
		b.WriteString(r.Summary() + "\n")
		c.Want("want.txt", b.String())
	})
}

func caseOptions(comment string) (plan.Options, []string) {
	var opt plan.Options
	var named []string
	renames := map[string]string{}
	for _, line := range strings.Split(comment, "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 2 && words[0] == "named:":
			named = append(named, words[1])
		case len(words) == 3 && words[0] == "alias:":
			opt.Paths = append(opt.Paths, plan.Alias{From: words[1], To: words[2]})
		case len(words) == 2 && words[0] == "root:":
			opt.Root = words[1]
		case len(words) == 3 && words[0] == "renamed:":
			renames[words[1]] = words[2]
		}
	}
	if len(renames) > 0 {
		opt.Renames = func(p string) (string, bool) { to, ok := renames[p]; return to, ok }
	}
	return opt, named
}

// unescape gives files what an archive cannot hold: a name that ends in .esc
// stands for the file without it, its text a quoted Go string a line.
func unescape(files fstest.MapFS) fstest.MapFS {
	for name, f := range files {
		bare, ok := strings.CutSuffix(name, ".esc")
		if !ok {
			continue
		}
		var b strings.Builder
		for _, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n") {
			if s, err := strconv.Unquote(line); err == nil {
				b.WriteString(s)
			} else {
				b.WriteString(line + "\n")
			}
		}
		delete(files, name)
		files[bare] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return files
}
