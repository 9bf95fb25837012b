package mdx

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// taskParser reads the checkbox at the start of a list item. goldmark's own
// takes the text of a link such as [x](y) for one, and forgets its place.
type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	item := parent.Parent()
	if item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, seg := block.PeekLine()
	if len(line) < 4 || line[2] != ']' || !isMarkdownSpace(line[3]) {
		return nil
	}
	mark := line[1]
	if mark != ' ' && mark != '\t' && mark != 'x' && mark != 'X' {
		return nil
	}
	lines := parent.Lines()
	if util.IsBlank(line[3:]) && seg.Stop >= lines.At(lines.Len()-1).Stop {
		return nil // nothing to tick off
	}
	block.Advance(3)
	if line[3] == ' ' || line[3] == '\t' {
		block.Advance(1)
	}
	box := extast.NewTaskCheckBox(mark == 'x' || mark == 'X')
	box.SetPos(seg.Start)
	return box
}
