package treemap_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/treemap"
)

const sample = `treemap
"Products"
    "Electronics"
        "Phones": 50
        "Computers": 30:::hot
        "Accessories": 20
    "Clothing"
        "Men's": 40
        "Women's": 40
classDef hot fill:#f96,stroke:#333
`

func TestCharts(t *testing.T) { charttest.Charts(t, treemap.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, treemap.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, treemap.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, treemap.Parse) }
