package report

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"

	"course/pkg/diag"
)

// The types below are the part of SARIF 2.1.0 (OASIS standard, section 3)
// that findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string     `json:"id"`
		ShortDescription *sarifText `json:"shortDescription,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID           string          `json:"ruleId"`
		RuleIndex        int             `json:"ruleIndex"`
		Level            string          `json:"level"`
		Message          sarifText       `json:"message"`
		Locations        []sarifLocation `json:"locations,omitempty"`
		RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes            []sarifFix      `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPlace `json:"physicalLocation"`
		Message          *sarifText `json:"message,omitempty"`
	}
	sarifPlace struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description     sarifText     `json:"description"`
		ArtifactChanges []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		ArtifactLocation sarifArtifact      `json:"artifactLocation"`
		Replacements     []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		DeletedRegion   sarifRegion `json:"deletedRegion"`
		InsertedContent sarifText   `json:"insertedContent"`
	}
)

func (r *Report) writeSARIF(w io.Writer) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: r.toolName(), Version: r.Tool.Version, Rules: r.sarifRules()}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, 0, len(r.Findings)),
	}
	for _, d := range r.Findings {
		run.Results = append(run.Results, r.sarifResult(d, run.Tool.Driver.Rules))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
	if err != nil {
		return fmt.Errorf("write findings as SARIF: %w", err)
	}
	return nil
}

func (r *Report) toolName() string {
	if r.Tool.Name == "" {
		return "course"
	}
	return r.Tool.Name
}

// sarifRules lists the codes that occur, sorted.
func (r *Report) sarifRules() []sarifRule {
	var codes []string
	for _, d := range r.Findings {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	rules := []sarifRule{}
	for _, code := range slices.Compact(codes) {
		rule := sarifRule{ID: code}
		if r.Tool.Explain != nil {
			if text := r.Tool.Explain(code); text != "" {
				rule.ShortDescription = &sarifText{text}
			}
		}
		rules = append(rules, rule)
	}
	return rules
}

func (r *Report) sarifResult(d diag.Diagnostic, rules []sarifRule) sarifResult {
	message := d.Message
	if d.Hint != "" {
		message += "\nhelp: " + d.Hint
	}
	result := sarifResult{
		RuleID: d.Code, Level: d.Severity.String(), Message: sarifText{message},
		RuleIndex: slices.IndexFunc(rules, func(rule sarifRule) bool { return rule.ID == d.Code }),
	}
	if d.Span.File != "" {
		result.Locations = []sarifLocation{{PhysicalLocation: r.sarifPlace(d.Span)}}
	}
	for _, related := range d.Related {
		if related.Span.File == "" {
			continue
		}
		result.RelatedLocations = append(result.RelatedLocations,
			sarifLocation{PhysicalLocation: r.sarifPlace(related.Span), Message: &sarifText{related.Message}})
	}
	if len(d.Fix) > 0 && r.file(d.Span.File) != nil {
		result.Fixes = []sarifFix{r.sarifFix(d)}
	}
	return result
}

func (r *Report) sarifPlace(span diag.Span) sarifPlace {
	// A path is not a URI reference: it may hold spaces, "#" or Cyrillic.
	u := url.URL{Path: path.Join(r.Prefix, span.File)}
	place := sarifPlace{ArtifactLocation: sarifArtifact{u.String()}}
	if !span.IsWhole() && r.file(span.File) != nil {
		region := r.sarifRegion(span)
		place.Region = &region
	}
	return place
}

func (r *Report) sarifRegion(span diag.Span) sarifRegion {
	at := Resolve(r.Sources, span)
	return sarifRegion{at.Start.Line, at.Start.Column, at.End.Line, at.End.Column}
}

func (r *Report) sarifFix(d diag.Diagnostic) sarifFix {
	change := sarifChange{ArtifactLocation: r.sarifPlace(d.Span).ArtifactLocation}
	for _, edit := range d.Fix {
		change.Replacements = append(change.Replacements, sarifReplacement{
			DeletedRegion:   r.sarifRegion(diag.Span{File: d.Span.File, Start: edit.Start, End: edit.End}),
			InsertedContent: sarifText{edit.Text},
		})
	}
	description := d.Hint
	if description == "" {
		description = d.Message
	}
	return sarifFix{Description: sarifText{description}, ArtifactChanges: []sarifChange{change}}
}
