package chart

import (
	"strings"
	"testing"
)

// TestPositions holds that offsets in what a parser reads lead back to the
// author's text, whatever was removed or replaced before them.
func TestPositions(t *testing.T) {
	const author = "---\r\ntitle: Магазин\r\n---\r\n\r\n%%{init: {'theme': 'dark'}}%%\r\n  %% comment\r\nflowchart TD\r\n  A[\"#quot;x#quot;\"] --> Б\r\n  %% more\r\n  конец\r\n"
	src, err := Prepare(author)
	if err != nil {
		t.Fatal(err)
	}
	if src.Title != "Магазин" || src.Config.Text("theme") != "dark" {
		t.Errorf("title %q, theme %q", src.Title, src.Config.Text("theme"))
	}
	for word, line := range map[string]int{"flowchart": 7, "A[": 8, "--> Б": 8, "Б": 8, "конец": 10} {
		at := strings.Index(src.Text, word)
		if at < 0 {
			t.Fatalf("%q is missing in %q", word, src.Text)
		}
		p := src.Position(at)
		if !strings.HasPrefix(author[p.Offset:], word) || p.Line != line {
			t.Errorf("%q is at %+v, where the author wrote %.12q", word, p, author[p.Offset:])
		}
	}
	if strings.Contains(src.Text, "comment") || strings.Contains(src.Text, "more") || strings.Contains(src.Text, "#quot;") {
		t.Errorf("left: %q", src.Text)
	}
}

// TestSanitize compares with what an HTML sanitiser makes of labels.
func TestSanitize(t *testing.T) {
	for in, want := range map[string]string{
		"plain & simple":               "plain & simple",
		"n < 0":                        "n &lt; 0",
		"n >= 0":                       "n >= 0",
		"a<br/>b<BR >c":                "a<br>b<br>c",
		"<b>x":                         "<b>x</b>",
		"a<script>alert(1)</script>b":  "ab",
		"<img src=x onerror=alert(1)>": `<img src="x">`,
		"<a href='javascript:x'>y</a>": "<a>y</a>",
	} {
		if got := Sanitize(in); got != want {
			t.Errorf("Sanitize(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestConfig(t *testing.T) {
	src, err := Prepare("---\nconfig:\n  flowchart:\n    curve: linear\n    wrappingWidth: 120\n---\n%%{init: {\"flowchart\": {\"curve\": \"step\"}}}%%\npie\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := src.Config.Text("flowchart.curve"); got != "step" {
		t.Errorf("curve = %q", got)
	}
	if got := src.Config.Number("flowchart.wrappingWidth", 1); got != 120 {
		t.Errorf("wrappingWidth = %v", got)
	}
	if got := src.Config.Number("flowchart.none.deeper", 7); got != 7 {
		t.Errorf("missing = %v", got)
	}
}
