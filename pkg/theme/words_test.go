package theme

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"course/templates"
)

// Both languages have every string, with the same arguments and with all the
// plural forms that their rules know.
func TestWordsAreComplete(t *testing.T) {
	th := load(t)
	forms := map[string][]string{"en": {"one", "other"}, "ru": {"few", "many", "one", "other"}}
	argument := regexp.MustCompile(`\{\d\}`)
	for lang, want := range forms {
		for key, english := range th.words[fallback] {
			p := th.words[lang][key]
			if p == nil {
				t.Errorf("%s lacks %s", lang, key)
				continue
			}
			if len(english) > 1 {
				var got []string
				for f := range p {
					got = append(got, f)
				}
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Errorf("%s %s has the forms %v", lang, key, got)
				}
			}
			for form, text := range p {
				if got, want := sorted(argument.FindAllString(text, -1)), sorted(argument.FindAllString(english["other"], -1)); !slices.Equal(got, want) {
					t.Errorf("%s %s (%s) has the arguments %v, English %v", lang, key, form, got, want)
				}
			}
		}
		for key := range th.words[lang] {
			if th.words[fallback][key] == nil {
				t.Errorf("%s has %s, English has not", lang, key)
			}
		}
	}
}

func sorted(s []string) []string { slices.Sort(s); return s }

// Every string that a template asks for exists, and every string is asked for.
func TestWordsAreUsed(t *testing.T) {
	th := load(t)
	var all strings.Builder
	err := fs.WalkDir(templates.FS, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".html") {
			return err
		}
		data, err := fs.ReadFile(templates.FS, p)
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`text \S*Lang "([^"]+)"`).FindAllStringSubmatch(all.String(), -1) {
		if th.words[fallback][m[1]] == nil {
			t.Errorf("a template asks for %q, which no language has", m[1])
		}
	}
	composed := regexp.MustCompile(`^(callout|level|time|date|home\.(strip|legend)|quiz\.choose)`)
	for key := range th.words[fallback] {
		if !composed.MatchString(key) && !strings.Contains(all.String(), `"`+key+`"`) && !usedElsewhere(key) {
			t.Errorf("no template asks for %q", key)
		}
	}
}

// usedElsewhere names the strings that packages site and markdown ask for.
func usedElsewhere(key string) bool {
	return slices.Contains([]string{
		"not-found.title", "nav.all-modules", "language", "course", "lesson.word", "module.word", "home.courses",
		"footnotes", "footnote.mark", "footnote.back", "formula.label", "table.label",
	}, key)
}

func TestText(t *testing.T) {
	th := load(t)
	for _, test := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"ru", "count.lessons", []any{1}, "1_урок"},
		{"ru", "count.lessons", []any{2}, "2_урока"},
		{"ru", "count.lessons", []any{5}, "5_уроков"},
		{"ru", "count.lessons", []any{11}, "11_уроков"},
		{"ru", "count.lessons", []any{21}, "21_урок"},
		{"ru", "count.lessons", []any{112}, "112_уроков"},
		{"ru", "count.lessons", []any{12345}, "12\u202f345_уроков"},
		{"en", "count.lessons", []any{1}, "1_lesson"},
		{"en", "count.lessons", []any{0}, "0_lessons"},
		{"ru-RU", "skip", nil, "К_содержанию"},
		{"eo", "skip", nil, "Skip to content"},
		{"en", "no.such.key", nil, "no.such.key"},
		{"ru", "time.hm", []any{1, 59}, "1_ч 59_мин"},
	} {
		got := strings.ReplaceAll(th.Text(test.lang, test.key, test.args...), "\u00a0", "_")
		if got != test.want {
			t.Errorf("%s %s %v = %q, want %q", test.lang, test.key, test.args, got, test.want)
		}
	}
	if got := th.words.minutes("ru", 22); got != "22\u00a0минуты" {
		t.Errorf("22 minutes are %q", got)
	}
	if got := th.words.minutes("ru", 120); got != "2\u00a0ч" {
		t.Errorf("120 minutes are %q", got)
	}
	if got := th.words.date("en", time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)); got != "1\u00a0May 2026" {
		t.Errorf("the date is %q", got)
	}
}

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{"ru": "ltr", "ar": "rtl", "he-IL": "rtl", "fa": "rtl", "": "ltr", "art": "ltr"} {
		if got := Direction(lang); got != want {
			t.Errorf("%s is %s", lang, got)
		}
	}
}
