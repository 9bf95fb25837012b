package course

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"course/pkg/diag"
)

// TargetKind says what a destination turned out to be.
type TargetKind uint8

const (
	// TargetNone is a destination that leads nowhere.
	TargetNone TargetKind = iota
	// TargetExternal is another site, a mail address or the like.
	TargetExternal
	// TargetSame is an anchor on the same page.
	TargetSame
	// TargetPage is a page of the site.
	TargetPage
	// TargetFile is a file of the project that is copied along.
	TargetFile
)

// Target is what a destination leads to.
type Target struct {
	Kind TargetKind
	Page *Page
	// File is a path below the project's root, and Out where it is published
	// below the site's root.
	File, Out string
	// Query and Anchor are the parts behind "?" and "#", the anchor decoded.
	Query, Anchor string
	// Inexact says that the page was found only by ignoring number prefixes.
	Inexact bool
	// Based says that the destination begins with the path of the site's
	// address, which must not be written.
	Based bool
	// Draft is the path of a draft that the destination names.
	Draft string
}

// From is the place that a destination is seen from.
type From struct {
	Path   string // of the lesson's file
	Route  string // of its page
	Course *Course
}

// FromLesson is a lesson as the place that its destinations are seen from.
func FromLesson(l *Lesson) From { return From{Path: l.Path, Route: l.Route, Course: l.Course} }

// IsExternal reports whether a destination names another site or scheme.
func IsExternal(dest string) bool {
	if strings.HasPrefix(dest, "//") {
		return true
	}
	scheme, _, ok := strings.Cut(dest, ":")
	if !ok || scheme == "" || len(scheme) == 1 {
		return false
	}
	for i, r := range scheme {
		letter := 'a' <= r|0x20 && r|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", r)) {
			return false
		}
	}
	return true
}

// Resolve finds what a link leads to: a file relative to the lesson, a route,
// relative or rooted, or a lesson id, in this order. Where none of them is
// there and exactly one lesson matches when number prefixes are ignored, the
// target is that lesson, marked Inexact.
func (g *Graph) Resolve(from From, dest string) Target {
	if IsExternal(dest) {
		return Target{Kind: TargetExternal}
	}
	p, query, anchor := splitDest(dest)
	t := Target{Query: query, Anchor: anchor}
	if p == "" {
		t.Kind = TargetSame
		return t
	}
	if g.exact(&t, from, p) || g.inexact(&t, from, p) {
		return t
	}
	if g.base != "" && strings.HasPrefix(p, g.base+"/") {
		if g.exact(&t, from, strings.TrimPrefix(p, g.base)) {
			t.Based = true
			return t
		}
	}
	return t
}

// splitDest takes a destination apart and decodes its path and anchor.
func splitDest(dest string) (p, query, anchor string) {
	p, anchor, _ = strings.Cut(dest, "#")
	p, query, _ = strings.Cut(p, "?")
	if decoded, err := url.PathUnescape(p); err == nil {
		p = decoded
	}
	if decoded, err := url.PathUnescape(anchor); err == nil {
		anchor = decoded
	}
	return p, query, anchor
}

// candidates are the paths below the site's root that a link path may mean:
// relative to the lesson's folder, then relative to the page's address.
func candidates(root string, from From, p string) []string {
	if strings.HasPrefix(p, "/") {
		return []string{path.Clean(p)}
	}
	folder := "/" + below(root, path.Dir(from.Path))
	list := []string{path.Join(folder, p)}
	if byRoute := path.Join(from.Route, p); byRoute != list[0] {
		list = append(list, byRoute)
	}
	return list
}

func (g *Graph) exact(t *Target, from From, p string) bool {
	if g.asFile(t, from, p) {
		return true
	}
	for _, c := range candidates(g.root, from, p) {
		if g.asRoute(t, c) {
			return true
		}
	}
	return g.asID(t, from, p)
}

// asFile tries a path as that of a file of the project.
func (g *Graph) asFile(t *Target, from From, p string) bool {
	for _, f := range g.fileCandidates(from, p) {
		if l, ok := g.paths[f]; ok {
			t.Kind, t.Page = TargetPage, g.pageOf(l)
			return true
		}
		if strings.HasPrefix(f, "..") || g.files == nil || !g.files.Has(f) {
			continue
		}
		if IsLessonFile(g.root, f) {
			if inside(g.root, f) {
				t.Draft = f
			}
			return false
		}
		t.Kind, t.File, t.Out = TargetFile, f, g.OutOf(f)
		return true
	}
	return false
}

