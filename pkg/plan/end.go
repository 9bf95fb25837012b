package plan

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// endKind is what an end of a key link turned out to be.
type endKind uint8

const (
	endFile endKind = iota + 1 // files, a folder's or glob's files included
	endURL
	endProse
	endAmbiguous
	endMissing
	endMoved
	endIgnored
	endEscapes
)

// end is one end of a key link.
type end struct {
	kind       endKind
	ref        string // the path or name without annotations
	files      []string
	list       bool // several files, each named by the plan
	candidates []string
	why        string
}

// words are what a source would call this end.
func (e end) words() []string {
	var out []string
	if e.kind == endURL {
		return []string{e.ref}
	}
	for _, f := range e.files {
		s := stem(f)
		if generic(path.Base(f)) {
			s = path.Base(path.Dir(f))
		}
		if len(s) > 2 && len(out) < 20 && s != "." {
			out = append(out, s)
		}
	}
	return out
}

var (
	urlPattern    = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://\S+$`)
	symbolSuffix  = regexp.MustCompile(`^([^\s:#]+\.[A-Za-z0-9]+)(?:::?|#)[\w.$()<>-]+$`)
	lessonPattern = regexp.MustCompile(`(?i)^(?:lesson|урок)[-_ ]?0*(\d+)$`)
)

// end resolves one end of a key link, in this order: exact path, base name
// among the plan's own files, the folder of the source, the only file of that
// name, a lesson's slug, id or order, a route, a URL. Anything else is prose.
func (t *trial) end(ref Text, source *end) end {
	e := t.resolveEnd(ref, source)
	t.matters(e.files)
	return e
}

func (t *trial) resolveEnd(ref Text, source *end) end {
	raw := strings.Trim(strings.TrimSpace(ref.Value), "`\"'")
	if raw == "" {
		return end{kind: endProse}
	}
	if urlPattern.MatchString(raw) {
		return end{kind: endURL, ref: raw}
	}
	if e, ok := t.knownAll(raw, source); ok {
		return e
	}
	for _, s := range spellings(raw) {
		if e, ok := t.known(s, source); ok {
			return e
		}
	}
	p := t.look(raw)
	if strings.HasPrefix(raw, "/") && p.Class == classOutside { // an address, not a file of this machine
		return end{kind: endProse, ref: raw}
	}
	return t.unknownEnd(raw, p)
}

// knownAll resolves an end that names several files, all of which are there.
func (t *trial) knownAll(raw string, source *end) (end, bool) {
	parts := t.allPaths(severalSigns.Split(raw, -1))
	if parts == nil || t.exists(path.Clean(raw)) {
		return end{}, false
	}
	out := end{kind: endFile, ref: raw, list: true}
	for _, part := range parts {
		e, ok := t.known(part, source)
		if !ok || len(e.files) == 0 {
			return end{}, false
		}
		out.files = append(out.files, e.files...)
	}
	return out, true
}

