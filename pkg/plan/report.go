package plan

import (
	"cmp"
	"slices"
	"strings"

	"course/pkg/diag"
	"course/pkg/source"
)

// State is the verdict on one check or one plan.
type State uint8

// The states, from good to bad, but for Waived, which weighs nothing.
const (
	Met State = iota + 1
	Warning
	// Pending is for work that has not begun: see Check.State in the package
	// comment.
	Pending
	// Inconclusive could not be decided as written.
	Inconclusive
	Unmet
	// Waived was accepted by a comment with a reason.
	Waived
)

var stateNames = [...]string{"", "met", "warning", "pending", "inconclusive", "unmet", "waived"}

// String returns the word of the JSON contract.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "invalid"
}

// worse returns the state that decides a plan.
func worse(a, b State) State {
	if a == Waived || a == 0 {
		a = Met
	}
	if b == Waived || b == 0 {
		b = Met
	}
	return max(a, b)
}

// Kind groups codes by what they look at.
type Kind string

// The kinds of the JSON contract.
const (
	KindArtifact    Kind = "artifact-exists"
	KindMinLines    Kind = "min-lines"
	KindMaxLines    Kind = "max-lines"
	KindContains    Kind = "contains"
	KindNotContains Kind = "not-contains"
	KindExports     Kind = "exports"
	KindLink        Kind = "key-link"
	KindBody        Kind = "body"
	KindTruth       Kind = "truth"
	KindGraph       Kind = "graph"
	KindVerify      Kind = "verify-command"
	KindClaim       Kind = "claim"
	KindStructure   Kind = "structure"
)

// Evidence is a place that decided a check, or came nearest to it.
type Evidence struct {
	File string
	Line int // from 1; 0 for the file as a whole
	Text string
}

// Check is one requirement and what became of it.
type Check struct {
	Code  string
	Kind  Kind
	State State
	// Requirement says what is asked for, Message what was found instead.
	Requirement string
	Message     string
	// At is the place of the requirement in the plan (of a claim, in the
	// file that claims).
	At       diag.Span
	Evidence []Evidence
	Hint     string
	Related  []diag.Related
	// Fix holds edits of the plan.
	Fix []diag.Edit
	// Follows says that the check failed only because another one did, such
	// as a keyword of a file that does not exist. It counts, but is not told
	// again.
	Follows bool
	// Reason is given for waived checks.
	Reason string
}

// TruthRow is one row of the matrix of truths and evidence.
type TruthRow struct {
	Truth    Text
	Evidence []TruthEvidence
}

// TruthEvidence is a place of a lesson that bears on a truth.
type TruthEvidence struct {
	Evidence
	// What is section, quiz, exercise, file or front matter.
	What string
	// Shared lists the technical tokens that both have; Named says that the
	// place names the truth itself.
	Shared []string
	Named  bool
}

// PlanReport is the verdict on one plan.
type PlanReport struct {
	Plan   *Plan
	State  State
	Met    int
	Of     int
	Checks []Check
	Matrix []TruthRow
	// Lessons are the lessons that the plan is about, as found on disk.
	Lessons []string
	// Files are the project's files that matter to the plan.
	Files []string
	// Figures are what is measured of the artifacts.
	Figures []Figures
}

// Report is the verdict on all plans, in the order in which they were given.
type Report struct {
	Plans []PlanReport
	// Superseded are the plans that were skipped because they say that
	// another one took their place.
	Superseded []string

	files map[string]*source.File
}

// Source returns a file that the report has positions in, for excerpts.
func (r *Report) Source(path string) (*source.File, bool) {
	f, ok := r.files[path]
	return f, ok
}

// Failed reports whether the run fails: any plan is unmet, or with strict is
// anything but met.
func (r *Report) Failed(strict bool) bool {
	for _, p := range r.Plans {
		if p.State == Unmet || strict && p.State != Met {
			return true
		}
	}
	return false
}

// Count returns the number of plans in a state.
func (r *Report) Count(s State) int {
	n := 0
	for _, p := range r.Plans {
		if p.State == s {
			n++
		}
	}
	return n
}

// settle puts the checks in the order of their places and computes the plan's
// state and counts.
func (p *PlanReport) settle() {
	own := p.Plan.Path
	slices.SortStableFunc(p.Checks, func(a, b Check) int {
		if first, second := a.At.File != own, b.At.File != own; first != second {
			if first {
				return 1
			}
			return -1
		}
		return cmp.Or(strings.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Start, b.At.Start))
	})
	p.State, p.Met, p.Of = Met, 0, len(p.Checks)
	for _, c := range p.Checks {
		p.State = worse(p.State, c.State)
		if c.State == Met {
			p.Met++
		}
	}
}

// Diagnostics returns what is not met as findings. Unmet is an error;
// warning, inconclusive and pending are warnings, so that --strict fails
// them. Waived checks and those that only follow from another are left out.
func (r *Report) Diagnostics() diag.List {
	var out diag.List
	for _, p := range r.Plans {
		for _, c := range p.Checks {
			if c.State == Met || c.State == Waived || c.Follows {
				continue
			}
			out.Add(r.diagnostic(c))
		}
	}
	return out
}

func (r *Report) diagnostic(c Check) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: c.Code, Severity: diag.Warning, Span: c.At,
		Message: c.Requirement, Hint: c.Hint, Related: c.Related, Fix: c.Fix,
	}
	if c.State == Unmet {
		d.Severity = diag.Error
	}
	if c.Message != "" {
		d.Message += ": " + c.Message
	}
	for _, e := range c.Evidence {
		span := diag.Whole(e.File)
		if f, ok := r.files[e.File]; ok && e.Line > 0 {
			span.Start, span.End = f.LineSpan(e.Line)
		}
		d.Related = append(d.Related, diag.Related{Span: span, Message: e.Text})
	}
	return d
}
