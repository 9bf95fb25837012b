package site

import (
	"path"

	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/source"
)

// partialFindings reads the partials that lessons show, and those that these
// show, each once: what is wrong in them would else be missing from pages in
// silence.
func (s *Session) partialFindings() diag.List {
	var found diag.List
	seen := map[string]bool{}
	var visit func(from course.From, links []markdown.Link)
	visit = func(from course.From, links []markdown.Link) {
		for _, link := range links {
			t := s.graph.Resolve(from, link.Dest)
			if t.Kind != course.TargetFile || seen[t.File] || !isPartial(link, t.File) {
				continue
			}
			seen[t.File] = true
			file, err := source.Read(s.FS, t.File)
			if err != nil {
				found.Add(diag.Diagnostic{
					Code: "unreadable-file", Severity: diag.Error, Span: diag.Span{File: t.File},
					Message: "the file cannot be read: " + err.Error(),
				})
				continue
			}
			parsed, more := lesson.Parse(s.markdown, file, s.lessonOptions(t.File))
			found.Add(more...)
			if parsed.Rejected() {
				continue
			}
			_, more = s.markdown.Render(parsed.Doc)
			found.Add(suppressTwins(more)...)
			visit(course.From{Path: t.File, Route: from.Route, Course: from.Course}, parsed.Summary().Links)
		}
	}
	for _, p := range s.paths {
		if l, ok := s.graph.ByPath(p); ok {
			visit(course.FromLesson(l), l.Links)
		}
	}
	return found
}

// isPartial reports whether a lesson shows a file's text instead of referring
// to the file, so that it is no file of the site.
func isPartial(link markdown.Link, file string) bool {
	ext := path.Ext(file)
	return link.Kind == markdown.LinkAsset && (ext == ".mdx" || ext == ".md")
}
