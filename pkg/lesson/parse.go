package lesson

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"course/pkg/diag"
	"course/pkg/markdown"
	"course/pkg/source"
)

// Limits of one lesson, so that hostile input is refused before it is parsed.
const (
	MaxSize  = 2 << 20  // bytes of a lesson
	MaxFront = 64 << 10 // bytes of its front matter
)

// Options say how a lesson is read.
type Options struct {
	// Lang is the language of the lesson. Defaults to "en".
	Lang string
	// MarkdownIsMDX reads .md files as MDX. Defaults to false.
	MarkdownIsMDX bool
}

// ReadOutline reads what navigation needs of a lesson, without parsing its
// body: front matter, and the first heading where that gives no title.
func ReadOutline(file *source.File) Outline {
	o := Outline{Path: file.Path, Size: int64(len(file.Data))}
	span, body, _ := markdown.SplitFrontMatter(file)
	if n := span.End - span.Start; n > 0 && n <= MaxFront {
		o.Front, _ = ReadFront(file, span)
	}
	o.Title = o.Front.Title.Value
	if o.Title == "" {
		o.Title = firstHeading(file.Data[min(body, len(file.Data)):])
	}
	if o.Title == "" {
		o.Title = nameTitle(file.Path)
	}
	return o
}

// firstHeading is the text of the first line that is a heading of level 1 and
// does not stand in a code fence.
func firstHeading(body []byte) string {
	fence := ""
	for line := range bytes.Lines(body) {
		text := strings.TrimSpace(string(line))
		mark := text[:len(text)-len(strings.TrimLeft(text, "`~"))]
		switch {
		case fence != "":
			if strings.HasPrefix(mark, fence) && mark == text {
				fence = ""
			}
		case len(mark) >= 3:
			fence = mark
		case strings.HasPrefix(text, "# "):
			return strings.TrimSpace(strings.Trim(text, "#"))
		}
	}
	return ""
}

// nameTitle stands in for a title.
func nameTitle(p string) string {
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if name == "index" {
		name = path.Base(path.Dir(p))
	}
	return name
}

// Parse reads a lesson. A lesson with a finding that forbids publishing it has
// Doc.Rejected set; one that is too large has no document at all.
func Parse(md *markdown.Markdown, file *source.File, o Options) (*Lesson, diag.List) {
	l := &Lesson{File: file, Outline: Outline{Path: file.Path, Size: int64(len(file.Data))}}
	if len(file.Data) > MaxSize {
		return l, diag.List{{
			Code: "lesson-too-large", Severity: diag.Error, Span: diag.Span{File: file.Path, Start: MaxSize, End: MaxSize},
			Message: fmt.Sprintf("lesson has %d bytes, more than %d", len(file.Data), MaxSize),
			Hint:    "split it into several lessons",
		}}
	}
	span, body, found := markdown.SplitFrontMatter(file)
	rejected := hasErrors(found)
	found.Add(encoding(file)...)
	if span.End-span.Start > MaxFront {
		found.Add(diag.Diagnostic{
			Code: "invalid-front-matter", Severity: diag.Error, Span: diag.Span{File: file.Path, Start: span.Start + MaxFront, End: span.Start + MaxFront},
			Message: fmt.Sprintf("front matter has more than %d bytes", MaxFront), Hint: "move the text into the lesson",
		})
		rejected = true
	} else if span.End > span.Start {
		front, more := ReadFront(file, span)
		l.Front = front
		rejected = rejected || slices.ContainsFunc(more, func(d diag.Diagnostic) bool { return d.Code == "invalid-front-matter" })
		found.Add(more...)
	}
	doc, more := md.Parse(markdown.Input{
		File: file, Body: body, Front: l.Front.Values, Title: l.Front.Title.Value, Lang: o.Lang,
		MD: path.Ext(file.Path) == ".md" && !o.MarkdownIsMDX,
	})
	found.Add(more...)
	l.Doc = doc
	doc.Rejected = doc.Rejected || rejected
	l.Title = l.title()
	return l, found
}

// encoding reports the first byte that is no UTF-8: it would be shown as a
// question mark, and so would all others of a file in another encoding.
func encoding(file *source.File) diag.List {
	for i := 0; i < len(file.Data); {
		r, n := utf8.DecodeRune(file.Data[i:])
		if r == utf8.RuneError && n == 1 {
			return diag.List{{
				Code: "not-utf8", Severity: diag.Error, Span: diag.Span{File: file.Path, Start: i, End: i + 1},
				Message: fmt.Sprintf("the file is not UTF-8: byte 0x%02x stands for no character", file.Data[i]),
				Hint:    "save the file as UTF-8",
			}}
		}
		i += n
	}
	return nil
}

func hasErrors(l diag.List) bool {
	errors, _ := l.Count()
	return errors > 0
}

// Rejected says that the lesson cannot be published.
func (l *Lesson) Rejected() bool { return l.Doc == nil || l.Doc.Rejected }

// title is that of the front matter, else the first heading of level 1, else
// the file's name.
func (l *Lesson) title() string {
	if l.Front.Title.Value != "" {
		return l.Front.Title.Value
	}
	for _, h := range l.Doc.Facts().Headings {
		if h.Level == 1 && h.Text != "" {
			return h.Text
		}
	}
	return nameTitle(l.Path)
}

// Summary takes what other lessons need out of the document.
func (l *Lesson) Summary() Summary {
	s := Summary{Outline: l.Outline, Rejected: l.Rejected(), Lines: CountLines(l.File.Data)}
	if l.Doc == nil {
		return s
	}
	facts := l.Doc.Facts()
	s.Headings, s.Anchors, s.Links = facts.Headings, facts.Anchors, facts.Links
	s.Words, s.Diagrams = facts.Words, len(facts.Diagrams)
	for _, c := range facts.Code {
		s.CodeLines += strings.Count(c.Text, "\n") + 1
	}
	for _, c := range facts.Components {
		s.Components = append(s.Components, c.Name)
	}
	slices.Sort(s.Components)
	s.Components = slices.Compact(s.Components)
	return s
}

// CountLines counts as wc -l does, plus one for an unterminated last line.
func CountLines(data []byte) int {
	n := bytes.Count(data, []byte{'\n'})
	if len(data) > 0 && data[len(data)-1] != '\n' {
		n++
	}
	return n
}
