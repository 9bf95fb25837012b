package plan

import (
	"fmt"
	"path"
	"strings"

	"course/pkg/diag"
)

// maxLinks bounds the key links of one plan that are checked.
const maxLinks = 5000

// links checks every key link: that both ends are there, that the pattern
// stands in the source, and between two lessons that the one really refers to
// the other.
func (t *trial) links() {
	for i, l := range t.plan.Links {
		if i == maxLinks {
			t.add(Check{
				Code: "plan-too-large", Kind: KindStructure, State: Unmet, At: l.Span,
				Requirement: fmt.Sprintf("at most %d key links", maxLinks), Message: "the rest was not checked", Hint: "split the plan",
			})
			return
		}
		t.link(l)
	}
}

func (t *trial) link(l KeyLink) {
	from := t.end(l.From, nil)
	to := t.end(l.To, &from)
	name := fmt.Sprintf("%s -> %s", orDash(l.From.Value), orDash(l.To.Value))
	name = shorten(name, 160)
	ends := len(t.out.Checks)
	fromOK := t.linkEnd(l, "from", l.From, from, name)
	toOK := t.linkEnd(l, "to", l.To, to, name)
	told := len(t.out.Checks) > ends
	if l.Pattern.Value != "" {
		t.pattern(l, name, from, to)
	}
	if fromOK && toOK && t.lessonEnd(from) && t.lessonEnd(to) {
		t.reference(l.Span, l.From.Span, from.files[0], to.files[0], name)
		return
	}
	if l.Pattern.Value == "" && !told {
		t.bareLink(l, name, from, to)
	}
}

func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return "(nothing)"
	}
	return s
}

// lessonEnd reports whether an end is one lesson.
func (t *trial) lessonEnd(e end) bool { return len(e.files) == 1 && t.isLesson(e.files[0]) }

// linkEnd reports an end that leads nowhere. An end that is there adds no
// check: it shows in the check of the pattern or reference.
func (t *trial) linkEnd(l KeyLink, which string, at Text, e end, name string) bool {
	span := at.Span
	if at.Value == "" {
		span = l.Span
	}
	c := Check{Code: "key-link-end", Kind: KindLink, At: span, Requirement: fmt.Sprintf("%s: %q leads somewhere", name, which)}
	switch e.kind {
	case endProse:
		c.State, c.Message = Inconclusive, quote(at.Value)+" is neither a file, a lesson nor an address"
		c.Hint = "name a file here; say in via: how the two are connected"
		if at.Value == "" {
			c.Message = "it is empty"
			c.Hint = "name a file"
		}
	case endAmbiguous:
		c.State, c.Message = Inconclusive, fmt.Sprintf("%s may be %s", quote(at.Value), strings.Join(quoteAll(e.candidates), " or "))
		c.Hint = "write the whole path"
	case endMissing:
		c.State, c.Message = t.failed(), "there is no "+quote(at.Value)
		if len(e.candidates) > 0 {
			c.Hint = "did you mean " + strings.Join(quoteAll(e.candidates), " or ") + "?"
		}
	case endIgnored:
		c.Code, c.State, c.Message = "artifact-ignored", Inconclusive, quote(at.Value)+" is missing, and git ignores it"
		c.Hint = "name the source that it is made from"
	case endEscapes:
		c.Code, c.State, c.Message = "artifact-escapes", Unmet, quote(at.Value)+" leads out of the project"
		c.Hint = "name a file below the project's root"
	case endMoved:
		c.Code, c.State = "artifact-moved", Warning
		c.Message = fmt.Sprintf("%s is not there; %s was taken: %s", quote(at.Value), e.files[0], e.why)
		c.Hint = fmt.Sprintf("write %q, or run course validate --fix", e.files[0])
		c.Fix = t.replace(at, e.files[0])
	default:
		return true
	}
	c.Follows = e.kind == endMissing && t.toldMissing(e.ref)
	t.add(c)
	return e.kind == endMoved
}

// toldMissing reports whether an end is an artifact that is missing already.
func (t *trial) toldMissing(ref string) bool {
	for i := range t.places {
		if p := &t.places[i]; len(p.Found) == 0 && p.Path != "" && (p.Path == ref || path.Base(p.Path) == ref) {
			return true
		}
	}
	return false
}

// pattern checks that a pattern stands in the source of a link.
func (t *trial) pattern(l KeyLink, name string, from, to end) {
	c := Check{
		Code: "key-link", Kind: KindLink, State: Met, At: l.Pattern.Span,
		Requirement: fmt.Sprintf("%s by %s", name, quote(l.Pattern.Value)),
	}
	expression := unescapeYAML(l.Pattern.Value)
	if _, err := t.regex("(?m)" + expression); err != nil {
		t.invalidPattern(c, l, expression, err)
		return
	}
	c.State, c.Message = t.unsourced(from)
	if c.State != Met {
		c.Follows = from.kind == endMissing || from.kind == endEscapes
		if ev, ok := t.elsewhere(expression); ok && !c.Follows {
			c.Evidence, c.Hint = []Evidence{ev}, "the pattern stands here; name this file as from:"
		}
		t.note("link "+name, c)
		return
	}
	var lacking []string
	for _, p := range from.files {
		f := t.content(p)
		if f == nil {
			continue
		}
		if ev, how, ok := t.matchAcross(expression, f); ok {
			c.Evidence = append(c.Evidence, ev)
			if how != "" {
				c.Message = how
			}
		} else {
			lacking = append(lacking, p)
		}
	}
	switch {
	case len(c.Evidence) == 0:
		t.lost(&c, expression, l, from, to)
	case len(lacking) > 0 && from.list:
		c.State = Warning
		c.Message = "found, but not in " + strings.Join(lacking, ", ")
	}
	c.Evidence = c.Evidence[:min(3, len(c.Evidence))]
	t.note("link "+name, c)
	t.weak(l, expression, from)
}

