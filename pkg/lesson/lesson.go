// Package lesson reads one lesson: its front matter and its document.
//
// Three views of a lesson, from cheap to whole:
//
//   - Outline: front matter and address, enough for navigation;
//   - Summary: what the course's graph and the content rules need of it, a few
//     KB that can be kept for all lessons at once;
//   - Lesson: the parsed document with all of its Facts, for the one lesson
//     in hand, and its Fragment, the rendered body.
package lesson

import (
	"course/pkg/diag"
	"course/pkg/markdown"
	"course/pkg/source"
)

// Text is a string of the front matter with its place.
type Text struct {
	Value string
	Span  diag.Span
}

// Front is the front matter of a lesson. Keys that are not known are kept in
// Values for frontmatter.x.
type Front struct {
	Title         Text
	Description   Text
	ID            Text
	Order         *float64 // nil where not given
	Difficulty    Text     // beginner, intermediate, advanced or the author's own word
	EstimatedTime int      // minutes; 0 where not given
	Topics        []string
	Prerequisites []Text // ids, routes or paths as written
	Related       []Text
	Aliases       []Text
	Truths        []Text // truths of a plan that the lesson says it covers
	Draft         bool
	Values        map[string]any // everything, as YAML gives it
	// Spans holds the place of each top-level key's value; Whole is the front
	// matter without its fences.
	Spans map[string]diag.Span
	Whole diag.Span
}

// Outline is what navigation needs of a lesson.
type Outline struct {
	Path  string // below the project's root, with slashes
	Size  int64
	Front Front
	// Title as shown: front matter, else the first heading, else the file name.
	Title string
}

// Summary is an Outline with what other lessons and the content rules need.
type Summary struct {
	Outline
	Headings   []markdown.Heading
	Anchors    []markdown.Anchor
	Links      []markdown.Link
	Components []string // names used, sorted, once each
	Words      int      // words of prose
	CodeLines  int
	Lines      int // as wc -l counts, plus one for an unterminated last line
	Diagrams   int
	// Rejected says that the lesson could not be parsed: nothing is published.
	Rejected bool
}

// Lesson is one parsed lesson.
type Lesson struct {
	Outline
	File *source.File
	Doc  *markdown.Document
}
