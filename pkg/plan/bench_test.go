package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"course/pkg/plan"
	"course/pkg/source"
)

// library makes a course of lessons and plans of the size that the project's
// own course has: 60 lessons of 600 lines, 50 plans.
func library(lessons, lines, plans int) (fstest.MapFS, []plan.Input) {
	fsys := fstest.MapFS{}
	for i := range lessons {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: Lesson %d\n---\n\n# Lesson %d\n", i, i)
		for n := 0; n < lines-6; n += 10 {
			fmt.Fprintf(&b, "\n## %d. Section on topic_%d_%d\n\nПараметр `topic_%d_%d` и `gtid_mode=ON` описаны подробно, см. [урок](./%02d-lesson.mdx).\n\n", n/10+1, i, n, i, n, max(0, i-1))
			fmt.Fprintf(&b, "<Callout type=\"warning\" title=\"topic_%d\">\nТекст предупреждения.\n</Callout>\n\n", n)
		}
		fsys[fmt.Sprintf("content/c/01-m/%02d-lesson.mdx", i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	var inputs []plan.Input
	for i := range plans {
		lesson := fmt.Sprintf("content/c/01-m/%02d-lesson.mdx", i%lessons)
		before := fmt.Sprintf("%02d-lesson.mdx", max(0, i%lessons-1))
		var b strings.Builder
		fmt.Fprintf(&b, "---\nphase: 15-ops\nplan: %02d\nwave: 1\nfiles_modified: [%s]\nmust_haves:\n  truths:\n    - Learner can set gtid_mode\n    - Learner knows topic_%d_10\n  artifacts:\n    - path: %s\n      min_lines: 400\n      contains: [gtid_mode, topic_%d_20, \"absent keyword %d\"]\n", i, lesson, i, lesson, i, i)
		fmt.Fprintf(&b, "  key_links:\n    - {from: %s, to: %s, pattern: \"topic_%d_30.*gtid_mode\"}\n---\n", lesson, before, i)
		fmt.Fprintf(&b, "<tasks>\n<task type=\"auto\">\n<files>%s</files>\n<action>\nWrite a lesson with the following sections:\n\n", lesson)
		for n := range 10 {
			fmt.Fprintf(&b, "%d. **Section on topic_%d_%d**\n   - gtid_mode\n   - failover\n", n+1, i, n*10)
		}
		b.WriteString("\n- type=\"warning\": topic_10\n- type=\"warning\": topic_20\nRussian text / English code\n</action>\n<verify>Build passes: `npm test`</verify>\n</task>\n</tasks>\n")
		inputs = append(inputs, plan.Input{File: source.NewFile(fmt.Sprintf(".planning/phases/15-ops/15-%02d-PLAN.md", i), []byte(b.String()))})
	}
	return fsys, inputs
}

// BenchmarkValidate measures 50 plans over 60 lessons of 600 lines, without
// reading files and parsing lessons.
func BenchmarkValidate(b *testing.B) {
	fsys, inputs := library(60, 600, 50)
	bench := newBench(fsys)
	for _, l := range bench.refs {
		bench.Lesson(l.Path)
	}
	b.ReportAllocs()
	for b.Loop() {
		r := plan.Validate(bench, inputs, plan.Options{})
		if r.Plans[0].Of < 20 {
			b.Fatal("too few checks")
		}
	}
}

// TestLessonsAreParsedOnce counts the parses of a run over many plans.
func TestLessonsAreParsedOnce(t *testing.T) {
	fsys, inputs := library(10, 100, 40)
	bench := newBench(fsys)
	plan.Validate(bench, inputs, plan.Options{})
	if bench.asked > 10 {
		t.Errorf("%d parses of 10 lessons", bench.asked)
	}
}
