package plan

import (
	"cmp"
	"slices"

	"course/pkg/diag"
)

// Fixed returns the text of a plan with all of its fixes applied, and how many
// there were. Of edits that overlap the first one is applied.
func (p *PlanReport) Fixed() ([]byte, int) {
	var edits []diag.Edit
	for _, c := range p.Checks {
		if c.At.File == p.Plan.Path {
			edits = append(edits, c.Fix...)
		}
	}
	slices.SortStableFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(a.Start, b.Start) })
	data := p.Plan.File.Data
	var out []byte
	at, applied := 0, 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(data) {
			continue
		}
		out = append(append(out, data[at:e.Start]...), e.Text...)
		at = e.End
		applied++
	}
	return append(out, data[at:]...), applied
}

// Concerns reports whether any of some files, by path, matters to a plan: the
// plan itself, its files, or the lessons that it links to.
func (p *PlanReport) Concerns(changed map[string]bool) bool {
	if changed[p.Plan.Path] {
		return true
	}
	return slices.ContainsFunc(p.Files, func(f string) bool { return changed[f] })
}
