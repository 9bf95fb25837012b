package test

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestWellFormed reads every page as a stream of tags. A browser would mend
// what is wrong; here it is a fault: every element is closed where it should
// be, ids are unique, what refers to an id finds it.
func TestWellFormed(t *testing.T) {
	checkWellFormed(t, site(t), func(string) bool { return false })
}

// checkWellFormed reads the pages of a site; problems that known accepts are
// left out.
func checkWellFormed(t *testing.T, dir string, known func(problem string) bool) {
	t.Helper()
	for _, p := range filesOf(t, dir) {
		if path.Ext(p) != ".html" {
			continue
		}
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		problems := wellFormed(f)
		f.Close()
		if path.Base(path.Dir(p)) == "print" {
			// Several lessons stand on it, each with its own heading.
			problems = slices.DeleteFunc(problems, func(s string) bool { return strings.HasSuffix(s, " <h1>, want 1") })
		}
		problems = slices.DeleteFunc(problems, known)
		for i, problem := range problems {
			if i == 5 {
				t.Errorf("%s: and %d more", p, len(problems)-i)
				break
			}
			t.Errorf("%s: %s", p, problem)
		}
	}
}

// TestWellFormedComplains breaks pages one rule at a time.
func TestWellFormedComplains(t *testing.T) {
	const head = "<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>x</title></head><body><h1>x</h1>"
	const tail = "</body></html>"
	if got := wellFormed(strings.NewReader(head + `<p id="a">x<br><svg viewBox="0 0 1 1"><path d="M0"/></svg></p><a aria-labelledby="a">y</a>` + tail)); len(got) > 0 {
		t.Errorf("a sound page has %q", got)
	}
	for _, tt := range []struct{ body, want string }{
		{"<p><div></div></p>", "<div> inside <p>"},
		{"<ul><li>a</ul>", "</ul> closes <li>"},
		{"<p>a", "</body> closes <p>"},
		{"</p>", "</p> closes <body>"},
		{`<p id="a"></p><p id="a"></p>`, `id "a" twice`},
		{`<p aria-describedby="b c"></p>`, `aria-describedby names no id "b"`},
		{`<label for="b">x</label>`, `for names no id "b"`},
		{`<p class="a" class="b"></p>`, `attribute class twice`},
		{`<div/>`, "<div/> does not close itself"},
		{`<a href="x"><b><a href="y">z</a></b></a>`, "<a> inside <a>"},
		{`<p style="color:red"></p>`, "style attribute"},
		{`<p onclick="x()"></p>`, "onclick attribute"},
		{`<script>x</script>`, "inline <script>"},
		{`<style>x</style>`, "inline <style>"},
		{`<img src="x">`, "<img> without alt"},
		{`<h1>y</h1>`, "2 <h1>"},
		{`<p>{{.Title}}</p>`, "template text"},
		{`<p id="">x</p>`, "empty id"},
	} {
		got := wellFormed(strings.NewReader(head + tt.body + tail))
		if !slices.ContainsFunc(got, func(p string) bool { return strings.Contains(p, tt.want) }) {
			t.Errorf("%s: got %q, want %q", tt.body, got, tt.want)
		}
	}
}

var (
	voidElements = strings.Fields("area base br col embed hr img input link meta source track wbr")
	// closesP are elements before which HTML ends an open paragraph.
	closesP = strings.Fields("address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul")
	// refers are attributes that name ids on the same page.
	refers = strings.Fields("aria-labelledby aria-describedby aria-controls aria-owns aria-activedescendant aria-details aria-flowto aria-errormessage for list popovertarget form headers")
)

// wellFormedness is the state of one reading.
type wellFormedness struct {
	open     []string
	ids      map[string]int
	refs     [][2]string
	counts   map[string]int
	line     int
	problems []string
}

// wellFormed returns what is wrong with a page.
func wellFormed(r io.Reader) []string {
	s := &wellFormedness{ids: map[string]int{}, counts: map[string]int{}, line: 1}
	z := html.NewTokenizer(r)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				s.add("%v", z.Err())
			}
			break
		}
		raw := string(z.Raw())
		s.token(z.Token(), raw)
		s.line += strings.Count(raw, "\n")
	}
	if len(s.open) > 0 {
		s.add("never closed: %s", strings.Join(s.open, " > "))
	}
	for id, n := range s.ids {
		if n > 1 {
			s.add("id %q twice", id)
		}
	}
	for _, ref := range s.refs {
		for id := range strings.FieldsSeq(ref[1]) {
			if s.ids[id] == 0 {
				s.add("%s names no id %q", ref[0], id)
			}
		}
	}
	for element, want := range map[string]int{"!doctype": 1, "html": 1, "head": 1, "body": 1, "title": 1, "h1": 1} {
		if n := s.counts[element]; n != want && !(element == "h1" && s.counts["refresh"] > 0) {
			s.add("%d <%s>, want %d", n, element, want)
		}
	}
	slices.Sort(s.problems)
	return s.problems
}

