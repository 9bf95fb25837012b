package plan

import (
	"encoding/json"
	"io"

	"course/pkg/diag"
)

// The JSON form of a report, version 1 of the contract; its schema is
// schema/validate.schema.json.

type jsonReport struct {
	Version int         `json:"version"`
	Plans   []jsonPlan  `json:"plans"`
	Summary jsonSummary `json:"summary"`
}

type jsonPlan struct {
	File   string      `json:"file"`
	State  string      `json:"state"`
	Met    int         `json:"met"`
	Of     int         `json:"of"`
	Checks []jsonCheck `json:"checks"`
	Matrix []jsonTruth `json:"matrix,omitempty"`
}

type jsonCheck struct {
	Code        string         `json:"code"`
	Kind        Kind           `json:"kind"`
	State       string         `json:"state"`
	Requirement string         `json:"requirement"`
	Message     string         `json:"message,omitempty"`
	File        string         `json:"file,omitempty"`
	Plan        jsonPosition   `json:"plan"`
	Evidence    []jsonEvidence `json:"evidence"`
	Hint        string         `json:"hint"`
	Related     []jsonRelated  `json:"related"`
	Reason      string         `json:"reason,omitempty"`
}

type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type jsonEvidence struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

type jsonRelated struct {
	File    string       `json:"file"`
	Start   jsonPosition `json:"start"`
	Message string       `json:"message"`
}

type jsonTruth struct {
	Truth    string              `json:"truth"`
	Plan     jsonPosition        `json:"plan"`
	Evidence []jsonTruthEvidence `json:"evidence"`
}

type jsonTruthEvidence struct {
	What   string   `json:"what"`
	File   string   `json:"file"`
	Line   int      `json:"line"`
	Text   string   `json:"text"`
	Shared []string `json:"shared,omitempty"`
	Named  bool     `json:"named,omitempty"`
}

type jsonSummary struct {
	Plans        int      `json:"plans"`
	Met          int      `json:"met"`
	Unmet        int      `json:"unmet"`
	Warning      int      `json:"warning"`
	Inconclusive int      `json:"inconclusive"`
	Pending      int      `json:"pending"`
	Waived       int      `json:"waived"` // checks, not plans
	Superseded   []string `json:"superseded,omitempty"`
}

// JSONOptions tune the JSON form.
type JSONOptions struct {
	// Matrix adds the table of truths and evidence.
	Matrix bool
}

// WriteJSON writes the report as one JSON object.
func (r *Report) WriteJSON(w io.Writer, opt JSONOptions) error {
	out := jsonReport{Version: 1, Plans: []jsonPlan{}, Summary: jsonSummary{
		Plans: len(r.Plans), Met: r.Count(Met), Unmet: r.Count(Unmet), Warning: r.Count(Warning),
		Inconclusive: r.Count(Inconclusive), Pending: r.Count(Pending), Superseded: r.Superseded,
	}}
	for i := range r.Plans {
		p := &r.Plans[i]
		j := jsonPlan{File: p.Plan.Path, State: p.State.String(), Met: p.Met, Of: p.Of, Checks: []jsonCheck{}}
		for _, c := range p.Checks {
			j.Checks = append(j.Checks, r.jsonCheck(p, c))
			if c.State == Waived {
				out.Summary.Waived++
			}
		}
		if opt.Matrix {
			j.Matrix = r.jsonMatrix(p)
		}
		out.Plans = append(out.Plans, j)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func (r *Report) jsonCheck(p *PlanReport, c Check) jsonCheck {
	j := jsonCheck{
		Code: c.Code, Kind: c.Kind, State: c.State.String(), Requirement: c.Requirement, Message: c.Message,
		Plan: r.position(c.At), Evidence: []jsonEvidence{}, Hint: c.Hint, Related: []jsonRelated{}, Reason: c.Reason,
	}
	if c.At.File != p.Plan.Path {
		j.File = c.At.File
	}
	for _, e := range c.Evidence {
		j.Evidence = append(j.Evidence, jsonEvidence(e))
	}
	for _, rel := range c.Related {
		j.Related = append(j.Related, jsonRelated{File: rel.Span.File, Start: r.position(rel.Span), Message: rel.Message})
	}
	return j
}

func (r *Report) jsonMatrix(p *PlanReport) []jsonTruth {
	var out []jsonTruth
	for _, row := range p.Matrix {
		j := jsonTruth{Truth: row.Truth.Value, Plan: r.position(row.Truth.Span), Evidence: []jsonTruthEvidence{}}
		for _, e := range row.Evidence {
			j.Evidence = append(j.Evidence, jsonTruthEvidence{
				What: e.What, File: e.File, Line: e.Line, Text: e.Text, Shared: e.Shared, Named: e.Named,
			})
		}
		out = append(out, j)
	}
	return out
}

// position is a place for people; 1:1 for a file as a whole.
func (r *Report) position(s diag.Span) jsonPosition {
	f, ok := r.files[s.File]
	if !ok || s.IsWhole() {
		return jsonPosition{Line: 1, Column: 1}
	}
	at := f.Position(s.Start)
	return jsonPosition{Line: at.Line, Column: at.Column}
}
