package site

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"

	"course/pkg/course"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/source"
)

// maxPartials bounds how deep partials may import each other.
const maxPartials = 16

// filler fills the holes of one lesson's fragment on one page.
type filler struct {
	session *Session
	from    course.From
	route   string // of the page
	prefix  string // of ids
	depth   int    // of partials
}

// Fill gives the content of a hole.
func (f *filler) Fill(h markdown.Hole) []byte {
	switch h.Kind {
	case markdown.HoleLink, markdown.HoleAsset:
		return []byte(html.EscapeString(f.address(h.Ref)))
	case markdown.HoleSize:
		if t := f.session.graph.Resolve(f.from, h.Ref); t.Kind == course.TargetFile {
			return []byte(f.session.files.Size(t.File))
		}
	case markdown.HoleID:
		return []byte(f.prefix)
	case markdown.HolePartial:
		return f.partial(h.Ref)
	case markdown.HoleValue:
		if v, ok := f.value(h.Ref); ok {
			return []byte(html.EscapeString(plain(v)))
		}
	case markdown.HoleComponent:
		fragment, _ := f.session.markdown.RenderUse(h.Ref, f.value)
		return fragment.AppendTo(nil, f)
	}
	return nil
}

// address turns a destination into the href of this page.
func (f *filler) address(dest string) string {
	t := f.session.graph.Resolve(f.from, dest)
	tail := ""
	if t.Query != "" {
		tail = "?" + t.Query
	}
	switch t.Kind {
	case course.TargetExternal:
		return safe(dest)
	case course.TargetSame:
		return tail + "#" + anchor(f.prefix+t.Anchor)
	case course.TargetPage:
		if t.Anchor != "" {
			tail += "#" + anchor(t.Anchor)
		}
		if t.Page.Route == f.route && f.prefix == "" && tail != "" && t.Query == "" {
			return tail
		}
		return course.RelativePage(f.route, t.Page.Route) + tail
	case course.TargetFile:
		if t.Anchor != "" {
			tail += "#" + anchor(t.Anchor)
		}
		return course.Relative(f.route, "/"+t.Out) + tail
	}
	return dest
}

// anchor percent-encodes what may not stand in a fragment; letters of any
// script stay readable in the address bar.
func anchor(id string) string {
	var b strings.Builder
	for _, r := range id {
		if r <= ' ' || strings.ContainsRune("\"<>`%#", r) {
			b.WriteString(url.PathEscape(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// safe takes the teeth out of addresses that would run code.
func safe(dest string) string {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(dest)), ":")
	switch scheme {
	case "javascript", "vbscript":
		return "#"
	}
	return dest
}

// partial renders another Markdown file in place.
func (f *filler) partial(ref string) []byte {
	p, ok := f.imported(ref)
	if !ok || f.depth >= maxPartials {
		return nil
	}
	fragment, ok := f.session.loadPartial(p, f.from.Course)
	if !ok {
		return nil
	}
	inner := *f
	inner.from = course.From{Path: p, Route: f.from.Route, Course: f.from.Course}
	inner.depth++
	return fragment.AppendTo(nil, &inner)
}

// loadPartial parses and renders a partial once an update.
func (s *Session) loadPartial(p string, c *course.Course) (markdown.Fragment, bool) {
	if v, ok := s.partial.Load(p); ok {
		fragment, ok := v.(markdown.Fragment)
		return fragment, ok
	}
	file, err := source.Read(s.FS, p)
	if err != nil {
		return markdown.Fragment{}, false
	}
	parsed, _ := lesson.Parse(s.markdown, file, s.lessonOptions(p))
	if parsed.Rejected() {
		return markdown.Fragment{}, false
	}
	fragment, _ := s.markdown.Render(parsed.Doc)
	s.partial.Store(p, fragment)
	return fragment, true
}

// imported finds the file that an import names.
func (f *filler) imported(ref string) (string, bool) {
	ref, _, _ = strings.Cut(ref, "?")
	t := f.session.graph.Resolve(f.from, ref)
	if t.Kind == course.TargetFile {
		return t.File, true
	}
	if p := path.Join(path.Dir(f.from.Path), ref); f.session.files.Has(p) {
		return p, true
	}
	return "", false
}

// value reads an imported value: the text of a file, or what a path leads to
// in a JSON file.
func (f *filler) value(ref string) (any, bool) {
	name, inside, isJSON := strings.Cut(ref, "#")
	p, ok := f.imported(name)
	if !ok {
		return nil, false
	}
	file, err := source.Read(f.session.FS, p)
	if err != nil {
		return nil, false
	}
	if !isJSON && path.Ext(p) != ".json" {
		return string(file.Data), true
	}
	var v any
	if err := json.Unmarshal(file.Data, &v); err != nil {
		return nil, false
	}
	for _, key := range strings.FieldsFunc(inside, func(r rune) bool { return r == '.' }) {
		switch in := v.(type) {
		case map[string]any:
			v, ok = in[key]
		case []any:
			i, err := strconv.Atoi(key)
			if ok = err == nil && i >= 0 && i < len(in); ok {
				v = in[i]
			}
		default:
			ok = false
		}
		if !ok {
			return nil, false
		}
	}
	return v, true
}

// plain writes a JSON value as running text.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return ""
	}
	return fmt.Sprint(v)
}

// body is the content of a lesson on the page of a route.
func (s *Session) body(l *course.Lesson, route, prefix string) func(io.Writer) error {
	return func(w io.Writer) error {
		fragment, err := s.spool.Get(s.scans[l.Path].fragment, l.Path)
		if err != nil {
			return err
		}
		out := fragment.AppendTo(make([]byte, 0, len(fragment.HTML)+len(fragment.HTML)/8), &filler{
			session: s, from: course.FromLesson(l), route: route, prefix: prefix,
		})
		_, err = w.Write(out)
		return err
	}
}
