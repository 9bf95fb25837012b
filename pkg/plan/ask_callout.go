package plan

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"course/pkg/markdown"
)

const typeWords = `danger|warning|tip|note|info|important|caution|success|error`

var (
	calloutTyped  = regexp.MustCompile(`^(?:[-*•]\s*)?(?:.*(?i:callouts?)\b.*)?\btype=\\?["'](\w+)\\?["']\s*/?>?\s*(?:[:—–-]\s*(.+))?$`)
	calloutNamed  = regexp.MustCompile(`(?i)(?:\b(\d+\+?|one|two|three|four|five|an?)\s+)?\b(` + typeWords + `)\s+callouts?\b\s*(?:[:—–]\s*(.+))?`)
	calloutOf     = regexp.MustCompile(`(?i)\bcallouts?\s*\((` + typeWords + `)\)\s*(?:[:—–-]\s*(.+))?`)
	calloutBullet = regexp.MustCompile(`(?i)^[-*•]\s*(?:\*\*)?(` + typeWords + `)(?:\*\*)?\s*[:—–]\s*(.+)$`)
)

func askForCallouts(a *asker, t Text, bullet bool) []Ask {
	var m []string
	count := 1
	switch {
	case calloutTyped.MatchString(t.Value):
		m = calloutTyped.FindStringSubmatch(t.Value)
	case calloutOf.MatchString(t.Value):
		m = calloutOf.FindStringSubmatch(t.Value)
	case calloutNamed.MatchString(t.Value):
		at := calloutNamed.FindStringIndex(t.Value)
		n := calloutNamed.FindStringSubmatch(t.Value)
		if !wanted(t.Value, at[0]) {
			return nil
		}
		if n[1] != "" {
			count = countWord(n[1])
		}
		m = []string{n[0], n[2], n[3]}
	case bullet && a.list == "callouts" && calloutBullet.MatchString(t.Value):
		m = calloutBullet.FindStringSubmatch(t.Value)
	default:
		return nil
	}
	kind := calloutType(m[1])
	if !contains(calloutTypes, kind) {
		return nil
	}
	ask := Ask{About: askCallouts, Text: t, What: kind, Count: count}
	if s := strings.TrimSpace(m[2]); s != "" && count == 1 {
		ask.Items = []Text{{Value: s, Span: t.Span}}
	}
	return []Ask{ask}
}

// callouts checks the callouts that are asked for: one check a line for type
// and number, so that a missing one is named by its own line, and a warning
// where no callout of the type has the subject.
func (t *trial) callouts(asks []Ask, targets []*target) {
	byType := map[string][]*Ask{}
	for i := range asks {
		a := &asks[i]
		if a.About != askCallouts || t.calloutsStated(a) {
			continue
		}
		key := fmt.Sprintf("ask callouts %d", a.Text.Span.Start)
		if _, ok := t.done[key]; !ok {
			t.done[key] = len(t.out.Checks)
			byType[a.What] = append(byType[a.What], a)
		}
	}
	for _, kind := range calloutTypes {
		if len(byType[kind]) > 0 {
			t.calloutsOf(kind, byType[kind], targets)
		}
	}
}

// calloutsStated reports whether must_haves.lesson already says which callouts
// there have to be.
func (t *trial) calloutsStated(a *Ask) bool {
	if !t.plan.Wants.groups[askCallouts] {
		return false
	}
	for _, w := range t.plan.Wants.Asks {
		if w.Text.Span == a.Text.Span {
			return false
		}
	}
	return true
}

// calloutsOf gives each line of one type its callout: the pairs that share
// most terms first, the rest in order.
func (t *trial) calloutsOf(kind string, asks []*Ask, targets []*target) {
	var have, all []placedCallout
	missing, names := false, []string{}
	for _, tg := range targets {
		names = append(names, path.Base(tg.path))
		if tg.missing {
			missing = true
			continue
		}
		for i := range tg.view.facts.Callouts {
			p := placedCallout{tg.view, &tg.view.facts.Callouts[i], termSet{}}
			setOf(p.callout.Title+" "+p.callout.Text, p.words)
			all = append(all, p)
			if calloutType(p.callout.Type) == kind {
				have = append(have, p)
			}
		}
	}
	name := strings.Join(names, ", ")
	if missing && len(all) == 0 {
		for _, a := range asks {
			t.add(Check{
				Code: "callout-count", Kind: KindBody, State: t.failed(), At: a.Text.Span, Follows: true,
				Requirement: fmt.Sprintf("%s has %s", name, a.calloutWords()), Message: "the lesson could not be looked at",
			})
		}
		return
	}
	given := assign(asks, have)
	for i, a := range asks {
		t.calloutCheck(a, given[i], have, all, name)
	}
}

