package markdown

import (
	"bytes"
	"encoding/json"
)

// AST returns the tree of a document as JSON in the form of mdast 4 with the
// nodes of mdast-util-mdx. Lines and columns count from 1, columns and
// offsets in UTF-16 code units.
//
// In the official dialect it is the tree of the reference implementation:
// alerts are quotes, and paragraphs that hold only tags are paragraphs.
func (m *Markdown) AST(doc *Document) ([]byte, error) {
	b := treeBuilder{d: doc, official: m.options.Dialect == Official && !doc.input.MD}
	if b.official {
		b.d, _ = m.parse(doc.input) // canonical nodes are not of that tree
	}
	root := b.root()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, err
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}
