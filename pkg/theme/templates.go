package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"course/pkg/diag"
	"course/pkg/markdown"
	"course/pkg/source"
)

// views is the set of parsed templates by path name without ending, such as
// "layouts/lesson".
type views struct {
	set   *template.Template
	files map[string]*source.File // by path name, for the places of errors
	// schemas holds what the components declare, by path name.
	schemas map[string]*markdown.Schema
}

// TemplateError is an error of a template with its place.
type TemplateError struct {
	// Span is the line in the template's file.
	Span diag.Span
	// Line is its number, 0 where not known.
	Line int
	Err  error
}

// Error names the file and the line.
func (e *TemplateError) Error() string {
	return fmt.Sprintf("%s:%d: %v", e.Span.File, e.Line, e.Err)
}

// Unwrap returns the error of the template package.
func (e *TemplateError) Unwrap() error { return e.Err }

// Diagnostic returns the error as a finding.
func (e *TemplateError) Diagnostic() diag.Diagnostic {
	return diag.Diagnostic{
		Code: "template", Severity: diag.Error, Span: e.Span, Message: plainMessage(e.Err),
		Hint: "mend the template, or delete the file to get the built-in one back",
	}
}

func (v views) execute(w io.Writer, name string, dot any) error {
	t := v.set.Lookup(name)
	if t == nil {
		return fmt.Errorf("no template %q", name)
	}
	if err := t.Execute(w, dot); err != nil {
		return v.locate(err)
	}
	return nil
}

// place finds "template: NAME:LINE" at the start of a message of the template
// packages.
var place = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+):(\d+)(?::\d+)?: `)

// locate gives an error of the template packages its place in a file.
func (v views) locate(err error) error {
	name, line := "", 0
	var escape *template.Error
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		name = m[1]
		line, _ = strconv.Atoi(m[2])
	} else if errors.As(err, &escape) {
		name, line = escape.Name, escape.Line
	}
	f := v.files[name]
	if f == nil {
		return err
	}
	return atLine(f, line, err)
}

func atLine(f *source.File, line int, err error) *TemplateError {
	start, end := f.LineSpan(line)
	return &TemplateError{Span: diag.Span{File: f.Path, Start: start, End: end}, Line: line, Err: err}
}

// plainMessage is an error without the place, which the span says.
func plainMessage(err error) string {
	s := err.Error()
	s = s[len(place.FindString(s)):]
	if i := strings.Index(s, ": "); i > 0 && strings.HasPrefix(s, "executing ") {
		s = s[i+2:]
	}
	return strings.Join(strings.Fields(s), " ")
}

// templateFolders hold the files that are parsed as templates.
var templateFolders = [...]string{"partials", "layouts", "components"}

// loadViews parses all templates. A version of a file that does not parse is
// dropped; so is one that html/template cannot make safe, which only comes to
// light when the set is whole.
func (l *loader) loadViews(funcs template.FuncMap) (views, error) {
	for {
		v, err := l.parseViews(funcs)
		if err != nil {
			return v, err
		}
		p, bad := l.unsafe(v)
		if bad == nil {
			// What was executed takes no more templates, so the set that is kept
			// is a fresh one where there was something to try.
			if len(l.layers) > 1 {
				return l.parseViews(funcs)
			}
			return v, nil
		}
		if err := l.drop(p, bad); err != nil {
			return v, err
		}
	}
}

func (l *loader) parseViews(funcs template.FuncMap) (views, error) {
	v := views{set: template.New("").Funcs(funcs).Option("missingkey=error"), files: map[string]*source.File{}, schemas: map[string]*markdown.Schema{}}
	builtins := parseBuiltins()
	for _, folder := range templateFolders {
		for _, p := range l.paths(folder, ".html") {
			if err := l.parseFile(v, p, funcs, builtins); err != nil {
				return v, err
			}
		}
	}
	return v, nil
}

// parseFile adds the last usable version of a file to the set.
func (l *loader) parseFile(v views, p string, funcs, builtins template.FuncMap) error {
	name := strings.TrimSuffix(p, ".html")
	for {
		f, ok := l.last(p)
		if !ok {
			return nil
		}
		trees, bad := parseTrees(name, f.File, funcs, builtins)
		if bad == nil && strings.HasPrefix(p, "components/") {
			v.schemas[name], bad = parseSchema(f.File)
		}
		if bad != nil {
			delete(v.schemas, name)
			if err := l.drop(p, bad); err != nil {
				return err
			}
			continue
		}
		v.files[name] = f.File
		for n, tree := range trees {
			if _, err := v.set.AddParseTree(n, tree); err != nil {
				return fmt.Errorf("add template %s: %w", f.Path, err)
			}
		}
		return nil
	}
}

func parseTrees(name string, f *source.File, funcs, builtins template.FuncMap) (map[string]*parse.Tree, *TemplateError) {
	trees, err := parse.Parse(name, string(f.Data), "", "", builtins, funcs)
	if err == nil {
		return trees, nil
	}
	line := 1
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[2])
	}
	return nil, atLine(f, line, err)
}

// unsafe returns the first overriding file that html/template cannot make
// safe. Files of the first layer are safe (a test executes them all), so
// nothing is tried in the common case of no overrides.
func (l *loader) unsafe(v views) (string, *TemplateError) {
	for _, name := range slices.Sorted(maps.Keys(v.files)) {
		f, _ := l.last(name + ".html")
		if f.layer == 0 {
			continue
		}
		// Templates are made safe before anything is executed; what happens
		// after that, without a view, says nothing.
		var escape *template.Error
		err := v.set.Lookup(name).Execute(io.Discard, nil)
		if !errors.As(err, &escape) {
			continue
		}
		var bad *TemplateError
		if errors.As(v.locate(err), &bad) && bad.Span.File == f.Path {
			return name + ".html", bad
		}
		return name + ".html", atLine(f.File, 1, err)
	}
	return "", nil
}

// parseBuiltins names the functions that the template packages bring, which
// package parse wants to know.
func parseBuiltins() template.FuncMap {
	m := template.FuncMap{}
	for _, n := range [...]string{
		"and", "break", "call", "continue", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not",
		"or", "print", "printf", "println", "slice", "urlquery",
	} {
		m[n] = fmt.Sprint
	}
	return m
}