// placedCallout is a callout in its lesson.
type placedCallout struct {
	in      *view
	callout *markdown.Callout
	words   termSet
}

func (p placedCallout) evidence(text string) Evidence {
	e := p.in.c.at(p.callout.Span.Start)
	if text != "" {
		e.Text = text
	}
	return e
}

func (p placedCallout) show() string {
	return fmt.Sprintf("%s: %s", p.callout.Type, quote(shorten(p.callout.Title+" "+p.callout.Text, 80)))
}

// assign gives each requirement as many callouts as it counts, by shared
// terms first and in order then.
func assign(asks []*Ask, have []placedCallout) [][]placedCallout {
	out := make([][]placedCallout, len(asks))
	used := make([]bool, len(have))
	for {
		bestAsk, bestCallout, best := -1, -1, 0.0
		for i, a := range asks {
			if len(out[i]) >= a.Count || len(a.Items) == 0 {
				continue
			}
			terms := termsOf(a.Items[0].Value)
			for k, p := range have {
				if _, _, part := share(terms, p.words); !used[k] && part > best {
					bestAsk, bestCallout, best = i, k, part
				}
			}
		}
		if bestAsk < 0 {
			break
		}
		used[bestCallout] = true
		out[bestAsk] = append(out[bestAsk], have[bestCallout])
	}
	for i, a := range asks {
		for k := range have {
			if !used[k] && len(out[i]) < a.Count {
				used[k] = true
				out[i] = append(out[i], have[k])
			}
		}
	}
	return out
}

func (a *Ask) calloutWords() string {
	s := countOf(a.Count, a.What+" callout")
	if len(a.Items) > 0 {
		s += " on " + quote(a.Items[0].Value)
	}
	return s
}

func (t *trial) calloutCheck(a *Ask, given, have, all []placedCallout, name string) {
	c := Check{Code: "callout-count", Kind: KindBody, State: Met, At: a.Text.Span, Requirement: fmt.Sprintf("%s has %s", name, a.calloutWords())}
	if len(given) >= a.Count {
		c.Evidence = []Evidence{given[0].evidence(given[0].show())}
		t.add(c)
		t.calloutSubject(a, given, name)
		return
	}
	c.State = Unmet
	if a.Inferred {
		c.State = Warning
	}
	c.Message = fmt.Sprintf("of type %s the lesson has %d", quote(a.What), len(have))
	for _, p := range have[:min(2, len(have))] {
		c.Evidence = append(c.Evidence, p.evidence(p.show()))
	}
	c.Hint = fmt.Sprintf("add <Callout type=%q>", a.What)
	if p, ok := nearestCallout(a, all); ok {
		c.Evidence = append([]Evidence{p.evidence(p.show())}, c.Evidence...)
		c.Hint = fmt.Sprintf("the %s on line %d has this subject; make it type=%q",
			p.callout.Type, p.in.c.file.Line(p.callout.Span.Start), a.What)
	}
	t.add(c)
}

// nearestCallout finds a callout of another type that has the subject.
func nearestCallout(a *Ask, all []placedCallout) (placedCallout, bool) {
	if len(a.Items) == 0 {
		return placedCallout{}, false
	}
	best, found := 0.0, placedCallout{}
	terms := termsOf(a.Items[0].Value)
	for _, p := range all {
		if _, _, part := share(terms, p.words); part > best && calloutType(p.callout.Type) != a.What {
			best, found = part, p
		}
	}
	return found, best > 0
}

// calloutSubject warns when no callout of the type shares a term with the
// subject.
func (t *trial) calloutSubject(a *Ask, given []placedCallout, name string) {
	if len(a.Items) == 0 {
		return
	}
	terms := termsOf(a.Items[0].Value)
	if len(terms) == 0 {
		return
	}
	c := Check{
		Code: "callout-subject", Kind: KindBody, State: Met, At: a.Items[0].Span,
		Requirement: fmt.Sprintf("%s: a %s callout on %s", name, a.What, quote(a.Items[0].Value)),
	}
	for _, p := range given {
		shared, strong, part := share(terms, p.words)
		if len(shared) > 0 && (strong > 0 || p.in.cyrillic || part >= 0.25) {
			c.Evidence = []Evidence{p.evidence(p.show())}
			c.Message = "by " + strings.Join(shared, ", ")
			t.add(c)
			return
		}
	}
	c.State = Warning
	c.Message = "no callout of that type shares a term with the subject"
	c.Evidence = []Evidence{given[0].evidence(given[0].show())}
	c.Hint = "the nearest one is shown; if it is meant, accept it with <!-- plan-ok: callout-subject reason -->"
	t.add(c)
}
