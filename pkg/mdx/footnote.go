package mdx

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Footnotes of GFM. goldmark has an extension for them, which moves the
// definitions to the end while it parses; here they stay where they stand, so
// that tags in them are paired in place and the tree can be shown as written.

const maxLabel = 999

// footnoteLabel reads "[^label]" at the start of line.
func footnoteLabel(line []byte) (string, int) {
	if len(line) < 4 || line[0] != '[' || line[1] != '^' {
		return "", 0
	}
	for i := 2; i < len(line) && i < maxLabel; i++ {
		switch c := line[i]; c {
		case '\\':
			i++
		case '[', ' ', '\t', '\n', '\r':
			return "", 0
		case ']':
			if i == 2 {
				return "", 0
			}
			return string(line[2:i]), i + 1
		}
	}
	return "", 0
}

// normalLabel is a label as labels are compared.
func normalLabel(label string) string { return util.ToLinkReference([]byte(label)) }

type footnoteDefParser struct{}

func (footnoteDefParser) Trigger() []byte             { return []byte{'['} }
func (footnoteDefParser) CanInterruptParagraph() bool { return true }
func (footnoteDefParser) CanAcceptIndentedLine() bool { return true }

// Close implements parser.BlockParser.
func (footnoteDefParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open implements parser.BlockParser.
func (footnoteDefParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.PeekLine()
	line, pos, _ := indentOfLine(reader)
	if pos >= len(line) {
		return nil, parser.NoChildren
	}
	label, n := footnoteLabel(line[pos:])
	if n == 0 || pos+n >= len(line) || line[pos+n] != ':' {
		return nil, parser.NoChildren
	}
	s := stateOf(pc)
	if s.footnotes == nil {
		s.footnotes = map[string]bool{}
	}
	s.footnotes[normalLabel(label)] = true
	start := seg.Start + max(pos-seg.Padding, 0)
	d := &FootnoteDef{Label: label, Range: Range{start, start + n}}
	d.SetPos(start)
	rest := line[pos+n+1:]
	if util.IsBlank(rest) {
		reader.AdvanceToEOL()
		return d, parser.NoChildren
	}
	reader.Advance(pos + n + 1 + util.TrimLeftSpaceLength(rest))
	return d, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (footnoteDefParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// footnoteRefParser reads [^label] where the label is defined.
type footnoteRefParser struct{}

func (footnoteRefParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (footnoteRefParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	label, n := footnoteLabel(line)
	if n == 0 || !stateOf(pc).footnotes[normalLabel(label)] {
		return nil
	}
	block.Advance(n)
	ref := &FootnoteRef{Label: label, Range: Range{seg.Start, seg.Start + n}}
	ref.Inline = true
	ref.SetPos(seg.Start)
	return ref
}

// headingID reads the id at the end of a heading: {#id} or {/*id*/}.
func headingID(parent ast.Node, c *cursor) *HeadingID {
	if parent.Kind() != ast.KindHeading {
		return nil
	}
	rest := c.src[c.pos:c.stop]
	end := bytes.IndexByte(rest, '}')
	if end < 3 || !util.IsBlank(rest[end+1:]) || c.at+1 < len(c.lines) {
		return nil
	}
	id := strings.TrimSpace(string(rest[1:end]))
	switch {
	case strings.HasPrefix(id, "#"):
		id = id[1:]
	case strings.HasPrefix(id, "/*") && strings.HasSuffix(id, "*/") && len(id) > 4:
		id = strings.TrimPrefix(strings.TrimSpace(id[2:len(id)-2]), "#")
	default:
		return nil
	}
	return newHeadingID(id, c, end+1)
}

func newHeadingID(id string, c *cursor, length int) *HeadingID {
	if id == "" || strings.ContainsAny(id, " \t\"'<>{}=") {
		return nil
	}
	n := &HeadingID{ID: id, Range: Range{c.pos, c.pos + length}}
	n.Inline = true
	n.SetPos(c.pos)
	c.pos += length
	return n
}

// bracketIDParser reads the id at the end of a heading as Hugging Face writes
// it: [[id]].
type bracketIDParser struct{}

func (bracketIDParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (bracketIDParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if parent.Kind() != ast.KindHeading {
		return nil
	}
	c := inlineCursor(stateOf(pc), parent, block)
	rest := c.src[c.pos:c.stop]
	end := bytes.Index(rest, []byte("]]"))
	if !bytes.HasPrefix(rest, []byte("[[")) || end < 3 || !util.IsBlank(rest[end+2:]) || c.at+1 < len(c.lines) {
		return nil
	}
	n := newHeadingID(string(rest[2:end]), &c, end+2)
	if n == nil {
		return nil
	}
	jump(block, &c)
	return n
}
