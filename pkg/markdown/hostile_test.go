package markdown

import (
	"strings"
	"testing"

	"course/pkg/source"
)

// TestHostile feeds what would be quadratic or deep without bounds. A test
// that does not end is the failure.
func TestHostile(t *testing.T) {
	const size = 1 << 17
	many := func(s string) string { return strings.Repeat(s, size/len(s)) }
	line := func(s string) string { return strings.Repeat(s, maxText/4/len(s)) }
	m := New(Options{Components: testComponents()})
	o := New(Options{Dialect: Official})
	for name, text := range map[string]string{
		"links":          line("[a]("),
		"images":         line("![a"),
		"emphasis":       line("*a _b "),
		"braces":         many("{\n"),
		"braces-inline":  line("{a "),
		"comments":       many("<!--\n"),
		"comments-text":  line("a <!-- "),
		"comments-tag":   many("<a /*\n"),
		"scripts":        many("<script>\n"),
		"formulas":       line(`\(a `),
		"formula-blocks": many("\\[\na\n"),
		"dollars":        line("$a "),
		"tags":           many("<a b=\"\n"),
		"tag-braces":     many("<a b={\n"),
		"markup":         many("{<a>\n"),
		"markup-inline":  line("{<a b={"),
		"markup-deep":    strings.Repeat("{<a>", 500) + many("x "),
		"openers":        many("<Card>\n\n"),
		"openers-html":   many("<p>\n\n"),
		"paragraph-tags": many("<b>x\n\n") + "</b>",
		"closers":        many("</Card>\n\n"),
		"directives":     many(":::note\n"),
		"exports":        many("export const a = `\n\n"),
		"quotes":         strings.Repeat(">", 5000) + " a",
		"lists":          many("- "),
		"dots":           many("1. "),
		"deep-list":      deepList(1000),
		"footnotes":      many("[^a]: b\n\n") + many("[^a] "),
		"parens":         "{" + line("(") + "}",
		"arrays":         "{" + line("[") + "}",
		"references":     many("[a]: b\n"),
		"backticks":      ticks(400),
		"headings":       many("# a\n"),
		"table":          "|a|\n|-|\n" + line("|\n"),
	} {
		t.Run(name, func(t *testing.T) {
			for _, m := range []*Markdown{m, o} {
				for _, md := range []bool{false, true} {
					doc, _ := m.Parse(Input{File: source.NewFile("a.mdx", []byte(text)), MD: md})
					doc.Facts()
					if !doc.Rejected {
						m.Render(doc)
					}
				}
			}
		})
	}
}

func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func ticks(n int) string {
	var b strings.Builder
	for i := 1; i < n && b.Len() < maxText-1000; i++ {
		b.WriteString(strings.Repeat("`", i) + " ")
	}
	return b.String()
}

// TestLimits refuses what is over the limits, with its place.
func TestLimits(t *testing.T) {
	m := New(Options{})
	for name, text := range map[string]string{
		"lesson":  strings.Repeat("a\n\n", maxLesson/3+1),
		"text":    "a\n\n" + strings.Repeat("b ", maxText/2+10),
		"nesting": "a\n\n" + strings.Repeat("> ", maxNesting+1) + "b",
	} {
		doc, found := m.Parse(Input{File: source.NewFile("a.mdx", []byte(text))})
		if !doc.Rejected || len(found) != 1 || found[0].Code != "over-limit" || found[0].Span.Start == 0 {
			t.Errorf("%s: rejected=%v %v", name, doc.Rejected, found)
		}
	}
	for _, text := range []string{strings.Repeat("- ", 200) + "\n", strings.Repeat(".", 300), "```\n" + strings.Repeat("x\n", maxText) + "```\n"} {
		if doc, found := m.Parse(Input{File: source.NewFile("a.mdx", []byte(text))}); doc.Rejected {
			t.Errorf("%.20q is refused: %v", text, found)
		}
	}
}
