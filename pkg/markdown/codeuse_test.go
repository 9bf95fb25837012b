package markdown

import (
	"slices"
	"strings"
	"testing"
)

func TestLineMarks(t *testing.T) {
	for _, test := range []struct {
		value any
		want  []string
	}{
		{nil, nil},
		{"1,3-5", []string{"mark={1,3-5}"}},
		{"{2}", []string{"mark={2}"}},
		{3.0, []string{"mark={3}"}},
		{[]any{1.0, "3-5", "text"}, []string{`mark="text"`, "mark={1,3-5}"}},
		{`a"b`, nil},
	} {
		if got := lineMarks("mark", test.value); !slices.Equal(got, test.want) {
			t.Errorf("%v: %q, want %q", test.value, got, test.want)
		}
	}
}

// A summary stands in its details directly, whatever the blank lines say.
func TestSummary(t *testing.T) {
	md := New(Options{Text: func(_, key string) string { return key }})
	for in, want := range map[string]string{
		"<details>\n<summary>More</summary>\nText *here*\n</details>":       "<summary>More</summary>\n<p>\nText <em>here</em></p>",
		"<details>\n<summary>More</summary>\n\nText\n</details>":            "<summary>More</summary>",
		"<details>\n  <summary>More</summary>\n  Text\n</details>\n\nafter": "</details>\n<p>after</p>",
	} {
		got := rendered(t, md, in, "en")
		if !strings.Contains(got, want) || strings.Contains(got, "<p><summary") {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}
