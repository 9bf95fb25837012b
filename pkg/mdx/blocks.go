package mdx

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// MDX has no indented code, so a block may start at any indentation. goldmark
// asks no parser about a line that is indented by more than three columns
// unless the parser accepts it, and most of its parsers count up to three on
// their own. Here are the ones of MDX: anywhere wraps those that only have to
// be asked; quotes, lists and fences are written anew.

// anywhere lets a parser of goldmark see an indented line without its indent.
type anywhere struct{ parser.BlockParser }

func (anywhere) CanAcceptIndentedLine() bool { return true }

// indentOfLine returns where the text of the line starts and how wide its
// indent is. (The context says the same, but takes a short line that starts
// with a tab for a blank one.)
func indentOfLine(reader text.Reader) (line []byte, pos, width int) {
	line, _ = reader.PeekLine()
	width, pos = util.IndentWidth(line, reader.LineOffset())
	return line, pos, width
}

// Open implements parser.BlockParser.
func (a anywhere) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, offset, indent := indentOfLine(reader)
	if indent <= 3 {
		return a.BlockParser.Open(parent, reader, pc)
	}
	row, seg := reader.Position()
	reader.Advance(offset)
	pc.SetBlockOffset(0)
	pc.SetBlockIndent(0)
	n, state := a.BlockParser.Open(parent, reader, pc)
	if n == nil {
		reader.SetPosition(row, seg)
		reader.Advance(0) // forgets the line that was peeked at
	}
	pc.SetBlockOffset(offset)
	pc.SetBlockIndent(indent)
	return n, state
}

// quoteParser reads block quotes at any indentation.
type quoteParser struct{}

func (quoteParser) Trigger() []byte                             { return []byte{'>'} }
func (quoteParser) CanInterruptParagraph() bool                 { return true }
func (quoteParser) CanAcceptIndentedLine() bool                 { return true }
func (quoteParser) Close(ast.Node, text.Reader, parser.Context) {}

func (quoteParser) mark(reader text.Reader) bool {
	line, _ := reader.PeekLine()
	_, pos := util.IndentWidth(line, reader.LineOffset())
	if pos >= len(line) || line[pos] != '>' {
		return false
	}
	pos++
	reader.Advance(pos)
	if pos < len(line) && (line[pos] == ' ' || line[pos] == '\t') {
		padding := 0
		if line[pos] == '\t' {
			padding = util.TabWidth(reader.LineOffset()) - 1
		}
		reader.AdvanceAndSetPadding(1, padding)
	}
	return true
}

// Open implements parser.BlockParser.
func (q quoteParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	if !q.mark(reader) {
		return nil, parser.NoChildren
	}
	return ast.NewBlockquote(), parser.HasChildren
}

