// Package plan reads the plans that lessons are written against and decides,
// without judgement calls, whether the lessons on disk meet them.
//
// A plan is a Markdown file with YAML front matter and a body of XML-like
// tags. Parse reads one with the position of everything in it and never
// fails: what cannot be read as written is a finding, not a silence.
//
//	report := plan.Validate(workspace, inputs, plan.Options{})
//	report.WriteText(os.Stderr, plan.TextOptions{})
//	if report.Failed(strict) { … }
//
// # What is checked
//
// Validate judges each plan by itself: its artifacts (a file exists, has so
// many lines, contains, does not contain, exports), its key links, what its
// body and must_haves.lesson ask of the parsed lesson, the evidence for its
// truths, its place among the other plans, its verify commands, and what its
// summary claims. Every requirement gives one Check, met or not, with the
// place in the plan, the evidence and the way out.
//
// # States
//
// A check is met, unmet, warning, inconclusive (it could not be decided as
// written), pending (work on the plan has not begun: none of its files exists
// and it has no summary; never for a plan named on the command line) or
// waived by a comment with a reason. A plan's state is the worst of its
// checks. A plan that states nothing that can be checked is unmet.
//
// # Cost
//
// All plans of a run share one read and one parse of each lesson; the
// project's files are listed only when a path is not found as written, and
// git is asked only when that does not help.
package plan
