package markdown

import "course/pkg/diag"

// Facts is what a document says of itself: the one walk that the course's
// graph, the content rules and the plans all read. Spans are in the lesson's
// file. Section fields are indexes into Headings of the nearest heading above,
// -1 before the first.
type Facts struct {
	Headings   []Heading
	Anchors    []Anchor
	Links      []Link
	Callouts   []Callout
	Diagrams   []Diagram
	Tables     []Table
	Code       []CodeBlock
	Components []ComponentUse
	Checkboxes []diag.Span // task-list items
	// Comments are the spans of HTML and MDX comments, which never count as
	// content.
	Comments []diag.Span
	// Prose holds the spans of the source that are running text (paragraphs,
	// headings, lists, table cells, callout bodies), without code, tags,
	// attributes, addresses and comments.
	Prose []diag.Span

	Words         int // words of prose
	ProseLetters  int // letters of prose
	ProseCyrillic int // of them Cyrillic
	CodeLetters   int // letters in code blocks without comments' natural language being told apart
	CodeLatin     int // of them Latin
}

// Heading is a heading of the body, in order.
type Heading struct {
	Level    int    // 1 to 6 as written
	Text     string // plain text after inline parsing
	ID       string // its address on the page
	Explicit bool   // the author gave the id
	Span     diag.Span
}

// Anchor is an id that a link may name: of a heading or of an element.
type Anchor struct {
	ID       string
	Explicit bool
	Span     diag.Span
}

// LinkKind tells what a Link points with.
type LinkKind uint8

const (
	// LinkPage is a Markdown link, an <a href> or a link prop.
	LinkPage LinkKind = iota + 1
	// LinkAsset is an image, a media source, an asset prop or an import.
	LinkAsset
)

// Link is a reference to something else.
type Link struct {
	Kind LinkKind
	Dest string // decoded destination
	Text string // plain text of the link or alternative text of the image
	Span diag.Span
	// DestSpan is the place of the destination itself, for fixes; whole-file
	// where it has no place of its own.
	DestSpan diag.Span
	Section  int
	Image    bool // an image, which needs alternative text
	NoAlt    bool // an image without alternative text
}

// Callout is an aside of any of the dialect's syntaxes.
type Callout struct {
	Type    string // note, tip, important, warning, caution, danger
	Title   string
	Text    string // plain text of the body, code included
	Span    diag.Span
	Section int
}

// Diagram is a Mermaid chart of any of the dialect's syntaxes.
type Diagram struct {
	Source  string
	Kind    string // first word: flowchart, graph, sequenceDiagram, …
	Title   string
	Span    diag.Span // the construct
	Body    diag.Span // the chart's own text
	Section int
}

// Table is a table.
type Table struct {
	Header  []string
	Rows    [][]string // plain text of the cells
	Span    diag.Span
	Section int
}

// CodeBlock is a fenced code block that is not a diagram.
type CodeBlock struct {
	Lang    string // as written, lower case
	Title   string
	Meta    string
	Text    string
	Span    diag.Span
	Body    diag.Span
	Section int
}

// ComponentUse is one use of a component, registered or not.
type ComponentUse struct {
	Name       string
	Props      map[string]string // static string and number props
	Registered bool
	Text       string // plain text of the children
	Span       diag.Span
	Section    int
}