// Continue implements parser.BlockParser.
func (q quoteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if !q.mark(reader) {
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// fenceParser reads fenced code at any indentation.
type fenceParser struct{}

type fence struct {
	char           byte
	indent, length int
}

var fenceKey = parser.NewContextKey()

func (fenceParser) Trigger() []byte             { return []byte{'`', '~'} }
func (fenceParser) CanInterruptParagraph() bool { return true }
func (fenceParser) CanAcceptIndentedLine() bool { return true }

// Close implements parser.BlockParser.
func (fenceParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open implements parser.BlockParser.
func (fenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.PeekLine()
	line, pos, indent := indentOfLine(reader)
	if pos >= len(line) {
		return nil, parser.NoChildren
	}
	char, i := line[pos], pos
	for i < len(line) && line[i] == char {
		i++
	}
	length := i - pos
	if length < 3 {
		return nil, parser.NoChildren
	}
	var info *ast.Text
	rest := line[i:]
	left, right := util.TrimLeftSpaceLength(rest), util.TrimRightSpaceLength(rest)
	if left < len(rest)-right {
		if char == '`' && bytes.IndexByte(rest, '`') >= 0 {
			return nil, parser.NoChildren
		}
		info = ast.NewTextSegment(text.NewSegment(seg.Start-seg.Padding+i+left, seg.Stop-right))
	}
	pc.Set(fenceKey, &fence{char: char, indent: indent, length: length})
	return ast.NewFencedCodeBlock(info), parser.NoChildren
}

// Continue implements parser.BlockParser.
func (fenceParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, seg := reader.PeekLine()
	f := pc.Get(fenceKey).(*fence)
	_, pos := util.IndentWidth(line, reader.LineOffset())
	i := pos
	for i < len(line) && line[i] == f.char {
		i++
	}
	if i-pos >= f.length && util.IsBlank(line[i:]) {
		reader.AdvanceToEOL()
		return parser.Close
	}
	pos, padding := util.IndentPositionPadding(line, reader.LineOffset(), seg.Padding, f.indent)
	if pos < 0 {
		pos, padding = max(0, util.FirstNonSpacePosition(line))-seg.Padding, 0
	}
	code := text.NewSegmentPadding(seg.Start+pos, seg.Stop, padding)
	code.ForceNewline = true
	n.Lines().Append(code)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// marker is the start of a list item on a line.
type marker struct {
	char   byte // '-', '*', '+', '.' or ')'
	number int  // -1 for a bullet
	indent int  // width before the marker
	start  int  // offset of the marker
	end    int  // offset behind it
	empty  bool // nothing follows on the line
}

// readMarker reads a list marker behind any indent.
func readMarker(line []byte, column int) (marker, bool) {
	m := marker{number: -1}
	m.indent, m.start = util.IndentWidth(line, column)
	i := m.start
	if i >= len(line) {
		return m, false
	}
	switch c := line[i]; {
	case c == '-' || c == '*' || c == '+':
		m.char = c
		i++
	case c >= '0' && c <= '9':
		for i < len(line) && line[i] >= '0' && line[i] <= '9' {
			i++
		}
		if i-m.start > 9 || i >= len(line) || line[i] != '.' && line[i] != ')' {
			return m, false
		}
		m.number, _ = strconv.Atoi(string(line[m.start:i]))
		m.char = line[i]
		i++
	default:
		return m, false
	}
	m.end = i
	if i < len(line) && line[i] != ' ' && line[i] != '\t' && line[i] != '\n' && line[i] != '\r' {
		return m, false
	}
	m.empty = util.IsBlank(line[i:])
	return m, true
}

// isBreak reports a thematic break.
func isBreak(line []byte) bool {
	var mark byte
	count := 0
	for _, c := range line {
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		case mark == 0 && (c == '*' || c == '-' || c == '_'), mark != 0 && c == mark:
			mark = c
			count++
		default:
			return false
		}
	}
	return count > 2
}

// listParser opens lists and their items at any indentation. A list is one
// block of goldmark and each item another; items decide whether a line is
// theirs, the list whether a new item is one of its own.
type listParser struct{}

func (listParser) Trigger() []byte             { return []byte("-+*0123456789") }
func (listParser) CanInterruptParagraph() bool { return true }
func (listParser) CanAcceptIndentedLine() bool { return true }

// Open implements parser.BlockParser.
func (listParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if _, ok := parent.(*ast.List); ok {
		return nil, parser.NoChildren
	}
	line, _ := reader.PeekLine()
	m, ok := readMarker(line, reader.LineOffset())
	if !ok || m.number < 0 && isBreak(line[m.start:]) {
		return nil, parser.NoChildren
	}
	last := pc.LastOpenedBlock().Node
	if ast.IsParagraph(last) && last.Parent() == parent && (m.empty || m.number >= 0 && m.number != 1) {
		return nil, parser.NoChildren
	}
	list := ast.NewList(m.char)
	if m.number >= 0 {
		list.Start = m.number
	}
	return list, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (listParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	list := n.(*ast.List)
	line, _ := reader.PeekLine()
	item := list.LastChild().(*ast.ListItem)
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	if indent, _ := util.IndentWidth(line, reader.LineOffset()); indent >= item.Offset && !isStale(item) {
		return parser.Continue | parser.HasChildren
	}
	m, ok := readMarker(line, reader.LineOffset())
	if ok && list.CanContinue(m.char, m.number >= 0) && (m.number >= 0 || !isBreak(line[m.start:])) {
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

// Close implements parser.BlockParser: it finds out whether the list is tight.
func (listParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	parser.NewListParser().Close(n, reader, pc)
}

var staleKey = []byte("stale")

// isStale reports an item that started with a blank line and has had another:
// nothing more belongs to it.
func isStale(item *ast.ListItem) bool {
	_, stale := item.Attribute(staleKey)
	return stale && item.ChildCount() == 0
}

// itemParser opens the items of a list.
type itemParser struct{}

func (itemParser) Trigger() []byte             { return []byte("-+*0123456789") }
func (itemParser) CanInterruptParagraph() bool { return true }
func (itemParser) CanAcceptIndentedLine() bool { return true }

// Close implements parser.BlockParser.
func (itemParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open implements parser.BlockParser.
func (itemParser) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	if _, ok := parent.(*ast.List); !ok {
		return nil, parser.NoChildren
	}
	line, _ := reader.PeekLine()
	m, ok := readMarker(line, reader.LineOffset())
	if !ok {
		return nil, parser.NoChildren
	}
	width := m.indent + m.end - m.start
	if m.empty {
		return ast.NewListItem(width + 1), parser.NoChildren
	}
	space, _ := util.IndentWidth(line[m.end:], reader.LineOffset()+width)
	item := ast.NewListItem(width + space)
	pos, padding := util.IndentPosition(line[m.end:], reader.LineOffset()+width, space)
	reader.AdvanceAndSetPadding(m.end+pos, padding)
	return item, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (itemParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	item := n.(*ast.ListItem)
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		if item.ChildCount() == 0 {
			item.SetAttribute(staleKey, true)
		}
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	if indent, _ := util.IndentWidth(line, reader.LineOffset()); indent < item.Offset || isStale(item) {
		return parser.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), item.Offset)
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}
