package journey_test

import (
	"testing"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/journey"
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
	c, err := journey.Parse(src)
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

const sample = `journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Sit down: 5: Me
`
