package lesson_test

import (
	"testing"

	"course/pkg/diag"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/source"
)

// TestEncoding says once, at the first such byte, that a file is not UTF-8.
func TestEncoding(t *testing.T) {
	file := source.NewFile("content/01-a.mdx", []byte("---\ntitle: A\n---\n\ncaf\xe9 \xff\n"))
	_, found := lesson.Parse(markdown.New(markdown.Options{}), file, lesson.Options{})
	if len(found) != 1 || found[0].Code != "not-utf8" || found[0].Severity != diag.Error || found[0].Span.Start != 21 {
		t.Errorf("got %+v, want one not-utf8 at 21", found)
	}
}