// fileCandidates are the files that a path may mean. Besides paths relative to
// the lesson and to the site's root these are the short forms that imports of
// Astro and Docusaurus projects use for folders of the project.
func (g *Graph) fileCandidates(from From, p string) []string {
	if rest, ok := strings.CutPrefix(p, "@site/"); ok {
		return []string{path.Clean(rest), path.Join(path.Dir(from.Path), p)}
	}
	for _, short := range []string{"@/", "~/"} {
		if rest, ok := strings.CutPrefix(p, short); ok {
			return []string{path.Join("src", rest), path.Clean(rest)}
		}
	}
	if !strings.HasPrefix(p, "/") {
		return []string{path.Join(path.Dir(from.Path), p)}
	}
	files := []string{path.Join(g.root, p)}
	for _, s := range g.statics {
		files = append(files, path.Join(s, p))
	}
	if strings.HasPrefix(p, "/src/") {
		files = append(files, strings.TrimPrefix(p, "/"))
	}
	return files
}

// OutOf returns where a file of the project is published, below the site's
// root: static folders lose their name, files of the content root keep their
// path below it, others go to a folder of their own.
func (g *Graph) OutOf(file string) string {
	for _, s := range g.statics {
		if inside(s, file) {
			return below(s, file)
		}
	}
	if inside(g.root, file) {
		return below(g.root, file)
	}
	return "files/" + file
}

// asRoute tries a rooted path as a route, with or without its last slash,
// index.html or an extension.
func (g *Graph) asRoute(t *Target, p string) bool {
	p = strings.TrimSuffix(trimExt(p), ".html")
	if path.Base(p) == "index" {
		p = path.Dir(p)
	}
	route := asRoute(p)
	if page, ok := g.pages[route]; ok {
		t.Kind, t.Page = TargetPage, page
		return true
	}
	if l, ok := g.aliases[route]; ok {
		t.Kind, t.Page = TargetPage, g.pageOf(l)
		return true
	}
	return false
}

// asID tries a path as a lesson id: of the same course, then of the only
// other course that has it, then with the course's id in front.
func (g *Graph) asID(t *Target, from From, p string) bool {
	id := strings.TrimSuffix(p, "/")
	if strings.HasPrefix(id, "/") || strings.HasPrefix(id, ".") {
		return false
	}
	if from.Course != nil {
		if l, ok := from.Course.ids[id]; ok {
			t.Kind, t.Page = TargetPage, g.pageOf(l)
			return true
		}
	}
	var hit *Lesson
	for _, c := range g.Courses {
		l, ok := c.ids[id]
		if rest, cut := strings.CutPrefix(id, c.ID+"/"); !ok && cut {
			l, ok = c.ids[rest]
		}
		if ok && hit != nil {
			return false
		}
		if ok {
			hit = l
		}
	}
	if hit == nil {
		return false
	}
	t.Kind, t.Page = TargetPage, g.pageOf(hit)
	return true
}

// inexact looks for the one lesson that matches when number prefixes and case
// are ignored.
func (g *Graph) inexact(t *Target, from From, p string) bool {
	paths := candidates(g.root, from, p)
	if !strings.HasPrefix(p, "/") && from.Course != nil {
		paths = append(paths, path.Join(from.Course.Route, p))
	}
	for _, c := range paths {
		c = strings.TrimSuffix(trimExt(c), ".html")
		hits := g.loose[StripNumbers(strings.ToLower(asRoute(c)))]
		if len(hits) == 1 {
			t.Kind, t.Page, t.Inexact = TargetPage, g.pageOf(hits[0]), true
			return true
		}
		if len(hits) > 1 {
			return false
		}
	}
	return false
}

// pageOf returns the page that shows a lesson.
func (g *Graph) pageOf(l *Lesson) *Page {
	if p, ok := g.pages[l.Route]; ok {
		return p
	}
	return &Page{Kind: PageLesson, Route: l.Route, Lesson: l, Course: l.Course, Module: l.Module}
}

