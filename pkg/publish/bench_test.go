package publish

import (
	"bytes"
	"fmt"
	"os"
	"testing"
)

// BenchmarkPublish publishes 10,000 pages of 20 KB: a first time, and again
// without a change.
func BenchmarkPublish(b *testing.B) {
	page := bytes.Repeat([]byte("<p>a page of a course</p>\n"), 800)
	publish := func(b *testing.B, dir string) {
		p, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		for i := range 10_000 {
			if err := p.Put(fmt.Sprintf("course/m%d/l%d/index.html", i%100, i), Page, page); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			dir, err := os.MkdirTemp("", "publish")
			if err != nil {
				b.Fatal(err)
			}
			publish(b, dir)
			os.RemoveAll(dir)
		}
	})
	b.Run("plain", func(b *testing.B) { // what any writer of files has to do
		for b.Loop() {
			dir, err := os.MkdirTemp("", "publish")
			if err != nil {
				b.Fatal(err)
			}
			for i := range 10_000 {
				folder := fmt.Sprintf("%s/course/m%d/l%d", dir, i%100, i)
				if err := os.MkdirAll(folder, 0o777); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(folder+"/index.html", page, 0o666); err != nil {
					b.Fatal(err)
				}
			}
			os.RemoveAll(dir)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		publish(b, dir)
		for b.Loop() {
			publish(b, dir)
		}
	})
}
