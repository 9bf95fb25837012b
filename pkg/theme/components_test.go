package theme

import (
	"bytes"
	"flag"
	"fmt"
	"html/template"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"

	"course/pkg/markdown"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// marks shows holes, so that golden files show where they are.
type marks struct{}

func (marks) Fill(h markdown.Hole) []byte {
	name := map[markdown.HoleKind]string{
		markdown.HoleLink: "link", markdown.HoleAsset: "asset", markdown.HoleSize: "size",
		markdown.HoleID: "id", markdown.HolePartial: "partial", markdown.HoleTerm: "term",
	}[h.Kind]
	return fmt.Appendf(nil, "[%s %s]", name, h.Ref)
}

// sample is one use of a component in a golden file.
type sample struct {
	Lang     string
	Props    map[string]any
	Rest     map[string]any
	Children string
	Slots    map[string]string
}

func (s sample) render(t *testing.T, th *Theme, name string) string {
	t.Helper()
	c, ok := th.Components().Component(name)
	if !ok {
		t.Fatalf("no component %q", name)
	}
	w := &markdown.Writer{}
	use := &markdown.Use{Name: name, Props: floats(s.Props).(map[string]any), Rest: s.Rest, Lang: s.Lang, Index: 1}
	if s.Children != "" {
		use.WriteChildren = func() { _, _ = w.WriteString(s.Children) }
	}
	for slot, text := range s.Slots {
		if use.WriteSlot == nil {
			use.WriteSlot = map[string]func(){}
		}
		use.WriteSlot[slot] = func() { _, _ = w.WriteString(text) }
	}
	if err := c.Render(w, use); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(w.Fragment().AppendTo(nil, marks{}))
}

// floats makes the numbers of YAML those of the dialect.
func floats(v any) any {
	switch v := v.(type) {
	case int:
		return float64(v)
	case []any:
		for i := range v {
			v[i] = floats(v[i])
		}
		return v
	case map[string]any:
		for k := range v {
			v[k] = floats(v[k])
		}
		return v
	}
	return v
}

// TestComponents renders the uses in testdata/components.txtar: NAME/CASE.yaml
// is a use, NAME/CASE.html its HTML.
func TestComponents(t *testing.T) {
	const file = "testdata/components.txtar"
	th := load(t)
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := &txtar.Archive{Comment: archive.Comment}
	want, seen := map[string]string{}, map[string]bool{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".yaml")
		if !ok {
			continue
		}
		var s sample
		if err := yaml.Unmarshal(f.Data, &s); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if s.Lang == "" {
			s.Lang = "en"
		}
		if s.Props == nil {
			s.Props = map[string]any{}
		}
		component, _, _ := strings.Cut(name, "/")
		seen[component] = true
		got := s.render(t, th, component) + "\n"
		wellFormed(t, name, got)
		out.Files = append(out.Files, f, txtar.File{Name: name + ".html", Data: []byte(got)})
		if diff := cmp.Diff(want[name+".html"], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, s := range th.Schemas() {
		if !seen[s.Name] {
			t.Errorf("no case for component %s", s.Name)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// wellFormed reports tags that do not nest and attributes that the content
// security policy forbids.
func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	void := []string{"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
	var open []string
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s: not closed: %v", name, open)
			}
			return
		case html.StartTagToken:
			tag := z.Token()
			for _, a := range tag.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: attribute %s on <%s>", name, a.Key, tag.Data)
				}
			}
			if tag.Data == "style" {
				t.Errorf("%s: <style>", name)
			}
			if !slices.Contains(void, tag.Data) {
				open = append(open, tag.Data)
			}
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				t.Fatalf("%s: </%s> closes %v in\n%s", name, tag, open, text)
			}
			open = open[:len(open)-1]
		}
	}
}

// The aliases of the dialect lead to their components with what they imply.
func TestAliases(t *testing.T) {
	all := load(t).Components()
	for name, want := range map[string]string{
		"Aside": "Callout", "Note": "Callout", "Tip": "Callout", "Warning": "Callout", "Admonition": "Callout",
		"TabItem": "Tab", "Tabs.Tab": "Tab", "Details": "Accordion", "CardGrid": "Cards", "LinkCard": "Card",
		"YouTube": "Youtube", "FileTree.File": "File",
	} {
		c, ok := all.Component(name)
		if !ok || c.Schema().Name != want {
			t.Errorf("%s is not %s", name, want)
		}
	}
	if !slices.IsSorted(all.Names()) {
		t.Error("names are not sorted")
	}
}

