package markdown

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"course/pkg/diag"
	"course/pkg/source"
)

// TestFacts writes down everything that one lesson says of itself, with the
// source of each span, so that a wrong place can be seen.
func TestFacts(t *testing.T) {
	data, err := os.ReadFile("testdata/facts.mdx")
	if err != nil {
		t.Fatal(err)
	}
	m := New(Options{Components: testComponents()})
	f := source.NewFile("facts.mdx", data)
	_, body, _ := SplitFrontMatter(f)
	doc, found := m.Parse(Input{File: f, Body: body, Title: "Title"})
	if doc.Rejected {
		t.Fatal(messages(f, found))
	}
	got := describe(doc.Facts(), f)
	const path = "testdata/facts.want"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, _ := os.ReadFile(path)
	if got != string(want) {
		t.Errorf("facts differ\n got:\n%s\nwant:\n%s", got, want)
	}
}

func describe(facts *Facts, f *source.File) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	at := func(s diag.Span) string {
		if s.IsWhole() {
			return "whole"
		}
		return fmt.Sprintf("%d:%q", f.Line(s.Start), f.Data[s.Start:s.End])
	}
	for _, h := range facts.Headings {
		say("heading %d %q id=%s explicit=%v %s", h.Level, h.Text, h.ID, h.Explicit, at(h.Span))
	}
	for _, a := range facts.Anchors {
		say("anchor %s explicit=%v %s", a.ID, a.Explicit, at(a.Span))
	}
	for _, l := range facts.Links {
		say("link kind=%d %q text=%q image=%v noalt=%v section=%d %s dest %s", l.Kind, l.Dest, l.Text, l.Image, l.NoAlt, l.Section, at(l.Span), at(l.DestSpan))
	}
	for _, c := range facts.Callouts {
		say("callout %s title=%q text=%q section=%d %s", c.Type, c.Title, c.Text, c.Section, at(c.Span))
	}
	for _, d := range facts.Diagrams {
		say("diagram %s title=%q %q section=%d %s body %s", d.Kind, d.Title, d.Source, d.Section, at(d.Span), at(d.Body))
	}
	for _, x := range facts.Tables {
		say("table %q %q section=%d %s", x.Header, x.Rows, x.Section, at(x.Span))
	}
	for _, c := range facts.Code {
		say("code %s title=%q meta=%q %q section=%d %s body %s", c.Lang, c.Title, c.Meta, c.Text, c.Section, at(c.Span), at(c.Body))
	}
	for _, c := range facts.Components {
		say("component %s %v registered=%v text=%q section=%d %s", c.Name, c.Props, c.Registered, c.Text, c.Section, at(c.Span))
	}
	for _, s := range facts.Checkboxes {
		say("checkbox %s", at(s))
	}
	for _, s := range facts.Comments {
		say("comment %s", at(s))
	}
	for _, s := range facts.Prose {
		say("prose %s", at(s))
	}
	say("words=%d letters=%d cyrillic=%d code letters=%d latin=%d", facts.Words, facts.ProseLetters, facts.ProseCyrillic, facts.CodeLetters, facts.CodeLatin)
	return b.String()
}
