package text

import (
	"strings"
	"testing"
)

// show writes a label with its styles: b, i, m and u before a span.
func show(l Label) string {
	var lines []string
	for _, line := range l {
		var b strings.Builder
		for _, s := range line {
			for _, style := range []struct {
				on   bool
				mark string
			}{{s.Bold, "b"}, {s.Italic, "i"}, {s.Code, "m"}, {s.Under, "u"}} {
				if style.on {
					b.WriteString(style.mark)
				}
			}
			b.WriteString("{" + s.Text + "}")
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, "|")
}

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                    "{plain}",
		"a **b** c":                "{a }b{b}{ c}",
		"*i* and _j_":              "i{i}{ and }i{j}",
		"***both***":               "bi{both}",
		"_customer_order":          "{_customer_order}",
		"snake_case_name":          "{snake_case_name}",
		"2 * 3 * 4":                "{2 * 3 * 4}",
		"`code *x*`":               "m{code *x*}",
		"a<br>b\nc":                "{a}|{b}|{c}",
		"<b>x</b>y":                "b{x}{y}",
		"a < b":                    "{a < b}",
		"ﬂ°quot¶ß &amp; ﬂ°°9829¶ß": "{\" & ♥}",
		"__b__ *i":                 "b{b}{ *i}",
	} {
		if got := show(Markdown(in)); got != want {
			t.Errorf("Markdown(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	f := Font{Size: 14}
	for _, line := range f.WrapText("Создать слот репликации и сделать снимок всех таблиц", 120) {
		if w := f.LineWidth(line); w > 120 {
			t.Errorf("%v is %.0f wide", line, w)
		}
	}
	// A word that does not fit keeps its line; one much too long is broken.
	if got := f.WrapText("confirmed_flush_lsn", 100); len(got) != 1 {
		t.Errorf("a long word is broken: %v", got)
	}
	if got := f.WrapText(strings.Repeat("Щ", 200), 100); len(got) < 10 {
		t.Errorf("200 letters are in %d lines", len(got))
	}
}

func TestWidth(t *testing.T) {
	f := Font{Size: 10}
	if w := f.Width("漢字"); w != 20 {
		t.Errorf("two wide characters are %v", w)
	}
	if a, b := f.Width("Щ"), f.Width("и"); a <= b {
		t.Errorf("Щ %v is not wider than и %v", a, b)
	}
	if w := f.Width("e\u0301"); w != f.Width("e") {
		t.Errorf("a combining mark has a width")
	}
}
