package markdown

import (
	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// setups holds the goldmark parsers, one for each way of reading.
type setups struct {
	md, mdx parser.Parser

	mdOptions, mdxOptions *mdx.Options
}

// parsed is what a Document keeps of its parse.
type parsed struct {
	root    ast.Node
	modules imports
	facts   *Facts
	// ids of headings, by node; shown levels where they differ.
	headings map[*ast.Heading]*headingFacts
	order    []*ast.Heading
	hidden   ast.Node // the heading that repeats the title
	title    string
	// registered and schema tell what is known of a component.
	registered func(name string) bool
	schema     func(name string) *Schema
}

// New returns a Markdown.
func New(o Options) *Markdown {
	m := &Markdown{options: o}
	if o.Text == nil {
		m.options.Text = englishWords
	}
	m.setups.mdOptions = &mdx.Options{Markdown: true, Known: m.known}
	m.setups.mdxOptions = &mdx.Options{Official: o.Dialect == Official, Known: m.known}
	gfm := []goldmark.Extender{extension.Linkify, extension.Table, extension.Strikethrough}
	m.setups.md = goldmarkParser(m.setups.mdOptions, gfm...)
	m.setups.mdx = goldmarkParser(m.setups.mdxOptions, gfm...)
	return m
}

// goldmarkParser adds extensions to a parser of the dialect. Footnotes and task
// lists are the dialect's own.
func goldmarkParser(o *mdx.Options, extensions ...goldmark.Extender) parser.Parser {
	p := mdx.NewParser(o)
	goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extensions...))
	// The first parse arranges the parsers; do it before the parser is shared.
	p.Parse(text.NewReader(nil), parser.WithContext(mdx.NewContext("", nil, o)))
	return p
}

// known reports whether a component of a name is registered.
func (m *Markdown) known(name string) bool {
	_, ok := m.component(name)
	return ok
}

func (m *Markdown) component(name string) (Component, bool) {
	if m.options.Components == nil {
		return nil, false
	}
	return m.options.Components.Component(name)
}

// Parse parses the body of a file. All findings of the file come at once.
// With Document.Rejected it cannot be shown, and Render must not be called.
func (m *Markdown) Parse(in Input) (*Document, diag.List) {
	doc, found := m.parse(in)
	found.Add(m.canonical(doc)...)
	found.Add(doc.nameHeadings()...)
	found.Sort()
	return doc, found
}

// parse parses without bringing syntaxes together.
func (m *Markdown) parse(in Input) (*Document, diag.List) {
	doc := &Document{File: in.File, input: in}
	doc.headings = map[*ast.Heading]*headingFacts{}
	doc.registered = m.known
	doc.schema = func(name string) *Schema {
		if c, ok := m.component(name); ok {
			return c.Schema()
		}
		return nil
	}
	if found := checkLimits(in); len(found) > 0 {
		doc.Rejected = true
		doc.root = ast.NewDocument()
		return doc, found
	}
	p, o := m.setups.mdx, m.setups.mdxOptions
	if in.MD {
		p, o = m.setups.md, m.setups.mdOptions
	}
	pc := mdx.NewContext(in.File.Path, in.File.Data, o)
	reader := text.NewReader(in.File.Data)
	startAt(reader, in.File.Data, in.Body)
	doc.root = p.Parse(reader, parser.WithContext(pc))
	found := mdx.Found(pc)
	for _, d := range found {
		doc.Rejected = doc.Rejected || d.Severity == diag.Error
	}
	doc.modules = collectImports(doc.root)
	return doc, found
}

// startAt moves a reader to the line that starts at an offset.
func startAt(reader text.Reader, src []byte, body int) {
	if body <= 0 {
		return
	}
	stop := body
	for stop < len(src) && src[stop] != '\n' {
		stop++
	}
	reader.SetPosition(0, text.NewSegment(body, min(stop+1, len(src))))
}
