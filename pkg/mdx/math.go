package mdx

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// mathParser reads formulas in running text: $…$, $$…$$, \(…\) and \[…\]. A
// single dollar sign opens a formula only before and closes one only behind
// something that is no white space, and does not close before a digit, so
// that prices stay prices (the rule of Pandoc).
type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse implements parser.InlineParser.
func (mathParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	opening, closing := mathMarks(line)
	if opening == "" {
		return nil
	}
	s := stateOf(pc)
	c := inlineCursor(s, parent, block)
	start := c.pos
	if s.isEndless(closing, start) {
		return nil
	}
	c.pos += len(opening)
	from := c.mark()
	for b := c.peek(); b != eof; b = c.peek() {
		switch {
		case c.startsWith(closing) && (opening != "$" || closesMath(&c, from.pos)):
			if c.pos == from.pos || opening[0] == '\\' && !mathLike(c.src[from.pos:c.pos]) {
				return nil
			}
			n := &Math{Range: Range{start, c.pos + len(closing)}, Display: opening == "$$" || opening[len(opening)-1] == '['}
			n.Inline = true
			n.Source = c.expressionText(place{at: from.at, pos: from.pos - 1}, c.pos+1)
			n.SetPos(start)
			c.pos += len(closing)
			jump(block, &c)
			return n
		case b == '\\':
			c.pos++
			if c.pos < c.stop {
				c.pos++
			}
		case b == '$' && opening == "$":
			return nil // the dollar signs are prices
		case b == '`' && opening == "$":
			return nil // a code span comes first
		default:
			c.pos++
		}
	}
	if opening != "$" {
		s.setEndless(closing, c.pos)
	}
	return nil
}

func mathMarks(line []byte) (opening, closing string) {
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		return "$$", "$$"
	case line[0] == '$' && len(line) > 1 && !isMarkdownSpace(line[1]):
		return "$", "$"
	case bytes.HasPrefix(line, []byte(`\(`)):
		return `\(`, `\)`
	case bytes.HasPrefix(line, []byte(`\[`)):
		return `\[`, `\]`
	case bytes.HasPrefix(line, []byte(`\\(`)): // as Hugging Face writes it
		return `\\(`, `\\)`
	case bytes.HasPrefix(line, []byte(`\\[`)):
		return `\\[`, `\\]`
	}
	return "", ""
}

// mathLike tells a formula from escaped brackets around words, such as \[1\]
// or \[sic\].
func mathLike(content []byte) bool {
	if bytes.ContainsAny(content, `\^_=+<>{}|/-*`) {
		return true
	}
	trimmed := bytes.TrimSpace(content)
	return len(trimmed) == 1 && (trimmed[0] < '0' || trimmed[0] > '9')
}

func closesMath(c *cursor, from int) bool {
	if c.pos == from || isMarkdownSpace(c.src[c.pos-1]) {
		return false
	}
	next := c.peekAt(1)
	return next == eof || next < '0' || next > '9'
}

// mathBlockParser reads a formula on lines of its own, between $$ and $$ or
// \[ and \].
type mathBlockParser struct{}

func (mathBlockParser) Trigger() []byte             { return []byte{'$', '\\'} }
func (mathBlockParser) CanInterruptParagraph() bool { return true }
func (mathBlockParser) CanAcceptIndentedLine() bool { return true }

// Open implements parser.BlockParser. The opening mark must stand alone on
// its line, and the closing one must come before a blank line or the end.
func (mathBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.PeekLine()
	line, pos, _ := indentOfLine(reader)
	if pos >= len(line) {
		return nil, parser.NoChildren
	}
	opening, closing := mathMarks(line[pos:])
	if opening != "$$" && opening != `\[` || !util.IsBlank(line[pos+2:]) {
		return nil, parser.NoChildren
	}
	s := stateOf(pc)
	start := seg.Start + max(pos-seg.Padding, 0)
	if s.isEndless("block"+closing, start) {
		return nil, parser.NoChildren
	}
	more := follow(s.src, s.containers(parent), false)
	n := &Math{Display: true, Range: Range{Start: start}}
	n.SetPos(start)
	var source []byte
	rows, last := 0, seg.Stop
	for l, ok := more(seg.Stop); ok && !l.lazy; l, ok = more(l.stop) {
		rows++
		last = l.stop
		row := bytes.TrimSpace(s.src[l.start:l.stop])
		if len(row) == 0 {
			break
		}
		if !bytes.HasSuffix(row, []byte(closing)) {
			source = append(source, s.src[l.start:l.stop]...)
			continue
		}
		source = append(source, row[:len(row)-2]...)
		n.Source = string(bytes.TrimSpace(source))
		n.Range.Stop = l.start + len(bytes.TrimRight(s.src[l.start:l.stop], " \t\r\n"))
		for range rows {
			reader.AdvanceLine()
		}
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	s.setEndless("block"+closing, last)
	return nil, parser.NoChildren
}

// Continue implements parser.BlockParser: all lines were taken by Open.
func (mathBlockParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (mathBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
