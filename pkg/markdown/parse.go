package markdown

import (
	"bytes"

	"course/pkg/diag"
	"course/pkg/source"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// setups holds the goldmark parsers, one for each way of reading.
type setups struct {
	md goldmark.Markdown
}

// parsed is what a Document keeps of its parse.
type parsed struct {
	root  ast.Node
	facts Facts
}

// New returns a Markdown.
func New(o Options) *Markdown {
	return &Markdown{options: o, setups: setups{md: goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))}}
}

// Parse parses the body of a file.
func (m *Markdown) Parse(in Input) (*Document, diag.List) {
	doc := &Document{File: in.File, input: in}
	doc.root = m.setups.md.Parser().Parse(text.NewReader(in.File.Data[in.Body:]))
	return doc, nil
}

// Facts returns what the document says of itself.
func (d *Document) Facts() *Facts { return &d.facts }

// Render renders a document.
func (m *Markdown) Render(doc *Document) (Fragment, diag.List) {
	var b bytes.Buffer
	_ = m.setups.md.Renderer().Render(&b, doc.File.Data[doc.input.Body:], doc.root)
	return Fragment{HTML: b.Bytes()}, nil
}

// RenderUse renders a component that waited for values of other files: ref is
// the Ref of a HoleComponent, value gives the value that a HoleValue of the
// same Ref would ask for.
func (m *Markdown) RenderUse(ref string, value func(ref string) (any, bool)) (Fragment, diag.List) {
	return Fragment{}, nil
}

// AST returns the tree of a document as JSON in the form of mdast.
func (m *Markdown) AST(doc *Document) ([]byte, error) { return []byte("{}"), nil }

func splitFrontMatter(file *source.File) (yaml diag.Span, body int, found diag.List) {
	return diag.Span{File: file.Path}, 0, nil
}
