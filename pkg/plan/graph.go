package plan

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
)

// graph is how the plans of the plan folders stand to each other. Phases are
// told apart by folder; plans from elsewhere are not in it.
type graph struct {
	phases map[string][]*Plan // by folder
	byID   map[string][]*Plan // by "phase-plan" in bare numbers
	cycles map[*Plan][]*Plan
}

func newGraph(plans []*Plan) *graph {
	g := &graph{phases: map[string][]*Plan{}, byID: map[string][]*Plan{}, cycles: map[*Plan][]*Plan{}}
	for _, p := range plans {
		if p.Foreign {
			continue
		}
		g.phases[path.Dir(p.Path)] = append(g.phases[path.Dir(p.Path)], p)
		g.byID[p.id()] = append(g.byID[p.id()], p)
	}
	for _, p := range plans {
		if !p.Foreign {
			g.findCycle(p)
		}
	}
	return g
}

// phase returns the number of the phase that a plan belongs to, from its file
// name, its folder, or its field.
func (p *Plan) phase() string {
	if p.Name.Phase != "" {
		return number(p.Name.Phase)
	}
	if n := phaseNumber(path.Base(path.Dir(p.Path))); n != "" {
		return number(n)
	}
	return number(phaseNumber(p.Phase.Value))
}

func (p *Plan) id() string {
	plan := p.Name.Plan
	if plan == "" {
		plan = p.Number.Value
	}
	return p.phase() + "-" + number(plan)
}

var (
	dependency = regexp.MustCompile(`^(?:phase[-_ ]?)?(\d+[A-Za-z]?(?:\.\d+)*[A-Za-z]?|[A-Z]{1,8}\d{0,3})(?:[-/_](?:plan[-_ ]?)?(\d+[A-Za-z]?|[A-Z]))?(?:-.*)?$`)
	planSuffix = regexp.MustCompile(`(?i)(?:-?(?:PLAN|SUMMARY))?(?:\.md)?$`)
)

// dependencyOf reads one entry of depends_on: 01-02, 02, 01-02-PLAN, a path
// to a plan, "phase 14". A single number is a plan of the same phase or a
// phase. ok is false for prose.
func dependencyOf(s string) (phase, plan string, ok bool) {
	s = strings.TrimSpace(annotation.ReplaceAllString(strings.Trim(s, "`\"' "), ""))
	s = planSuffix.ReplaceAllString(path.Base(s), "")
	m := dependency.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || !isNumber(m[1]) && m[2] == "" {
		return "", "", false
	}
	if m[2] == "" {
		if strings.HasPrefix(strings.ToLower(s), "phase") || strings.Contains(s, "-") {
			return number(m[1]), "", true
		}
		return "", number(m[1]), true
	}
	return number(m[1]), number(m[2]), true
}

// targets returns the plans that an entry of depends_on names. known says
// that the phase is there, so that a plan missing from it is an error.
func (g *graph) targets(p *Plan, entry string) (found []*Plan, known, ok bool) {
	phase, plan, ok := dependencyOf(entry)
	if !ok {
		return nil, false, false
	}
	if phase == "" {
		if found = g.inFolder(p, plan); len(found) > 0 {
			return found, true, true
		}
		if whole := g.phasePlans(plan); len(whole) > 0 && plan != p.phase() {
			return whole, true, true
		}
		return nil, true, true
	}
	if plan == "" {
		whole := g.phasePlans(phase)
		return whole, len(whole) > 0, true
	}
	if phase == p.phase() {
		if found = g.inFolder(p, plan); len(found) > 0 {
			return found, true, true
		}
	}
	return g.byID[phase+"-"+plan], len(g.phasePlans(phase)) > 0, true
}

func (g *graph) inFolder(p *Plan, plan string) []*Plan {
	var out []*Plan
	for _, q := range g.phases[path.Dir(p.Path)] {
		if _, n, _ := strings.Cut(q.id(), "-"); n == plan {
			out = append(out, q)
		}
	}
	return out
}

