package theme

import (
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"course/pkg/internal/typo"
	"course/pkg/markdown"
)

// funcs are what templates can call beside the methods of their dot.
func funcs(w words, icons map[string]string, typography bool) template.FuncMap {
	all := componentFuncs(w, typography)
	maps.Copy(all, template.FuncMap{
		// text LANG KEY ARGS...: a string of the interface.
		"text": w.text,
		// has LANG KEY: whether the interface has such a string.
		"has": func(lang, key string) bool { _, p := w.find(lang, key); return p != nil },
		// minutes LANG N: "22 minutes", "1 h 59 min"; short LANG N: "22 min".
		"minutes": w.minutes,
		"short":   w.short,
		"date":    w.date,
		"isodate": func(d time.Time) string { return d.Format(time.DateOnly) },
		// prose LANG TEXT: a title or description that learners read.
		"prose": func(lang, text string) string {
			if isRussian(lang) && typography {
				return typo.Russian(text)
			}
			return text
		},
		// icon NAME: a stroke icon, decoration for screen readers.
		"icon": func(name string) template.HTML { return icon(icons, name) },
		// cover STRIP DIR LABEL and strip STRIP DIR LABEL: the course as bars.
		"cover": coverSize.svg,
		"strip": smallSize.svg,
		// entries LANG LIST: the dot of partials/contents.
		"entries": func(lang string, list []Entry) entries { return entries{lang, list} },
		// plain VALUE: a prop as text, numbers without an exponent.
		"plain": plain,
		// first ARGS...: the first that is not empty.
		"first": first,
		// host ADDRESS: the server's name, empty within the site.
		"host": host,
		// base PATH: the name of a file.
		"base": func(p any) string { return path.Base(plain(p)) },
	})
	return all
}

// componentFuncs are those that only components use.
func componentFuncs(w words, typography bool) template.FuncMap {
	return template.FuncMap{
		// inline USE TEXT: a prop with light markup, written straight through.
		"inline": func(u *markdown.Use, value any) template.HTML {
			if isRussian(u.Lang) && typography {
				return inline(u, value, typo.Texts)
			}
			return inline(u, value, nil)
		},
		// include USE PATH: the fragment of another file.
		"include": func(u *markdown.Use, ref any) template.HTML {
			u.W.Hole(markdown.HolePartial, plain(ref), u.Span)
			return ""
		},
		// definition USE ID: the definition of a glossary term.
		"definition": func(u *markdown.Use, ref any) template.HTML {
			u.W.Hole(markdown.HoleTerm, plain(ref), u.Span)
			return ""
		},
		// rows VALUE KEYS...: a list prop as a list of maps that have the keys;
		// what is no object becomes the first key.
		"rows": rows,
		// question USE N TEXT CHOICES MULTIPLE: the dot of partials/question.
		"question": newQuestion,
		// span LANG VALUE: a time that an author wrote, minutes or words.
		"span": func(lang string, v any) string {
			if n, err := strconv.Atoi(plain(v)); err == nil {
				return w.short(lang, n)
			}
			return plain(v)
		},
		// lines TEXT: its lines.
		"lines": func(v any) []string { return strings.Split(strings.Trim(plain(v), "\n"), "\n") },
		// keys "Ctrl+C": its parts.
		"keys": func(v any) []string {
			return strings.FieldsFunc(plain(v), func(r rune) bool { return r == '+' || r == ' ' })
		},
		// data MAP, inside a tag: what an author wrote beyond the declared props.
		"data": dataAttributes,
		// video ID: the address of a video by its id on YouTube.
		"video": video,
	}
}

func isRussian(lang string) bool { return strings.HasPrefix(lang+"-", "ru-") }

func icon(icons map[string]string, name string) template.HTML {
	inside, ok := icons[name]
	if !ok {
		return ""
	}
	return trusted(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">` + inside + `</svg>`)
}

// icons returns the insides of the icons by name.
func (l *loader) icons() map[string]string {
	all := map[string]string{}
	for _, p := range l.paths("assets/icons", ".svg") {
		f, _ := l.last(p)
		all[strings.TrimSuffix(path.Base(p), ".svg")] = strings.TrimSpace(string(f.Data))
	}
	return all
}

func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return number(v)
	case template.HTML:
		return string(v)
	default:
		return fmt.Sprint(v)
	}
}

func first(args ...any) any {
	for _, a := range args {
		if a != nil && !reflect.ValueOf(a).IsZero() {
			return a
		}
	}
	return ""
}

func rows(v any, keys ...string) []map[string]any {
	list, _ := v.([]any)
	all := make([]map[string]any, 0, len(list))
	for _, item := range list {
		row := map[string]any{}
		for _, k := range keys {
			row[k] = nil
		}
		if object, ok := item.(map[string]any); ok {
			for k, value := range object {
				row[k] = value
			}
		} else if len(keys) > 0 {
			row[keys[0]] = item
		}
		all = append(all, row)
	}
	return all
}

// host is the name of the server of an address, without www; empty for an
// address within the site.
func host(address any) string {
	u, err := url.Parse(plain(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// entries is a list of lessons with the language that its times are written in.
type entries struct {
	Lang    string
	Entries []Entry
}

// question is one question of a quiz.
type question struct {
	Use *markdown.Use
	// At tells the questions of one use apart.
	At       int
	Question any
	// Asks says that the children are the question.
	Asks    bool
	Choices []choice
	// Input is the type of the inputs; Plural ends the key of the words that
	// ask for one answer or for all.
	Input, Plural string
}

type choice struct {
	Text, Explain any
	Right         bool
}

func newQuestion(u *markdown.Use, at int, text, choices, multiple any) question {
	q := question{Use: u, At: at, Question: text, Input: "radio"}
	q.Asks = plain(text) == "" && u.HasChildren()
	right := 0
	for _, row := range rows(choices, "text", "label", "answer", "explain", "explanation", "correct", "isCorrect") {
		c := choice{Text: first(row["text"], row["label"], row["answer"]), Explain: first(row["explain"], row["explanation"])}
		c.Right = row["correct"] == true || row["isCorrect"] == true
		if c.Right {
			right++
		}
		q.Choices = append(q.Choices, c)
	}
	if right > 1 || multiple == true {
		q.Input, q.Plural = "checkbox", "-all"
	}
	return q
}

// videoID finds the id in the addresses that YouTube gives out.
var videoID = regexp.MustCompile(`(?:youtu\.be/|[?&]v=|/embed/|/shorts/|/live/)([\w-]{6,})`)

// video is the address of a video's own page, which starts nothing by itself.
func video(id any) string {
	s := plain(id)
	if m := videoID.FindStringSubmatch(s); m != nil {
		return "https://www.youtube.com/watch?v=" + m[1]
	}
	if strings.Contains(s, "/") {
		return s
	}
	return "https://www.youtube.com/watch?v=" + url.QueryEscape(s)
}
