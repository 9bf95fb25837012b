package xychart_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/xychart"
)

const sample = `xychart
    title "Sales Revenue"
    x-axis [jan, feb, mar, "apr"]
    y-axis "Revenue (in $)" 4000 --> 11000
    bar "one" [5000, 6000, 7500, 8200]
    line [5000 "start", 6000.5, -7500, .5]
`

func TestCharts(t *testing.T) { charttest.Charts(t, xychart.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, xychart.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, xychart.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, xychart.Parse) }
