package plan

import (
	"slices"
	"strconv"
	"strings"
)

// truths looks for evidence of each truth: places of the plan's lessons that
// name it, sections, quiz questions and exercises that share its technical
// terms; for other files, lines that do.
func (t *trial) truths() {
	if len(t.plan.Truths) == 0 {
		return
	}
	places := t.evidencePlaces()
	for i, truth := range t.plan.Truths {
		row := TruthRow{Truth: truth, Evidence: t.evidenceFor(truth, i+1, places)}
		t.out.Matrix = append(t.out.Matrix, row)
		c := Check{Code: "truth-evidence", Kind: KindTruth, State: Met, At: truth.Span, Requirement: "evidence of " + quote(truth.Value)}
		if len(row.Evidence) == 0 {
			c.State = Warning
			c.Message = "no section, quiz question or exercise shares its technical terms"
			c.Hint = `name the truth in a quiz (covers:) or in the lesson's front matter (truths:)`
			if len(places) == 0 {
				c.Message, c.Hint = "none of the plan's files is there to look in", ""
			}
		}
		for _, e := range row.Evidence[:min(1, len(row.Evidence))] {
			c.Evidence = append(c.Evidence, e.Evidence)
			c.Message = "by " + e.What
			if len(e.Shared) > 0 {
				c.Message += ": " + strings.Join(e.Shared[:min(5, len(e.Shared))], ", ")
			}
		}
		t.add(c)
	}
}

// evidencePlace is a part of a file that may bear on a truth.
type evidencePlace struct {
	what     string
	at       Evidence
	words    termSet
	title    termSet
	covers   string // truths that it names
	cyrillic bool
}

// maxEvidenceFile bounds the files, other than lessons, that are looked into
// for evidence.
const maxEvidenceFile = 256 << 10

// maxPlaces bounds the places of one plan.
const maxPlaces = 3000

func (t *trial) evidencePlaces() []evidencePlace {
	var out []evidencePlace
	var paths []string
	for i := range t.places {
		for _, f := range t.places[i].Found {
			if !slices.Contains(paths, f) && len(paths) < 40 {
				paths = append(paths, f)
			}
		}
	}
	if len(t.plan.Artifacts) == 0 {
		for _, f := range t.plan.FilesModified[:min(40, len(t.plan.FilesModified))] {
			paths = append(paths, t.look(f.Value).Found...)
		}
	}
	for _, p := range paths {
		if v := t.view(p); v != nil {
			out = append(out, v.places()...)
		} else if c := t.content(p); c != nil && !c.binary && !c.large && c.size < maxEvidenceFile {
			out = append(out, evidencePlace{what: "file", at: Evidence{File: p, Line: 1, Text: plural(c.lines(), "line")}, words: c.terms(), title: termSet{}})
		}
		if len(out) > maxPlaces {
			break
		}
	}
	return out
}

// places lists what a lesson may prove a truth by.
func (v *view) places() []evidencePlace {
	var out []evidencePlace
	for _, truth := range v.c.lesson.Front.Truths {
		out = append(out, evidencePlace{what: "front matter", at: v.c.at(truth.Span.Start), covers: truth.Value, words: termSet{}, title: termSet{}})
	}
	for _, u := range v.facts.Components {
		what := ""
		switch {
		case isQuiz(u.Name):
			what = "quiz"
		case isExercise(u.Name):
			what = "exercise"
		case u.Props["covers"] == "":
			continue
		default:
			what = u.Name
		}
		p := evidencePlace{what: what, at: v.c.at(u.Span.Start), words: termSet{}, title: termSet{}, covers: u.Props["covers"], cyrillic: v.cyrillic}
		setOf(u.Text, p.words)
		for _, value := range u.Props {
			setOf(value, p.words)
		}
		out = append(out, p)
	}
	for i := range v.sections {
		s := &v.sections[i]
		out = append(out, evidencePlace{what: "section", at: v.c.at(s.heading.Span.Start), words: s.words, title: s.title, cyrillic: v.cyrillic})
	}
	return out
}

func isQuiz(component string) bool {
	switch component {
	case "Quiz", "Quizzes", "Question", "MultipleChoice", "QuizQuestion":
		return true
	}
	return false
}

func isExercise(component string) bool {
	switch component {
	case "Exercise", "Challenge", "Task", "Practice":
		return true
	}
	return false
}

// maxEvidence bounds the evidence shown for one truth.
const maxEvidence = 3

// evidenceFor ranks the places for one truth: those that name it first, then
// by the weight of shared terms.
func (t *trial) evidenceFor(truth Text, n int, places []evidencePlace) []TruthEvidence {
	type scored struct {
		e     TruthEvidence
		score float64
	}
	terms := termsOf(truth.Value)
	var found []scored
	for _, p := range places {
		e := TruthEvidence{Evidence: p.at, What: p.what}
		if namesTruth(p.covers, truth.Value, n) {
			e.Named = true
			found = append(found, scored{e, 100})
			continue
		}
		shared, strong, part := share(terms, p.words)
		enough := strong > 0 || p.cyrillic && len(shared) > 0 || len(shared) >= 2 && part >= 0.4 ||
			len(shared) == 1 && len(terms) == 1
		if p.what == "file" {
			enough = strong > 0 || len(shared) >= 2 && part >= 0.5
		}
		if !enough {
			continue
		}
		_, _, inTitle := share(terms, p.title)
		e.Shared = shared
		found = append(found, scored{e, part + inTitle})
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var out []TruthEvidence
	for _, f := range found[:min(maxEvidence, len(found))] {
		out = append(out, f.e)
	}
	return out
}

// namesTruth reports whether a list of truths names one: by its text, or by
// its number as "2" or "T2".
func namesTruth(covers, truth string, n int) bool {
	if covers == "" {
		return false
	}
	squeeze := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	if squeeze(covers) == squeeze(truth) {
		return true
	}
	for _, part := range strings.FieldsFunc(covers, func(r rune) bool { return r == ';' || r == '\n' }) {
		if squeeze(part) == squeeze(truth) {
			return true
		}
	}
	for _, part := range strings.FieldsFunc(covers, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		part = strings.TrimPrefix(strings.ToLower(part), "t")
		if k, err := strconv.Atoi(part); err == nil && k == n {
			return true
		}
	}
	return false
}
