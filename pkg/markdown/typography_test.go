package markdown

import (
	"strings"
	"testing"

	"course/pkg/source"
)

// The typographic pass sees a block as one text, and nothing but text.
func TestTypography(t *testing.T) {
	md := New(Options{Typography: true, Text: func(_, key string) string { return key }})
	plain := New(Options{Text: func(_, key string) string { return key }})
	for _, test := range []struct{ in, want string }{
		{`Слот - это "курсор" в базе.`, "<p>Слот_— это «курсор» в_базе.</p>\n"},
		{`Читай "*Войну* и [мир](a.md)" вслух`, "<p>Читай «<em>Войну</em> и_<a href=\"\">мир</a>» вслух</p>\n"},
		{"сумма в\nбазе и\nвсё", "<p>сумма в_базе и_всё</p>\n"},
		{"конец\nстроки", "<p>конец\nстроки</p>\n"},
		{"в `a - \"b\"` и $x - \"y\"$", "<p>в_<code translate=\"no\">a - &quot;b&quot;</code> и_"},
		{`скажи \"да\" и &quot;нет&quot;, a &lt; b`, "<p>скажи «да» и_«нет», a &lt; b</p>\n"},
		{"## О \"нём\"", ">О_«нём»</h2>"},
		{"| в базе | 10 000 строк |\n|-|-|\n| а б | \"в\" |", "<td>а_б</td>\n<td>«в»</td>"},
		{"- в базе\n- к ней", "<li>в_базе</li>\n<li>к_ней</li>"},
		{"<kbd>a - \"b\"</kbd> и *в\n**базе***", "и_<em>в_<strong>базе"},
		{"```\nв \"a\" - б\n```", "в &quot;a&quot; - б"},
		{"![в \"a\" - б](x.png) текст", `alt="в &quot;a&quot; - б"`},
		{"до  \nконца", "<p>до<br>\nконца</p>\n"},
	} {
		got := strings.NewReplacer("\u00a0", "_", "\u202f", "'").Replace(rendered(t, md, test.in, "ru"))
		if !strings.Contains(got, test.want) {
			t.Errorf("%s\n got %s\nwant %s", test.in, got, test.want)
		}
		for _, same := range []string{rendered(t, md, test.in, "en"), rendered(t, plain, test.in, "ru")} {
			if strings.ContainsAny(same, "\u00a0«—") {
				t.Errorf("%s is set although it must not be: %s", test.in, same)
			}
		}
	}
}

func rendered(t *testing.T, md *Markdown, text, lang string) string {
	t.Helper()
	doc, _ := md.Parse(Input{File: source.NewFile("a.mdx", []byte(text)), Lang: lang})
	if doc.Rejected {
		t.Fatalf("%q is rejected", text)
	}
	f, _ := md.Render(doc)
	return string(f.HTML)
}
