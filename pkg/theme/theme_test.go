package theme

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"course/pkg/highlight"
	"course/pkg/markdown"
)

func load(t testing.TB, project ...fstest.MapFS) *Theme {
	t.Helper()
	layers := []Layer{Default()}
	for _, p := range project {
		layers = append(layers, Layer{FS: p, Path: "templates"})
	}
	th, found, err := Load(layers, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		t.Fatal(found)
	}
	return th
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func renderOne(t *testing.T, th *Theme, name string, props map[string]any) string {
	t.Helper()
	c, ok := th.Components().Component(name)
	if !ok {
		t.Fatalf("no component %s", name)
	}
	w := &markdown.Writer{}
	if err := c.Render(w, &markdown.Use{Props: props, Lang: "en", Index: 1}); err != nil {
		t.Fatal(err)
	}
	return string(w.Fragment().HTML)
}

// One file replaces one component, one partial, one word; the rest stays.
func TestOverride(t *testing.T) {
	th := load(t, fstest.MapFS{
		"components/Callout.html": file("{{/*\nname: Callout\nprops: [{name: type, type: string, default: note}]\n*/}}<aside>{{.Props.type}}</aside>"),
		"components/Shout.html":   file("{{/*\nname: Shout\nprops: [{name: text, type: string}]\n*/}}<b>{{.Props.text}}{{icon \"horn\"}}</b>"),
		"assets/icons/horn.svg":   file(`<path d="M1 1"/>`),
		"partials/footer.html":    file("<footer>mine</footer></body></html>"),
		"strings/en.yaml":         file("skip: Jump\n"),
		"assets/css/96-mine.css":  file(".mine { color: red }"),
		"README.md":               file("not the theme's"),
	})
	if got := renderOne(t, th, "Callout", nil); got != "<aside>note</aside>" {
		t.Errorf("Callout is %s", got)
	}
	if got := renderOne(t, th, "Shout", map[string]any{"text": "a<b"}); !strings.HasPrefix(got, "<b>a&lt;b<svg") || !strings.Contains(got, "M1 1") {
		t.Errorf("Shout is %s", got)
	}
	if got := renderOne(t, th, "Hint", nil); !strings.Contains(got, "Hint") {
		t.Errorf("Hint is %s", got)
	}
	if th.Text("en", "skip") != "Jump" || th.Text("en", "menu") != "Course contents" {
		t.Error("words of the layers do not add up")
	}
	b, err := th.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	if css := b.data(b.CSS); !strings.Contains(css, ".mine{color:red}") || !strings.Contains(css, ".callout") {
		t.Error("styles of the layers do not add up")
	}
	if got := lessonPage(t, th, b); !strings.Contains(got, "<footer>mine</footer>") {
		t.Error("the partial is not replaced")
	}
}

func (b *Bundle) data(path string) string {
	for _, f := range b.Files {
		if f.Path == path {
			return string(f.Data)
		}
	}
	return ""
}

// What a project gets wrong is a finding with its place, and the built-in
// file goes on working.
func TestBrokenOverride(t *testing.T) {
	for name, test := range map[string]struct {
		file, text, message string
		line                int
	}{
		"syntax":   {"components/Callout.html", "{{/*\nname: Callout\n*/}}\n<p>{{.Props.type</p>", "", 4},
		"function": {"components/Callout.html", "{{/*\nname: Callout\n*/}}\n\n{{shout}}", `function "shout" not defined`, 5},
		"header":   {"components/Callout.html", "<p>no header</p>", "component has no header comment", 1},
		"yaml":     {"components/Callout.html", "{{/*\nname: Callout\nprops:\n  - {name: a, typ: string}\n*/}}", "field typ not found", 4},
		"type":     {"components/Callout.html", "{{/*\nprops: [{name: a, type: text}]\n*/}}", `prop "a" has the type "text"`, 1},
		"context":  {"components/Callout.html", "{{/*\nname: Callout\n*/}}\n<a href='{{if .Inline}}x'{{end}}>", "", 4},
		"missing":  {"layouts/lesson.html", "\n{{template \"partials/nothing\" .}}", `no such template`, 2},
		"css":      {"assets/css/10-base.css", "a {\n}\n/* open", "Expected \"*/\" to terminate multi-line comment", 3},
		"js":       {"assets/js/10-theme.js", "let a = 1\nlet a = 2", `The symbol "a" has already been declared`, 2},
		"words":    {"strings/ru.yaml", "skip: [a]\n", "strings must be text or groups", 1},
	} {
		th, found, err := Load([]Layer{Default(), {FS: fstest.MapFS{test.file: file(test.text)}, Path: "templates"}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(found) != 1 {
			t.Errorf("%s: found %v", name, found)
			continue
		}
		d := found[0]
		start := 0
		for i := 1; i < test.line; i++ {
			start += strings.Index(test.text[start:], "\n") + 1
		}
		if d.Span.File != "templates/"+test.file || d.Span.Start != start || !strings.Contains(d.Message, test.message) {
			t.Errorf("%s: %+v, want line %d (offset %d), %q", name, d, test.line, start, test.message)
		}
		if got := renderOne(t, th, "Callout", nil); !strings.Contains(got, "callout") {
			t.Errorf("%s: the built-in callout is lost: %s", name, got)
		}
		b, err := th.Bundle()
		if err != nil {
			t.Fatal(err)
		}
		lessonPage(t, th, b)
	}
}

// An error while a component is written names the template's file and line.
func TestRenderError(t *testing.T) {
	th := load(t, fstest.MapFS{"components/Shout.html": file("{{/*\nname: Shout\nprops: []\n*/}}\n\n<b>{{.Props.txet}}</b>")})
	c, _ := th.Components().Component("Shout")
	err := c.Render(&markdown.Writer{}, &markdown.Use{Lang: "en"})
	if err == nil || !strings.HasPrefix(err.Error(), "templates/components/Shout.html:6: ") {
		t.Errorf("got %v", err)
	}
}

func lessonPage(t *testing.T, th *Theme, b *Bundle) string {
	t.Helper()
	var out bytes.Buffer
	v := testLesson(b)
	if err := th.Lesson(&out, v); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func testPage(b *Bundle) Page {
	lessons := []SidebarLesson{{Link: Link{"8.1", "Один", "../01-a/index.html"}}, {Link: Link{"8.2", "Два <b>", "index.html"}, Current: true}}
	return Page{
		Site: &Site{Bundle: b, Footer: "CC BY 4.0", Generator: "course"}, Title: "Два <b>", Description: "О \"двух\"",
		Lang: "ru", Root: "../../../", Canonical: "https://example.org/course/08-m/02-b/",
		Home:        Link{Title: "Курс", Href: "../../index.html"},
		Breadcrumbs: []Link{{Title: "Курс", Href: "../../index.html"}},
		Sidebar: &Sidebar{Modules: []SidebarModule{
			{Link: Link{"7", "Седьмой", "../../07-m/index.html"}, Count: 3},
			{Link: Link{"8", "Восьмой", "../index.html"}, Count: 2, Current: true, Lessons: lessons},
		}, All: &Link{Title: "Все", Href: "../../index.html"}},
		Strip: &Strip{Bars: []Bar{{Minutes: 4, Group: "7"}, {Minutes: 9, Current: true, Group: "8"}}, Lessons: 2, Minutes: 13},
	}
}

func testLesson(b *Bundle) *LessonView {
	return &LessonView{
		Page: testPage(b), ID: "m/b", Number: "8.2", Lede: "Коротко.", Difficulty: "advanced", Minutes: 22,
		Topics: []Link{{Title: "снимок"}}, Prerequisites: []Link{{"8.1", "Один", "../01-a/index.html"}},
		Related: []Link{{"7.1", "Ранее", "../../07-m/01/index.html"}}, Contents: []Section{{"why", "Зачем", 2}, {"how", "Как", 2}, {"x", "Мелко", 3}},
		Prev: &Link{"8.1", "Один", "../01-a/index.html"}, Next: &Link{"9.1", "Три", "../../09-m/01-c/index.html"},
		EditURL: "https://example.org/edit/02-b.mdx", Updated: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Draft: true,
		Print: &Link{Href: "../print/index.html"},
		Body:  func(w io.Writer) error { _, err := io.WriteString(w, "<p>body & soul</p>"); return err },
	}
}

// All layouts are written with everything filled in and with nothing but what
// they need, in both languages and directions.
func TestLayouts(t *testing.T) {
	th := load(t)
	b, err := th.Bundle(".extra { color: red }")
	if err != nil {
		t.Fatal(err)
	}
	body := testLesson(b).Body
	entry := Entry{Link: Link{"8.1", "Один", "01-a/index.html"}, Minutes: 75}
	modules := []ModuleEntry{{Link: Link{"8", "Восьмой", "08-m/index.html"}, ID: "m8", Description: "О нём.", Minutes: 75, Count: 1, Lessons: []Entry{entry}}}
	courses := []CourseEntry{{Link: Link{Title: "Guide", Href: "guide/index.html"}, Lang: "en", Description: "How.", Modules: 1, Lessons: 2, Minutes: 9, Strip: testPage(b).Strip}}
	bare := Page{Site: &Site{Bundle: b}, Title: "T", Lang: "he", Home: Link{Title: "T"}}
	print := []PrintModule{{Number: "8", Title: "Восьмой", ID: "m8", Lessons: []PrintLesson{{Number: "8.1", Title: "Один", ID: "l1", Lede: "Л", Body: body}}}}
	for name, write := range map[string]func(w io.Writer) error{
		"lesson":      func(w io.Writer) error { return th.Lesson(w, testLesson(b)) },
		"lesson-bare": func(w io.Writer) error { return th.Lesson(w, &LessonView{Page: bare}) },
		"home": func(w io.Writer) error {
			return th.Home(w, &HomeView{Page: testPage(b), Lede: "Л", Modules: modules, First: &entry.Link, Print: &Link{Href: "print/index.html"}, Body: body})
		},
		"home-bare": func(w io.Writer) error { return th.Home(w, &HomeView{Page: bare}) },
		"courses": func(w io.Writer) error {
			return th.Courses(w, &CoursesView{Page: testPage(b), Lede: "Л", Courses: courses, Body: body})
		},
		"module": func(w io.Writer) error {
			return th.Module(w, &ModuleView{Page: testPage(b), Number: "8", Lede: "Л", Lessons: []Entry{entry}, Minutes: 75, Prev: &entry.Link, Next: &entry.Link, Print: &Link{Href: "print/index.html"}, Body: body})
		},
		"module-bare": func(w io.Writer) error { return th.Module(w, &ModuleView{Page: bare}) },
		"not-found": func(w io.Writer) error {
			return th.NotFound(w, &NotFoundView{Page: testPage(b), Modules: modules, Courses: courses})
		},
		"print": func(w io.Writer) error { return th.Print(w, &PrintView{Page: testPage(b), Lede: "Л", Modules: print}) },
		"redirect": func(w io.Writer) error {
			return th.Redirect(w, &RedirectView{Page: testPage(b), Target: Link{"", "Там", "../../x/index.html"}})
		},
		"redirect-bare": func(w io.Writer) error {
			return th.Redirect(w, &RedirectView{Page: bare, Target: Link{"", "Там", "x"}})
		},
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkPage(t, name, out.String())
	}
}

var inlineScript = regexp.MustCompile(`<script(?:>| [^>]*>)[^<]`)

func checkPage(t *testing.T, name, page string) {
	t.Helper()
	if !strings.HasPrefix(page, "<!doctype html>\n<html lang=") {
		t.Errorf("%s starts with %.40q", name, page)
	}
	if strings.Contains(page, "ZgotmplZ") || strings.Contains(page, "<no value>") || strings.Contains(page, "%!") {
		t.Errorf("%s has holes of the template language:\n%s", name, page)
	}
	if inlineScript.MatchString(page) {
		t.Errorf("%s has an inline script", name)
	}
	if strings.Contains(page, "<b> ") || strings.Contains(page, "Два <b>") {
		t.Errorf("%s does not escape its title", name)
	}
	wellFormed(t, name, strings.TrimPrefix(page, "<!doctype html>\n"))
}

// The lesson page says what the view says, with addresses below Page.Root.
func TestLessonPage(t *testing.T) {
	th := load(t)
	b, err := th.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	page := lessonPage(t, th, b)
	for _, want := range []string{
		`<html lang="ru" dir="ltr">`, "<title>Два &lt;b&gt; — Курс</title>", `<link rel="stylesheet" href="../../../` + b.CSS + `">`,
		`<script src="../../../` + b.Boot + `"></script>`, `<link rel="canonical" href="https://example.org/course/08-m/02-b/">`,
		`<span class="visually-hidden">Урок </span>8.2</span>`, `<dd>Сложный</dd>`, `<dd>22&nbsp;минуты</dd>`,
		`<a href="../01-a/index.html">8.1 Один</a>`, `<a href="index.html" aria-current="page">`, `<li><a href="#why">Зачем</a></li>`,
		`rel="next" href="../../09-m/01-c/index.html"`, `<time datetime="2026-11-02">2&nbsp;ноября 2026&nbsp;г.</time>`,
		`<p>body & soul</p>`, `<rect class="here"`, `2&nbsp;урока, 13&nbsp;мин`, "Черновик.", `content="О &#34;двух&#34;"`,
	} {
		if !strings.Contains(strings.ReplaceAll(page, "\u00a0", "&nbsp;"), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "Мелко") {
		t.Error("the contents hold a section of level 3")
	}
	if n := strings.Count(page, "Седьмой"); n != 1 {
		t.Errorf("module 7 stands %d times", n)
	}
}

func TestBodyError(t *testing.T) {
	th := load(t)
	b, _ := th.Bundle()
	v := testLesson(b)
	v.Body = func(io.Writer) error { return io.ErrClosedPipe }
	if err := th.Lesson(io.Discard, v); err == nil || !strings.Contains(err.Error(), io.ErrClosedPipe.Error()) {
		t.Errorf("got %v", err)
	}
}

func TestBundle(t *testing.T) {
	th := load(t)
	one, err := th.Bundle("", ".s1 { color : red }")
	if err != nil {
		t.Fatal(err)
	}
	two, _ := th.Bundle(".s1{color:red}")
	other, _ := th.Bundle()
	if one.CSS != two.CSS || one.CSS == other.CSS || one.Script != other.Script {
		t.Errorf("paths are not those of the content: %s %s %s", one.CSS, two.CSS, other.CSS)
	}
	if !strings.HasSuffix(one.data(one.CSS), ".s1{color:red}") {
		t.Error("the extra sheet is not at the end")
	}
	css := one.data(one.CSS)
	for _, class := range highlight.Classes() {
		if !strings.Contains(css, "."+class+"{") {
			t.Errorf("no style for the token class %q", class)
		}
	}
	for _, f := range one.Files {
		if bytes.Contains(f.Data, []byte("http")) && !strings.HasSuffix(f.Path, ".svg") && !bytes.Contains(f.Data, []byte("a[href^=http]")) {
			t.Errorf("%s names an outside address", f.Path)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

func BenchmarkLesson(b *testing.B) {
	th := load(b)
	bundle, _ := th.Bundle()
	v := testLesson(bundle)
	for b.Loop() {
		if err := th.Lesson(io.Discard, v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCallout(b *testing.B) {
	c, _ := load(b).Components().Component("Callout")
	for b.Loop() {
		w := &markdown.Writer{}
		if err := c.Render(w, &markdown.Use{Props: map[string]any{"title": "T"}, Lang: "en"}); err != nil {
			b.Fatal(err)
		}
	}
}
