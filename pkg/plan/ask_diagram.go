package plan

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"course/pkg/diag"
	"course/pkg/markdown"
)

var (
	diagramWord = regexp.MustCompile(`(?i)\bmermaid\b(?:[\w\s/-]{0,40}?\b(?:diagrams?|charts?|flowcharts?)\b)?|\b[\w-]+\s+diagrams?\b|\bflow\s?charts?\b|\bдиаграмм[аыу]`)
	diagramSure = regexp.MustCompile(`(?i)\bmermaid\b|\b(?:include|add|create|insert|with|show)\b|\([^)]*diagram[^)]*\)|flow\s?chart`)
)

// diagramCount reads "at least 3 Mermaid diagrams"; of "2-3" the lower bound.
var diagramCount = regexp.MustCompile(`(?i)\b(\d{1,2}|two|three|four|five|six)(?:\s*[-–]\s*\d{1,2})?\+?\s+(?:mermaid\s+)?(?:[a-z-]+\s+)?diagrams\b`)

func askForDiagrams(a *asker, t Text, _ bool) []Ask {
	at := diagramWord.FindStringIndex(t.Value)
	if at == nil || !wanted(t.Value, at[0]) {
		return nil
	}
	ask := Ask{About: askDiagrams, Text: t, What: diagramKind(t.Value), Inferred: !diagramSure.MatchString(t.Value)}
	if m := diagramCount.FindStringSubmatch(t.Value); m != nil {
		ask.Count = countWord(m[1])
	}
	return []Ask{ask}
}

var diagramKinds = []struct {
	re   *regexp.Regexp
	kind string
}{
	{regexp.MustCompile(`(?i)\bsequence(?:\s?diagrams?)?\b|sequenceDiagram|последовательност`), "sequenceDiagram"},
	{regexp.MustCompile(`(?i)\bflow\s?(?:chart|diagram)s?\b|\bgraph (?:TD|LR|TB|RL|BT)\b|блок-схем`), "flowchart"},
	{regexp.MustCompile(`(?i)\bstate(?:\s?machine)?\s?diagrams?\b|stateDiagram|диаграмм[аыу]? состояний`), "stateDiagram"},
	{regexp.MustCompile(`(?i)\bclass\s?diagrams?\b|classDiagram`), "classDiagram"},
	{regexp.MustCompile(`(?i)\b(?:er|entity[- ]relationship)\s?diagrams?\b|erDiagram`), "erDiagram"},
	{regexp.MustCompile(`(?i)\bgantt\b`), "gantt"},
	{regexp.MustCompile(`(?i)\bpie\s?charts?\b`), "pie"},
	{regexp.MustCompile(`(?i)\bmind\s?maps?\b`), "mindmap"},
	{regexp.MustCompile(`(?i)\btimeline\s?(?:diagrams?|charts?)\b`), "timeline"},
	{regexp.MustCompile(`(?i)\bgit\s?graphs?\b`), "gitGraph"},
	{regexp.MustCompile(`(?i)\bquadrant\s?charts?\b`), "quadrantChart"},
}

// diagramKind names the kind of diagram that a text speaks of; "" for any.
func diagramKind(s string) string {
	for _, k := range diagramKinds {
		if k.re.MatchString(s) {
			return k.kind
		}
	}
	return ""
}

// sameDiagram compares the first word of a chart with the kind asked for.
func sameDiagram(have, want string) bool {
	have, want = strings.ToLower(have), strings.ToLower(want)
	if want == "" || have == want {
		return true
	}
	have = strings.TrimSuffix(strings.TrimSuffix(have, "-v2"), "-beta")
	want = strings.TrimSuffix(strings.TrimSuffix(want, "-v2"), "-beta")
	if want == "flowchart" || want == "graph" {
		return have == "flowchart" || have == "graph" || have == "flowchart-elk"
	}
	return have == want
}

// askDiagram asks for a diagram of a kind in the lesson.
func (t *trial) askDiagram(a *Ask, tg *target, c *Check) {
	var same []markdown.Diagram
	for _, d := range tg.view.facts.Diagrams {
		if sameDiagram(d.Kind, a.What) {
			same = append(same, d)
		}
	}
	if len(same) >= max(1, a.Count) {
		c.Evidence = []Evidence{tg.view.c.at(same[0].Body.Start)}
		if s := tg.matched[a.Section]; s != nil {
			for _, d := range same {
				if s.holds(d.Span) {
					c.Evidence = []Evidence{tg.view.c.at(d.Body.Start)}
					break
				}
			}
		}
		return
	}
	c.State, c.Message = Unmet, fmt.Sprintf("it has %d", len(same))
	c.Hint = "add a mermaid fence"
	if a.What != "" {
		c.Hint = fmt.Sprintf("add a mermaid fence that starts with %s", a.What)
	}
	for _, d := range tg.view.facts.Diagrams[:min(3, len(tg.view.facts.Diagrams))] {
		e := tg.view.c.at(d.Body.Start)
		c.Evidence = append(c.Evidence, e)
		c.Message = fmt.Sprintf("it has %d of this kind and %d of others", len(same), len(tg.view.facts.Diagrams)-len(same))
	}
}

// aside warns when a diagram or table that a section asks for stands in
// another one.
func (t *trial) aside(a *Ask, targets []*target, c *Check) {
	if c.State != Met || a.Section == nil || a.About != askDiagrams && a.About != askTables {
		return
	}
	tg := targets[0]
	s := tg.matched[a.Section]
	if tg.missing || s == nil || len(targets) > 1 {
		return
	}
	var places []diag.Span
	if a.About == askDiagrams {
		for _, d := range tg.view.facts.Diagrams {
			if sameDiagram(d.Kind, a.What) {
				places = append(places, d.Span)
			}
		}
	} else {
		for _, tb := range tg.view.facts.Tables {
			places = append(places, tb.Span)
		}
	}
	for _, p := range places {
		if s.holds(p) {
			return
		}
	}
	t.add(Check{
		Code: "section-content", Kind: KindBody, State: Warning, At: a.Text.Span,
		Requirement: fmt.Sprintf("%s has it in section %s", path.Base(tg.path), quote(a.Section.Text.Value)),
		Message:     fmt.Sprintf("the section %s has none", quote(s.heading.Text)),
		Evidence:    []Evidence{tg.view.c.at(s.heading.Span.Start), tg.view.c.at(places[0].Start)},
		Hint:        "the section that matches best and the nearest one elsewhere are shown",
	})
}
