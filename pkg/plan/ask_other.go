package plan

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"course/pkg/diag"
)

// askLanguage compares the share of letters of a script with the language
// that the plan names.
func (t *trial) askLanguage(a *Ask, tg *target, c *Check) {
	f := tg.view.facts
	what, lang, _ := strings.Cut(a.What, " ")
	letters, cyrillic := f.ProseLetters, f.ProseCyrillic
	if what == "code" {
		letters, cyrillic = f.CodeLetters, f.CodeLetters-f.CodeLatin
	}
	if letters == 0 {
		if what == "prose" {
			c.State, c.Message = Unmet, "it has no prose"
		} else {
			c.Message = "it has no code"
		}
		return
	}
	part := float64(cyrillic) / float64(letters)
	if lang == "en" {
		part = 1 - part
	} else if lang != "ru" {
		c.State, c.Message = Inconclusive, fmt.Sprintf("how to tell %s is not known", quote(lang))
		c.Hint = "Russian and English are told apart by their letters"
		return
	}
	script := map[string]string{"ru": "Cyrillic", "en": "Latin"}[lang]
	measured := fmt.Sprintf("%.0f %% of the letters of %s are %s", 100*part, what, script)
	c.Evidence = []Evidence{{File: tg.path, Text: measured}}
	if part < t.opt.Cyrillic {
		c.State, c.Message = Unmet, fmt.Sprintf("%s, at least %.0f %% are asked for", measured, 100*t.opt.Cyrillic)
		c.Hint = "write the " + what + " in " + languageWord(lang)
	}
}

var exerciseHeading = regexp.MustCompile(`(?i)exercise|hands-on|practice|\blab\b|упражнен|практик|практическ|задани|лабораторн|самостоятельн`)

// askExercises looks for exercise components, or for a section of exercises
// with items in it.
func (t *trial) askExercises(a *Ask, tg *target, c *Check) {
	found := 0
	var first diag.Span
	for _, u := range tg.view.facts.Components {
		if isExercise(u.Name) {
			if found++; found == 1 {
				first = u.Span
			}
		}
	}
	if found == 0 {
		for i, h := range tg.view.facts.Headings {
			if exerciseHeading.MatchString(h.Text) {
				first = h.Span
				found = max(1, t.itemsBelow(tg, i))
				break
			}
		}
	}
	if found == 0 {
		c.State, c.Message, c.Hint = Unmet, "it has none", "add <Exercise> or a section of exercises"
		return
	}
	e := tg.view.c.at(first.Start)
	e.Text = fmt.Sprintf("first of %d: %s", found, e.Text)
	c.Evidence = []Evidence{e}
	if found < a.Count {
		c.State, c.Message = Unmet, fmt.Sprintf("it has %d", found)
		c.Hint = "add the missing ones"
	}
}

var listItem = regexp.MustCompile(`(?m)^\s{0,3}(?:[-*+]|\d+[.)])\s`)

// itemsBelow counts the sub-headings below a heading, else its list items.
func (t *trial) itemsBelow(tg *target, heading int) int {
	hs := tg.view.facts.Headings
	end, subs := len(tg.view.c.seen), 0
	for _, h := range hs[heading+1:] {
		if h.Level <= hs[heading].Level {
			end = h.Span.Start
			break
		}
		if h.Level == hs[heading].Level+1 {
			subs++
		}
	}
	if subs > 0 {
		return subs
	}
	return len(listItem.FindAllIndex(tg.view.c.seen[min(hs[heading].Span.Start, end):end], 500))
}

func (t *trial) askFront(tg *target, c *Check) {
	front := tg.view.c.lesson.Front
	if strings.TrimSpace(front.Title.Value) == "" {
		c.State, c.Message, c.Hint = Warning, "it has no title", "start the lesson with title: between two lines of ---"
		return
	}
	c.Evidence = []Evidence{tg.view.c.at(front.Title.Span.Start)}
}