// Spell writes the address of a lesson in the manner of a destination that
// meant it: as a file, a route or an id.
func (g *Graph) Spell(from From, like string, to *Lesson) string {
	p, query, anchor := splitDest(like)
	spelled := ""
	switch {
	case strings.HasSuffix(p, ".mdx") || strings.HasSuffix(p, ".md"):
		spelled = relativePath(path.Dir(from.Path), to.Path)
		if strings.HasPrefix(p, "/") {
			spelled = "/" + below(g.root, to.Path)
		}
	case strings.HasPrefix(p, "/"):
		spelled = to.Route
		if !strings.HasSuffix(p, "/") {
			spelled = strings.TrimSuffix(to.Route, "/")
		}
	case strings.HasPrefix(p, "."):
		spelled = relativePath(strings.TrimSuffix(from.Route, "/"), strings.TrimSuffix(to.Route, "/"))
		if strings.HasSuffix(p, "/") {
			spelled += "/"
		}
	default:
		spelled = to.ID
		if from.Course != to.Course {
			spelled = to.Course.ID + "/" + to.ID
		}
	}
	if query != "" {
		spelled += "?" + query
	}
	if anchor != "" {
		spelled += "#" + anchor
	}
	return spelled
}

// relativePath is the path of a file seen from a folder, beginning with a dot.
func relativePath(folder, file string) string {
	from, to := strings.Split(folder, "/"), strings.Split(file, "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	up := strings.Repeat("../", len(from)-same)
	if up == "" {
		up = "./"
	}
	return up + strings.Join(to[same:], "/")
}

// Nearest returns the lesson that a destination which leads nowhere most
// likely meant, or nil. It compares the words of the paths, then their
// letters.
func (g *Graph) Nearest(from From, dest string) *Lesson {
	p, _, _ := splitDest(dest)
	words := pathWords(p)
	scores := map[*Lesson]float64{}
	for _, w := range words {
		hits := g.words[w]
		for _, l := range hits {
			// A rare word says more than one that half of the lessons share.
			scores[l] += 1 / float64(len(hits)+1)
		}
	}
	var best *Lesson
	bestScore := 0.0
	for l, score := range scores {
		own := pathWords(l.Route)
		score /= float64(len(own) + len(words))
		if path.Dir(l.Path) == path.Dir(from.Path) {
			score *= 1.5
		}
		if l.Path == from.Path {
			score *= 0.1
		}
		if score > bestScore || score == bestScore && best != nil && l.Route < best.Route {
			best, bestScore = l, score
		}
	}
	slug := StripNumber(path.Base(trimExt(p)))
	if best != nil && slices.ContainsFunc(pathWords(slug), func(w string) bool { return slices.Contains(pathWords(path.Base(best.Route)), w) }) {
		return best
	}
	return g.nearestSpelling(from, slug)
}

// nearestSpelling finds a slip of the pen among the lessons of the folder and
// of the course.
func (g *Graph) nearestSpelling(from From, slug string) *Lesson {
	if from.Course == nil {
		return nil
	}
	var best *Lesson
	least := max(2, len(slug)/4) + 1
	for _, l := range from.Course.Lessons {
		if name := StripNumber(path.Base(l.Route)); len(name) < 2*len(slug)+4 {
			if d := diag.Distance(slug, name, least); d < least {
				best, least = l, d
			}
		}
	}
	return best
}

// NearestFile returns the destination of the file that one which is not there
// most likely meant, spelled in its manner, or "".
func (g *Graph) NearestFile(from From, dest string) string {
	p, _, _ := splitDest(dest)
	if g.files == nil {
		return ""
	}
	folders := []string{path.Join(path.Dir(from.Path), path.Dir(p))}
	if strings.HasPrefix(p, "/") {
		folders = []string{path.Join(g.root, path.Dir(p))}
		for _, s := range g.statics {
			folders = append(folders, path.Join(s, path.Dir(p)))
		}
	}
	for _, folder := range folders {
		if near := diag.Nearest(path.Base(p), g.files.List(folder)); near != "" {
			return strings.TrimSuffix(p, path.Base(p)) + near
		}
	}
	return ""
}
