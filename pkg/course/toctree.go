package course

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/internal/yamlpos"
	"course/pkg/source"
)

// ToctreeName is the file in which Hugging Face courses keep the order and
// titles of their lessons, one in each language's folder.
const ToctreeName = "_toctree.yml"

// Toctree is the table of contents of a course as its author wrote it.
type Toctree struct {
	Path  string
	Parts []Part
}

// Part is a module of a Toctree.
type Part struct {
	Title   string
	Entries []TocEntry
}

// TocEntry names a lesson: Local is its path below the course's folder,
// without extension.
type TocEntry struct {
	Local, Title string
	Span         diag.Span
}

// maxTocDepth bounds how deep sections may nest.
const maxTocDepth = 8

// ReadToctree decodes a table of contents: a list of parts with title and
// sections, or of lessons with title and local. Sections within sections are
// read as one list; keys that mean something to other tools are left alone.
func ReadToctree(file *source.File) (Toctree, diag.List) {
	t := Toctree{Path: file.Path}
	at := yamlpos.Whole(file)
	root, err := at.Parse()
	if err != nil {
		message, span := at.Error(err)
		return t, diag.List{{Code: "invalid-toc", Severity: diag.Error, Span: span, Message: "the table of contents is not valid YAML: " + message}}
	}
	if root == nil {
		return t, nil
	}
	if root.Kind != yaml.SequenceNode {
		return t, diag.List{{
			Code: "invalid-toc", Severity: diag.Error, Span: at.Span(root),
			Message: "the table of contents must be a list", Hint: `write "- title: …" with "sections:" for each part`,
		}}
	}
	for _, n := range root.Content {
		part := Part{Title: field(n, "title")}
		collectEntries(at, n, &part.Entries, 0)
		if len(part.Entries) > 0 {
			t.Parts = append(t.Parts, part)
		}
	}
	return t, nil
}

func collectEntries(at yamlpos.Text, n *yaml.Node, list *[]TocEntry, depth int) {
	if local := node(n, "local"); local != nil {
		*list = append(*list, TocEntry{Local: path.Clean(local.Value), Title: field(n, "title"), Span: at.Span(local)})
	}
	if sections := node(n, "sections"); sections != nil && depth < maxTocDepth {
		for _, child := range sections.Content {
			collectEntries(at, child, list, depth+1)
		}
	}
}

// node returns the value of a key of a mapping.
func node(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func field(n *yaml.Node, key string) string {
	if v := node(n, key); v != nil && v.Kind == yaml.ScalarNode {
		return v.Value
	}
	return ""
}

// numberedTitle is "1. Transformer models".
var numberedTitle = regexp.MustCompile(`^(\d+)[.:)]\s+(.+)$`)

// follow arranges a course as its table of contents says. What the table does
// not name stays in the modules of its folders, behind those of the table.
func (c *Course) follow(toc Toctree, root, contentRoot string, folders map[string][]*Lesson) diag.List {
	var found diag.List
	byPath := map[string]*Lesson{}
	for _, l := range c.Lessons {
		byPath[below(root, trimExt(l.Path))] = l
	}
	used := map[string]bool{}
	for i, part := range toc.Parts {
		m := &Module{Course: c, Title: part.Title, Number: strconv.Itoa(i + 1), ID: fmt.Sprintf("part-%d", i+1), named: true}
		if t := numberedTitle.FindStringSubmatch(part.Title); t != nil {
			m.Number, m.Title = t[1], t[2]
		}
		for _, entry := range part.Entries {
			l, ok := byPath[entry.Local]
			switch {
			case !ok:
				found.Add(missingEntry(entry, byPath))
			case l.Module != nil:
				found.Add(diag.Diagnostic{
					Code: "duplicate-toc-entry", Severity: diag.Warning, Span: entry.Span,
					Message: fmt.Sprintf("lesson %q stands in the table of contents already", entry.Local), Hint: "take one of the two out",
				})
			default:
				l.Module, l.tocTitle = m, entry.Title
				m.Lessons = append(m.Lessons, l)
				l.Number = m.Number + "." + strconv.Itoa(len(m.Lessons))
				dir := path.Dir(l.Path)
				folders[dir] = slices.DeleteFunc(folders[dir], func(o *Lesson) bool { return o == l })
			}
		}
		if len(m.Lessons) == 0 {
			continue
		}
		m.Title = cmp.Or(m.Title, m.Lessons[0].Name())
		m.settle(root, contentRoot, used)
		c.Modules = append(c.Modules, m)
	}
	return found
}

// settle gives a module of a table of contents its address: the folder of its
// lessons where they share one that no other module has.
func (m *Module) settle(root, contentRoot string, used map[string]bool) {
	dir := path.Dir(m.Lessons[0].Path)
	shared := !slices.ContainsFunc(m.Lessons, func(l *Lesson) bool { return path.Dir(l.Path) != dir })
	if shared && dir != root && !used[dir] {
		m.ID = StripNumbers(below(root, dir))
	} else {
		dir = path.Join(root, m.ID)
	}
	used[dir] = true
	m.Dir, m.Route = dir, asRoute(below(contentRoot, dir))
}

// adopt takes in the lessons of the module's folder that the table of contents
// forgot, behind those that it names.
func (m *Module) adopt(rest *Module) {
	rest.takeIndex()
	m.Index = rest.Index
	if m.Index != nil {
		m.Index.Module = m
	}
	rest.sort()
	for _, l := range rest.Lessons {
		l.Module = m
		m.Lessons = append(m.Lessons, l)
		l.Number = m.Number + "." + strconv.Itoa(len(m.Lessons))
	}
}

func missingEntry(entry TocEntry, byPath map[string]*Lesson) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: "broken-toc-entry", Severity: diag.Error, Span: entry.Span,
		Message: fmt.Sprintf("no lesson at %q", entry.Local), Hint: "write the lesson's path below this folder, without extension",
	}
	names := make([]string, 0, len(byPath))
	for name := range byPath {
		names = append(names, name)
	}
	slices.Sort(names)
	if near := diag.Nearest(entry.Local, names); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return d
}
