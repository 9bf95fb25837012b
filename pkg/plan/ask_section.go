package plan

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// align matches the numbered sections of a plan to the sections of the lesson
// in order, by the technical terms that they share, and adds a warning for
// each that has no counterpart or stands elsewhere.
func (t *trial) align(asks []Ask, targets []*target) {
	var wanted []*Ask
	for i := range asks {
		a := &asks[i]
		if a.About == askSections && a.What != "count" {
			if a.Section == nil {
				a.Section = a
			}
			wanted = append(wanted, a)
		}
	}
	if len(wanted) == 0 || len(wanted) > 200 {
		return
	}
	stated := t.plan.Wants.groups[askSections]
	for i, tg := range targets {
		if tg.missing {
			continue
		}
		scores := scoreSections(wanted, tg.view)
		t.matchSections(wanted, tg, scores)
		if own := t.ownSections(wanted); i == 0 && (!stated || own) {
			t.sectionTitles(wanted, tg, scores)
		}
	}
}

// ownSections reports whether sections were stated under must_haves.lesson.
func (t *trial) ownSections(wanted []*Ask) bool {
	for _, w := range t.plan.Wants.Asks {
		if w.Text.Span == wanted[0].Text.Span {
			return true
		}
	}
	return false
}

var headingNumber = regexp.MustCompile(`^\s*(?:\D{0,12}\s)?(\d{1,2})[.):\s]`)

// sectionTerms are the terms of a title, then those of its bullets.
func sectionTerms(a *Ask) (title, rest []term) {
	title = termsOf(a.Text.Value)
	var b strings.Builder
	for _, i := range a.Section.Items {
		b.WriteString(i.Value)
		b.WriteByte('\n')
	}
	return title, termsOf(b.String())
}

// scoreSections says how well each section of the plan fits each one of the
// lesson. Terms of the title count most, and most of all in a heading; the
// same number is a hint.
func scoreSections(wanted []*Ask, v *view) [][]float64 {
	out := make([][]float64, len(wanted))
	for i, a := range wanted {
		title, rest := sectionTerms(a)
		out[i] = make([]float64, len(v.sections))
		for k := range v.sections {
			s := &v.sections[k]
			_, _, inHeading := share(title, s.title)
			_, _, inText := share(title, s.words)
			_, _, ofRest := share(rest, s.words)
			score := 2*inHeading + inText + 1.5*ofRest
			if m := headingNumber.FindStringSubmatch(s.heading.Text); m != nil {
				if n, _ := strconv.Atoi(m[1]); a.Inferred && n == a.Count {
					score += 1
				}
			}
			out[i][k] = score
		}
	}
	return out
}

// matchSections finds the best matching in order (the largest sum of scores).
func (t *trial) matchSections(wanted []*Ask, tg *target, scores [][]float64) {
	n, m := len(wanted), len(tg.view.sections)
	best := make([][]float64, n+1)
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			best[i][k] = max(best[i+1][k], best[i][k+1])
			if s := scores[i][k]; s > 0.2 {
				best[i][k] = max(best[i][k], s+best[i+1][k+1])
			}
		}
	}
	for i, k := 0, 0; i < n && k < m; {
		switch s := scores[i][k]; {
		case s > 0.2 && best[i][k] == s+best[i+1][k+1]:
			tg.matched[wanted[i].Section] = &tg.view.sections[k]
			i, k = i+1, k+1
		case best[i][k] == best[i+1][k]:
			i++
		default:
			k++
		}
	}
}

// sectionTitles adds one check for each section that has terms to go by.
func (t *trial) sectionTitles(wanted []*Ask, tg *target, scores [][]float64) {
	for i, a := range wanted {
		key := fmt.Sprintf("section %d", a.Text.Span.Start)
		if _, ok := t.done[key]; ok {
			continue
		}
		title, rest := sectionTerms(a)
		if len(title)+len(rest) == 0 {
			continue
		}
		c := Check{
			Code: "section-title", Kind: KindBody, State: Met, At: a.Text.Span,
			Requirement: fmt.Sprintf("%s has section %d on %s", path.Base(tg.path), a.Count, quote(a.Text.Value)),
		}
		if !a.Inferred {
			c.Requirement = fmt.Sprintf("%s has a section on %s", path.Base(tg.path), quote(a.Text.Value))
		}
		if s, ok := tg.matched[a.Section]; ok {
			shared, _, _ := share(append(title, rest...), s.words)
			c.Evidence = []Evidence{tg.view.c.at(s.heading.Span.Start)}
			if len(shared) > 0 {
				c.Message = "by " + strings.Join(shared[:min(6, len(shared))], ", ")
			}
		} else {
			c.State = Warning
			c.Message = "no section of the lesson shares its terms"
			if k := bestOf(scores[i]); k >= 0 && scores[i][k] > 0.5 {
				c.Code = "section-order"
				c.Message = "it stands out of order"
				c.Evidence = []Evidence{tg.view.c.at(tg.view.sections[k].heading.Span.Start)}
				c.Hint = "put the sections in the order of the plan"
			} else {
				c.Hint = "write the section, or accept it with <!-- plan-ok: section-title reason -->"
			}
		}
		t.note(key, c)
	}
}

func bestOf(scores []float64) int {
	best := -1
	for k, s := range scores {
		if s > 0 && (best < 0 || s > scores[best]) {
			best = k
		}
	}
	return best
}

// askSectionCount compares the number of sections.
func (t *trial) askSectionCount(a *Ask, tg *target, c *Check) {
	have := len(tg.view.sections)
	for _, s := range tg.view.sections[:min(1, have)] {
		e := tg.view.c.at(s.heading.Span.Start)
		e.Text = fmt.Sprintf("first of %d sections: %s", have, e.Text)
		c.Evidence = []Evidence{e}
	}
	switch all := len(tg.view.facts.Headings); {
	case have >= a.Count:
	case all >= a.Count:
		c.State, c.Code = Warning, "section-title"
		c.Message = fmt.Sprintf("it has %d sections and %d headings in all", have, all)
		c.Hint = "give each section of the plan a heading of the same level"
	default:
		c.State, c.Message = Unmet, fmt.Sprintf("it has %d", have)
		c.Hint = "write the sections that are missing"
	}
}
