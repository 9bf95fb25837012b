package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func (b *treeBuilder) list(n *ast.List) treeNode {
	l := b.block("list", n)
	l.Ordered = yes(n.IsOrdered())
	if n.IsOrdered() {
		start := n.Start
		l.Start = &start
	}
	l.Spread = yes(!n.IsTight)
	return l
}

func (b *treeBuilder) listItem(n *ast.ListItem) treeNode {
	i := b.block("listItem", n)
	if box := checkbox(n); box != nil {
		i.Checked = yes(box.IsChecked)
	}
	i.Spread = yes(false)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.PreviousSibling() != nil && c.HasBlankPreviousLines() {
			i.Spread = yes(true)
		}
	}
	return i
}

func (b *treeBuilder) code(c ast.Node) treeNode {
	at := b.d.linesSpan(c)
	if f, ok := c.(*ast.FencedCodeBlock); ok {
		at = b.d.fenceSpan(f)
	}
	n := b.node("code", at.Start, at.End)
	n.Value = str(strings.TrimSuffix(b.d.lines(c), "\n"))
	if f, ok := c.(*ast.FencedCodeBlock); ok && f.Info != nil {
		info := decodeText(f.Info.Segment.Value(b.d.File.Data))
		lang, meta, _ := cutSpace(info)
		n.Lang = &lang
		if meta != "" {
			n.Meta = &meta
		}
	}
	return n
}

func cutSpace(s string) (string, string, bool) {
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimLeft(s[i:], " \t"), true
}

func (b *treeBuilder) chart(n *Chart) treeNode {
	if n.Element != nil {
		return b.element(n.Element)
	}
	c := b.node("code", n.Span.Start, n.Span.End)
	c.Lang, c.Value = str("mermaid"), str(strings.TrimSuffix(n.Source, "\n"))
	if n.Element == nil {
		line, _ := nextLine(b.d.File.Data, n.Span.Start)
		if _, meta, ok := cutSpace(strings.TrimRight(strings.TrimLeft(string(line), "`~ "), " \r")); ok {
			c.Meta = &meta
		}
	}
	return c
}

func (b *treeBuilder) table(t *extast.Table) treeNode {
	at := b.d.tableSpan(t)
	if head := t.FirstChild(); head != nil {
		at.Start, _, _ = b.rowPlace(head)
	}
	n := b.node("table", at.Start, at.End)
	for _, a := range t.Alignments {
		if a == extast.AlignNone {
			n.Align = append(n.Align, nil)
		} else {
			n.Align = append(n.Align, str(a.String()))
		}
	}
	rows := []treeNode{}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		rows = append(rows, b.row(row))
	}
	n.Children = &rows
	return n
}

// row builds a row. A cell reaches from its pipe to the next one.
func (b *treeBuilder) row(row ast.Node) treeNode {
	start, stop, pipes := b.rowPlace(row)
	cells := []treeNode{}
	for c := row.FirstChild(); c != nil && len(cells) < len(pipes); c = c.NextSibling() {
		from, to := pipes[len(cells)], stop
		if len(cells)+1 < len(pipes) {
			to = pipes[len(cells)+1]
		}
		cell := b.withChildren(b.node("tableCell", from, to), c)
		cells = append(cells, cell)
	}
	n := b.node("tableRow", start, stop)
	n.Children = &cells
	return n
}

// rowPlace returns where a row starts and ends, and where its cells start.
func (b *treeBuilder) rowPlace(row ast.Node) (start, stop int, pipes []int) {
	src := b.d.File.Data
	at := max(row.Pos(), 0)
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if l := c.Lines(); l.Len() > 0 {
			at = l.At(0).Start
			break
		}
	}
	line := at
	for line > 0 && src[line-1] != '\n' {
		line--
	}
	text, _ := nextLine(src, line)
	start, stop = at, line+len(strings.TrimRight(string(text), " \t\r"))
	first := at
	for i := at - 1; i >= line; i-- { // back to the first pipe, not into a container's mark
		if src[i] == '|' {
			first = i
		}
	}
	start = first
	if src[min(start, len(src)-1)] != '|' {
		pipes = append(pipes, start)
	}
	for i := start; i < stop; i++ {
		switch src[i] {
		case '\\':
			i++
		case '|':
			if i+1 < stop {
				pipes = append(pipes, i)
			}
		}
	}
	return start, stop, pipes
}

func (b *treeBuilder) definition(n *ast.LinkReferenceDefinition) treeNode {
	at := b.d.nodeSpan(n)
	d := b.node("definition", at.Start, at.End)
	d.URL = str(decodeText(n.Destination))
	d.Label = decodeText(n.Label)
	d.Identifier = identifier(n.Label)
	if len(n.Title) > 0 {
		d.Title = str(decodeText(n.Title))
	}
	return d
}

func identifier(label []byte) string {
	return strings.ToLower(util.ToLinkReference(label))
}
