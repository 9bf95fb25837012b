package plan

import (
	"fmt"
	"path"
	"strings"
)

// SummaryMark is a sentence of every summary that SummaryFile makes, so that
// it can be told from one that somebody wrote.
const SummaryMark = "Written by `course validate --summary` from what is measured."

// SummaryFile returns where the summary of a plan belongs, as <output> names
// it or else beside the plan, and its text: measured facts only, the same for
// the same project.
func (r *Report) SummaryFile(p *PlanReport) (name, text string) {
	name = p.Plan.outputPath()
	if name == "" {
		name = summaryPath(p.Plan.Path)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\nphase: %s\nplan: %s\nstate: %s\nmet: %d\nof: %d\n---\n\n",
		yamlWord(p.Plan.Phase.Value), yamlWord(p.Plan.Number.Value), p.State, p.Met, p.Of)
	fmt.Fprintf(&b, "# %s\n\n%s\n", strings.TrimSuffix(path.Base(name), ".md"), SummaryMark)
	fmt.Fprintf(&b, "\nMet %d of %d requirements; the plan is %s.\n", p.Met, p.Of, p.State)
	r.summaryFiles(&b, p)
	for _, part := range []struct {
		state State
		title string
	}{{Unmet, "Not met"}, {Inconclusive, "Could not be decided"}, {Pending, "Not begun"}, {Warning, "Warnings"}, {Waived, "Waived"}, {Met, "Met"}} {
		r.summaryChecks(&b, p, part.state, part.title)
	}
	return name, b.String()
}

// yamlWord quotes what YAML would read as a number, such as 02.
func yamlWord(s string) string {
	if s == "" {
		return `""`
	}
	if s[0] >= '0' && s[0] <= '9' && !strings.ContainsAny(s, "-/ ") || strings.ContainsAny(s, ":#'\"{}[]&*") {
		return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
	}
	return s
}

// summaryFiles lists the lessons with their figures.
func (r *Report) summaryFiles(b *strings.Builder, p *PlanReport) {
	if len(p.Figures) == 0 {
		return
	}
	b.WriteString("\n## Files\n\n| File | Lines | Sections | Callouts | Diagrams | Tables | Code blocks |\n|---|---|---|---|---|---|---|\n")
	for _, f := range p.Figures {
		if !f.Lesson {
			fmt.Fprintf(b, "| `%s` | %d | | | | | |\n", f.File, f.Lines)
			continue
		}
		fmt.Fprintf(b, "| `%s` | %d | %d | %d | %d | %d | %d |\n", f.File, f.Lines, f.Sections, f.Callouts, f.Diagrams, f.Tables, f.Code)
	}
}

func (r *Report) summaryChecks(b *strings.Builder, p *PlanReport, state State, title string) {
	first := true
	for _, c := range p.Checks {
		if c.State != state || c.Kind == KindClaim {
			continue
		}
		if first {
			fmt.Fprintf(b, "\n## %s\n\n", title)
			first = false
		}
		fmt.Fprintf(b, "- %s", c.Requirement)
		if c.Message != "" && state != Met {
			fmt.Fprintf(b, ": %s", c.Message)
		}
		if c.Reason != "" {
			fmt.Fprintf(b, " (%s)", c.Reason)
		}
		if len(c.Evidence) > 0 && c.Evidence[0].Line > 0 {
			fmt.Fprintf(b, " (`%s:%d`)", c.Evidence[0].File, c.Evidence[0].Line)
		}
		b.WriteString("\n")
	}
}

// Figures are what is measured of one artifact.
type Figures struct {
	File                                       string
	Lesson                                     bool
	Lines                                      int
	Sections, Callouts, Diagrams, Tables, Code int
}

// figures measures the artifacts of a plan.
func (t *trial) figures() {
	for i := range t.places {
		for _, p := range t.places[i].Found[:min(50, len(t.places[i].Found))] {
			c := t.content(p)
			if c == nil || c.binary || c.large {
				continue
			}
			f := Figures{File: p, Lines: c.lines()}
			if v := t.view(p); v != nil {
				f.Lesson, f.Sections = true, len(v.sections)
				f.Callouts, f.Diagrams = len(v.facts.Callouts), len(v.facts.Diagrams)
				f.Tables, f.Code = len(v.facts.Tables), len(v.facts.Code)
			}
			t.out.Figures = append(t.out.Figures, f)
		}
	}
}
