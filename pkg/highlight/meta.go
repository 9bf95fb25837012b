package highlight

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
)

// MarkKind says how a line or a text is marked.
type MarkKind uint8

// The marks: none, "look here", added, taken away.
const (
	MarkNone MarkKind = iota
	MarkLook
	MarkInsert
	MarkDelete
)

// Place is a range of bytes in the info string.
type Place struct{ Start, End int }

// Range is a range of lines of the code, from 1, both ends included.
type Range struct{ From, To int }

// LineMark marks lines.
type LineMark struct {
	Range
	Kind  MarkKind
	Label string // a short text shown with the lines; usually empty
	At    Place
}

// TextMark marks text within lines.
type TextMark struct {
	Kind MarkKind
	// Text is looked for as it stands, or Pattern as a regular expression.
	Text    string
	Pattern string
	// Only lists the occurrences that are meant, from 1; empty for all.
	Only []Range
	At   Place
}

// Attr is a piece of meta that has no meaning here. It is kept as a data
// attribute.
type Attr struct {
	Name, Value string
	At          Place
}

// Switch is a setting that may also be left out.
type Switch uint8

// The states of a Switch.
const (
	Unset Switch = iota
	On
	Off
)

// Meta is what the info string of a fence says. Offsets count in Info.
type Meta struct {
	Info       string
	Language   string // as written, without what is glued to it
	LanguageAt Place
	Title      string
	TitleAt    Place
	LineMarks  []LineMark
	TextMarks  []TextMark
	Collapse   []Range
	// Numbers switches line numbers; Start is the first of them, 0 where the
	// author did not say.
	Numbers Switch
	Start   int
	Wrap    Switch
	// Diff says that lines start with + or -; DiffLanguage is the language of
	// the rest.
	Diff         Switch
	DiffLanguage string
	// Frame is "", "none", "code", "terminal" or "auto".
	Frame string
	Attrs []Attr
	// Mistakes are findings about the info string itself, see Block.Problems.
	Mistakes diag.List
}

// ParseMeta reads the info string of a fence. It never fails: what it cannot
// make sense of is in Mistakes or among the Attrs.
func ParseMeta(info string) Meta {
	m := Meta{Info: info}
	s := scanner{src: info}
	m.language(&s)
	for s.next() {
		m.take(s.token)
	}
	return m
}

func (m *Meta) mistake(at Place, hint, format string, args ...any) {
	m.Mistakes.Add(diag.Diagnostic{
		Code:     "code-meta",
		Severity: diag.Warning,
		Span:     diag.Span{Start: at.Start, End: at.End},
		Message:  fmt.Sprintf(format, args...),
		Hint:     hint,
	})
}

// language reads the first word, and what authors glue to it: `js{1,3}`,
// `rust,ignore`, `ts:line-numbers`, `ruby:app.rb`, `js[app.js]`.
func (m *Meta) language(s *scanner) {
	s.space()
	word := s.until(" \t{[,")
	name, flags, glued := strings.Cut(word, ":")
	glued = glued && name != "" && !strings.HasPrefix(flags, ":")
	if !glued {
		name = word
	}
	if name == "" || strings.ContainsAny(name, `="'`) || name[0] == '/' {
		s.at -= len(word) // no language: meta from the start
		return
	}
	at := s.at - len(word)
	if glued {
		s.at = at + len(name) + 1
	}
	m.Language, m.LanguageAt = name, Place{at, at + len(name)}
	if looksLikeFile(name) && strings.Contains(name, ".") {
		m.Title, m.TitleAt = name, m.LanguageAt
	}
	s.commas = true // flags after a comma, until the first space
}

func (m *Meta) take(t token) {
	if t.unclosed {
		m.mistake(t.at, "close it", "%s is never closed", t.value)
		return
	}
	switch t.kind {
	case tokenBraces:
		m.braces(t)
	case tokenString:
		m.text(TextMark{Kind: MarkLook, Text: t.value, At: t.at})
	case tokenRegexp:
		m.text(TextMark{Kind: MarkLook, Pattern: t.value, Only: t.only, At: t.at})
	case tokenBracket:
		m.title(t)
	case tokenAttr:
		m.attr(t)
	case tokenWord:
		m.word(t)
	}
}

func (m *Meta) title(t token) {
	if m.Title != "" && m.TitleAt != m.LanguageAt {
		m.mistake(t.at, "keep one of them", "a second title %q after %q", t.value, m.Title)
		return
	}
	m.Title, m.TitleAt = t.value, t.valueAt
}

func (m *Meta) text(mark TextMark) {
	if mark.Text == "" && mark.Pattern == "" {
		return
	}
	if mark.Pattern != "" {
		if _, err := compilePattern(mark.Pattern); err != nil {
			m.mistake(mark.At, `mark plain text with "…" instead`, "the pattern /%s/ does not compile", mark.Pattern)
			return
		}
	}
	m.TextMarks = append(m.TextMarks, mark)
}

// braces is a group without a name: lines to mark, or attributes as Pandoc
// and Hugo write them.
func (m *Meta) braces(t token) {
	if m.Language == "" && len(m.LineMarks) == 0 && m.braceLanguage(t) {
		return
	}
	if strings.ContainsAny(t.value, "=.#") && !startsWithDigit(t.value) {
		inner := scanner{src: m.Info[:t.valueAt.End], at: t.valueAt.Start, attributes: true}
		for inner.next() {
			m.take(inner.token)
		}
		return
	}
	m.lines(MarkLook, t)
}