// restated merges what must_haves already ask for: a keyword, a number of
// lines, a reference. What they do not is checked like a must-have.
func (t *trial) restated(a *Ask, tg *target) {
	f := t.content(tg.path)
	if f == nil {
		return // the missing artifact is told once
	}
	files := []*content{f}
	switch a.About {
	case askKeyword:
		if _, ok := t.done["contains "+tg.path+" "+a.What]; !ok {
			t.contains(Keyword{Text: a.What, MinCount: 1, Span: a.Text.Span}, tg.path, files)
		}
	case askLines:
		for _, art := range t.plan.Artifacts {
			if art.MinLines != nil && art.MinLines.N >= a.Count && contains(t.look(art.Path.Value).Found, tg.path) {
				return
			}
		}
		t.bounds(&Artifact{MinLines: &Bound{N: a.Count, Span: a.Text.Span}}, files)
	case askReference:
		t.askReference(a, tg)
	}
}

// askReference checks that a lesson refers to the lesson that the body names.
func (t *trial) askReference(a *Ask, tg *target) {
	e, ok := t.byName(a.What, &end{files: []string{tg.path}})
	if !ok || len(e.files) != 1 {
		e, ok = t.lessonByName(a.What)
	}
	if ok && len(e.files) == 1 && t.isLesson(e.files[0]) {
		if e.files[0] != tg.path {
			t.reference(a.Text.Span, a.Text.Span, tg.path, e.files[0], a.What)
		}
		return
	}
	if ext := path.Ext(a.What); ext != ".mdx" || ok && len(e.files) > 0 {
		return
	}
	key := "reference " + tg.path + " " + a.What
	c := Check{
		Code: "lesson-reference", Kind: KindBody, State: Unmet, At: a.Text.Span,
		Requirement: fmt.Sprintf("%s refers to %s", path.Base(tg.path), a.What), Message: "there is no lesson of that name",
	}
	if len(e.candidates) > 0 {
		c.State, c.Message = Inconclusive, "several lessons have that name"
		c.Hint = "did you mean " + strings.Join(quoteAll(e.candidates), " or ") + "?"
	}
	if _, told := t.done[key]; !told {
		t.note(key, c)
	}
}

// build checks that the plan's lessons parse and render without error. It is
// always asked: a lesson that cannot be built meets no plan.
func (t *trial) build(targets []*target) {
	at := t.plan.span(t.plan.Body.Start, t.plan.Body.Start)
	for _, name := range []string{"verify", "verification", "success_criteria", "done"} {
		for _, e := range t.plan.elements(name) {
			for _, a := range t.plan.asksOf(e.Inner) {
				if a.About == askBuild && at.End == at.Start {
					at = a.Text.Span
				}
			}
		}
	}
	if at.End == at.Start && len(t.plan.Artifacts) > 0 {
		at = t.plan.Artifacts[0].Path.Span
	}
	for _, tg := range targets {
		c := Check{
			Code: "lesson-build", Kind: KindBody, State: Met, At: at,
			Requirement: path.Base(tg.path) + " has no errors, so that the build passes",
		}
		f := t.content(tg.path)
		if f == nil || f.lesson == nil {
			c.State, c.Message, c.Follows = t.failed(), "the lesson could not be looked at", true
			t.add(c)
			continue
		}
		for _, d := range f.lesson.Found {
			if d.Severity != diag.Error {
				continue
			}
			c.State = Unmet
			if c.Message == "" {
				c.Message = fmt.Sprintf("%s [%s]", d.Message, d.Code)
			}
			if len(c.Evidence) < 3 {
				c.Evidence = append(c.Evidence, f.at(max(0, d.Span.Start)))
			}
		}
		if f.lesson.Rejected && c.State == Met {
			c.State, c.Message = Unmet, "it cannot be parsed"
		}
		if c.State == Unmet {
			c.Hint = "course check tells all of it"
		}
		t.add(c)
	}
}
