// Package markdown is the one set-up of goldmark: it parses the body of a
// lesson into a Document and renders it to a Fragment with holes.
//
//	md := markdown.New(markdown.Options{Components: theme})
//	doc, found := md.Parse(markdown.Input{File: file, Body: body, Lang: "ru"})
//	fragment, more := md.Render(doc)
//
// A Markdown is made once and shared by all workers. It holds no state of a
// lesson: what belongs to one lesson is in its Document.
//
// Three things leave a Document: its Facts (what the course's graph, the
// content rules and the plans read), its Fragment, and its tree as JSON in
// the form of mdast (AST), for tools.
package markdown

import (
	"course/pkg/diag"
	"course/pkg/source"

	"go.abhg.dev/goldmark/mermaid"
)

// Dialect says how strictly .mdx files are read.
type Dialect uint8

const (
	// Tolerant accepts what authors write and names what is wrong. It is the
	// default.
	Tolerant Dialect = iota
	// Official accepts and rejects what the reference implementation of MDX
	// does, at the same places.
	Official
)

// Options of a Markdown. The zero value is useful: it renders without
// components, highlighting and drawn diagrams.
type Options struct {
	// Dialect of .mdx files. Defaults to Tolerant.
	Dialect Dialect
	// Components that lessons may use. Defaults to none.
	Components Components
	// Highlighter colours code. Defaults to plain lines.
	Highlighter Highlighter
	// Diagrams gives the compiler that draws Mermaid charts for a language.
	// Ids in its SVG begin with IDMark, so that a page can hold many charts.
	// Defaults to showing the charts' source.
	Diagrams func(lang string) mermaid.Compiler
	// Text gives the words of the interface in a language. Defaults to
	// English words.
	Text func(lang, key string) string
	// Typography sets the spaces, quotes and dashes of Russian text as books
	// do. Defaults to false.
	Typography bool
	// Plain writes HTML as the CommonMark specification shows it: no
	// permalinks, wrappers, loading attributes or ids, and no holes. Defaults
	// to false.
	Plain bool
}

// Highlighter colours code blocks. NewHighlighter makes one of package
// highlight.
type Highlighter interface {
	// Highlight reads the info string of a fence and its code.
	Highlight(info, code string) Code
}

// Code is a code block that was made ready for its figure.
type Code struct {
	// HTML holds the lines, one element each, line ends inside.
	HTML []byte
	// Label is the language as learners read it; Title the file name.
	Label, Title string
	Lines        int
	Wide         bool // a line is longer than the text column
	Terminal     bool
	Numbers      bool
	Start        int // the first line's number
	Wrap         bool
	Collapsed    bool // some lines are folded
	// Attrs is what the info string says beyond that, name and value.
	Attrs [][2]string
	// Problems have spans that count in the info string.
	Problems diag.List
}

// Input is one file to parse.
type Input struct {
	File *source.File
	// Body is the byte offset at which the body starts, after the front
	// matter. Defaults to the start of the file.
	Body int
	// Front holds the values of the front matter for frontmatter.x.
	Front map[string]any
	// Title is the lesson's title as given in the front matter; a first
	// heading that repeats it is not shown again. Defaults to none.
	Title string
	// MD reads the file as CommonMark instead of MDX. Defaults to false.
	MD bool
	// Lang is the language of the prose, for words of the interface. Defaults
	// to "en".
	Lang string
}

// Markdown parses and renders lessons. It is safe for concurrent use.
type Markdown struct {
	options Options
	setups  setups
}

// Document is the parsed body of one file. It is read by one goroutine at a
// time.
type Document struct {
	File *source.File
	// Rejected says that the document has errors that forbid publishing it.
	Rejected bool

	input Input
	parsed
}

// SplitFrontMatter finds the front matter at the start of a file: the YAML
// between two lines of three dashes. It returns the span of the YAML without
// its fences (empty where there is none) and the offset of the body. A front
// matter without end is a finding, and all of the file is its body.
func SplitFrontMatter(file *source.File) (yaml diag.Span, body int, found diag.List) {
	return splitFrontMatter(file)
}