// braceLanguage reads `{python}` and `{.python .numberLines}`.
func (m *Meta) braceLanguage(t token) bool {
	name := strings.TrimLeft(t.value, " .")
	end := strings.IndexAny(name, " ,}")
	if end < 0 {
		end = len(name)
	}
	if name[:end] == "" || startsWithDigit(name) || strings.ContainsAny(name[:end], `="'`) {
		return false
	}
	at := t.valueAt.Start + len(t.value) - len(name)
	m.Language, m.LanguageAt = name[:end], Place{at, at + end}
	rest := scanner{src: m.Info[:t.valueAt.End], at: at + end, attributes: true, commas: true}
	for rest.next() {
		m.take(rest.token)
	}
	return true
}

func (m *Meta) lines(kind MarkKind, t token) {
	for _, r := range m.ranges(t) {
		r.Kind = kind
		m.LineMarks = append(m.LineMarks, r)
	}
}

// attr is name=value; the value may be a string, a group or a pattern.
func (m *Meta) attr(t token) {
	name := strings.ToLower(t.name)
	switch name {
	case "title", "filename", "file", "name":
		m.title(t)
	case "mark", "hl", "highlight", "hl_lines", "highlightlines":
		m.mark(MarkLook, t)
	case "ins", "add", "insert":
		m.mark(MarkInsert, t)
	case "del", "remove", "rem", "delete":
		m.mark(MarkDelete, t)
	case "collapse":
		for _, r := range m.ranges(t) {
			m.Collapse = append(m.Collapse, r.Range)
		}
	case "lang", "language":
		m.DiffLanguage = t.value
		if m.Language == "" {
			m.Language, m.LanguageAt, m.DiffLanguage = t.value, t.valueAt, ""
		}
	case "showlinenumbers", "line-numbers", "linenos", "linenumbers":
		m.numbers(t)
	case "startline", "startlinenumber", "linenostart", "start", "startfrom", "start-line":
		m.start(t)
	case "wrap", "word-wrap", "wordwrap":
		m.Wrap = truth(t.value)
	case "usediffsyntax", "diff":
		m.Diff = truth(t.value)
	case "frame":
		m.Frame = strings.ToLower(t.value)
	case "copy": // there is always a way to copy
	default:
		m.Attrs = append(m.Attrs, Attr{Name: t.name, Value: t.value, At: t.at})
	}
}

func (m *Meta) mark(kind MarkKind, t token) {
	switch t.valueKind {
	case tokenRegexp:
		m.text(TextMark{Kind: kind, Pattern: t.value, Only: t.only, At: t.at})
	case tokenBraces:
		m.lines(kind, t)
	default:
		if t.valueKind == tokenString && !strings.HasPrefix(strings.ToLower(t.name), "h") {
			m.text(TextMark{Kind: kind, Text: t.value, At: t.at})
			return
		}
		m.lines(kind, t) // hl_lines="1 3-5"
	}
}

func (m *Meta) numbers(t token) {
	if n, err := strconv.Atoi(t.value); err == nil {
		m.Numbers, m.Start = On, max(n, 0)
		return
	}
	m.Numbers = truth(t.value)
}

func (m *Meta) start(t token) {
	n, err := strconv.Atoi(strings.TrimSpace(t.value))
	if err != nil || n < 0 || n > maxLine {
		m.mistake(t.valueAt, "write the number of the first line", "%s=%s is not a line number", t.name, t.value)
		return
	}
	m.Start = n
	if m.Numbers == Unset {
		m.Numbers = On
	}
}

// word is a bare word: a switch, a file name, or something to keep.
func (m *Meta) word(t token) {
	switch strings.ToLower(t.value) {
	case "showlinenumbers", "line-numbers", "linenos", "linenumbers", "numberlines", ".numberlines", ".line-numbers":
		m.Numbers = On
	case "no-line-numbers", "nolinenumbers", "hidelinenumbers":
		m.Numbers = Off
	case "wrap", "word-wrap", "wordwrap":
		m.Wrap = On
	case "nowrap", "no-wrap":
		m.Wrap = Off
	case "diff", "usediffsyntax":
		m.Diff = On
	case "copy", "=":
	default:
		if m.Title == "" && looksLikeFile(t.value) {
			m.Title, m.TitleAt = t.value, t.at
			return
		}
		m.Attrs = append(m.Attrs, Attr{Name: t.value, At: t.at})
	}
}

func truth(value string) Switch {
	if slices.Contains([]string{"false", "no", "off", "0"}, strings.ToLower(value)) {
		return Off
	}
	return On
}

func startsWithDigit(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '"' || s[0] == '\'')
}

// looksLikeFile tells a file name from a flag: a path, a name with an
// extension, or one of the few files that have none.
func looksLikeFile(word string) bool {
	base := word[strings.LastIndexByte(word, '/')+1:]
	if slices.Contains([]string{"Dockerfile", "Makefile", "Gemfile", "Procfile", "Jenkinsfile", "Vagrantfile", "Caddyfile"}, base) {
		return true
	}
	dot := strings.LastIndexByte(base, '.')
	if dot < 0 || dot == len(base)-1 || len(base)-dot > 12 {
		return false
	}
	for _, c := range base[dot+1:] {
		if !isLetter(c) && (c < '0' || c > '9') {
			return false
		}
	}
	return isLetter(rune(base[dot+1])) && (dot > 0 || strings.Contains(word, "/") || base[0] == '.')
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
