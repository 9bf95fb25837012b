package timeline_test

import (
	"testing"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/timeline"
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
	c, err := timeline.Parse(src)
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

const sample = `timeline
    title History
    section One
      2002 : LinkedIn
      2004 : Facebook : Google
    section Two<br>lines
      2005 : YouTube
      %% comment
`