func (g *graph) phasePlans(phase string) []*Plan {
	var out []*Plan
	for id, plans := range g.byID {
		if ph, _, _ := strings.Cut(id, "-"); ph == phase {
			out = append(out, plans...)
		}
	}
	slices.SortFunc(out, func(a, b *Plan) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// direct returns the plans that a plan depends on by name. Whole phases are
// left out: they have no place in the order of waves.
func (g *graph) direct(p *Plan) []*Plan {
	var out []*Plan
	for _, d := range p.DependsOn {
		phase, plan, ok := dependencyOf(d.Value)
		if !ok || plan == "" {
			continue
		}
		var found []*Plan
		if phase == "" || phase == p.phase() {
			found = g.inFolder(p, plan)
		}
		if len(found) == 0 && phase != "" {
			found = g.byID[phase+"-"+plan]
		}
		out = append(out, found...)
	}
	return out
}

// findCycle looks for the shortest way from a plan back to itself.
func (g *graph) findCycle(p *Plan) {
	from := map[*Plan]*Plan{}
	queue := []*Plan{p}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, next := range g.direct(at) {
			if next == p {
				way := []*Plan{p}
				for q := at; q != p; q = from[q] {
					way = append(way, q)
				}
				slices.Reverse(way[1:])
				g.cycles[p] = append(way, p)
				return
			}
			if _, seen := from[next]; !seen {
				from[next] = at
				queue = append(queue, next)
			}
		}
	}
}

// graph checks what surrounds a plan.
func (t *trial) graph(g *graph) {
	t.filesInPlan()
	if t.plan.Foreign {
		return
	}
	t.names(g)
	for _, d := range t.plan.DependsOn {
		t.dependsOn(g, d)
	}
	if way := g.cycles[t.plan]; way != nil {
		var names []string
		for _, p := range way {
			names = append(names, path.Base(p.Path))
		}
		t.add(Check{
			Code: "plan-cycle", Kind: KindGraph, State: Unmet, At: t.plan.DependsOn[0].Span,
			Requirement: "plans that can be done one after the other", Message: "they wait for each other: " + strings.Join(names, " -> "),
			Hint: "take one of them out of depends_on",
		})
	}
	t.sameFile(g)
}

// names checks that file name, folder and fields agree.
func (t *trial) names(g *graph) {
	p := t.plan
	folder := path.Base(path.Dir(p.Path))
	phase := phaseNumber(folder)
	disagree := func(at diag.Span, what, message string) {
		t.add(Check{
			Code: "plan-name", Kind: KindGraph, State: Warning, At: at, Requirement: what, Message: message,
			Hint: "make file name, folder and fields say the same",
		})
	}
	top := p.span(0, 0)
	if phase != "" && p.Name.Phase != "" && number(phase) != number(p.Name.Phase) {
		disagree(top, fmt.Sprintf("a plan of phase %s in its folder", p.Name.Phase), fmt.Sprintf("it lies in %q", folder))
	}
	if field := phaseNumber(p.Phase.Value); field != "" && p.phase() != "" && number(field) != p.phase() {
		disagree(p.Phase.Span, fmt.Sprintf("phase %s, as the file's name and folder say", p.phase()), fmt.Sprintf("the field says %s", quote(p.Phase.Value)))
	}
	if p.Name.Plan != "" && p.Number.Value != "" {
		field := p.Number.Value
		if m := planField.FindStringSubmatch(field); m != nil {
			field = m[1]
		}
		if isNumber(field) && number(field) != number(p.Name.Plan) {
			disagree(p.Number.Span, fmt.Sprintf("plan %s, as the file's name says", p.Name.Plan), fmt.Sprintf("the field says %s", quote(p.Number.Value)))
		}
	}
	for _, other := range g.byID[p.id()] {
		if other != p && path.Dir(other.Path) == path.Dir(p.Path) && p.Name == other.Name && path.Base(other.Path) != path.Base(p.Path) &&
			planNumbered.ReplaceAllString(path.Base(p.Path), "") == "" && strings.Count(path.Base(p.Path), "-") == strings.Count(path.Base(other.Path), "-") {
			disagree(top, "a number that no other plan has", fmt.Sprintf("%s has the same", other.Path))
			break
		}
	}
}

// planField takes the plan's number out of a field such as "15-02".
var planField = regexp.MustCompile(`^\d+[A-Za-z]?(?:\.\d+)*-(\d+[A-Za-z]?)$`)

func isNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// dependsOn checks one entry: that the plan exists, and that its wave comes
// before.
func (t *trial) dependsOn(g *graph, d Text) {
	if v := strings.ToLower(strings.TrimSpace(d.Value)); v == "none" || v == "null" || v == "-" || v == "n/a" {
		return
	}
	c := Check{Code: "depends-on", Kind: KindGraph, State: Met, At: d.Span, Requirement: fmt.Sprintf("the plan %s that this one depends on", quote(d.Value))}
	found, known, ok := g.targets(t.plan, d.Value)
	switch {
	case !ok:
		c.State, c.Message = Inconclusive, "this names no plan"
		c.Hint = `write it as "01-02", "02" or "01-02-PLAN"`
	case len(found) == 0 && known:
		c.State, c.Message, c.Hint = Unmet, "there is no such plan", g.suggest(t.plan)
	case len(found) == 0:
		c.State, c.Message = Warning, "neither the plan nor its phase is in the plan folders"
	default:
		for _, p := range found[:min(3, len(found))] {
			c.Evidence = append(c.Evidence, Evidence{File: p.Path})
		}
	}
	t.add(c)
	for _, p := range found {
		t.waves(p, d)
	}
}

func (g *graph) suggest(p *Plan) string {
	var names []string
	for _, q := range g.phases[path.Dir(p.Path)] {
		if q != p && len(names) < 8 {
			names = append(names, strings.TrimSuffix(path.Base(q.Path), "-PLAN.md"))
		}
	}
	if len(names) == 0 {
		return "there is no other plan in this phase"
	}
	return "the other plans of the phase are " + strings.Join(names, ", ")
}

// waves compares the wave of a plan with that of one it depends on. Waves are
// counted within a phase.
func (t *trial) waves(p *Plan, d Text) {
	if path.Dir(p.Path) != path.Dir(t.plan.Path) || p == t.plan {
		return
	}
	mine, err := strconv.Atoi(strings.TrimSpace(t.plan.Wave.Value))
	theirs, err2 := strconv.Atoi(strings.TrimSpace(p.Wave.Value))
	if err != nil || err2 != nil {
		return
	}
	c := Check{
		Code: "wave-order", Kind: KindGraph, State: Met, At: t.plan.Wave.Span,
		Requirement: fmt.Sprintf("a wave after that of %s", d.Value), Evidence: []Evidence{{File: p.Path, Line: p.File.Line(p.Wave.Span.Start), Text: "wave: " + p.Wave.Value}},
	}
	if mine <= theirs {
		c.State, c.Message = Unmet, fmt.Sprintf("this plan is in wave %d, that one in wave %d", mine, theirs)
		c.Hint = fmt.Sprintf("write wave: %d or more", theirs+1)
	}
	t.add(c)
}

// sameFile warns when two plans of one wave write one file.
func (t *trial) sameFile(g *graph) {
	wave := strings.TrimSpace(t.plan.Wave.Value)
	if wave == "" {
		return
	}
	for _, other := range g.phases[path.Dir(t.plan.Path)] {
		if other == t.plan || strings.TrimSpace(other.Wave.Value) != wave {
			continue
		}
		theirs := map[string]Text{}
		for _, f := range other.FilesModified {
			theirs[bareFile(f.Value)] = f
		}
		for _, f := range t.plan.FilesModified {
			o, ok := theirs[bareFile(f.Value)]
			if !ok {
				continue
			}
			t.add(Check{
				Code: "same-file", Kind: KindGraph, State: Warning, At: f.Span,
				Requirement: fmt.Sprintf("%s written by one plan of wave %s", bareFile(f.Value), wave),
				Message:     fmt.Sprintf("%s writes it in the same wave", path.Base(other.Path)),
				Hint:        "put one of the two plans into a later wave",
				Related:     []diag.Related{{Span: o.Span, Message: "here as well"}},
			})
		}
	}
}

// bareFile is a path of files_modified without annotation.
func bareFile(s string) string {
	s = strings.Trim(strings.TrimSpace(annotation.ReplaceAllString(strings.Trim(s, "`\"' "), "")), "`\"'")
	return path.Clean(strings.TrimPrefix(s, "./"))
}

// filesInPlan checks that artifacts and the files of tasks are among
// files_modified, where a plan lists those.
func (t *trial) filesInPlan() {
	if len(t.plan.FilesModified) == 0 {
		return
	}
	listed := map[string]bool{}
	var globs []*regexp.Regexp
	for _, f := range t.plan.FilesModified {
		s := bareFile(f.Value)
		listed[s] = true
		if strings.ContainsAny(s, "*") {
			if re, err := t.regex(globExpression(s)); err == nil {
				globs = append(globs, re)
			}
		}
		if strings.HasSuffix(strings.TrimSpace(f.Value), "/") || t.isDir(s) {
			if re, err := t.regex("^" + regexp.QuoteMeta(s) + "/"); err == nil {
				globs = append(globs, re)
			}
		}
	}
	missing := func(code string, at Text) {
		s := bareFile(at.Value)
		if listed[s] || !pathLike(s) || slices.ContainsFunc(globs, func(re *regexp.Regexp) bool { return re.MatchString(s) }) {
			return
		}
		t.add(Check{
			Code: code, Kind: KindGraph, State: Warning, At: at.Span,
			Requirement: fmt.Sprintf("%s among files_modified", s), Message: "it is not listed there", Hint: "add it to files_modified",
		})
		listed[s] = true
	}
	for _, a := range t.plan.Artifacts {
		missing("artifact-not-listed", a.Path)
	}
	for _, task := range t.plan.Body.Tasks {
		for _, f := range task.Files {
			missing("task-file-not-listed", f)
		}
	}
}
