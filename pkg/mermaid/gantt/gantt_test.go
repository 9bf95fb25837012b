package gantt_test

import (
	"testing"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/gantt"
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
	c, err := gantt.Parse(src)
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

const sample = `gantt
    title Plan
    dateFormat YYYY-MM-DD
    excludes weekends 2014-01-10
    includes 2014-01-11
    tickInterval 1week
    weekday monday
    section A
    Completed task :done, des1, 2014-01-06,2014-01-08
    Active task :active, des2, 2014-01-09, 3d
    Future task : des3, after des2, 1.5w
    section Critical
    Critical :crit, done, after des1 des2, 24h
    Until :until isadded
    Milestone :milestone, isadded, 2014-01-25, 0d
    Line :vert, v, 2014-01-20, 0d
    click des1 href "https://example.org/"
`
