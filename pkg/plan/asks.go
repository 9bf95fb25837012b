package plan

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
)

// The body of a plan asks for things in prose. What is asked in a form that
// cannot be misread (type="danger": …, "min 400 lines") counts like a
// must-have; what is only mentioned is inferred, and missing it is a warning.

// asker collects the requirements of one stretch of the body.
type asker struct {
	plan *Plan
	out  []Ask
	// section is the numbered section that the current line belongs to.
	section *Ask
	// list says what the bullets below the last lead-in are.
	list    string
	numbers int
	lead    bool // a line announced sections
}

// maxAsks bounds the requirements that are read out of one body.
const maxAsks = 2000

// asksOf reads the requirements of a stretch of the body. Text between code
// fences is an example and asks for nothing.
func (p *Plan) asksOf(at diag.Span) []Ask {
	a := &asker{plan: p}
	skip := fenced(p.File.Data[:at.End], at.Start)
	for pos := at.Start; pos < at.End && len(a.out) < maxAsks; {
		line, next := lineAt(p.File.Data[:at.End], pos)
		for len(skip) > 0 && pos >= skip[0][1] {
			skip = skip[1:]
		}
		if len(skip) == 0 || pos < skip[0][0] {
			a.line(strings.TrimRight(string(line), "\r"), pos)
		}
		pos = next
	}
	if a.numbers >= 2 {
		a.out = append(a.out, a.sectionCount())
	}
	return a.out
}

var (
	numberedItem = regexp.MustCompile(`^\s{0,4}(?:#+\s*)?(?:Section\s+|Раздел\s+)?(\d{1,2})[.):]\s+(?:\*\*(.+?)\*\*|([^*\n]+?))\s*(?:[-—–:(].*)?$`)
	sectionLead  = regexp.MustCompile(`(?i)\b(?:following|these|with)\b.*\b(?:sections|structure|parts|outline)\b|^\W*(?:sections|structure|lesson structure|lesson sections|outline|content structure)\W*:?\s*$|раздел(?:ы|ами)\s*:|структур[аой]+\s*:`)
	parenthesis  = regexp.MustCompile(`\([^)]*\)`)
	bulletItem   = regexp.MustCompile(`^\s*[-*•]\s+(.*)$`)
)

// line reads one line of the body.
func (a *asker) line(line string, pos int) {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" {
		a.list = ""
		return
	}
	start := pos + strings.Index(line, trimmed)
	text := Text{Value: trimmed, Span: a.plan.span(start, start+len(trimmed))}
	bullet := bulletItem.FindStringSubmatch(line)
	switch {
	case bullet == nil && sectionLead.MatchString(trimmed) && numberedItem.FindStringSubmatch(line) == nil:
		a.lead = true
	case a.numbered(line, text):
	case bullet != nil && a.section != nil && line[0] == ' ':
		a.section.Items = append(a.section.Items, Text{Value: strings.TrimSpace(bullet[1]), Span: text.Span})
	case bullet == nil && len(line) > 0 && line[0] != ' ' && line[0] != '\t':
		a.section = nil
	}
	if bullet == nil {
		a.list = listOf(trimmed)
	}
	a.requirements(text, bullet != nil)
}

// listOf says what the bullets below a line are.
func listOf(line string) string {
	low := strings.ToLower(line)
	switch {
	case strings.Contains(low, "reference") && strings.Contains(low, "lesson"), strings.Contains(low, "prior lessons"), strings.Contains(low, "cross-reference"):
		return "references"
	case strings.Contains(low, "callout"):
		return "callouts"
	}
	return ""
}

