package mindmap_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/mindmap"
)

const sample = `mindmap
  root((mindmap))
    Origins
      Long history
      ::icon(fa fa-book)
      [Popularisation]
        British popular psychology author Tony Buzan
    Research
      On effectiveness<br/>and features
      id(rounded)
      :::urgent
    {{Tools}}
      Pen and paper
    c)cloud(
`

func TestCharts(t *testing.T) { charttest.Charts(t, mindmap.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, mindmap.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, mindmap.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, mindmap.Parse) }