func (s *wellFormedness) add(format string, args ...any) {
	s.problems = append(s.problems, fmt.Sprintf("line %d: ", s.line)+fmt.Sprintf(format, args...))
}

func (s *wellFormedness) token(token html.Token, raw string) {
	switch token.Type {
	case html.DoctypeToken:
		s.counts["!doctype"]++
		if token.Data != "html" {
			s.add("doctype %q", token.Data)
		}
	case html.TextToken:
		if !s.inside("code") && !s.inside("pre") && (strings.Contains(raw, "{{") || strings.Contains(raw, "ZgotmplZ") || strings.Contains(raw, "<no value>")) {
			s.add("template text %q", strings.TrimSpace(raw))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		s.start(token)
		s.twice(token.Data, raw)
	case html.EndTagToken:
		s.end(token.Data)
	}
}

func (s *wellFormedness) inside(element string) bool { return slices.Contains(s.open, element) }

func (s *wellFormedness) start(token html.Token) {
	name := token.Data
	foreign := s.inside("svg") || s.inside("math")
	if !foreign {
		s.counts[name]++ // <title> of a chart is not the page's
	}
	s.attributes(name, token.Attr, foreign)
	switch {
	case slices.Contains(closesP, name) && s.inside("p") && !foreign:
		s.add("<%s> inside <p>", name)
	case (name == "a" || name == "button" || name == "label" || name == "form") && s.inside(name):
		s.add("<%s> inside <%s>", name, name)
	case name == "html" && !slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == "lang" && a.Val != "" }):
		s.add("<html> without lang")
	}
	switch {
	case slices.Contains(voidElements, name):
	case token.Type == html.SelfClosingTagToken:
		if !foreign && name != "svg" && name != "math" {
			s.add("<%s/> does not close itself", name)
			s.open = append(s.open, name)
		}
	default:
		s.open = append(s.open, name)
	}
}

// attribute is one attribute of a tag as written.
var attribute = regexp.MustCompile(`\s([^\s"'>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?`)

// twice looks for attributes given twice in the raw tag, of which the
// tokenizer keeps the first.
func (s *wellFormedness) twice(element, raw string) {
	seen := map[string]bool{}
	for _, m := range attribute.FindAllStringSubmatch(raw, -1) {
		name := strings.ToLower(m[1])
		if seen[name] {
			s.add("<%s> has the attribute %s twice", element, name)
		}
		seen[name] = true
	}
}

func (s *wellFormedness) attributes(element string, attrs []html.Attribute, foreign bool) {
	seen := map[string]bool{}
	for _, a := range attrs {
		seen[a.Key] = true
		switch {
		case a.Key == "id" && a.Val == "":
			s.add("<%s> with an empty id", element)
		case a.Key == "id":
			s.ids[a.Val]++
			if strings.ContainsAny(a.Val, " \t\n") {
				s.add("id %q holds white space", a.Val)
			}
		case slices.Contains(refers, a.Key) && !foreign:
			s.refs = append(s.refs, [2]string{a.Key, a.Val})
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			s.add("<%s> has a %s attribute, which the policy default-src 'self' refuses", element, a.Key)
		case a.Key == "http-equiv" && strings.EqualFold(a.Val, "refresh"):
			s.counts["refresh"]++
		}
	}
	data := slices.ContainsFunc(attrs, func(a html.Attribute) bool {
		return a.Key == "type" && strings.Contains(a.Val, "json")
	})
	switch {
	case element == "script" && !seen["src"] && !data, element == "style":
		s.add("inline <%s>, which the policy default-src 'self' refuses", element)
	case element == "img" && !seen["alt"]:
		s.add("<img> without alt")
	}
}

func (s *wellFormedness) end(name string) {
	if slices.Contains(voidElements, name) {
		s.add("</%s>", name)
		return
	}
	if len(s.open) == 0 {
		s.add("</%s> closes nothing", name)
		return
	}
	if top := s.open[len(s.open)-1]; top != name {
		s.add("</%s> closes <%s>", name, top)
		// Go on from where the end tag fits, so that one fault is one line.
		for i := len(s.open) - 1; i >= 0; i-- {
			if s.open[i] == name {
				s.open = s.open[:i]
				return
			}
		}
		return
	}
	s.open = s.open[:len(s.open)-1]
}
