package plan

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"course/pkg/diag"
	"course/pkg/source"
)

// TextOptions tune the text form.
type TextOptions struct {
	// Verbose shows what is met as well, and by which line.
	Verbose bool
	// Matrix adds the table of truths and evidence.
	Matrix bool
	// Style colours words by their role: a state's name, "code", "path",
	// "faint". Defaults to no colours.
	Style func(role, s string) string
}

// WriteText writes the report for people: of each plan one line, then what is
// not met, each with its line in the plan, what was found instead, the
// nearest evidence and what to do.
func (r *Report) WriteText(w io.Writer, opt TextOptions) error {
	if opt.Style == nil {
		opt.Style = func(_, s string) string { return s }
	}
	var b strings.Builder
	for i := range r.Plans {
		r.writePlan(&b, &r.Plans[i], opt)
	}
	for _, s := range r.Superseded {
		fmt.Fprintf(&b, "%s: skipped, another plan took its place\n", s)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// Summary is the one-line outcome of all plans.
func (r *Report) Summary() string {
	if len(r.Plans) == 0 {
		return "no plans"
	}
	var parts []string
	for _, s := range []State{Unmet, Inconclusive, Pending, Warning, Met} {
		if n := r.Count(s); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	return fmt.Sprintf("%s: %s", plural(len(r.Plans), "plan"), strings.Join(parts, ", "))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func (r *Report) writePlan(b *strings.Builder, p *PlanReport, opt TextOptions) {
	fmt.Fprintf(b, "%s: %s, met %d of %d requirements\n", opt.Style("path", p.Plan.Path), opt.Style(p.State.String(), p.State.String()), p.Met, p.Of)
	follow := 0
	for _, c := range p.Checks {
		switch {
		case c.State == Met && !opt.Verbose:
		case c.Follows && !opt.Verbose:
			follow++
		default:
			r.writeCheck(b, p, c, opt)
		}
	}
	if follow > 0 {
		fmt.Fprintf(b, "  %s depend on what is missing and could not be looked at\n", plural(follow, "more requirement"))
	}
	if opt.Matrix {
		writeMatrix(b, p)
	}
}

func (r *Report) writeCheck(b *strings.Builder, p *PlanReport, c Check, opt TextOptions) {
	at := r.position(c.At)
	fmt.Fprintf(b, "%s:%d:%d: %s: %s", c.At.File, at.Line, at.Column, opt.Style(c.State.String(), c.State.String()), c.Requirement)
	if c.Message != "" {
		fmt.Fprintf(b, ": %s", c.Message)
	}
	fmt.Fprintf(b, " %s\n", opt.Style("code", "["+c.Code+"]"))
	if c.State != Met {
		r.excerpt(b, c, at)
	}
	for _, rel := range c.Related {
		place := r.position(rel.Span)
		fmt.Fprintf(b, "    %s:%d:%d: %s\n", rel.Span.File, place.Line, place.Column, rel.Message)
	}
	for _, e := range c.Evidence {
		if e.Line > 0 {
			fmt.Fprintf(b, "    %s:%d: %s\n", e.File, e.Line, e.Text)
		} else if e.Text == "" {
			fmt.Fprintf(b, "    %s\n", e.File)
		} else {
			fmt.Fprintf(b, "    %s: %s\n", e.File, e.Text)
		}
	}
	if c.Reason != "" {
		fmt.Fprintf(b, "    waived: %s\n", c.Reason)
	}
	if c.Hint != "" && c.State != Met {
		fmt.Fprintf(b, "    help: %s\n", c.Hint)
	}
}

// excerpt shows the line of the plan.
func (r *Report) excerpt(b *strings.Builder, c Check, at jsonPosition) {
	f, ok := r.files[c.At.File]
	if !ok || c.At.IsWhole() {
		return
	}
	line := strings.ToValidUTF8(strings.ReplaceAll(string(f.Text(at.Line)), "\t", " "), "�")
	if strings.TrimSpace(line) == "" {
		return
	}
	shift := 0
	if runes := []rune(line); len(runes) > 160 {
		shift = max(0, min(at.Column-60, len(runes)-160))
		line = string(runes[shift : shift+160])
	}
	fmt.Fprintf(b, "%6d | %s\n", at.Line, line)
	if width := caretWidth(f, c.At); width > 0 {
		fmt.Fprintf(b, "       | %s%s\n", strings.Repeat(" ", at.Column-1-shift), strings.Repeat("^", min(width, 160-(at.Column-1-shift))))
	}
}

// caretWidth is how many code points of its line a span covers; 0 where it
// covers none or the whole line, which needs no pointing at.
func caretWidth(f *source.File, s diag.Span) int {
	start, end := f.LineSpan(f.Line(s.Start))
	stop := min(s.End, end)
	if stop <= s.Start || s.Start > len(f.Data) {
		return 0
	}
	if len(bytes.TrimSpace(f.Data[start:s.Start])) == 0 && stop == end {
		return 0
	}
	return utf8.RuneCount(f.Data[s.Start:stop])
}

// writeMatrix writes truths and their evidence.
func writeMatrix(b *strings.Builder, p *PlanReport) {
	for i, row := range p.Matrix {
		fmt.Fprintf(b, "  truth %d: %s\n", i+1, row.Truth.Value)
		if len(row.Evidence) == 0 {
			b.WriteString("    (no evidence)\n")
		}
		for _, e := range row.Evidence {
			shared := strings.Join(e.Shared, ", ")
			if e.Named {
				shared = "names the truth"
			}
			fmt.Fprintf(b, "    %-12s %s:%d: %s (%s)\n", e.What, e.File, e.Line, e.Text, shared)
		}
	}
}
