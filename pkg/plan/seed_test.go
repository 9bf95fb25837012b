package plan_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

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

// TestSeedPlanFindsExactlyWhatIsMissing takes a keyword out of the lesson and
// makes one warning a note: those two are found, each with its line of the
// plan and with evidence, and nothing else changes but for a warning on the
// subject of that callout.
func TestSeedPlanFindsExactlyWhatIsMissing(t *testing.T) {
	data := sharedFile(t, "seed/15-02-PLAN.md")
	if data == nil {
		return
	}
	const lesson = "content/course/08-module-8/11-gtid-failover-procedures.mdx"
	fsys := fstest.MapFS{}
	paths, err := filepath.Glob("../../content/course/08-module-8/*.mdx")
	if err != nil || len(paths) < 3 {
		t.Fatalf("%d lessons: %v", len(paths), err)
	}
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		fsys["content/course/08-module-8/"+filepath.Base(p)] = &fstest.MapFile{Data: text}
	}
	before := seedFailures(t, fsys, data)
	text := strings.ReplaceAll(string(fsys[lesson].Data), "SHOW MASTER STATUS", "SHOW BINARY LOG STATUS")
	fsys[lesson] = &fstest.MapFile{Data: []byte(strings.Replace(text, `<Callout type="warning"`, `<Callout type="note"`, 1))}
	after := seedFailures(t, fsys, data)

	errors, warnings := 0, 0
	for requirement, c := range after {
		if _, ok := before[requirement]; ok {
			continue
		}
		if c.State == plan.Warning {
			warnings++
			continue
		}
		errors++
		if c.State != plan.Unmet || c.Code != "contains" && c.Code != "callout-count" {
			t.Errorf("%s: %s: %s", c.State, c.Code, requirement)
		}
		if len(c.Evidence) == 0 || c.Hint == "" {
			t.Errorf("%s: no evidence or no hint", requirement)
		}
	}
	if errors != 2 || warnings > 1 {
		t.Errorf("%d new errors and %d new warnings, want 2 and at most 1", errors, warnings)
	}
}

// seedFailures returns what is not met, by requirement and line.
func seedFailures(t *testing.T, fsys fstest.MapFS, data []byte) map[string]plan.Check {
	t.Helper()
	f := source.NewFile("../shared/seed/15-02-PLAN.md", data)
	r := plan.Validate(newBench(fsys), []plan.Input{{File: f, Named: true, Foreign: true}},
		plan.Options{Paths: []plan.Alias{{From: "src/content", To: "content"}}})
	out := map[string]plan.Check{}
	for _, c := range r.Plans[0].Checks {
		if c.State != plan.Met {
			out[fmt.Sprintf("%d: %s", f.Line(c.At.Start), c.Requirement)] = c
			t.Logf("%s %d: %s: %s", c.State, f.Line(c.At.Start), c.Requirement, c.Message)
		}
	}
	return out
}
