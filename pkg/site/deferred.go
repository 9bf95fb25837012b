package site

import (
	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/markdown"
)

// deferredUses are the components of a fragment that wait for values of other
// files.
func deferredUses(f markdown.Fragment) []string {
	var refs []string
	for _, h := range f.Holes {
		if h.Kind == markdown.HoleComponent {
			refs = append(refs, h.Ref)
		}
	}
	return refs
}

// deferredFindings renders the components that wait for values of other files,
// only to hear what is wrong with them: pages are filled too late to say so.
func (s *Session) deferredFindings() diag.List {
	var found diag.List
	for _, p := range s.paths {
		uses := s.scans[p].deferred
		l, ok := s.graph.ByPath(p)
		if len(uses) == 0 || !ok {
			continue
		}
		f := &filler{session: s, from: course.FromLesson(l)}
		for _, ref := range uses {
			_, more := s.markdown.RenderUse(ref, f.value)
			found.Add(more...)
		}
	}
	return suppressTwins(found)
}