// Children are written at their place and not copied, so a deep nest costs
// what its parts cost.
func TestChildrenAreStraight(t *testing.T) {
	th := load(t)
	c, _ := th.Components().Component("Accordion")
	w := &markdown.Writer{}
	var nest func(depth int) func()
	nest = func(depth int) func() {
		return func() {
			if depth == 0 {
				_, _ = w.WriteString("<p>core</p>")
				return
			}
			use := &markdown.Use{Props: map[string]any{"title": "level"}, Lang: "en", Index: depth, WriteChildren: nest(depth - 1)}
			if err := c.Render(w, use); err != nil {
				t.Fatal(err)
			}
		}
	}
	nest(100)()
	got := w.Fragment().HTML
	if n := bytes.Count(got, []byte("<details")); n != 100 {
		t.Errorf("%d details", n)
	}
	if len(got) > 100*200 {
		t.Errorf("%d bytes", len(got))
	}
	wellFormed(t, "nest", string(got))
}

// Hostile props are escaped wherever they stand.
func TestPropsAreEscaped(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	th := load(t)
	for _, s := range th.Schemas() {
		props := map[string]any{}
		for _, p := range s.Props {
			switch p.Type {
			case markdown.PropString, markdown.PropAny, markdown.PropLink, markdown.PropAsset:
				if len(p.Enum) == 0 {
					props[p.Name] = evil
				}
			case markdown.PropList:
				props[p.Name] = []any{evil, map[string]any{"text": evil, "explain": evil, "question": evil, "choices": []any{evil}}}
			}
		}
		got := sample{Lang: "ru", Props: props, Children: "x"}.render(t, th, s.Name)
		got = strings.ReplaceAll(got, "[link "+evil+"]", "")
		got = strings.ReplaceAll(got, "[asset "+evil+"]", "")
		got = strings.ReplaceAll(got, "[partial "+evil+"]", "")
		got = strings.ReplaceAll(got, "[term "+evil+"]", "")
		got = strings.ReplaceAll(got, "[size "+evil+"]", "")
		if strings.Contains(got, "<script") || strings.Contains(got, "<img src=x") {
			t.Errorf("%s lets markup through:\n%s", s.Name, got)
		}
	}
}

func TestInline(t *testing.T) {
	for in, want := range map[string]string{
		"a `b<c` **d** *e* [f](g.mdx)":               `a <code>b&lt;c</code> <strong>d</strong> <em>e</em> <a href="[link g.mdx]">f</a>`,
		`<code>a*b*c</code> <b>x</b>`:                `<code>a*b*c</code> <b>x</b>`,
		`<a href="/x?a=1&amp;b" onclick="y()">t</a>`: `<a href="[link /x?a=1&b]">t</a>`,
		`<div><b>open`:                               `<b>open</b>`,
		`</b>a < b && c`:                             `a &lt; b &amp;&amp; c`,
		`&lt;tag&gt; &amp;`:                          `&lt;tag&gt; &amp;`,
		"one<br>two":                                 "one<br>two",
		"2 * 3 * 4":                                  "2 * 3 * 4",
	} {
		w := &markdown.Writer{}
		if got := inline(&markdown.Use{W: w}, in, nil); got != template.HTML("") {
			t.Errorf("%q prints %q", in, got)
		}
		if got := string(w.Fragment().AppendTo(nil, marks{})); got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// With the typographic pass, props are set as bodies are.
func TestInlineTypography(t *testing.T) {
	th, _, err := Load([]Layer{Default()}, Options{Typography: true})
	if err != nil {
		t.Fatal(err)
	}
	const title = "Что делать: \"*в базе*\" и `a - \"b\"` - всё"
	for lang, want := range map[string]string{
		"ru": `<span>Что делать: «<em>в_базе</em>» и_<code>a - &#34;b&#34;</code>_— всё</span>`,
		"en": `<span>Что делать: &#34;<em>в базе</em>&#34; и <code>a - &#34;b&#34;</code> - всё</span>`,
	} {
		s := sample{Lang: lang, Props: map[string]any{"title": title}}
		got := strings.ReplaceAll(s.render(t, th, "Accordion"), "\u00a0", "_")
		if !strings.Contains(got, want) {
			t.Errorf("%s:\n got %s\nwant %s", lang, got, want)
		}
	}
}
