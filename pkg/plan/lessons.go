package plan

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"course/pkg/diag"
	"course/pkg/markdown"
)

// view is a parsed lesson with what the checks of the body ask again and
// again.
type view struct {
	c     *content
	facts *markdown.Facts
	// sections are the lesson's top sections in order.
	sections []section
	cyrillic bool
}

// section is a heading with what stands below it.
type section struct {
	heading    markdown.Heading
	start, end int
	words      termSet
	title      termSet
}

// view returns a lesson for the checks of the body; nil where the path is no
// lesson or the lesson was rejected.
func (j *judge) view(p string) *view {
	if v, ok := j.views[p]; ok {
		return v
	}
	var v *view
	if c := j.content(p); c != nil && c.lesson != nil && c.lesson.Facts != nil {
		v = &view{c: c, facts: c.lesson.Facts}
		v.cyrillic = v.facts.ProseLetters > 0 && v.facts.ProseCyrillic*3 > v.facts.ProseLetters
		v.divide()
	}
	j.views[p] = v
	return v
}

// divide finds the top sections: the headings of the highest level that
// occurs more than once.
func (v *view) divide() {
	count := [7]int{}
	for _, h := range v.facts.Headings {
		if h.Level >= 1 && h.Level <= 6 {
			count[h.Level]++
		}
	}
	level := 0
	for l := 1; l <= 6 && level == 0; l++ {
		if count[l] > 1 {
			level = l
		}
	}
	for l := 1; l <= 6 && level == 0; l++ {
		if count[l] > 0 {
			level = l
		}
	}
	size := len(v.c.seen)
	for _, h := range v.facts.Headings {
		if h.Level > level {
			continue
		}
		if n := len(v.sections); n > 0 {
			v.sections[n-1].end = min(h.Span.Start, size)
		}
		if h.Level == level {
			v.sections = append(v.sections, section{heading: h, start: min(h.Span.Start, size), end: size})
		}
	}
	for i := range v.sections {
		s := &v.sections[i]
		s.words, s.title = termSet{}, termSet{}
		setOf(string(v.c.seen[s.start:max(s.start, s.end)]), s.words)
		setOf(s.heading.Text, s.title)
	}
}

// holds reports whether a section holds a place.
func (s *section) holds(at diag.Span) bool { return at.Start >= s.start && at.Start < s.end }

// target is the lesson that a stretch of the body is about.
type target struct {
	path string
	// missing says that the lesson is not there, or cannot be parsed.
	missing bool
	view    *view
	// matched maps the numbered sections of the plan to sections of the lesson.
	matched map[*Ask]*section
}

// body checks what the body and must_haves.lesson ask of the plan's lessons.
func (t *trial) body() {
	whole := t.lessonTargets()
	if len(whole) == 0 {
		return
	}
	for _, w := range t.plan.Wants.Asks {
		t.askAll([]Ask{w}, whole)
	}
	for _, task := range t.plan.Body.Tasks {
		if strings.HasPrefix(task.Type, "checkpoint") {
			continue
		}
		targets := t.taskTargets(task, whole)
		if len(targets) == 0 {
			continue
		}
		spans := append([]diag.Span{task.Action}, task.Verify...)
		for _, s := range append(spans, task.Done) {
			if s.End > s.Start {
				t.askAll(t.plan.asksOf(s), targets)
			}
		}
	}
	for _, name := range []string{"verification", "success_criteria"} {
		for _, e := range t.plan.elements(name) {
			if e.Parent < 0 || t.plan.Body.Tags[e.Parent].Name != "task" {
				t.askAll(t.plan.asksOf(e.Inner), whole)
			}
		}
	}
	t.policy(whole)
	t.build(whole)
}

// policy asks for the language that the project wants, where the plan says
// nothing of it.
func (t *trial) policy(whole []*target) {
	if t.opt.Prose == nil {
		return
	}
	for key := range t.done {
		if strings.HasPrefix(key, "ask language prose ") {
			return
		}
	}
	for _, tg := range whole {
		language := languageCode(t.opt.Prose(tg.path))
		if language == "" {
			continue
		}
		at := Text{Value: "the project's language", Span: t.plan.span(0, 0)}
		for _, a := range t.plan.Artifacts {
			if contains(t.look(a.Path.Value).Found, tg.path) {
				at.Span = a.Path.Span
				break
			}
		}
		if c := t.ask(&Ask{About: askLanguage, What: "prose " + language, Count: 1, Text: at}, tg); c != nil {
			t.add(*c)
		}
	}
}

