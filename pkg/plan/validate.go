package plan

import (
	"io/fs"
	"path"
	"strings"

	"course/pkg/source"
)

// judge holds what all plans of a run share: every file is read once, every
// lesson parsed once, the project listed once and only if a path is missing.
type judge struct {
	ws      Workspace
	root    fs.FS
	opt     Options
	files   map[string]*content
	glances map[string]*content // lessons that were only searched
	lessons []LessonRef
	paths   map[string]*LessonRef
	list    *listing
	ignores map[string][]ignoreRule
	globs   map[string][]string
	regexes map[string]compiled
	views   map[string]*view
	rivals  int // searches through all lessons so far
}

// trial is the judgement of one plan.
type trial struct {
	*judge
	plan *Plan
	out  *PlanReport
	// pending says that work on the plan has not begun.
	pending bool
	// places are the artifacts as found, by index.
	places []place
	// done maps requirements that were checked to the index of their check, so
	// that a body that restates one adds nothing.
	done    map[string]int
	targets map[string]*target
}

// Validate compares plans with a workspace. Plans that another one superseded
// are skipped, unless they are named.
func Validate(ws Workspace, inputs []Input, opt Options) *Report {
	j := newJudge(ws, opt)
	r := &Report{files: map[string]*source.File{}}
	var plans []*Plan
	for _, in := range inputs {
		p := Parse(in.File)
		p.Named, p.Foreign = in.Named, in.Foreign
		r.files[p.Path] = in.File
		if p.superseded() && !p.Named {
			r.Superseded = append(r.Superseded, p.Path)
			continue
		}
		plans = append(plans, p)
	}
	g := newGraph(plans)
	for _, p := range plans {
		r.Plans = append(r.Plans, j.plan(p, g))
	}
	for _, read := range []map[string]*content{j.files, j.glances} {
		for name, c := range read {
			if _, ok := r.files[name]; !ok && c != nil {
				r.files[name] = c.file
			}
		}
	}
	return r
}

func newJudge(ws Workspace, opt Options) *judge {
	j := &judge{
		ws: ws, root: ws.Root(), opt: opt.withDefaults(), lessons: ws.Lessons(),
		files: map[string]*content{}, glances: map[string]*content{}, paths: map[string]*LessonRef{}, ignores: map[string][]ignoreRule{},
		globs: map[string][]string{}, regexes: map[string]compiled{}, views: map[string]*view{},
	}
	for i := range j.lessons {
		j.paths[j.lessons[i].Path] = &j.lessons[i]
	}
	return j
}

// plan judges one plan: what is asked in the front matter, what the body
// asks, what surrounds the plan.
func (j *judge) plan(p *Plan, g *graph) PlanReport {
	out := PlanReport{Plan: p}
	t := &trial{judge: j, plan: p, out: &out, done: map[string]int{}, targets: map[string]*target{}}
	t.pending = t.notBegun()
	for _, c := range p.Problems {
		t.add(c)
	}
	t.artifacts()
	for _, f := range p.FilesModified {
		t.matters(t.look(f.Value).Found)
	}
	t.links()
	t.body()
	t.truths()
	t.nothing()
	t.graph(g)
	t.verifyCommands()
	t.claims()
	t.figures()
	t.waive()
	out.settle()
	return out
}

// matters notes files that bear on the plan.
func (t *trial) matters(files []string) {
	for _, f := range files[:min(len(files), maxLooked)] {
		if !contains(t.out.Files, f) {
			t.out.Files = append(t.out.Files, f)
		}
	}
}

func (t *trial) add(c Check) { t.out.Checks = append(t.out.Checks, c) }

// performed lists the kinds that ask something of the project. A plan
// without any of them has nothing to check.
func (c *Check) performed() bool {
	switch c.Kind {
	case KindGraph, KindVerify, KindClaim:
		return false
	case KindStructure:
		return c.Code == "prose-requirement" || c.Code == "unreadable-value"
	case KindTruth:
		return c.State == Met
	}
	return true
}

// nothing adds the finding of a plan that asks for nothing that can be
// checked: such a plan never passes.
func (t *trial) nothing() {
	for i := range t.out.Checks {
		if t.out.Checks[i].performed() {
			return
		}
	}
	at := t.plan.span(0, 0)
	if t.plan.hasFront {
		start, end := t.plan.File.LineSpan(1)
		at = t.plan.span(start, end)
	}
	t.add(Check{
		Code: "nothing-to-check", Kind: KindStructure, State: Unmet, At: at,
		Requirement: "something that can be checked",
		Message:     "the plan states no artifact, key link or requirement of a lesson, so nothing was checked",
		Hint:        "add must_haves with artifacts (path, contains, min_lines) or key_links (from, to, pattern)",
	})
}

// superseded reports whether the plan says that another one took its place.
func (p *Plan) superseded() bool {
	if strings.EqualFold(p.Status.Value, "superseded") || strings.EqualFold(p.Status.Value, "abandoned") {
		return true
	}
	v := strings.ToLower(p.SupersededBy.Value)
	return v != "" && v != "null" && v != "none" && v != "[]" && v != "~"
}

// notBegun reports whether none of the plan's files exists and it has no
// summary. A plan named on the command line is never pending.
func (t *trial) notBegun() bool {
	if t.plan.Named {
		return false
	}
	if t.exists(summaryPath(t.plan.Path)) {
		return false
	}
	if s := t.plan.outputPath(); s != "" && t.exists(s) {
		return false
	}
	files := t.plan.FilesModified
	if len(files) == 0 {
		for _, a := range t.plan.Artifacts {
			files = append(files, a.Path)
		}
	}
	for _, f := range files {
		if w := t.look(f.Value); len(w.Found) > 0 {
			return false
		}
	}
	return len(files) > 0
}

// exists reports whether a clean path below the root is there.
func (j *judge) exists(p string) bool {
	if !fs.ValidPath(p) {
		return false
	}
	_, err := fs.Stat(j.root, p)
	return err == nil
}

func (j *judge) isDir(p string) bool {
	if !fs.ValidPath(p) {
		return false
	}
	info, err := fs.Stat(j.root, p)
	return err == nil && info.IsDir()
}

// isLesson reports whether a path is a lesson's.
func (j *judge) isLesson(p string) bool {
	_, ok := j.paths[p]
	return ok
}

// failed is the state of a requirement on something that is missing.
func (t *trial) failed() State {
	if t.pending {
		return Pending
	}
	return Unmet
}

func stem(p string) string {
	base := path.Base(p)
	return strings.TrimSuffix(base, path.Ext(base))
}
