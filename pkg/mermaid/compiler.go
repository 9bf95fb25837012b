package mermaid

import (
	"context"

	goldmark "go.abhg.dev/goldmark/mermaid"
)

// Compiler draws charts for the goldmark extension go.abhg.dev/goldmark/mermaid.
type Compiler struct{ Options Options }

var _ goldmark.Compiler = Compiler{}

// Compile draws one chart.
func (c Compiler) Compile(ctx context.Context, req *goldmark.CompileRequest) (*goldmark.CompileResponse, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := Draw([]byte(req.Source), c.Options)
	if err != nil {
		return nil, err
	}
	return &goldmark.CompileResponse{SVG: string(r.SVG)}, nil
}
