package plan

import (
	"fmt"
	"path"
	"strings"

	"course/pkg/diag"
)

// maxArtifacts bounds the artifacts of one plan that are checked.
const maxArtifacts = 5000

// artifacts checks every artifact: that it is there, then what it has to be.
func (t *trial) artifacts() {
	t.places = make([]place, len(t.plan.Artifacts))
	for i := range t.plan.Artifacts {
		if i == maxArtifacts {
			t.add(Check{
				Code: "plan-too-large", Kind: KindStructure, State: Unmet, At: t.plan.Artifacts[i].Path.Span,
				Requirement: fmt.Sprintf("at most %d artifacts", maxArtifacts), Message: "the rest was not checked", Hint: "split the plan",
			})
			return
		}
		a := &t.plan.Artifacts[i]
		if a.Path.Value == "" {
			c := Check{
				Code: "artifact-path", Kind: KindArtifact, State: Inconclusive, At: a.Path.Span,
				Requirement: "an artifact with a path", Message: "it has none, so nothing of it can be checked", Hint: "add path:",
			}
			t.add(c)
			t.followers(a, c)
			continue
		}
		t.places[i] = t.look(a.Path.Value)
		if p := &t.places[i]; a.Bare && p.Class == classMissing && !pathLike(p.Path) && !strings.Contains(p.Path, "/") {
			p.Class = classProse
		}
		t.matters(t.places[i].Found)
		t.artifact(a, &t.places[i])
	}
}

func (t *trial) artifact(a *Artifact, p *place) {
	c := t.presence(a, p)
	t.note("exists "+p.Path, c)
	if p.Absolute {
		t.portability(a.Path, p)
	}
	files := t.contents(p)
	if c.State != Met && c.State != Warning || len(files) == 0 {
		t.followers(a, c)
		return
	}
	for _, f := range files {
		if f.lesson != nil && !contains(t.out.Lessons, f.file.Path) {
			t.out.Lessons = append(t.out.Lessons, f.file.Path)
		}
	}
	name := p.Path
	if p.Moved {
		name = p.Found[0]
	}
	t.bounds(a, files)
	for _, k := range a.Contains {
		t.contains(k, name, files)
	}
	for _, k := range a.NotContains {
		t.notContains(k, name, files)
	}
	for _, e := range a.Exports {
		t.exports(e, name, files)
	}
}

// note adds a check and remembers its requirement.
func (t *trial) note(key string, c Check) {
	if _, ok := t.done[key]; !ok {
		t.done[key] = len(t.out.Checks)
	}
	t.add(c)
}

// presence decides whether an artifact exists.
func (t *trial) presence(a *Artifact, p *place) Check {
	c := Check{Code: "artifact-exists", Kind: KindArtifact, State: Met, At: a.Path.Span, Requirement: p.Path + " exists"}
	switch p.Class {
	case classFile:
		if p.Moved {
			c.State, c.Code = Warning, "artifact-moved"
			c.Message = fmt.Sprintf("it is not there; %s was checked instead: %s", p.Found[0], p.Why)
			c.Hint = fmt.Sprintf("write %q, or run course validate --fix", p.Found[0])
			c.Fix = t.replace(a.Path, p.Found[0])
		}
		c.Evidence = []Evidence{t.describe(p.Found[0])}
	case classFolder:
		if n := t.filesBelow(p.Path); n > 0 {
			c.Evidence = []Evidence{{File: p.Path, Text: "folder with " + plural(n, "file")}}
		} else {
			c.State, c.Message = t.failed(), "the folder is empty"
			c.Hint = "a folder counts as there when a file lies in it"
		}
	case classGlob:
		if len(p.Found) == 0 {
			c.State, c.Message = t.failed(), "nothing matches"
		} else {
			c.Evidence = []Evidence{{File: p.Found[0], Text: fmt.Sprintf("first of %d that match", len(p.Found))}}
		}
	case classProse:
		c.State, c.Code, c.Requirement = Inconclusive, "artifact-path", quote(a.Path.Value)+" exists"
		c.Message, c.Hint = "this is prose, not a path", "write the path of a file, a folder or a glob; prose belongs under provides:"
	case classEscapes:
		c.State, c.Code = Unmet, "artifact-escapes"
		c.Message, c.Hint = "the path leads out of the project", "name a file below the project's root"
	case classOutside:
		c.State, c.Message = Inconclusive, "it lies outside of the project and was not looked at"
		c.Hint = "name a file below the project's root"
	case classIgnored:
		c.State, c.Code = Inconclusive, "artifact-ignored"
		c.Message = "it is missing, and git ignores it, so it may be made by the build"
		c.Hint = "name the source that it is made from"
	default:
		t.explainMissing(&c, p)
	}
	return c
}

