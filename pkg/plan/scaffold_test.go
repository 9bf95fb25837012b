package plan_test

import (
	"testing"
	"testing/fstest"

	"course/pkg/plan"
)

// TestScaffoldIsPending validates a new plan: nothing is amiss but that the
// lesson is not begun; and with a lesson in place it is decided.
func TestScaffoldIsPending(t *testing.T) {
	s := plan.Scaffold{Phase: "15-production-operations", Number: "02", Lesson: "content/c/08-m/11-gtid.mdx", Title: "GTID: it's failover", Russian: true}
	name := s.Path(".planning")
	if want := ".planning/phases/15-production-operations/15-02-PLAN.md"; name != want {
		t.Fatalf("path %s, want %s", name, want)
	}
	fsys := fstest.MapFS{
		name:                      {Data: []byte(s.Text(".planning"))},
		"content/c/08-m/01-a.mdx": {Data: []byte("---\ntitle: a\n---\n")},
	}
	p := judge(t, fsys, nil, plan.Options{}).Plans[0]
	if p.State != plan.Pending {
		t.Errorf("state %s, want pending", p.State)
	}
	for _, c := range p.Checks {
		if c.State != plan.Pending && c.State != plan.Met && c.Kind != plan.KindTruth {
			t.Errorf("%s: %s: %s: %s", c.State, c.Code, c.Requirement, c.Message)
		}
	}
	fsys[s.Lesson] = &fstest.MapFile{Data: []byte("---\ntitle: x\n---\n\ntext\n")}
	if p := judge(t, fsys, nil, plan.Options{}).Plans[0]; p.State != plan.Unmet {
		t.Errorf("with a lesson begun: state %s, want unmet", p.State)
	}
}
