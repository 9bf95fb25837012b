package markdown

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"course/pkg/source"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// lessons are the project's own lessons and the corpora.
func lessons(b testing.TB) (files []*source.File) {
	root := "../../content"
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".mdx") {
			if data, err := os.ReadFile(path); err == nil {
				files = append(files, source.NewFile(path, data))
			}
		}
		return nil
	})
	return append(files, corpus(b)...)
}

func ours(m *Markdown, files []*source.File) {
	for _, f := range files {
		_, body, _ := SplitFrontMatter(f)
		doc, _ := m.Parse(Input{File: f, Body: body, MD: strings.HasSuffix(f.Path, ".md")})
		m.Render(doc)
	}
}

func bare(g goldmark.Markdown, files []*source.File) {
	var out bytes.Buffer
	for _, f := range files {
		_, body, _ := SplitFrontMatter(f)
		out.Reset()
		_ = g.Convert(f.Data[body:], &out)
	}
}

// BenchmarkLessons prints how much more a lesson costs than in bare goldmark
// with GFM.
func BenchmarkLessons(b *testing.B) {
	files := lessons(b)
	m := New(Options{})
	g := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	var mine, theirs time.Duration
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		start := time.Now()
		bare(g, files)
		theirs += time.Since(start)
		start = time.Now()
		ours(m, files)
		mine += time.Since(start)
	}
	b.ReportMetric(float64(mine)/float64(theirs), "times-goldmark")
	b.ReportMetric(float64(mine.Microseconds())/float64(b.N*len(files)), "µs/lesson")
}

// BenchmarkGrowth shows that cost grows with the length and the depth of what
// an author, or somebody hostile, writes.
func BenchmarkGrowth(b *testing.B) {
	m := New(Options{Components: testComponents()})
	for name, text := range map[string]func(n int) string{
		"braces":     func(n int) string { return strings.Repeat("{a\n", n) },
		"open-tags":  func(n int) string { return strings.Repeat("<a b=\"c\n", n) },
		"tags":       func(n int) string { return strings.Repeat("<Badge text=\"x\" /> ", n%3000) },
		"paragraphs": func(n int) string { return strings.Repeat("Text *a* `b` [c](d).\n\n", n) },
		"components": func(n int) string { return strings.Repeat("<Card>\n\ntext\n\n</Card>\n\n", n) },
		"depth": func(n int) string {
			d := n / 100
			return strings.Repeat("<Card>\n", d) + "x\n" + strings.Repeat("</Card>\n", d)
		},
		"exports":  func(n int) string { return strings.Repeat("export const a = `\n\n", n) },
		"unclosed": func(n int) string { return strings.Repeat("<p>\n\ntext\n\n", n) },
		"quotes":   func(n int) string { return strings.Repeat("> {a\n\n", n) },
		"markup":   func(n int) string { return "{" + strings.Repeat("<a b={", 50) + strings.Repeat("x ", n) },
	} {
		for _, n := range []int{1000, 2000, 4000} {
			f := source.NewFile("a.mdx", []byte(text(n)))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					ours(m, []*source.File{f})
				}
			})
		}
	}
}
