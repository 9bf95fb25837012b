package plan

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Wants is must_haves.lesson.
type Wants struct {
	Asks   []Ask
	groups map[subject]bool
}

var wantKeys = []string{"sections", "callouts", "diagrams", "tables", "code", "language", "exercises"}

// wants reads must_haves.lesson.
func (r *reader) wants(kv pair) {
	w := &r.plan.Wants
	if w.groups == nil {
		w.groups = map[subject]bool{}
	}
	if kv.value.Kind != yaml.MappingNode {
		r.unreadable(r.span(kv.value), "must_haves.lesson as keys and values", "it is "+kindName(kv.value),
			"the keys are "+strings.Join(wantKeys, ", "))
		return
	}
	for _, group := range r.known(kv.value, "must_haves.lesson", wantKeys) {
		about := subject(group.key)
		w.groups[about] = true
		switch about {
		case askLanguage:
			w.Asks = append(w.Asks, r.wantLanguage(group)...)
		case askSections:
			w.Asks = append(w.Asks, r.wantSections(group)...)
		case askExercises:
			w.Asks = append(w.Asks, Ask{About: about, Text: r.stated(group.value), Count: r.count(group)})
		default:
			for _, item := range r.items(group.value) {
				w.Asks = append(w.Asks, r.want(about, item))
			}
		}
	}
}

// stated is the text of a requirement of must_haves.lesson.
func (r *reader) stated(n *yaml.Node) Text {
	if n.Kind == yaml.ScalarNode {
		return r.scalar(n)
	}
	s := r.span(n)
	return Text{Value: strings.TrimSpace(strings.TrimLeft(r.plan.text(s), "- ")), Span: s}
}

func (r *reader) count(kv pair) int {
	if b := r.bound(kv); b != nil {
		return b.N
	}
	return 1
}

var fieldsOf = map[subject][]string{
	askCallouts: {"type", "count", "subject"},
	askDiagrams: {"kind", "count", "section"},
	askTables:   {"columns", "section", "count"},
	askCode:     {"lang", "count", "complete", "section"},
}

// want reads one member of a group: a word, or the record with its fields.
func (r *reader) want(about subject, n *yaml.Node) Ask {
	a := Ask{About: about, Text: r.stated(n), Count: 1}
	if n.Kind != yaml.MappingNode {
		a.What = r.scalar(n).Value
		switch about {
		case askTables:
			a.Items = splitColumns(a.Text)
		case askCallouts:
			if kind, rest, ok := strings.Cut(a.What, ":"); ok {
				a.What = strings.TrimSpace(kind)
				a.Items = []Text{{Value: strings.TrimSpace(rest), Span: a.Text.Span}}
			}
		}
		return a.normal()
	}
	for _, kv := range r.known(n, "must_haves.lesson."+string(about), fieldsOf[about]) {
		switch kv.key {
		case "type", "kind", "lang":
			a.What = r.scalar(kv.value).Value
		case "count":
			a.Count = r.count(kv)
		case "subject":
			a.Items = []Text{r.scalar(kv.value)}
		case "columns":
			a.Items = r.texts(kv.value)
		case "complete":
			a.Whole = r.scalar(kv.value).Value == "true"
		case "section":
			t := r.scalar(kv.value)
			a.Section = &Ask{About: askSections, Text: t, Count: 1}
		}
	}
	return a.normal()
}

// normal brings types and kinds into the words of the lesson's facts.
func (a Ask) normal() Ask {
	switch a.About {
	case askCallouts:
		a.What = calloutType(a.What)
	case askDiagrams:
		if k := diagramKind(a.What); k != "" {
			a.What = k
		}
	case askCode:
		a.What = languageName(a.What)
	}
	return a
}

func (r *reader) wantSections(kv pair) []Ask {
	n := kv.value
	var out []Ask
	if n.Kind == yaml.MappingNode {
		for _, inner := range r.known(n, "must_haves.lesson.sections", []string{"count", "titles"}) {
			switch inner.key {
			case "count":
				out = append(out, Ask{About: askSections, Text: r.stated(inner.value), What: "count", Count: r.count(inner)})
			case "titles":
				out = append(out, r.titles(inner.value)...)
			}
		}
		return out
	}
	if n.Kind == yaml.ScalarNode {
		if c, err := strconv.Atoi(n.Value); err == nil {
			return []Ask{{About: askSections, Text: r.scalar(n), What: "count", Count: c}}
		}
	}
	return r.titles(n)
}

func (r *reader) titles(n *yaml.Node) []Ask {
	var out []Ask
	for _, t := range r.texts(n) {
		out = append(out, Ask{About: askSections, Text: t, Count: 1})
	}
	if len(out) > 0 {
		out = append(out, Ask{About: askSections, Text: out[0].Text, What: "count", Count: len(out)})
	}
	return out
}

func (r *reader) wantLanguage(kv pair) []Ask {
	one := func(what string, t Text) Ask {
		return Ask{About: askLanguage, Text: t, What: what + " " + languageCode(t.Value), Count: 1}
	}
	if kv.value.Kind != yaml.MappingNode {
		return []Ask{one("prose", r.scalar(kv.value))}
	}
	var out []Ask
	for _, inner := range r.known(kv.value, "must_haves.lesson.language", []string{"prose", "code"}) {
		switch inner.key {
		case "prose", "code":
			out = append(out, one(inner.key, r.scalar(inner.value)))
		}
	}
	return out
}

func languageCode(s string) string {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "ru", "rus", "russian", "русский":
		return "ru"
	case "en", "eng", "english", "английский":
		return "en"
	}
	return strings.ToLower(strings.TrimSpace(s))
}

// calloutType brings the words for callouts to the types of the dialect.
func calloutType(s string) string {
	switch s = strings.ToLower(strings.TrimSpace(s)); s {
	case "info", "information", "aside":
		return "note"
	case "hint", "success", "best-practice":
		return "tip"
	case "warn", "attention":
		return "warning"
	case "error", "critical", "alert", "fail":
		return "danger"
	}
	return s
}

var calloutTypes = []string{"note", "tip", "important", "warning", "caution", "danger"}

// languageName brings the names of code languages to one form.
func languageName(s string) string {
	switch s = strings.ToLower(strings.TrimSpace(s)); s {
	case "sh", "shell", "zsh", "shellscript", "console", "terminal":
		return "bash"
	case "yml":
		return "yaml"
	case "py":
		return "python"
	case "js":
		return "javascript"
	case "ts":
		return "typescript"
	case "golang":
		return "go"
	case "jsonc", "json5":
		return "json"
	case "mysql", "postgresql", "pgsql", "plsql":
		return "sql"
	}
	return s
}

// splitColumns reads "Type -> Behaviour -> Time" and "a, b, c".
func splitColumns(t Text) []Text {
	value := strings.ReplaceAll(strings.ReplaceAll(t.Value, "→", "->"), "|", "->")
	if !strings.Contains(value, "->") {
		value = strings.ReplaceAll(value, ",", "->")
	}
	var out []Text
	for _, part := range strings.Split(value, "->") {
		if part = strings.TrimSpace(strings.Trim(strings.TrimSpace(part), "*`")); part != "" {
			out = append(out, Text{Value: part, Span: t.Span})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