// explainMissing says what a missing artifact may have been meant to be.
func (t *trial) explainMissing(c *Check, p *place) {
	c.State, c.Message = t.failed(), "there is no such file"
	if len(p.Lost) > 0 {
		c.Message = "missing: " + strings.Join(p.Lost, ", ")
	}
	if t.pending {
		c.Message += "; work on the plan has not begun"
	}
	if len(p.Candidates) > 0 {
		c.Hint = "did you mean " + strings.Join(quoteAll(p.Candidates), " or ") + "?"
	} else if dir := path.Dir(p.Path); len(p.Lost) == 0 && dir != "." && !t.exists(dir) {
		c.Hint = fmt.Sprintf("the folder %q does not exist either", dir)
	}
}

func quoteAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quote(s)
	}
	return out
}

// portability warns of a path that works on its author's machine alone.
func (t *trial) portability(at Text, p *place) {
	c := Check{
		Code: "artifact-absolute", Kind: KindArtifact, State: Warning, At: at.Span,
		Requirement: "a path that works on every machine", Message: quote(at.Value) + " is absolute",
	}
	if len(p.Found) > 0 {
		c.Hint = fmt.Sprintf("write %q", p.Found[0])
		c.Fix = t.replace(at, p.Found[0])
	} else {
		c.Hint = "write it relative to the project's root"
	}
	t.add(c)
}

// replace makes the edit that puts a path in the place of another, quotes and
// annotations kept.
func (t *trial) replace(at Text, to string) []diag.Edit {
	raw := t.plan.text(at.Span)
	old := strings.TrimSpace(annotation.ReplaceAllString(strings.Trim(at.Value, "`\"' "), ""))
	i := strings.Index(raw, old)
	if old == "" || i < 0 || strings.ContainsAny(to, "\"'\n") {
		return nil
	}
	return []diag.Edit{{Start: at.Span.Start + i, End: at.Span.Start + i + len(old), Text: to}}
}

func (t *trial) describe(p string) Evidence {
	c := t.content(p)
	switch {
	case c == nil:
		return Evidence{File: p, Text: "exists"}
	case c.binary || c.large:
		return Evidence{File: p, Text: fmt.Sprintf("%d bytes", c.size)}
	}
	return Evidence{File: p, Text: plural(c.lines(), "line")}
}

// filesBelow counts the files in a folder, up to some.
func (j *judge) filesBelow(dir string) int {
	return len(j.match(escapeGlob(dir) + "/**"))
}

func escapeGlob(p string) string {
	if strings.ContainsAny(p, "*?{") {
		return strings.NewReplacer("*", "?", "{", "?").Replace(p)
	}
	return p
}

// maxLooked bounds the files of a folder or glob that are looked into.
const maxLooked = 500

// contents returns the files of a place.
func (t *trial) contents(p *place) []*content {
	paths := p.Found
	if p.Class == classFolder {
		paths = t.match(escapeGlob(p.Path) + "/**")
	}
	var out []*content
	for _, f := range paths[:min(len(paths), maxLooked)] {
		if c := t.content(f); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// followers adds the requirements of a file that is not there, as failed with
// it.
func (t *trial) followers(a *Artifact, because Check) {
	state := because.State
	if state == Met || state == Warning {
		state = Inconclusive
	}
	add := func(code string, kind Kind, at diag.Span, key, requirement string) {
		c := Check{
			Code: code, Kind: kind, State: state, At: at, Requirement: requirement,
			Message: "the file could not be looked at", Follows: true,
		}
		t.note(key, c)
	}
	file := because.Requirement
	file = strings.TrimSuffix(file, " exists")
	if a.Path.Value == "" {
		file = "the artifact"
	}
	if a.MinLines != nil {
		add("min-lines", KindMinLines, a.MinLines.Span, "min "+file, fmt.Sprintf("%s has at least %d lines", file, a.MinLines.N))
	}
	if a.MaxLines != nil {
		add("max-lines", KindMaxLines, a.MaxLines.Span, "max "+file, fmt.Sprintf("%s has at most %d lines", file, a.MaxLines.N))
	}
	for _, k := range a.Contains {
		add("contains", KindContains, k.Span, "contains "+file+" "+k.Text, file+" contains "+k.words())
	}
	for _, k := range a.NotContains {
		add("not-contains", KindNotContains, k.Span, "not "+file+" "+k.Text, file+" does not contain "+k.words())
	}
	for _, e := range a.Exports {
		add("exports", KindExports, e.Span, "exports "+file+" "+e.Value, file+" exports "+quote(e.Value))
	}
}
