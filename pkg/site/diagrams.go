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
		return nil, chartError{at.Position.Offset, at.Message, at.Hint}
	case errors.As(err, &unsupported):
		return nil, chartError{unsupported.Position.Offset, "charts of type " + unsupported.Type + " are not drawn", ""}
	}
	return out, err
}

// chartError is a mistake in a chart: its place in the chart's source, what is
// wrong and the way out.
type chartError struct {
	offset        int
	message, hint string
}

func (e chartError) Error() string { return e.message }

// Offset is the byte offset of the mistake.
func (e chartError) Offset() int { return e.offset }

// Hint is the way out, or empty.
func (e chartError) Hint() string { return e.hint }
