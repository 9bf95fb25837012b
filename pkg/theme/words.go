package theme

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"course/pkg/source"
)

// words are the strings of the interface: by language, by key. A key is the
// path of names in the file, joined with dots.
type words map[string]map[string]phrase

// phrase is a string with {0}, {1} for its arguments, in its plural forms
// (zero, one, two, few, many, other) or in one form only, "other".
type phrase map[string]string

// fallback is the language whose strings stand in for missing ones.
const fallback = "en"

var pluralForms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Text returns a string of the interface in a language, with its arguments. A
// string with plural forms takes the form of its first argument, an int. A
// language without the string has the English one.
func (t *Theme) Text(lang, key string, args ...any) string { return t.words.text(lang, key, args...) }

func (w words) text(lang, key string, args ...any) string {
	lang, p := w.find(lang, key)
	if p == nil {
		return key
	}
	s := p["other"]
	if len(p) > 1 && len(args) > 0 {
		if n, ok := args[0].(int); ok {
			s = cmp.Or(p[form(lang, n)], s)
		}
	}
	if len(args) == 0 || !strings.Contains(s, "{") {
		return s
	}
	for i, a := range args {
		s = strings.ReplaceAll(s, "{"+strconv.Itoa(i)+"}", argument(a))
	}
	return s
}

// find looks for a key in a language, in its base language, then in English.
func (w words) find(lang, key string) (string, phrase) {
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range [...]string{lang, base, fallback} {
		if p := w[l][key]; p != nil {
			return l, p
		}
	}
	return "", nil
}

// form is the plural form of a whole number by the rules of CLDR.
func form(lang string, n int) string {
	if n < 0 {
		n = -n
	}
	return pluralForms[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)]
}

// argument writes numbers from 10 000 in groups of three with a narrow space.
func argument(a any) string {
	n, ok := a.(int)
	if !ok || (n < 10_000 && n > -10_000) {
		return fmt.Sprint(a)
	}
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// minutes is a time in full words below an hour: "22 minutes", "1 h 59 min".
func (w words) minutes(lang string, n int) string {
	if n < 60 {
		return w.text(lang, "time.minutes", n)
	}
	return w.short(lang, n)
}

// short is a time in abbreviations: "22 min", "1 h 59 min".
func (w words) short(lang string, n int) string {
	switch h, m := n/60, n%60; {
	case h == 0:
		return w.text(lang, "time.m", m)
	case m == 0:
		return w.text(lang, "time.h", h)
	default:
		return w.text(lang, "time.hm", h, m)
	}
}

func (w words) date(lang string, d time.Time) string {
	month := w.text(lang, "date.month"+strconv.Itoa(int(d.Month())))
	return w.text(lang, "date.long", d.Day(), month, strconv.Itoa(d.Year()))
}

// Direction returns "rtl" for languages that are written from right to left,
// else "ltr".
func Direction(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if slices.Contains([]string{"ar", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}, base) {
		return "rtl"
	}
	return "ltr"
}

// loadWords reads the strings of all layers. A later layer's file adds to the
// earlier one key by key, so that a project can change one word.
func (l *loader) loadWords() (words, error) {
	w := words{}
	for _, p := range l.paths("strings", ".yaml") {
		lang := strings.TrimSuffix(path.Base(p), ".yaml")
		w[lang] = map[string]phrase{}
		for _, f := range l.files[p] {
			found, bad := readWords(f.File)
			if bad != nil && f.layer == 0 {
				return nil, bad
			}
			if bad != nil {
				l.found.Add(bad.Diagnostic())
				continue
			}
			for key, phrase := range found {
				w[lang][key] = phrase
			}
		}
	}
	return w, nil
}

func readWords(f *source.File) (map[string]phrase, *TemplateError) {
	var root yaml.Node
	if err := yaml.Unmarshal(f.Data, &root); err != nil {
		line := 1
		if n := yamlLine.FindStringSubmatch(err.Error()); n != nil {
			line, _ = strconv.Atoi(n[1])
		}
		return nil, atLine(f, line, fmt.Errorf("read strings: %w", err))
	}
	found := map[string]phrase{}
	if len(root.Content) == 0 {
		return found, nil
	}
	if bad := flatten(root.Content[0], "", found); bad != nil {
		return nil, atLine(f, bad.Line, fmt.Errorf("strings must be text or groups of strings, not %q", bad.Value))
	}
	return found, nil
}

// flatten adds the strings below a mapping to found and returns the first node
// that is neither text nor a group.
func flatten(n *yaml.Node, prefix string, found map[string]phrase) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return n
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := prefix+n.Content[i].Value, n.Content[i+1]
		switch {
		case value.Kind == yaml.ScalarNode:
			found[key] = phrase{"other": value.Value}
		case isPhrase(value):
			found[key] = phrase{}
			for j := 0; j+1 < len(value.Content); j += 2 {
				found[key][value.Content[j].Value] = value.Content[j+1].Value
			}
		default:
			if bad := flatten(value, key+".", found); bad != nil {
				return bad
			}
		}
	}
	return nil
}

// isPhrase reports whether a mapping holds plural forms.
func isPhrase(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		return false
	}
	for i := 0; i < len(n.Content); i += 2 {
		if !slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, n.Content[i].Value) {
			return false
		}
	}
	return true
}
