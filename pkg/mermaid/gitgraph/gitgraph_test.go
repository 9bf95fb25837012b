package gitgraph_test

import (
	"testing"

	"course/pkg/mermaid/gitgraph"
	"course/pkg/mermaid/internal/charttest"
)

const sample = `gitGraph
   commit id: "A"
   commit id: "B" tag: "v0.1"
   branch develop order: 2
   commit id: "C" type: HIGHLIGHT
   commit "message" type: REVERSE
   checkout main
   cherry-pick id: "C"
   merge develop id: "D" tag: "v1.0" tag: "stable"
   commit
`

func TestCharts(t *testing.T) { charttest.Charts(t, gitgraph.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, gitgraph.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, gitgraph.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, gitgraph.Parse) }
