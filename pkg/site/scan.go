package site

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/lesson"
	"course/pkg/source"
)

// scanAll reads, parses and renders every lesson file that the session does
// not know as it is now. Each file has a slot of its own, filled by one
// worker.
func (s *Session) scanAll(ctx context.Context) error {
	s.listLessons()
	var todo []source.Entry
	known := map[string]bool{}
	for _, p := range s.paths {
		known[p] = true
		e, _ := s.tree.Entry(p)
		if old, ok := s.scans[p]; !ok || old.entry != e {
			todo = append(todo, e)
		}
	}
	for p := range s.scans {
		if !known[p] {
			delete(s.scans, p)
		}
	}
	slots := make([]*scan, len(todo))
	err := s.each(ctx, "read", len(todo), func(i int) error {
		var err error
		slots[i], err = s.scanOne(todo[i])
		return err
	})
	if err != nil {
		return err
	}
	for i, e := range todo {
		s.scans[e.Path] = slots[i]
	}
	return nil
}

// listLessons takes the lesson files of all courses out of the tree.
func (s *Session) listLessons() {
	s.paths = s.paths[:0]
	for _, e := range s.tree.Entries() {
		if course.IsLessonFile(s.Config.Content.Dir, e.Path) && !s.static(e.Path) && s.courseOf(e.Path) >= 0 {
			s.paths = append(s.paths, e.Path)
		}
	}
}

// static reports whether a file is copied as it is, whatever its name.
func (s *Session) static(p string) bool {
	for _, folder := range s.Config.Layout.Static {
		if strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	return false
}

// courseOf returns the index of the course that a file belongs to: the one
// with the deepest folder, or -1.
func (s *Session) courseOf(p string) int {
	best := -1
	for i, c := range s.Config.Courses {
		folder := path.Join(s.Config.Content.Dir, c.Dir)
		if strings.HasPrefix(p, folder+"/") && (best < 0 || len(c.Dir) > len(s.Config.Courses[best].Dir) || s.Config.Courses[best].Dir == ".") {
			best = i
		}
	}
	return best
}

// language is that of the course that a file belongs to.
func (s *Session) language(p string) string {
	if i := s.courseOf(p); i >= 0 && s.Config.Courses[i].Language != "" {
		return s.Config.Courses[i].Language
	}
	return s.Config.Language
}

// scanOne is the stage of one file.
func (s *Session) scanOne(e source.Entry) (*scan, error) {
	file, err := s.tree.Read(e.Path)
	if err != nil {
		return nil, err
	}
	parsed, found := lesson.Parse(s.markdown, file, s.lessonOptions(e.Path))
	sc := &scan{entry: e, found: found}
	if parsed.Doc != nil {
		fragment, more := s.markdown.Render(parsed.Doc)
		sc.found.Add(more...)
		sc.styles, sc.deferred = fragment.Styles, deferredUses(fragment)
		if !s.CheckOnly {
			if sc.fragment, err = s.spool.Put(fragment); err != nil {
				return nil, err
			}
		}
	}
	sc.summary = parsed.Summary()
	sc.found = suppressTwins(sc.found)
	return sc, nil
}

func (s *Session) lessonOptions(p string) lesson.Options {
	return lesson.Options{Lang: s.language(p), MarkdownIsMDX: s.Config.Content.Markdown == "mdx"}
}

// suppressTwins drops findings that say the same of the same place.
func suppressTwins(found diag.List) diag.List {
	type key struct {
		code       string
		start, end int
		message    string
	}
	seen := map[key]bool{}
	kept := found[:0]
	for _, d := range found {
		k := key{d.Code, d.Span.Start, d.Span.End, d.Message}
		if !seen[k] {
			seen[k] = true
			kept = append(kept, d)
		}
	}
	return kept
}

// each runs a function for 0 to n-1 on all cores and returns the error of the
// lowest index, so that what is reported does not depend on chance.
func (s *Session) each(ctx context.Context, stage string, n int, do func(i int) error) error {
	var next, done atomic.Int64
	var failed atomic.Bool
	errs := make([]error, n)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				if errs[i] = do(i); errs[i] != nil {
					failed.Store(true)
				}
				s.Progress(stage, int(done.Add(1)), n)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", stage, context.Cause(ctx))
	}
	return nil
}
