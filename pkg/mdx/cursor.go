package mdx

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// eof is what a cursor reads behind its last byte.
const eof = -1

// line is what a container leaves of one line of the source. It includes the
// line end.
type line struct {
	start, stop int
	lazy        bool // the container's prefix is missing
}

// cursor reads the text of one construct, which may run over lines, each
// behind the prefix of its containers. Offsets are those of the source.
type cursor struct {
	src   []byte
	lines []line
	at    int // index in lines
	pos   int
	stop  int
	// more gives the next line; nil where lines holds all there is.
	more func(from int) (line, bool)
	// lazyAt is the start of the first lazy line that was entered, or -1.
	lazyAt int
	// failed notes where no markup starts though it looks like it, and
	// markupDepth how deep markup and expressions are nested.
	failed      map[int]bool
	markupDepth int
}

// place is a position to return to.
type place struct{ at, pos, lazyAt int }

func newCursor(src []byte, lines []line, at, pos int) cursor {
	return cursor{src: src, lines: lines, at: at, pos: pos, stop: lines[at].stop, lazyAt: -1}
}

func (c *cursor) mark() place { return place{c.at, c.pos, c.lazyAt} }

func (c *cursor) reset(p place) {
	c.at, c.pos, c.lazyAt = p.at, p.pos, p.lazyAt
	c.stop = c.lines[c.at].stop
}

// peek returns the byte at the cursor, entering the next line where the
// current one is used up.
func (c *cursor) peek() int {
	for c.pos >= c.stop {
		if !c.enterNext() {
			return eof
		}
	}
	return int(c.src[c.pos])
}

// peekAt returns the byte n further on the same line, or eof.
func (c *cursor) peekAt(n int) int {
	if c.pos+n >= c.stop {
		return eof
	}
	return int(c.src[c.pos+n])
}

func (c *cursor) enterNext() bool {
	if c.at+1 >= len(c.lines) {
		if c.more == nil {
			return false
		}
		l, ok := c.more(c.lines[c.at].stop)
		if !ok {
			return false
		}
		c.lines = append(c.lines, l)
	}
	c.at++
	l := c.lines[c.at]
	c.pos, c.stop = l.start, l.stop
	if l.lazy && c.lazyAt < 0 {
		c.lazyAt = l.start
	}
	return true
}

// peekRune is peek for a whole character; size is its length in bytes.
func (c *cursor) peekRune() (r rune, size int) {
	b := c.peek()
	if b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRune(c.src[c.pos:c.stop])
}

// startsWith compares the rest of the line.
func (c *cursor) startsWith(s string) bool {
	return c.stop-c.pos >= len(s) && string(c.src[c.pos:c.pos+len(s)]) == s
}

// spaces skips spaces and tabs of the line.
func (c *cursor) spaces() {
	for c.pos < c.stop && (c.src[c.pos] == ' ' || c.src[c.pos] == '\t') {
		c.pos++
	}
}

// atLineEnd reports whether only the line end is left of the line.
func (c *cursor) atLineEnd() bool {
	return c.pos >= c.stop || c.src[c.pos] == '\n' || c.src[c.pos] == '\r'
}

// pieces calls f with each piece of the source between two places, line by
// line; first tells the piece that starts at from.
func (c *cursor) pieces(from place, end int, f func(start, stop int, first bool)) {
	start := from.pos
	for i := from.at; i < len(c.lines); i++ {
		stop := min(c.lines[i].stop, end)
		if i == c.at || stop == end {
			stop = end
		}
		if stop > start {
			f(start, stop, i == from.at)
		}
		if i >= c.at || i+1 >= len(c.lines) {
			return
		}
		start = c.lines[i+1].start
	}
}

// prefix skips what the containers of a block take of a line: the marks of
// quotes and the indent of list items. It returns where the rest starts and
// whether all of the prefix is there.
func prefix(src []byte, start, stop int, containers []ast.Node) (int, bool) {
	pos, col := start, 0
	for i := len(containers) - 1; i >= 0; i-- {
		switch n := containers[i].(type) {
		case *ast.Blockquote:
			p, w := indentOf(src, pos, stop, col)
			if p >= stop || src[p] != '>' {
				return pos, false
			}
			pos, col = p+1, col+w+1
			if pos < stop && (src[pos] == ' ' || src[pos] == '\t') {
				pos++
				col++
			}
		case *ast.ListItem:
			p, c, ok := skipIndent(src, pos, stop, col, n.Offset)
			if !ok {
				return pos, false
			}
			pos, col = p, c
		case *FootnoteDef:
			if util.IsBlank(src[pos:stop]) {
				continue
			}
			p, c, ok := skipIndent(src, pos, stop, col, 4)
			if !ok {
				return pos, false
			}
			pos, col = p, c
		}
	}
	return pos, true
}

// indentOf returns where the white space at pos ends and its width.
func indentOf(src []byte, pos, stop, col int) (int, int) {
	width := 0
	for ; pos < stop; pos++ {
		switch src[pos] {
		case ' ':
			width++
		case '\t':
			width += util.TabWidth(col + width)
		default:
			return pos, width
		}
	}
	return pos, width
}

// skipIndent skips an indent of the given width; a blank line has it always.
func skipIndent(src []byte, pos, stop, col, width int) (int, int, bool) {
	end, have := indentOf(src, pos, stop, col)
	if end >= stop || src[end] == '\n' || src[end] == '\r' {
		return min(pos+width, end), col + width, true
	}
	if have < width {
		return pos, col, false
	}
	for w := 0; w < width && pos < end; pos++ {
		if src[pos] == '\t' {
			w += util.TabWidth(col + w)
		} else {
			w++
		}
	}
	return pos, col + width, true
}

// containersOf lists a block's ancestors from the inside out, itself first.
func containersOf(n ast.Node) []ast.Node {
	var out []ast.Node
	for ; n != nil; n = n.Parent() {
		switch n.(type) {
		case *ast.Blockquote, *ast.ListItem, *FootnoteDef:
			out = append(out, n)
		}
	}
	return out
}

// follow returns a more function for lines behind the prefix of containers.
// A blank line without the prefix ends the text, unless blank is set.
func follow(src []byte, containers []ast.Node, blank bool) func(from int) (line, bool) {
	return func(from int) (line, bool) {
		if from >= len(src) {
			return line{}, false
		}
		stop := lineEnd(src, from)
		pos, ok := prefix(src, from, stop, containers)
		if !ok && !blank && util.IsBlank(src[pos:stop]) {
			return line{}, false
		}
		return line{start: pos, stop: stop, lazy: !ok}, true
	}
}

// lineEnd returns the offset behind the line feed of the line at pos.
func lineEnd(src []byte, pos int) int {
	for ; pos < len(src); pos++ {
		if src[pos] == '\n' {
			return pos + 1
		}
	}
	return pos
}
