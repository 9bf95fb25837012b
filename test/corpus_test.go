package test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorpus builds courses that other people wrote for other tools. Their
// dead links are theirs (and are reported); that each lesson has a page and
// each page is well-formed is ours.
func TestCorpus(t *testing.T) {
	for _, tt := range []struct{ name, content string }{
		{"starlight-docs", "src/content/docs"},
		{"hf-course", "chapters"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := shared(t, "corpus/"+tt.name)
			if dir == "" {
				return
			}
			out := filepath.Join(t.TempDir(), "site")
			r := command(t, dir, nil, "build", "--out", out, "--format", "json")
			if r.code > 1 {
				t.Fatalf("course build: exit %d\n%s", r.code, tail(r.stderr, 3000))
			}
			var report struct {
				Diagnostics []struct{ Code, Severity string }
				Summary     struct{ Errors, Warnings, Files int }
			}
			if err := json.Unmarshal([]byte(r.stdout), &report); err != nil {
				t.Fatalf("stdout is not one JSON object: %v\n%s", err, tail(r.stdout, 500))
			}
			codes := map[string]int{}
			for _, d := range report.Diagnostics {
				codes[d.Severity+" "+d.Code]++
			}
			pages := pagesOf(t, out)
			lessons := lessonFiles(t, filepath.Join(dir, filepath.FromSlash(tt.content)))
			for lesson, want := range lessons {
				if pages[want] == nil {
					t.Errorf("%s has no page %s", lesson, want)
				}
			}
			checkWellFormed(t, out, func(problem string) bool {
				// An id that the author gave twice is reported, and kept.
				return codes["error duplicate-id"] > 0 && strings.HasSuffix(problem, " twice")
			})
			t.Logf("%d lessons, %d pages, findings: %v", len(lessons), len(pages), codes)
		})
	}
}
