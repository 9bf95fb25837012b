package site_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"course/pkg/check"
	"course/pkg/config"
	"course/pkg/diag"
	"course/pkg/internal/explain"
	"course/pkg/site"
)

// unshown are codes whose example would be too large to show, or cannot be
// written down as files.
var unshown = []string{"lesson-too-large", "not-utf8", "unreadable-file", "over-limit", "too-deep"}

// TestExplanationsAreTrue builds the examples of every explained code: the
// code is found in the bad one, and nothing of that code in the mended one.
func TestExplanationsAreTrue(t *testing.T) {
	for _, code := range check.Codes() {
		t.Run(code, func(t *testing.T) {
			e, _ := check.Explain(code)
			if len(e.Bad) == 0 {
				if !slices.Contains(unshown, code) {
					t.Error("has no example")
				}
				return
			}
			has := func(found diag.List) bool {
				return slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == code })
			}
			if found := findings(t, e.Bad); !has(found) {
				t.Errorf("the example does not show it; it shows %v", found)
			}
			if found := findings(t, e.Good); has(found) {
				t.Errorf("the mended example still shows it: %v", found)
			}
		})
	}
}

func findings(t *testing.T, files []explain.File) diag.List {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	cfg, found, err := config.Load(config.Options{FS: fsys, Env: func(string) (string, bool) { return "", false }})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Open(site.Options{Config: cfg, FS: fsys, CheckOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return append(found, s.Diagnostics()...)
}
