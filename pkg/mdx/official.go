package mdx

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// checkOfficial walks the tree before tags are paired and finds the first
// mistake in their nesting, in the order and with the words of
// mdast-util-mdx-jsx 3.
func checkOfficial(s *state, doc ast.Node) {
	if len(s.flow)+len(s.inline) > 0 {
		return
	}
	o := official{state: s}
	o.children(doc)
	if o.bad == nil && len(o.tags) > 0 {
		t := o.tags[len(o.tags)-1]
		o.refuse(t.Range.Start, t.Range.Start, "Expected a closing tag for `%s` (%s)", opening1(t.Name), s.where(t.Range))
	}
	if o.bad != nil {
		s.inline = append(s.inline, *o.bad)
	}
}

type official struct {
	*state
	tags []*Tag
	// open mixes tags with the blocks and spans around them.
	open []ast.Node
	bad  *fault
}

func (o *official) refuse(at, open int, format string, args ...any) {
	if o.bad == nil {
		o.bad = &fault{code: "end-tag-mismatch", at: at, open: open, text: fmt.Sprintf(format, args...)}
	}
}

func (o *official) children(n ast.Node) {
	for c := n.FirstChild(); c != nil && o.bad == nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *Tag:
			o.tag(c)
		case *Flow:
			for _, token := range c.Tokens {
				if t, ok := token.(*Tag); ok && o.bad == nil {
					o.tag(t)
				}
			}
		default:
			if c.HasChildren() {
				o.container(c)
			}
		}
	}
}

func (o *official) container(c ast.Node) {
	o.open = append(o.open, c)
	o.children(c)
	if o.bad != nil {
		return
	}
	if t, ok := o.open[len(o.open)-1].(*Tag); ok {
		o.refuse(StartOf(c, o.src), t.Range.Start, "Expected a closing tag for `%s` (%s) before the end of `%s`", opening1(t.Name), o.where(t.Range), typeName(c))
		return
	}
	o.open = o.open[:len(o.open)-1]
}

func (o *official) tag(t *Tag) {
	if !t.Close {
		if !t.SelfClosing {
			o.tags = append(o.tags, t)
			o.open = append(o.open, t)
		}
		return
	}
	switch {
	case len(o.tags) == 0:
		o.refuse(t.Slash, t.Slash, "Unexpected closing slash `/` in tag, expected an open tag first")
		o.code("unexpected-closing-slash")
	case len(t.Attrs) > 0:
		o.refuse(t.Attrs[0].Range.Start, t.Range.Start, "Unexpected attribute in closing tag, expected the end of the tag")
		o.code("unexpected-attribute")
	case t.SelfClosing:
		o.refuse(t.End, t.Range.Start, "Unexpected self-closing slash `/` in closing tag, expected the end of the tag")
		o.code("unexpected-self-closing-slash")
	default:
		o.close(t)
	}
}

func (o *official) code(code string) {
	if o.bad != nil {
		o.bad.code = code
	}
}

func (o *official) close(t *Tag) {
	tail := o.tags[len(o.tags)-1]
	if tail.Name != t.Name {
		o.refuse(t.Range.Start, tail.Range.Start, "Unexpected closing tag `%s`, expected corresponding closing tag for `%s` (%s)",
			closing(t.Name), opening1(tail.Name), o.where(tail.Range))
		return
	}
	if last := o.open[len(o.open)-1]; last != ast.Node(tail) {
		start := StartOf(last, o.src)
		o.refuse(t.Range.Start, start, "Expected the closing tag `%s` either after the end of `%s` or another opening tag after the start of `%s` (%s)",
			closing(t.Name), typeName(last), typeName(last), o.point(start))
		return
	}
	o.tags = o.tags[:len(o.tags)-1]
	o.open = o.open[:len(o.open)-1]
}

// where writes a range as line:column-line:column.
func (s *state) where(r Range) string { return s.point(r.Start) + "-" + s.point(r.Stop) }

func (s *state) point(at int) string {
	before := string(s.src[:at])
	line := strings.Count(before, "\n") + 1
	column := at - strings.LastIndexByte(before, '\n')
	return fmt.Sprintf("%d:%d", line, column)
}

// StartOf is where a node starts.
func StartOf(n ast.Node, src []byte) int {
	if cell, ok := n.(*extast.TableCell); ok && cell.Lines().Len() > 0 {
		at := cell.Lines().At(0).Start
		for i := at - 1; i >= 0 && src[i] != '\n'; i-- {
			if src[i] == '|' {
				return i
			}
		}
		return at
	}
	if e, ok := n.(*ast.Emphasis); ok && e.FirstChild() != nil {
		// goldmark has the start of the run of marks, of which the innermost
		// emphasis takes the last ones.
		return StartOf(e.FirstChild(), src) - e.Level
	}
	if at := n.Pos(); at >= 0 {
		return at
	}
	if c := n.FirstChild(); c != nil {
		return StartOf(c, src)
	}
	return 0
}

// typeName is the name that the reference implementation gives to a node.
func typeName(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return "paragraph"
	case *ast.Heading:
		return "atxHeading"
	case *ast.Blockquote:
		return "blockQuote"
	case *ast.List:
		if n.IsOrdered() {
			return "listOrdered"
		}
		return "listUnordered"
	case *ast.ListItem:
		return "listItem"
	case *ast.Emphasis:
		if n.Level == 2 {
			return "strong"
		}
		return "emphasis"
	case *ast.Link:
		return "link"
	case *extast.Table:
		return "table"
	case *extast.TableCell:
		return "tableData"
	case *extast.Strikethrough:
		return "strikethrough"
	case *FootnoteDef:
		return "gfmFootnoteDefinition"
	case *Tag:
		return "mdxJsxTag"
	}
	return n.Kind().String()
}
