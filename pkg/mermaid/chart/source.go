package chart

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"time"

	"course/pkg/mermaid/text"
)

// MaxSize is the most bytes a chart may have, as in the reference
// implementation (maxTextSize).
const MaxSize = 50000

// Source is a chart's text made ready for its parser.
type Source struct {
	// Text is what the parser reads: without front matter, directives and
	// comment lines, line ends as "\n", entity codes (#quot; #9829;) replaced
	// by markers that no grammar knows (see text.DecodeEntities), and with a line
	// end at the end.
	Text string
	// Title is the front matter's title.
	Title string
	// Config is what front matter and directives set.
	Config Config
	// Now is what a chart means by today. Zero is a fixed day, so that the same
	// chart gives the same drawing on every day.
	Now time.Time
	// Warnings is what Warn collected.
	Warnings []*Error

	original string
	segments []segment
}

// segment says that Text[from:] is made of original[orig:], up to the next
// segment.
type segment struct{ from, orig int }

var (
	frontMatter = regexp.MustCompile(`^-{3}\s*[\n\r]((?s).*?)[\n\r]-{3}\s*[\n\r]+`)
	directive   = regexp.MustCompile(`(?is)%{2}\{\s*(?:(\w+)\s*:|(\w+))\s*(?:(.*?))?\s*\}%{2}`)
	comment     = regexp.MustCompile(`(?m)^[ \t\f\v\r\n]*%%(?:[^{\n][^\n]*)(?:\n|$)`)
	tagRule     = regexp.MustCompile(`<\w+[^>]*>`)
	attribute   = regexp.MustCompile(`="([^"]*)"`)
	entity      = regexp.MustCompile(`#\w+;`)
	// styleColor and classColor are lines whose closing ";" must not be taken
	// for the end of an entity.
	styleColor = regexp.MustCompile(`(?:style|classDef).*:\S*#.*;`)
)

// Prepare makes the author's text ready for a parser.
func Prepare(original string) (*Source, error) {
	s := &Source{original: original}
	if len(original) > MaxSize {
		e := &Error{Position: PositionIn(original, 0), Message: fmt.Sprintf("the chart has %d bytes, more than the %d that a chart may have", len(original), MaxSize)}
		return nil, e.WithHint("split it into several charts")
	}
	ed := newEditor(original)
	ed.replaceAll("\r\n", "\n")
	ed.replaceAll("\r", "\n")
	ed.text = plainAttributes(ed.text)
	if err := s.readFrontMatter(ed); err != nil {
		return nil, err
	}
	s.readDirectives(ed)
	ed.cut(comment.FindAllStringIndex(ed.text, -1), "")
	ed.trimLeft()
	s.encode(ed)
	s.Text, s.segments = ed.text+"\n", ed.segments
	return s, nil
}

// plainAttributes writes the attributes of HTML tags with single quotation
// marks, so that they end no string.
func plainAttributes(s string) string {
	if !strings.Contains(s, `="`) {
		return s
	}
	return tagRule.ReplaceAllStringFunc(s, func(tag string) string {
		return attribute.ReplaceAllString(tag, "='$1'")
	})
}

// encode puts entity codes out of reach of the grammars, in which "#" and ";"
// mean something.
func (s *Source) encode(ed *editor) {
	if !strings.Contains(ed.text, "#") {
		return
	}
	var ends [][]int
	for _, m := range styleColor.FindAllStringIndex(ed.text, -1) {
		ends = append(ends, []int{m[1] - 1, m[1]})
	}
	ed.cut(ends, "")
	ed.edit(entity.FindAllStringIndex(ed.text, -1), func(code string) string {
		name := code[1 : len(code)-1]
		if strings.Trim(name, "0123456789") == "" {
			return text.NumberMark + name + text.EndMark
		}
		return text.NameMark + name + text.EndMark
	})
}

// Position translates an offset in Text to a position in the author's text.
func (s *Source) Position(offset int) Position {
	return PositionIn(s.original, s.offset(offset))
}

func (s *Source) offset(offset int) int {
	i := sort.Search(len(s.segments), func(i int) bool { return s.segments[i].from > offset }) - 1
	if i < 0 {
		return min(offset, len(s.original))
	}
	at := s.segments[i].orig + offset - s.segments[i].from
	if i+1 < len(s.segments) {
		at = min(at, s.segments[i+1].orig)
	}
	return min(at, len(s.original))
}

// Errorf makes the error for length bytes of Text at offset.
func (s *Source) Errorf(offset, length int, format string, args ...any) *Error {
	at := s.Position(offset)
	return &Error{
		Position: at,
		Length:   max(0, s.offset(offset+length)-at.Offset),
		Message:  fmt.Sprintf(format, args...),
	}
}

// Warn notes something that the chart asks for and does not get.
func (s *Source) Warn(offset, length int, format string, args ...any) {
	s.Warnings = append(s.Warnings, s.Errorf(offset, length, format, args...))
}
