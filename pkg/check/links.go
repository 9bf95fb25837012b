package check

import (
	"fmt"
	"slices"
	"strings"

	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/markdown"
)

// linksRule: every link, anchor and file that a lesson names is there.
var linksRule = Rule{
	Codes: []string{"broken-link", "broken-anchor", "broken-asset", "inexact-link"},
	Check: checkLinks,
}

func checkLinks(p *Pass) {
	for _, link := range p.Lesson.Links {
		t := p.Graph.Resolve(p.From, link.Dest)
		switch {
		case t.Kind == course.TargetExternal:
		case t.Kind == course.TargetNone && link.Kind == markdown.LinkAsset:
			p.Report(brokenAsset(p, link, t))
		case t.Kind == course.TargetNone:
			p.Report(brokenLink(p, link, t))
		case t.Inexact:
			p.Report(course.InexactLink(p.Graph, p.From, link.Dest, link.DestSpan, t.Page.Lesson))
			checkAnchor(p, link, t)
		case t.Based:
			p.Report(basedLink(p, link))
		default:
			checkAnchor(p, link, t)
		}
	}
}

// place is where a link is underlined: its destination, else all of it.
func place(link markdown.Link) diag.Span {
	if link.DestSpan.IsWhole() {
		return link.Span
	}
	return link.DestSpan
}

func brokenLink(p *Pass, link markdown.Link, t course.Target) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: "broken-link", Severity: diag.Error, Span: place(link),
		Message: fmt.Sprintf("no page or file at %q", link.Dest),
	}
	path, _, _ := strings.Cut(link.Dest, "#")
	if strings.HasSuffix(path, ".mdx") || strings.HasSuffix(path, ".md") {
		d.Message = fmt.Sprintf("no lesson at %q", link.Dest)
	}
	if t.Draft != "" {
		d.Message = fmt.Sprintf("%q is a draft, so it will not be published", link.Dest)
		d.Hint = "publish it as well, or take the link out"
		return d
	}
	near := p.Graph.Nearest(p.From, link.Dest)
	if near == nil || near == p.Lesson {
		d.Hint = "link to a file beside the lesson, to a route such as /course/…/ or to a lesson's id"
		return d
	}
	right := p.Graph.Spell(p.From, link.Dest, near)
	d.Hint = fmt.Sprintf("did you mean %q?", right)
	d.Related = []diag.Related{{Span: diag.Whole(near.Path), Message: "the nearest lesson: " + near.Title}}
	return d
}

// basedLink is a rooted link that writes the path of the site's address.
func basedLink(p *Pass, link markdown.Link) diag.Diagnostic {
	t := p.Graph.Resolve(p.From, link.Dest)
	right := link.Dest
	if t.Page != nil {
		right = t.Page.Route
		if t.Anchor != "" {
			right += "#" + t.Anchor
		}
	}
	d := diag.Diagnostic{
		Code: "broken-link", Severity: diag.Error, Span: place(link),
		Message: fmt.Sprintf("%q begins with the path of the site's address, which links must leave out", link.Dest),
		Hint:    fmt.Sprintf("write %q", right),
	}
	if !link.DestSpan.IsWhole() {
		d.Fix = []diag.Edit{{Start: link.DestSpan.Start, End: link.DestSpan.End, Text: right}}
	}
	return d
}

func brokenAsset(p *Pass, link markdown.Link, t course.Target) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: "broken-asset", Severity: diag.Error, Span: place(link),
		Message: fmt.Sprintf("no file at %q", link.Dest),
		Hint:    "put the file beside the lesson, or below content/static for addresses that begin with a slash",
	}
	if near := p.Graph.NearestFile(p.From, link.Dest); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return d
}

func checkAnchor(p *Pass, link markdown.Link, t course.Target) {
	if t.Anchor == "" || t.Anchor == "top" || t.Kind == course.TargetFile {
		return
	}
	target := p.Lesson
	if t.Kind == course.TargetPage {
		target = t.Page.Lesson
	}
	if target == nil {
		return // a page that the tool writes; its anchors are its own
	}
	if slices.ContainsFunc(target.Anchors, func(a markdown.Anchor) bool { return a.ID == t.Anchor }) {
		return
	}
	ids := make([]string, len(target.Anchors))
	for i, a := range target.Anchors {
		ids[i] = a.ID
	}
	d := diag.Diagnostic{
		Code: "broken-anchor", Severity: diag.Error, Span: place(link),
		Message: fmt.Sprintf("%s has no heading or id %q", target.Path, t.Anchor),
		Hint:    "a heading's anchor is its text in lower case with hyphens for spaces",
	}
	if target == p.Lesson {
		d.Message = fmt.Sprintf("this lesson has no heading or id %q", t.Anchor)
	}
	if near := nearestAnchor(t.Anchor, ids); near != "" {
		d.Hint = fmt.Sprintf("did you mean \"#%s\"?", near)
	}
	p.Report(d)
}

// nearestAnchor finds a slip of the pen, else the anchor that shares the most
// words.
func nearestAnchor(id string, ids []string) string {
	best, least := "", max(2, len([]rune(id))/3)+1
	for _, candidate := range ids {
		if d := diag.Distance(id, candidate, least); d < least {
			best, least = candidate, d
		}
	}
	if best != "" {
		return best
	}
	shared := 0
	words := strings.Split(strings.ToLower(id), "-")
	for _, candidate := range ids {
		n := 0
		for _, w := range strings.Split(candidate, "-") {
			if len(w) > 2 && slices.Contains(words, w) {
				n++
			}
		}
		if n > shared {
			best, shared = candidate, n
		}
	}
	return best
}