// unsourced says why a source cannot be searched; Met where it can.
func (t *trial) unsourced(from end) (State, string) {
	switch {
	case from.kind == endMissing, from.kind == endEscapes:
		return t.failed(), "the source does not exist"
	case len(from.files) == 0:
		return Inconclusive, "the source is no file, so the pattern could not be looked for"
	}
	for _, p := range from.files {
		if f := t.content(p); f != nil && !f.large {
			return Met, ""
		}
	}
	return Inconclusive, "the source could not be looked into"
}

func (t *trial) invalidPattern(c Check, l KeyLink, expression string, err error) {
	c.Code, c.State = "invalid-pattern", Unmet
	at := regexColumn(expression, err)
	c.Message = fmt.Sprintf("the pattern is not valid at its character %d: %s", columnOf(expression, at), regexProblem(err))
	c.Hint = fmt.Sprintf("patterns are RE2; the literal text is %s", "`"+shorten(quoteMeta(expression), 100)+"`")
	if raw := t.plan.text(l.Pattern.Span); strings.Contains(raw, expression) {
		start := l.Pattern.Span.Start + strings.Index(raw, expression) + at
		c.At = t.plan.span(start, l.Pattern.Span.End)
	}
	t.note("pattern "+l.Pattern.Value, c)
}

// lost explains a pattern that the source does not hold.
func (t *trial) lost(c *Check, expression string, l KeyLink, from, to end) {
	c.State, c.Message = Unmet, "the source does not hold it"
	for _, p := range to.files {
		if contains(from.files, p) {
			continue
		}
		if f := t.content(p); f != nil {
			if ev, _, ok := t.matchAcross(expression, f); ok {
				c.Code, c.State = "link-only-in-target", Warning
				c.Message = "only the target holds it, not the source"
				c.Evidence = []Evidence{ev}
				c.Hint = fmt.Sprintf("let %s name it, or swap from and to", from.files[0])
				return
			}
		}
	}
	var files []*content
	for _, p := range from.files {
		if f := t.content(p); f != nil {
			files = append(files, f)
		}
	}
	if strings.Contains(l.Pattern.Value, `\\`) {
		if hits := t.halved(Keyword{Text: l.Pattern.Value}, files); len(hits) > 0 {
			c.Code, c.State = "double-escape", Warning
			c.Message = "found only with each double backslash read as one: only double quotes need them doubled"
			c.Evidence, c.Hint = []Evidence{hits[0].in.at(hits[0].offset)}, "write one backslash"
			return
		}
	}
	text := strings.NewReplacer(`\s+`, " ", `\s*`, " ", `.*`, " ", `.+`, " ", `\`, "").Replace(expression)
	for _, f := range files {
		if e, what := variant(text, f); what != "" {
			c.Evidence, c.Hint = []Evidence{e}, "the nearest is "+what
			return
		}
	}
	if e, ok := closest(text, files); ok {
		c.Evidence, c.Hint = []Evidence{e}, "the closest line is shown"
	}
}

// bareLink decides a link without a pattern: something in the source has to
// name the target.
func (t *trial) bareLink(l KeyLink, name string, from, to end) {
	c := Check{Code: "key-link", Kind: KindLink, State: Inconclusive, At: l.Span, Requirement: name}
	for _, p := range from.files {
		f := t.content(p)
		if f == nil || f.large || f.binary {
			continue
		}
		for _, word := range to.words() {
			if evs := firstWord(word, f); len(evs) > 0 {
				c.State, c.Evidence = Met, evs
				t.note("link "+name, c)
				return
			}
		}
	}
	c.Message = "there is no pattern, and the source does not name the target"
	c.Hint = "add pattern: with what connects the two"
	t.note("link "+name, c)
}

// reference requires that a lesson really refers to another one.
func (t *trial) reference(at, fallback diag.Span, from, to, name string) {
	key := "reference " + from + " " + to
	if _, ok := t.done[key]; ok {
		return
	}
	c := Check{
		Code: "key-link-reference", Kind: KindLink, State: Met, At: at,
		Requirement: fmt.Sprintf("%s refers to %s", from, to),
	}
	if at.Start < 0 {
		c.At = fallback
	}
	f, target := t.content(from), t.content(to)
	switch {
	case f == nil || f.lesson == nil || target == nil || target.lesson == nil:
		c.State, c.Message = Inconclusive, "one of the lessons could not be read"
	case from == to:
		c.State, c.Message, c.Hint = Inconclusive, "both ends are the same lesson", "name two lessons"
	default:
		ev, how, ok := t.refersTo(f, target)
		if ok {
			c.Evidence, c.Message = []Evidence{ev}, how
		} else {
			c.State, c.Message = Unmet, "no link, prerequisite, import or mention of its name was found"
			c.Hint = fmt.Sprintf("link to it: [%s](%s)", target.lesson.Title, relativeLink(from, to))
		}
	}
	t.note(key, c)
}
