package markdown

import (
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func (d *Document) span(start, stop int) diag.Span {
	return diag.Span{File: d.File.Path, Start: start, End: max(start, stop)}
}

// plain is the text of a node as readers see it: escapes and character
// references decoded, code and alternative texts included.
func (d *Document) plain(n ast.Node) string {
	var b strings.Builder
	d.addPlain(&b, n)
	return b.String()
}

func (d *Document) addPlain(b *strings.Builder, n ast.Node) {
	src := d.File.Data
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.Parent().Kind() == ast.KindCodeSpan {
				b.WriteString(strings.ReplaceAll(string(c.Segment.Value(src)), "\n", " "))
				continue
			}
			b.WriteString(decodeText(c.Segment.Value(src)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(src))
		case *mdx.Math:
			b.WriteString(c.Source)
		case *mdx.Expression:
			if c.Expr != nil {
				if v, what := d.value(c.Expr); what == "" {
					b.WriteString(scalar(v))
				}
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			b.WriteString(d.lines(c))
			b.WriteByte('\n')
		case *Chart:
			b.WriteString(c.Source)
			b.WriteByte('\n')
		default:
			d.addPlain(b, c)
			if c.Type() == ast.TypeBlock || c.Kind() == extast.KindTableCell {
				b.WriteByte('\n')
			}
		}
	}
}

// lines is the text of a block's lines.
func (d *Document) lines(n ast.Node) string {
	var b strings.Builder
	src := d.File.Data
	segments := n.Lines()
	for i := range segments.Len() {
		s := segments.At(i)
		b.Write(s.Value(src))
	}
	if strings.Contains(b.String(), "\r\n") {
		return strings.ReplaceAll(b.String(), "\r\n", "\n")
	}
	return b.String()
}

// nodeSpan is the place of a block: all of its lines, without line end.
func (d *Document) nodeSpan(n ast.Node) diag.Span {
	src := d.File.Data
	start := max(n.Pos(), 0)
	stop := start
	if n.Type() == ast.TypeBlock {
		if l := n.Lines(); l != nil && l.Len() > 0 {
			stop = l.At(l.Len() - 1).Stop
			if n.Pos() < 0 {
				start = l.At(0).Start
			}
		}
	}
	for stop > start && (src[stop-1] == '\n' || src[stop-1] == '\r') {
		stop--
	}
	return d.span(start, stop)
}

// decodeText decodes the backslash escapes and character references of a
// piece of text.
func decodeText(s []byte) string {
	for _, c := range s {
		if c == '\\' || c == '&' || c == 0 {
			return string(decodeSlow(s))
		}
	}
	return string(s)
}

func decodeSlow(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			out = append(out, s[i])
		case c == '&':
			value, n := mdx.Reference(s[i:])
			if n == 0 {
				out = append(out, '&')
				continue
			}
			out = append(out, value...)
			i += n - 1
		case c == 0:
			out = append(out, "\uFFFD"...)
		default:
			out = append(out, c)
		}
	}
	return out
}
