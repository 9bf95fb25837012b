package pie_test

import (
	"testing"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/pie"
	"course/pkg/mermaid/svg"
)

func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		draw(b, sample)
	}
}

func draw(tb testing.TB, s string) {
	src, err := chart.Prepare(s)
	if err != nil {
		return
	}
	c, err := pie.Parse(src)
	if err != nil {
		return
	}
	if err := c.Draw(svg.New("x-")); err != nil {
		tb.Errorf("draw: %v", err)
	}
	c.Describe("ru")
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, s string) { draw(t, s) })
}

const sample = `pie showData
    title Pets
    accDescr: adopted
    "Dogs" : 386
    "Cats" : 85.9
    'Rats' : 15
    "Fish" : 0
`
