package course

import (
	"fmt"
	"strings"

	"course/pkg/diag"
	"course/pkg/lesson"
)

// prerequisites resolves what lessons name in prerequisites and related, and
// finds cycles and lessons that ask for what comes later.
func (g *Graph) prerequisites() diag.List {
	var found diag.List
	place := map[*Lesson]int{}
	for _, c := range g.Courses {
		for i, l := range c.Lessons {
			place[l] = i
		}
	}
	for _, c := range g.Courses {
		for _, l := range c.All() {
			for _, ref := range l.Front.Prerequisites {
				to, problems := g.reference(l, ref, "broken-prerequisite", "prerequisite")
				found.Add(problems...)
				if to == nil {
					continue
				}
				l.Prerequisites = append(l.Prerequisites, to)
				l.asked = append(l.asked, ref.Span)
				if to.Course == l.Course && place[to] > place[l] && !to.IsIndex && !l.IsIndex {
					found.Add(diag.Diagnostic{
						Code: "prerequisite-order", Severity: diag.Error, Span: ref.Span,
						Message: fmt.Sprintf("prerequisite %q comes later in the course", ref.Value),
						Hint:    fmt.Sprintf("%s is lesson %s, this is %s", to.ID, to.Number, l.Number),
					})
				}
			}
			for _, ref := range l.Front.Related {
				to, problems := g.reference(l, ref, "broken-related", "related lesson")
				found.Add(problems...)
				if to != nil {
					l.Related = append(l.Related, to)
				}
			}
		}
	}
	return append(found, g.cycles()...)
}

// reference resolves an id, route or path of the front matter.
func (g *Graph) reference(l *Lesson, ref lesson.Text, code, what string) (*Lesson, diag.List) {
	from := FromLesson(l)
	t := g.Resolve(from, ref.Value)
	if t.Kind != TargetPage || t.Page.Lesson == nil {
		d := diag.Diagnostic{
			Code: code, Severity: diag.Error, Span: ref.Span,
			Message: fmt.Sprintf("%s %q is no lesson", what, ref.Value),
			Hint:    "write a lesson's id, such as \"module-8/gtid-mode-fundamentals\"",
		}
		if t.Draft != "" {
			d.Message = fmt.Sprintf("%s %q is a draft", what, ref.Value)
			d.Hint = "publish it first, or leave it out"
		} else if near := g.Nearest(from, ref.Value); near != nil && near != l {
			d.Hint = fmt.Sprintf("did you mean %q?", g.Spell(from, ref.Value, near))
		}
		return nil, diag.List{d}
	}
	if t.Page.Lesson == l {
		return nil, diag.List{{
			Code: code, Severity: diag.Error, Span: ref.Span,
			Message: fmt.Sprintf("%s %q is the lesson itself", what, ref.Value), Hint: "take it out",
		}}
	}
	if t.Inexact {
		return t.Page.Lesson, diag.List{InexactLink(g, from, ref.Value, ref.Span, t.Page.Lesson)}
	}
	return t.Page.Lesson, nil
}

// InexactLink is the finding for a reference that leads to its lesson only
// when number prefixes are ignored. Fixed by writing the lesson's address.
func InexactLink(g *Graph, from From, dest string, at diag.Span, to *Lesson) diag.Diagnostic {
	right := g.Spell(from, dest, to)
	d := diag.Diagnostic{
		Code: "inexact-link", Severity: diag.Error, Span: at,
		Message: fmt.Sprintf("%q leads to a lesson only when numbers in names are ignored", dest),
		Hint:    fmt.Sprintf("write %q", right),
	}
	if !at.IsWhole() {
		text := right
		if n := at.End - at.Start; n == len(dest)+2 { // a quoted scalar of front matter
			text = `"` + right + `"`
		}
		d.Fix = []diag.Edit{{Start: at.Start, End: at.End, Text: text}}
	}
	return d
}

// cycles finds lessons that are, over some steps, their own prerequisite. Each
// cycle is reported once, at its first lesson in reading order.
func (g *Graph) cycles() diag.List {
	const (
		unseen = iota
		open
		done
	)
	var found diag.List
	state := map[*Lesson]int{}
	var path []*Lesson
	var visit func(l *Lesson)
	visit = func(l *Lesson) {
		state[l] = open
		path = append(path, l)
		for i, p := range l.Prerequisites {
			switch state[p] {
			case unseen:
				visit(p)
			case open:
				found.Add(cycle(l.asked[i], path, p))
			}
		}
		path = path[:len(path)-1]
		state[l] = done
	}
	for _, l := range g.Lessons {
		if state[l] == unseen {
			visit(l)
		}
	}
	return found
}

func cycle(at diag.Span, path []*Lesson, back *Lesson) diag.Diagnostic {
	var names []string
	for i := len(path) - 1; i >= 0; i-- {
		names = append([]string{path[i].ID}, names...)
		if path[i] == back {
			break
		}
	}
	return diag.Diagnostic{
		Code: "prerequisite-cycle", Severity: diag.Error, Span: at,
		Message: fmt.Sprintf("prerequisites run in a circle: %s -> %s", strings.Join(names, " -> "), back.ID),
		Hint:    "take one of them out",
	}
}