// numbered reads "1. **Title** - ..." where sections were announced.
func (a *asker) numbered(line string, text Text) bool {
	if !a.lead || line[0] == '\t' {
		return false
	}
	m := numberedItem.FindStringSubmatchIndex(line)
	if m == nil {
		return false
	}
	n, _ := strconv.Atoi(line[m[2]:m[3]])
	if n != a.numbers+1 {
		return false
	}
	from, to := m[4], m[5]
	if from < 0 {
		from, to = m[6], m[7]
	}
	a.numbers = n
	base := text.Span.Start - strings.Index(line, text.Value)
	title := Text{Value: strings.TrimSpace(line[from:to]), Span: a.plan.span(base+from, base+to)}
	a.section = &Ask{About: askSections, Text: title, Count: n, Inferred: true}
	if rest := strings.Trim(parenthesis.ReplaceAllString(line[to:], ""), "*-—–: "); rest != "" {
		a.section.Items = append(a.section.Items, Text{Value: rest, Span: text.Span})
	}
	a.out = append(a.out, Ask{About: askSections, Section: a.section, Text: title, Count: n, Inferred: true})
	return true
}

// sectionCount asks for as many sections as were numbered.
func (a *asker) sectionCount() Ask {
	first := Text{}
	for _, ask := range a.out {
		if ask.About == askSections {
			first = ask.Text
			break
		}
	}
	return Ask{About: askSections, Text: first, What: "count", Count: a.numbers}
}

// rule reads one kind of requirement out of a line. It is asked only about
// lines that hold one of its words, in lower case.
type rule struct {
	words []string
	read  func(a *asker, t Text, bullet bool) []Ask
}

// rules are applied to each line in this order.
var rules = []rule{
	{[]string{"type=", "callout", "danger", "warning", "tip", "note", "info", "important", "caution"}, askForCallouts},
	{[]string{"mermaid", "diagram", "flow", "диаграмм"}, askForDiagrams},
	{[]string{"table", "таблиц"}, askForTables},
	{[]string{"script", "config", "example", "snippet", "block", "quer", "command", "code", "runbook"}, askForCode},
	{[]string{"exercise", "hands-on", "practice", "упражнени", "практическ"}, askForExercises},
	{[]string{".mdx", ".md", "refer", "link", "builds on", "prior", "ссыл"}, askForReferences},
	{[]string{"contain", "include"}, askForKeywords},
	{[]string{"lines", "строк"}, askForLines},
	{[]string{"build", "сборка"}, askForBuild},
	{[]string{"russian", "english"}, askForLanguage},
	{[]string{"front"}, askForFront},
}

// requirements applies the rules to one line.
func (a *asker) requirements(t Text, bullet bool) {
	low := strings.ToLower(t.Value)
	for _, r := range rules {
		if !slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(low, w) }) &&
			!(bullet && a.list == "references" && strings.Contains(low, "-")) {
			continue
		}
		for _, ask := range r.read(a, t, bullet) {
			if ask.Text.Value == "" {
				ask.Text = t
			}
			if ask.Count == 0 {
				ask.Count = 1
			}
			ask.Section = a.section
			if optional.MatchString(t.Value) {
				ask.Inferred = true
			}
			a.out = append(a.out, ask)
		}
	}
}

// optional marks what a plan leaves open.
var optional = regexp.MustCompile(`(?i)\boptional(?:ly)?\b|\bwhere (?:useful|appropriate|relevant|needed|helpful)\b|\bas (?:needed|appropriate)\b|\bif (?:possible|needed|appropriate|applicable|time)\b|\bconsider\b|по желанию|при необходимости`)

// negated marks what a plan does not want.
var negated = regexp.MustCompile(`(?i)\b(?:no|not|without|avoid|don't|do not|never use|instead of)\b[^.;:]{0,30}$|\bбез\s*$`)

// wanted reports whether a match of a line is asked for, not warned against.
func wanted(line string, at int) bool { return !negated.MatchString(line[:at]) }

var numberWords = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

func countWord(s string) int {
	if n, err := strconv.Atoi(strings.TrimRight(s, "+")); err == nil {
		return n
	}
	return max(1, numberWords[strings.ToLower(s)])
}
