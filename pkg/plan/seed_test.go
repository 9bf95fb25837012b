package plan_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"course/pkg/plan"
	"course/pkg/source"
)

// sharedFile reads a file of the shared folder, which lies outside of the
// repository. Where it is absent the test says what it left out.
func sharedFile(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("COURSE_SHARED")
	if dir == "" {
		dir = "../shared"
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join("..", "..", dir)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Logf("left out: %v", err)
		return nil
	}
	return data
}

func TestSeedPlan(t *testing.T) {
	data := sharedFile(t, "seed/15-02-PLAN.md")
	if data == nil {
		return
	}
	f := source.NewFile("../shared/seed/15-02-PLAN.md", data)
	r := plan.Validate(newBench(os.DirFS("../..")), []plan.Input{{File: f, Named: true, Foreign: true}},
		plan.Options{Paths: []plan.Alias{{From: "src/content", To: "content"}}})
	var b strings.Builder
	if err := r.WriteText(&b, plan.TextOptions{Verbose: testing.Verbose(), Matrix: testing.Verbose()}); err != nil {
		t.Fatal(err)
	}
	t.Log(b.String())
	for _, c := range r.Plans[0].Checks {
		if c.State != plan.Met && c.State != plan.Warning {
			t.Errorf("%s: %s: %s", c.State, c.Requirement, c.Message)
		}
	}
}
