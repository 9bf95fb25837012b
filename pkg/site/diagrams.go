package site

import (
	"context"
	"errors"

	goldmark "go.abhg.dev/goldmark/mermaid"

	"course/pkg/markdown"
	"course/pkg/mermaid"
	"course/pkg/mermaid/chart"
)

// diagrams draws charts for the lessons of one language.
type diagrams struct{ lang string }

var _ goldmark.Compiler = diagrams{}

// Compile draws one chart. An error knows its place in the chart.
func (d diagrams) Compile(ctx context.Context, req *goldmark.CompileRequest) (*goldmark.CompileResponse, error) {
	language := chart.Language("en")
	if len(d.lang) >= 2 && d.lang[:2] == "ru" {
		language = "ru"
	}
	c := mermaid.Compiler{Options: mermaid.Options{IDPrefix: markdown.IDMark, Language: language}}
	out, err := c.Compile(ctx, req)
	var at *chart.Error
	var unsupported *chart.Unsupported
	switch {
	case errors.As(err, &at):
		return nil, chartError{err, at.Position.Offset}
	case errors.As(err, &unsupported):
		return nil, chartError{err, unsupported.Position.Offset}
	}
	return out, err
}

// chartError is an error with its place in the chart's source.
type chartError struct {
	error
	offset int
}

// Offset is the byte offset of the mistake.
func (e chartError) Offset() int { return e.offset }
