package plan

import (
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"course/pkg/markdown"
)

func quoteMeta(s string) string { return regexp.QuoteMeta(s) }

// window is the number of lines that a pattern may span when "." is let cross
// line ends.
const window = 5

// matchAcross looks for a pattern in a file; where it misses, "." may cross
// line ends within a window.
func (t *trial) matchAcross(expression string, f *content) (Evidence, string, bool) {
	if f.large {
		return Evidence{}, "", false
	}
	if isLiteral(expression) {
		hits := literal(Keyword{Text: expression}, f)
		if len(hits) == 0 {
			return Evidence{}, "", false
		}
		return f.at(hits[0].offset), "", true
	}
	re, err := t.regex("(?m)" + expression)
	if err != nil {
		return Evidence{}, "", false
	}
	if m := re.FindIndex(f.seen); m != nil {
		return f.at(m[0]), "", true
	}
	if !strings.Contains(expression, ".") || f.binary {
		return Evidence{}, "", false
	}
	across, err := t.regex("(?ms)" + expression)
	if err != nil || !across.Match(f.seen) {
		return Evidence{}, "", false
	}
	for line := 1; line <= f.file.Lines(); line++ {
		start, _ := f.file.LineSpan(line)
		_, end := f.file.LineSpan(min(line+window-1, f.file.Lines()))
		if m := across.FindIndex(f.seen[start:end]); m != nil {
			how := fmt.Sprintf("the match spans line ends, within %d lines", window)
			return f.at(start + m[0]), how, true
		}
	}
	return Evidence{}, "", false
}

// isLiteral reports whether an expression has no signs of one, so that it can
// be searched as text.
func isLiteral(expression string) bool { return regexp.QuoteMeta(expression) == expression }

// elsewhere looks for a pattern in the plan's own artifacts.
func (t *trial) elsewhere(expression string) (Evidence, bool) {
	for i := range t.places {
		for _, f := range t.contents(&t.places[i]) {
			if ev, _, ok := t.matchAcross(expression, f); ok {
				return ev, true
			}
		}
	}
	return Evidence{}, false
}

// A pattern is called weak when it matches most of the lessons; below this
// number of lessons, that means nothing.
const weakLessons = 10

// weak warns of a pattern that would be found almost anywhere.
func (t *trial) weak(l KeyLink, expression string, from end) {
	c := Check{
		Code: "weak-pattern", Kind: KindLink, State: Warning, At: l.Pattern.Span,
		Requirement: fmt.Sprintf("a pattern that says something: %s", quote(l.Pattern.Value)),
	}
	plain := strings.NewReplacer(".*", "", ".+", "", `\s*`, "", `\s+`, "", `\`, "", "^", "", "$", "").Replace(expression)
	if len([]rune(strings.TrimSpace(plain))) < 4 {
		c.Message, c.Hint = "it has fewer than 4 characters", "name what connects the two"
		t.add(c)
		return
	}
	if len(from.files) != 1 || !t.isLesson(from.files[0]) || len(t.lessons) < weakLessons {
		return
	}
	if n := t.spread(expression); n > 0 {
		c.Message = fmt.Sprintf("it matches %d of %d lessons", n, len(t.lessons))
		c.Hint = "name what connects these two lessons alone"
		t.add(c)
	}
}

// spread returns how many lessons a pattern matches if that is most of them
// (three in five), else 0. A sample decides whether it is worth asking all.
func (t *trial) spread(expression string) int {
	sample := 15
	step := max(1, len(t.lessons)/sample)
	tried, matched := 0, 0
	for i := 0; i < len(t.lessons); i += step {
		tried++
		if t.lessonMatches(expression, t.lessons[i].Path) {
			matched++
		} else if (tried-matched)*5 > sample*2 {
			return 0
		}
	}
	if matched*5 < tried*3 {
		return 0
	}
	all := 0
	for _, l := range t.lessons {
		if t.lessonMatches(expression, l.Path) {
			all++
		}
	}
	if all*5 < len(t.lessons)*3 {
		return 0
	}
	return all
}

func (t *trial) lessonMatches(expression, p string) bool {
	f := t.glance(p)
	if f == nil || f.large {
		return false
	}
	if isLiteral(expression) {
		return len(literal(Keyword{Text: expression}, f)) > 0
	}
	re, err := t.regex("(?m)" + expression)
	return err == nil && re.Match(f.seen)
}

// refersTo looks for a real reference from one lesson to another: a link,
// a prerequisite, an import, a mention of its slug.
func (t *trial) refersTo(from, to *content) (Evidence, string, bool) {
	l, target := from.lesson, to.lesson
	if l.Facts != nil {
		for _, link := range l.Facts.Links {
			if link.Kind == markdown.LinkPage || link.Kind == markdown.LinkAsset {
				if t.leadsTo(link.Dest, l, target) {
					return from.at(link.Span.Start), "by a link", true
				}
			}
		}
	}
	for _, p := range l.Front.Prerequisites {
		if t.leadsTo(p.Value, l, target) {
			return from.at(p.Span.Start), "by prerequisites", true
		}
	}
	for _, p := range l.Front.Related {
		if t.leadsTo(p.Value, l, target) {
			return from.at(p.Span.Start), "by related", true
		}
	}
	slug := stem(target.File.Path)
	for _, word := range []string{slug, looseKey(slug)} {
		if len(word) < 6 || !strings.ContainsAny(word, "-_") {
			continue
		}
		if evs := firstWord(word, from); len(evs) > 0 {
			return evs[0], "by a mention of its name", true
		}
	}
	return Evidence{}, "", false
}

// leadsTo reports whether a destination written in a lesson is another one:
// a path beside it, a route, an id.
func (t *trial) leadsTo(dest string, from, to *Lesson) bool {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if dest == "" || strings.Contains(dest, "://") {
		return false
	}
	plain := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(dest, "/"), ".mdx"), ".md")
	plain = strings.TrimSuffix(strings.TrimSuffix(plain, "index.html"), "/")
	target := strings.TrimSuffix(to.File.Path, path.Ext(to.File.Path))
	if !strings.HasPrefix(plain, "/") {
		for _, base := range []string{path.Dir(from.File.Path), strings.TrimSuffix(from.File.Path, path.Ext(from.File.Path))} {
			joined := path.Join(base, plain)
			if joined == target || looseKey(joined) == looseKey(target) {
				return true
			}
		}
	}
	bare := strings.Trim(plain, "/")
	route := strings.Trim(to.Route, "/")
	return bare != "" && (bare == to.ID || bare == route || looseKey(bare) == looseKey(route) && route != "" ||
		strings.HasSuffix(route, "/"+bare) || strings.HasSuffix(to.ID, "/"+bare))
}

// relativeLink is how one lesson would link to another.
func relativeLink(from, to string) string {
	rel, err := filepath.Rel(path.Dir(from), to)
	if err != nil {
		return "/" + to
	}
	rel = filepath.ToSlash(rel)
	if !strings.HasPrefix(rel, ".") {
		rel = "./" + rel
	}
	return rel
}
