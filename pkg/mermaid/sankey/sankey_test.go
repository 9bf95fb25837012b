package sankey_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/sankey"
)

const sample = `sankey

iPhone,Products,205
Mac,Products,40
"Wearables, Home",Products,41
Products,Revenue,315
Services,Revenue,78
Revenue,Cost of Revenue,223
Revenue,Gross Profit,170
`

func TestCharts(t *testing.T) { charttest.Charts(t, sankey.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, sankey.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, sankey.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, sankey.Parse) }
