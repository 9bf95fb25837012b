package mdx

import (
	"github.com/yuin/goldmark/ast"
)

// Kinds of the nodes of this package.
var (
	KindElement     = ast.NewNodeKind("MDXElement")
	KindExpression  = ast.NewNodeKind("MDXExpression")
	KindESM         = ast.NewNodeKind("MDXESM")
	KindComment     = ast.NewNodeKind("MDXComment")
	KindTag         = ast.NewNodeKind("MDXTag")
	KindFlow        = ast.NewNodeKind("MDXFlow")
	KindMath        = ast.NewNodeKind("Math")
	KindFootnoteDef = ast.NewNodeKind("FootnoteDefinition")
	KindFootnoteRef = ast.NewNodeKind("FootnoteReference")
	KindHeadingID   = ast.NewNodeKind("HeadingID")
	KindRaw         = ast.NewNodeKind("MDXRaw")
	KindDefinition  = ast.NewNodeKind("LinkDefinition")
)

// Range is a range of bytes of the source, Stop exclusive.
type Range struct{ Start, Stop int }

// Len returns the number of bytes.
func (r Range) Len() int { return r.Stop - r.Start }

// node is the base of the nodes that stand in running text as well as between
// blocks.
type node struct {
	ast.BaseBlock
	// Inline tells a node in running text from a block.
	Inline bool
}

// Type implements ast.Node.
func (n *node) Type() ast.NodeType {
	if n.Inline {
		return ast.TypeInline
	}
	return ast.TypeBlock
}

// Text implements ast.Node. Nothing here has text of its own.
func (n *node) Text([]byte) []byte { return nil }

// Dump has no use here; the tree is shown as JSON.
func (n *node) Dump([]byte, int) {}

// AttrKind is the form of an attribute.
type AttrKind uint8

// The forms: name, name="string", name={expression}, {...spread}.
const (
	AttrBare AttrKind = iota
	AttrString
	AttrExpression
	AttrSpread
)

// Attr is one attribute of a tag.
type Attr struct {
	Name string // empty for a spread
	Kind AttrKind
	// Raw is the value: of a string with character references decoded, of an
	// expression or spread the source between the braces.
	Raw string
	// Expr is the parsed expression; nil where it cannot be one.
	Expr *Expr
	// Shorthand says that it was written {name}.
	Shorthand bool
	// Range is the place of all of it, Value that of the value without quotes
	// or braces.
	Range, Value Range
}

// Tag is one tag as it stands in the source: a leaf, until opening and
// closing tags are paired.
type Tag struct {
	node
	Name        string // empty for a fragment
	Attrs       []Attr
	Close       bool // </x>
	SelfClosing bool // <x/>
	Range       Range
	// Slash is the offset of the slash of a closing tag, End that of the
	// slash of a self-closing one.
	Slash, End int
}

// Kind implements ast.Node.
func (*Tag) Kind() ast.NodeKind { return KindTag }

// Flow is a line that holds only tags, expressions and comments. It is taken
// apart when tags are paired.
type Flow struct {
	node
	Tokens []ast.Node
}

// Kind implements ast.Node.
func (*Flow) Kind() ast.NodeKind { return KindFlow }

// IsRaw keeps goldmark from parsing the line as text.
func (*Flow) IsRaw() bool { return true }

// Syntax says how an element was written.
type Syntax uint8

// The syntaxes: a tag, a directive (:::name), a quote with a mark ([!NOTE]).
const (
	SyntaxTag Syntax = iota
	SyntaxDirective
	SyntaxAlert
)

// Element is an element or component with its children.
type Element struct {
	node
	Name   string // empty for a fragment
	Attrs  []Attr
	Syntax Syntax
	// Open is the place of the opening tag, Close that of the closing one;
	// empty where there is none.
	Open, Close Range
	SelfClosing bool
	// fence is the number of colons of a directive.
	fence int
}

// Kind implements ast.Node.
func (*Element) Kind() ast.NodeKind { return KindElement }

// Range is the place of all of the element.
func (e *Element) Range() Range {
	if e.Close.Stop > e.Open.Stop {
		return Range{e.Open.Start, e.Close.Stop}
	}
	return e.Open
}

// Attr returns the last attribute of a name, or nil.
func (e *Element) Attr(name string) *Attr {
	for i := len(e.Attrs) - 1; i >= 0; i-- {
		if e.Attrs[i].Name == name && e.Attrs[i].Kind != AttrSpread {
			return &e.Attrs[i]
		}
	}
	return nil
}

// Expression is {…} between blocks or in running text.
type Expression struct {
	node
	Raw   string // the source between the braces
	Range Range  // with the braces
	// Expr is the parsed expression; nil for a comment, an empty expression,
	// or what cannot be one.
	Expr *Expr
	// Fault says why Expr is nil though there is something.
	Fault string
}

// Kind implements ast.Node.
func (*Expression) Kind() ast.NodeKind { return KindExpression }

// IsRaw implements ast.Node.
func (*Expression) IsRaw() bool { return true }

// IsComment reports whether there is nothing but a comment or white space.
func (e *Expression) IsComment() bool { return e.Expr == nil && e.Fault == "" }

// Comment is an HTML comment of the tolerant dialect.
type Comment struct {
	node
	Range Range
}

// Kind implements ast.Node.
func (*Comment) Kind() ast.NodeKind { return KindComment }

// IsRaw implements ast.Node.
func (*Comment) IsRaw() bool { return true }

// Raw is the body of <script> or <style>.
type Raw struct {
	node
	Range Range
}

// Kind implements ast.Node.
func (*Raw) Kind() ast.NodeKind { return KindRaw }

// IsRaw implements ast.Node.
func (*Raw) IsRaw() bool { return true }

// Math is a formula in LaTeX.
type Math struct {
	node
	Source  string
	Display bool
	Range   Range
}

// Kind implements ast.Node.
func (*Math) Kind() ast.NodeKind { return KindMath }

// IsRaw implements ast.Node.
func (*Math) IsRaw() bool { return true }

// HeadingID is an id that the author gave to a heading, at its end.
type HeadingID struct {
	node
	ID    string
	Range Range
}

// Kind implements ast.Node.
func (*HeadingID) Kind() ast.NodeKind { return KindHeadingID }

// FootnoteDef is the text of a footnote, where it stands.
type FootnoteDef struct {
	node
	Label string
	Range Range // of the label with its brackets
}

// Kind implements ast.Node.
func (*FootnoteDef) Kind() ast.NodeKind { return KindFootnoteDef }

// FootnoteRef is a call of a footnote.
type FootnoteRef struct {
	node
	Label string
	Range Range
}

// Kind implements ast.Node.
func (*FootnoteRef) Kind() ast.NodeKind { return KindFootnoteRef }
