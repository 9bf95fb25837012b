package report

import (
	"encoding/json"
	"fmt"
	"io"

	"course/pkg/diag"
	"course/pkg/source"
)

// JSONPosition is a place in the JSON contract.
type JSONPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

type jsonReport struct {
	Version     int           `json:"version"`
	Diagnostics []jsonFinding `json:"diagnostics"`
	Summary     jsonSummary   `json:"summary"`
}

type jsonFinding struct {
	Code     string        `json:"code"`
	Severity string        `json:"severity"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
	File     string        `json:"file"`
	Start    JSONPosition  `json:"start"`
	End      JSONPosition  `json:"end"`
	Related  []jsonRelated `json:"related"`
	Fix      []jsonEdit    `json:"fix"`
}

type jsonRelated struct {
	File    string       `json:"file"`
	Start   JSONPosition `json:"start"`
	End     JSONPosition `json:"end"`
	Message string       `json:"message"`
}

type jsonEdit struct {
	Start JSONPosition `json:"start"`
	End   JSONPosition `json:"end"`
	Text  string       `json:"text"`
}

type jsonSummary struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Files    int `json:"files"`
}

// writeJSON writes one object. Every finding has every key, so that scripts
// need not ask; lists may be empty.
func (r *Report) writeJSON(w io.Writer) error {
	errors, warnings := r.Findings.Count()
	out := jsonReport{
		Version:     1,
		Diagnostics: make([]jsonFinding, 0, len(r.Findings)),
		Summary:     jsonSummary{Errors: errors, Warnings: warnings, Files: r.Files},
	}
	for _, d := range r.Findings {
		out.Diagnostics = append(out.Diagnostics, r.jsonFinding(d))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("write findings as JSON: %w", err)
	}
	return nil
}

func (r *Report) jsonFinding(d diag.Diagnostic) jsonFinding {
	at := Resolve(r.Sources, d.Span)
	f := jsonFinding{
		Code: d.Code, Severity: d.Severity.String(), Message: d.Message, Hint: d.Hint, File: d.Span.File,
		Start: jsonPosition(at.Start), End: jsonPosition(at.End),
		Related: []jsonRelated{}, Fix: []jsonEdit{},
	}
	for _, related := range d.Related {
		at := Resolve(r.Sources, related.Span)
		f.Related = append(f.Related, jsonRelated{
			File: related.Span.File, Message: related.Message,
			Start: jsonPosition(at.Start), End: jsonPosition(at.End),
		})
	}
	for _, edit := range d.Fix {
		at := Resolve(r.Sources, diag.Span{File: d.Span.File, Start: edit.Start, End: edit.End})
		f.Fix = append(f.Fix, jsonEdit{Start: jsonPosition(at.Start), End: jsonPosition(at.End), Text: edit.Text})
	}
	return f
}

func jsonPosition(p source.Position) JSONPosition {
	return JSONPosition{Line: p.Line, Column: p.Column, Offset: p.Offset}
}
