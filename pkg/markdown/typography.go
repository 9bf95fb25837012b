package markdown

import (
	"bytes"
	"strings"

	"course/pkg/internal/typo"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
)

// typography holds texts as the typographic pass leaves them.
type typography struct {
	on    bool
	texts map[*ast.Text]setText
	done  map[ast.Node]bool // blocks
}

// setText is a text node after the pass: its text, decoded, and what stands
// for a soft line break after it.
type setText struct{ text, lineBreak string }

// typeset returns a text node as the typographic pass leaves it. The texts of
// a block are set together when the first of them is asked for, because quotes
// and short words are seen across emphasis, links and code.
func (r *renderer) typeset(n *ast.Text) (setText, bool) {
	if !r.typography.on {
		return setText{}, false
	}
	if block := blockOf(n); !r.typography.done[block] {
		r.setBlock(block)
	}
	t, ok := r.typography.texts[n]
	return t, ok
}

// blockOf is the nearest node above that holds inline nodes.
func blockOf(n ast.Node) ast.Node {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock {
			return p
		}
		n = p
	}
	return n
}

func (r *renderer) setBlock(block ast.Node) {
	if r.typography.done == nil {
		r.typography.done, r.typography.texts = map[ast.Node]bool{}, map[*ast.Text]setText{}
	}
	r.typography.done[block] = true
	c := textCollector{src: r.src}
	for n := block.FirstChild(); n != nil; n = n.NextSibling() {
		c.add(n)
	}
	set := typo.Texts(c.texts)
	for _, at := range c.nodes {
		t := setText{text: set[at.index], lineBreak: "\n"}
		if at.node.SoftLineBreak() {
			t.lineBreak = set[at.index+1]
		}
		r.typography.texts[at.node] = t
	}
}

// textCollector gathers the texts of a block in order.
type textCollector struct {
	src   []byte
	texts []string
	nodes []textAt
	// skip counts the raw tags of code that are open.
	skip int
}

type textAt struct {
	node  *ast.Text
	index int // in texts
}

func (c *textCollector) add(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.addText(n)
	case *ast.Emphasis, *ast.Link:
		c.children(n)
	case *mdx.Element:
		if !n.Inline || isCode(n.Name) {
			c.texts = append(c.texts, typo.Object)
			return
		}
		c.children(n)
	case *mdx.Comment:
	case *ast.RawHTML:
		c.raw(n)
	default:
		if n.FirstChild() != nil && n.Kind() != ast.KindCodeSpan && n.Kind() != ast.KindImage && n.Type() == ast.TypeInline {
			c.children(n)
			return
		}
		c.texts = append(c.texts, typo.Object)
	}
}

func (c *textCollector) children(n ast.Node) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.add(child)
	}
}

func (c *textCollector) addText(n *ast.Text) {
	if c.skip > 0 || n.IsRaw() {
		c.texts = append(c.texts, typo.Object)
	} else {
		c.nodes = append(c.nodes, textAt{n, len(c.texts)})
		c.texts = append(c.texts, decodeText(n.Segment.Value(c.src)))
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		c.texts = append(c.texts, "\n")
	}
}

// raw counts raw tags of code, between which text is code as well.
func (c *textCollector) raw(n *ast.RawHTML) {
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		tag := s.Value(c.src)
		name, closing := bytes.CutPrefix(bytes.TrimPrefix(tag, []byte("<")), []byte("/"))
		if end := bytes.IndexAny(name, " \t\n>/"); end >= 0 {
			name = name[:end]
		}
		switch {
		case !isCode(string(bytes.ToLower(name))):
		case closing:
			c.skip = max(0, c.skip-1)
		default:
			c.skip++
			c.texts = append(c.texts, typo.Object)
		}
	}
}

// isCode names elements whose text is no prose.
func isCode(name string) bool {
	switch strings.ToLower(name) {
	case "code", "kbd", "key", "keys", "pre", "samp", "var", "script", "style", "math", "svg", "textarea":
		return true
	}
	return false
}