// spellings are the text as written, without annotation, and the file of a
// "file.py::Class.method".
func spellings(raw string) []string {
	out := []string{raw}
	bare := strings.Trim(strings.TrimSpace(annotation.ReplaceAllString(raw, "")), "`\"',")
	for _, s := range []string{bare, lineSuffix.ReplaceAllString(bare, ""), symbolSuffix.ReplaceAllString(bare, "$1")} {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if fields := strings.Fields(bare); len(fields) > 1 {
		for _, w := range []string{strings.Trim(fields[0], "`\"',;:"), soleWord(raw)} {
			if pathLike(w) && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// known tries all ways in which a reference can be certain.
func (t *trial) known(s string, source *end) (end, bool) {
	if strings.HasPrefix(s, "/") {
		if l := t.byRoute(s); l != nil {
			return end{kind: endFile, ref: s, files: []string{l.Path}}, true
		}
	}
	p, settled := t.asWritten(s)
	switch {
	case len(p.Found) > 0:
		e := end{kind: endFile, ref: p.Path, files: p.Found}
		if p.Class == classFolder {
			e.files = t.match(escapeGlob(p.Path) + "/**")
		}
		return e, true
	case settled && p.Class == classEscapes:
		if source != nil && len(source.files) == 1 { // relative to the source
			if near := path.Join(path.Dir(source.files[0]), s); t.exists(near) {
				return end{kind: endFile, ref: near, files: []string{near}}, true
			}
		}
		return end{kind: endEscapes, ref: s}, true
	}
	if !strings.ContainsAny(s, " \t") {
		if e, ok := t.byName(s, source); ok {
			return e, true
		}
		if e, ok := t.imported(s, source); ok {
			return e, true
		}
		if e, ok := t.byStem(s); ok {
			return e, true
		}
	}
	return t.lessonByName(s)
}

// byName finds a bare file name, or the tail of a path.
func (t *trial) byName(s string, source *end) (end, bool) {
	base := path.Base(s)
	if !pathLike(s) || strings.ContainsAny(s, "*?") {
		return end{}, false
	}
	if strings.HasPrefix(s, "./") || !strings.Contains(s, "/") {
		if e, ok := t.amongOwn(base); ok && !strings.HasPrefix(s, "./") {
			return e, true
		}
		if source != nil && len(source.files) > 0 {
			if near := path.Join(path.Dir(source.files[0]), s); t.exists(near) && !t.isDir(near) {
				return end{kind: endFile, ref: near, files: []string{near}}, true
			}
		}
	}
	var same []string
	for _, p := range t.listing().byBase[base] {
		if p == s || strings.HasSuffix(p, "/"+strings.TrimPrefix(s, "./")) {
			same = append(same, p)
		}
	}
	switch {
	case len(same) == 1:
		return end{kind: endFile, ref: same[0], files: same}, true
	case len(same) > 1:
		return end{kind: endAmbiguous, ref: s, candidates: same[:min(5, len(same))]}, true
	}
	return end{}, false
}

// byStem finds a file whose name without extension is given: one of the plan's
// own, or for a name that can be nothing else (LessonSidebar, use_auth) the
// only one in the project.
func (t *trial) byStem(s string) (end, bool) {
	if len(s) < 4 || strings.ContainsAny(s, "/.(){}*") {
		return end{}, false
	}
	var found []string
	for i := range t.places {
		for _, f := range t.places[i].Found {
			if stem(f) == s && !slices.Contains(found, f) {
				found = append(found, f)
			}
		}
	}
	if len(found) == 0 && (innerCapital(s) || strings.ContainsAny(s, "_-")) {
		found = t.listing().stems()[s]
	}
	if len(found) != 1 {
		return end{}, false
	}
	return end{kind: endFile, ref: s, files: found}, true
}

// imported finds the file behind the name of an import: @/lib/store,
// ./store, lib/store.
func (t *trial) imported(s string, source *end) (end, bool) {
	if !strings.Contains(s, "/") || path.Ext(s) != "" && isKnownExtension(path.Ext(s)) || strings.HasPrefix(s, "/") {
		return end{}, false
	}
	rest := s
	bases := []string{"", "src", "app"}
	switch {
	case strings.HasPrefix(s, "@/"), strings.HasPrefix(s, "~/"), strings.HasPrefix(s, "#/"), strings.HasPrefix(s, "$/"):
		rest = s[2:]
	case strings.HasPrefix(s, "."):
		if source == nil || len(source.files) != 1 {
			return end{}, false
		}
		bases = []string{path.Dir(source.files[0])}
	}
	for _, base := range bases {
		for _, ending := range []string{".ts", ".tsx", ".js", ".jsx", ".mjs", ".vue", ".svelte", ".py", "/index.ts", "/index.tsx", "/index.js", "/__init__.py", ""} {
			if p := path.Join(base, rest) + ending; t.exists(p) && !t.isDir(p) {
				return end{kind: endFile, ref: p, files: []string{p}}, true
			}
		}
	}
	return end{}, false
}

// amongOwn looks for a base name among the plan's artifacts and files.
func (t *trial) amongOwn(base string) (end, bool) {
	var found []string
	for _, p := range t.places {
		for _, f := range p.Found {
			if (path.Base(f) == base || path.Base(p.Path) == base) && !slices.Contains(found, f) {
				found = append(found, f)
			}
		}
	}
	for _, f := range t.plan.FilesModified {
		if path.Base(f.Value) != base {
			continue
		}
		for _, p := range t.look(f.Value).Found {
			if !slices.Contains(found, p) {
				found = append(found, p)
			}
		}
	}
	switch len(found) {
	case 0:
		return end{}, false
	case 1:
		return end{kind: endFile, ref: found[0], files: found}, true
	}
	return end{kind: endAmbiguous, ref: base, candidates: found[:min(5, len(found))]}, true
}

// lessonByName finds a lesson by slug, id, order, route or title.
func (t *trial) lessonByName(s string) (end, bool) {
	name := strings.ToLower(strings.Trim(strings.TrimSuffix(strings.TrimSuffix(s, ".mdx"), ".md"), "/ "))
	if name == "" {
		return end{}, false
	}
	var found []string
	add := func(p string) {
		if !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	if m := lessonPattern.FindStringSubmatch(name); m != nil {
		n, _ := strconv.Atoi(m[1])
		for _, ordinal := range []func(LessonRef) int{prefixNumber, func(l LessonRef) int { return l.Order }} {
			for _, l := range t.lessons {
				if ordinal(l) == n && len(found) < 10 && t.sameFolder(l.Path) {
					add(l.Path)
				}
			}
			if len(found) > 0 {
				break
			}
		}
	}
	loose := looseKey(name)
	for _, l := range t.lessons {
		file := strings.ToLower(strings.TrimSuffix(l.Path, path.Ext(l.Path)))
		id, route := strings.ToLower(l.ID), strings.ToLower(strings.Trim(l.Route, "/"))
		switch {
		case id == name, route == name, file == name, strings.HasSuffix(file, "/"+name), strings.ToLower(l.Title) == name && len(name) > 8:
			add(l.Path)
		case !strings.ContainsAny(loose, " \t") && (strings.HasSuffix(looseKey(file), "/"+loose) || strings.HasSuffix(id, "/"+loose)):
			add(l.Path)
		}
	}
	switch len(found) {
	case 0:
		return end{}, false
	case 1:
		return end{kind: endFile, ref: s, files: found}, true
	}
	return end{kind: endAmbiguous, ref: s, candidates: found[:min(5, len(found))]}, true
}

// prefixNumber is the number that a lesson's file name starts with, 0 for none.
func prefixNumber(l LessonRef) int {
	digits, _, _ := strings.Cut(path.Base(l.Path), "-")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// sameFolder reports whether a lesson lies beside one of the plan's own; true
// where the plan has none.
func (t *trial) sameFolder(p string) bool {
	if len(t.out.Lessons) == 0 {
		return true
	}
	return slices.ContainsFunc(t.out.Lessons, func(own string) bool { return path.Dir(own) == path.Dir(p) })
}

func (t *trial) byRoute(s string) *LessonRef {
	s, _, _ = strings.Cut(s, "#")
	want := strings.ToLower(strings.Trim(s, "/"))
	for i := range t.lessons {
		if strings.ToLower(strings.Trim(t.lessons[i].Route, "/")) == want {
			return &t.lessons[i]
		}
	}
	return nil
}

// unknownEnd classes an end that nothing answers to.
func (t *trial) unknownEnd(raw string, p place) end {
	e := end{ref: raw, candidates: p.Candidates, why: p.Why}
	switch {
	case len(p.Found) > 0 && p.Moved:
		e.kind, e.files = endMoved, p.Found
	case len(p.Found) > 0 && len(p.Lost) == 0:
		e.kind, e.files, e.list = endFile, p.Found, true
	case p.Class == classIgnored && pathLike(p.Path):
		e.kind = endIgnored
	case p.Class == classEscapes:
		e.kind = endEscapes
	case len(p.Lost) > 0:
		e.kind, e.candidates = endMissing, p.Candidates
	case pathLike(p.Path) && !strings.ContainsAny(raw, " \t") && isFileRef(p.Path):
		e.kind = endMissing
	case pathLike(p.Path) && strings.Contains(p.Path, "/") && isKnownExtension(path.Ext(p.Path)):
		e.kind = endMissing
	default:
		e.kind = endProse
	}
	return e
}

// isFileRef tells "src/store.ts" from "@/lib/store" and "zod/v4".
func isFileRef(p string) bool {
	return isKnownExtension(path.Ext(p)) || bareNames[path.Base(p)] || strings.HasSuffix(p, "/")
}
