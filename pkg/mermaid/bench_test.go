package mermaid_test

import (
	"testing"

	"course/pkg/mermaid"
)

// BenchmarkDraw draws all charts of a file of cases in turn.
func BenchmarkDraw(b *testing.B) {
	for name, list := range samples(b) {
		var sources [][]byte
		for _, c := range list {
			if _, err := mermaid.Draw([]byte(c.Source), mermaid.Options{}); err == nil {
				sources = append(sources, []byte(c.Source))
			}
		}
		if len(sources) == 0 {
			continue
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := mermaid.Draw(sources[i%len(sources)], mermaid.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