// lessonTargets are the lessons that the plan writes.
func (t *trial) lessonTargets() []*target {
	var out []*target
	seen := map[string]bool{}
	add := func(p string) {
		if !seen[p] {
			seen[p] = true
			out = append(out, t.target(p))
		}
	}
	consider := func(raw string) {
		p := t.look(raw)
		for _, f := range p.Found {
			if t.isLesson(f) {
				add(f)
			}
		}
		if len(p.Found) == 0 && p.Class == classMissing && t.wouldBeLesson(p.Path) {
			add(p.Path)
		}
	}
	for _, a := range t.plan.Artifacts {
		if a.Path.Value != "" {
			consider(a.Path.Value)
		}
	}
	if len(t.plan.Artifacts) == 0 {
		for _, f := range t.plan.FilesModified {
			consider(f.Value)
		}
	}
	return out
}

func (t *trial) target(p string) *target {
	if tg, ok := t.targets[p]; ok {
		return tg
	}
	tg := &target{path: p, view: t.view(p), matched: map[*Ask]*section{}}
	tg.missing = tg.view == nil
	t.targets[p] = tg
	return tg
}

// wouldBeLesson reports whether a file that does not exist would be a lesson:
// its name is one's, and lessons lie in its folder or below the one above.
func (t *trial) wouldBeLesson(p string) bool {
	if ext := path.Ext(p); ext != ".mdx" && ext != ".md" {
		return false
	}
	dir := path.Dir(p)
	above := path.Dir(dir)
	return slices.ContainsFunc(t.lessons, func(l LessonRef) bool {
		return strings.HasPrefix(l.Path, dir+"/") || above != "." && strings.HasPrefix(l.Path, above+"/")
	})
}

// taskTargets are the lessons that a task writes; those of the plan where it
// names no files and there is but one.
func (t *trial) taskTargets(task Task, whole []*target) []*target {
	if len(task.Files) == 0 {
		if len(whole) == 1 {
			return whole
		}
		return nil
	}
	var out []*target
	for _, f := range task.Files {
		p := t.look(f.Value)
		for _, found := range append(p.Found, p.Path) {
			for _, w := range whole {
				if w.path == found && !slices.Contains(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

// askAll checks requirements against the lessons that they are about. With
// more than one lesson a requirement holds if any of them meets it, for the
// body does not say which one is meant.
func (t *trial) askAll(asks []Ask, targets []*target) {
	t.align(asks, targets)
	t.callouts(asks, targets)
	for i := range asks {
		a := &asks[i]
		if !t.toAsk(a) {
			continue
		}
		var best *Check
		for _, tg := range targets {
			c := t.ask(a, tg)
			if c == nil {
				continue
			}
			if best == nil || rank(c.State) < rank(best.State) {
				best = c
			}
			if best.State == Met {
				break
			}
		}
		if best != nil {
			t.add(*best)
			t.aside(a, targets, best)
		}
	}
}

func rank(s State) int { return int(s) }

// toAsk reports whether a requirement is to be checked here: callouts and
// sections are checked together, what must_haves.lesson states is not
// inferred again, and what was asked before is not asked twice.
func (t *trial) toAsk(a *Ask) bool {
	if a.About == askCallouts || a.About == askSections && a.What != "count" {
		return false
	}
	explicit := slices.ContainsFunc(t.plan.Wants.Asks, func(w Ask) bool { return w.Text.Span == a.Text.Span })
	if t.plan.Wants.groups[a.About] && !explicit {
		return false
	}
	key := a.key()
	if _, ok := t.done[key]; ok {
		return false
	}
	t.done[key] = len(t.out.Checks)
	if a.Section != nil { // asked again for the whole lesson, it says no more
		whole := *a
		whole.Section = nil
		t.done[whole.key()] = len(t.out.Checks)
	}
	return true
}

// ask checks one requirement against one lesson. nil means that nothing is
// asked.
func (t *trial) ask(a *Ask, tg *target) *Check {
	c := &Check{Kind: KindBody, State: Met, At: a.Text.Span}
	switch a.About {
	case askKeyword, askLines, askReference:
		t.restated(a, tg)
		return nil
	case askBuild:
		return nil // t.build
	}
	if tg.missing {
		c.Code, c.Requirement = a.code(), fmt.Sprintf("%s: %s", path.Base(tg.path), a.words())
		c.State, c.Message, c.Follows = t.failed(), "the lesson could not be looked at", true
		if a.Inferred && c.State == Unmet {
			c.State = Warning
		}
		return c
	}
	c.Code = a.code()
	c.Requirement = fmt.Sprintf("%s has %s", path.Base(tg.path), a.words())
	switch a.About {
	case askSections:
		t.askSectionCount(a, tg, c)
	case askDiagrams:
		t.askDiagram(a, tg, c)
	case askTables:
		t.askTable(a, tg, c)
	case askCode:
		t.askCode(a, tg, c)
	case askLanguage:
		t.askLanguage(a, tg, c)
	case askExercises:
		t.askExercises(a, tg, c)
	case askFront:
		t.askFront(tg, c)
	}
	if a.Inferred && c.State == Unmet {
		c.State = Warning
		c.Message += "; the plan says: " + quote(a.Text.Value)
	}
	return c
}
