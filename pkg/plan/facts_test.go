package plan_test

import (
	"regexp"
	"strings"
	"unicode"

	"course/pkg/diag"
	"course/pkg/markdown"
	"course/pkg/source"
)

// factsOf reads the facts of a lesson line by line: enough for lessons that
// are written for these tests, and independent of the real parser, so that a
// case says what the checks see.
func factsOf(f *source.File) *markdown.Facts {
	s := &factScanner{f: f, facts: &markdown.Facts{}}
	for n := 1; n <= f.Lines(); n++ {
		start, end := f.LineSpan(n)
		s.line(string(f.Data[start:end]), diag.Span{File: f.Path, Start: start, End: end})
	}
	return s.facts
}

type factScanner struct {
	f       *source.File
	facts   *markdown.Facts
	front   int // fences of front matter seen
	fence   *markdown.CodeBlock
	callout *markdown.Callout
	table   *markdown.Table
	section int
}

var (
	reHeading = regexp.MustCompile(`^(#{1,6}) (.*)$`)
	reCallout = regexp.MustCompile(`^<Callout type="(\w+)"(?: title="([^"]*)")?`)
	reLink    = regexp.MustCompile(`\[([^\]]*)\]\(([^)]+)\)`)
	reUse     = regexp.MustCompile(`<([A-Z]\w*)((?: \w+="[^"]*")*)`)
	reProp    = regexp.MustCompile(`(\w+)="([^"]*)"`)
	reComment = regexp.MustCompile(`<!--.*?-->|\{/\*.*?\*/\}`)
)

func (s *factScanner) line(line string, at diag.Span) {
	if s.front < 2 && line == "---" {
		s.front++
		return
	}
	if s.front == 1 {
		return
	}
	if s.code(line, at) {
		return
	}
	if len(s.facts.Headings) == 0 {
		s.section = -1
	}
	for _, m := range reComment.FindAllStringIndex(line, -1) {
		s.facts.Comments = append(s.facts.Comments, diag.Span{File: at.File, Start: at.Start + m[0], End: at.Start + m[1]})
	}
	if m := reHeading.FindStringSubmatch(line); m != nil {
		s.section = len(s.facts.Headings)
		s.facts.Headings = append(s.facts.Headings, markdown.Heading{Level: len(m[1]), Text: m[2], ID: strings.ToLower(strings.ReplaceAll(m[2], " ", "-")), Span: at})
	}
	s.blocks(line, at)
	s.prose(reComment.ReplaceAllString(line, ""), at)
}

// code handles fences; it reports whether the line was one or inside one.
func (s *factScanner) code(line string, at diag.Span) bool {
	trimmed := strings.TrimSpace(line)
	switch {
	case s.fence == nil && strings.HasPrefix(trimmed, "```"):
		lang, _, _ := strings.Cut(trimmed[3:], " ")
		s.fence = &markdown.CodeBlock{Lang: lang, Span: at, Section: s.section}
		s.fence.Body = diag.Span{File: at.File, Start: at.End + 1, End: at.End + 1}
	case s.fence != nil && trimmed == "```":
		s.fence.Span.End, s.fence.Body.End = at.End, at.Start
		if s.fence.Lang == "mermaid" {
			kind := strings.Fields(s.fence.Text + " ?")[0]
			s.facts.Diagrams = append(s.facts.Diagrams, markdown.Diagram{Source: s.fence.Text, Kind: kind, Span: s.fence.Span, Body: s.fence.Body, Section: s.section})
		} else {
			s.facts.Code = append(s.facts.Code, *s.fence)
		}
		s.fence = nil
	case s.fence != nil:
		s.fence.Text += line + "\n"
		for _, r := range line {
			if unicode.IsLetter(r) {
				s.facts.CodeLetters++
				if r < 0x250 {
					s.facts.CodeLatin++
				}
			}
		}
	default:
		return false
	}
	return true
}

func (s *factScanner) blocks(line string, at diag.Span) {
	if m := reCallout.FindStringSubmatch(line); m != nil {
		s.callout = &markdown.Callout{Type: m[1], Title: m[2], Span: at, Section: s.section}
	}
	if s.callout != nil {
		s.callout.Text += regexp.MustCompile(`</?Callout[^>]*>`).ReplaceAllString(line, "") + "\n"
		if strings.Contains(line, "</Callout>") {
			s.callout.Span.End = at.End
			s.facts.Callouts = append(s.facts.Callouts, *s.callout)
			s.callout = nil
		}
	}
	for _, m := range reLink.FindAllStringSubmatch(line, -1) {
		s.facts.Links = append(s.facts.Links, markdown.Link{Kind: markdown.LinkPage, Text: m[1], Dest: m[2], Span: at, Section: s.section})
	}
	for _, m := range reUse.FindAllStringSubmatch(line, -1) {
		use := markdown.ComponentUse{Name: m[1], Props: map[string]string{}, Span: at, Section: s.section, Text: line}
		for _, p := range reProp.FindAllStringSubmatch(m[2], -1) {
			use.Props[p[1]] = p[2]
		}
		s.facts.Components = append(s.facts.Components, use)
	}
	s.tables(line, at)
}

func (s *factScanner) tables(line string, at diag.Span) {
	if !strings.HasPrefix(line, "|") {
		if s.table != nil {
			s.facts.Tables = append(s.facts.Tables, *s.table)
			s.table = nil
		}
		return
	}
	var cells []string
	for _, c := range strings.Split(strings.Trim(line, "| "), "|") {
		cells = append(cells, strings.TrimSpace(c))
	}
	switch {
	case s.table == nil:
		s.table = &markdown.Table{Header: cells, Span: at, Section: s.section}
	case !strings.HasPrefix(cells[0], "--"):
		s.table.Rows = append(s.table.Rows, cells)
	}
	s.table.Span.End = at.End
}

func (s *factScanner) prose(line string, at diag.Span) {
	s.facts.Prose = append(s.facts.Prose, at)
	line = regexp.MustCompile("<[^>]*>|`[^`]*`").ReplaceAllString(line, "")
	for _, r := range line {
		if unicode.IsLetter(r) {
			s.facts.ProseLetters++
			if unicode.Is(unicode.Cyrillic, r) {
				s.facts.ProseCyrillic++
			}
		}
	}
}
