package quadrant_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/quadrant"
)

const sample = `quadrantChart
    title Reach and engagement of campaigns
    x-axis Low Reach --> High Reach
    y-axis "Low Engagement" -->
    quadrant-1 We should expand
    quadrant-2 Need to promote
    Campaign A: [0.3, 0.6] radius: 12, color: #f30
    Campaign B:::cls : [0.45, 1]
    classDef cls stroke-color: #310085, stroke-width: 3px
`

func TestCharts(t *testing.T) { charttest.Charts(t, quadrant.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, quadrant.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, quadrant.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, quadrant.Parse) }
