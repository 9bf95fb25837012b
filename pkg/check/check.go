// Package check holds the content rules: what build and check say about
// lessons that can be read but should be mended.
//
// A rule is a value in Rules, one file each. It looks at one lesson in the
// course's graph and reports findings; it never changes anything and sees no
// other rule. Rules run in parallel over lessons, their findings are merged in
// reading order.
package check

import (
	"runtime"
	"slices"
	"sync"

	"course/pkg/course"
	"course/pkg/diag"
)

// Rule is one content rule.
type Rule struct {
	// Codes are the findings that the rule can report.
	Codes []string
	// Check looks at the lesson of a pass.
	Check func(*Pass)
}

// Rules are all content rules, in the order in which they run.
var Rules = []Rule{
	linksRule,
	headingsRule,
	imagesRule,
	externalRule,
	linkTextRule,
	descriptionRule,
	frontMatterRule,
}

// Key declares a front matter key of the project.
type Key struct {
	Name string
	Type string   // string, number, bool or list
	Enum []string // allowed values; empty allows all
}

// Options are what the project says about the rules.
type Options struct {
	// Keys declares further front matter keys. Defaults to none.
	Keys []Key
}

// Pass is one lesson in the hands of one rule.
type Pass struct {
	Graph  *course.Graph
	Lesson *course.Lesson
	From   course.From
	Options
	found *diag.List
}

// Report adds a finding.
func (p *Pass) Report(d diag.Diagnostic) { p.found.Add(d) }

// Run applies all rules to all lessons.
func Run(g *course.Graph, opts Options) diag.List {
	var lessons []*course.Lesson
	for _, c := range g.Courses {
		lessons = append(lessons, c.All()...)
	}
	slots := make([]diag.List, len(lessons))
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), max(1, len(lessons))) {
		wait.Go(func() {
			for i := range next {
				l := lessons[i]
				for _, rule := range Rules {
					rule.Check(&Pass{Graph: g, Lesson: l, From: course.FromLesson(l), Options: opts, found: &slots[i]})
				}
			}
		})
	}
	for i := range lessons {
		next <- i
	}
	close(next)
	wait.Wait()
	return slices.Concat(slots...)
}

// Apply changes severities as the project asks, and drops what it switched
// off.
func Apply(found diag.List, severities map[string]string) diag.List {
	if len(severities) == 0 {
		return found
	}
	kept := found[:0]
	for _, d := range found {
		switch severities[d.Code] {
		case "off":
			continue
		case "warning":
			d.Severity = diag.Warning
		case "error":
			d.Severity = diag.Error
		}
		kept = append(kept, d)
	}
	return kept
}
