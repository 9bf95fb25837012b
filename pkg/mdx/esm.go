package mdx

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Import is a binding that an import statement makes. An import for its side
// effects has no Name.
type Import struct {
	Name  string // local name
	From  string // module
	Range Range  // of the module's name, without quotes
}

// Export is a binding that an export statement makes.
type Export struct {
	Name string
	Expr *Expr // nil for a function, a class or what cannot be parsed
}

// ESM is a run of import and export statements.
type ESM struct {
	node
	Raw     string
	Range   Range
	Imports []Import
	Exports []Export
}

// Kind implements ast.Node.
func (*ESM) Kind() ast.NodeKind { return KindESM }

// IsRaw implements ast.Node.
func (*ESM) IsRaw() bool { return true }

// esmParser reads ESM: at document level, in the first column.
type esmParser struct{ opts *Options }

func (*esmParser) Trigger() []byte             { return []byte{'i', 'e'} }
func (*esmParser) CanInterruptParagraph() bool { return false }
func (*esmParser) CanAcceptIndentedLine() bool { return false }

// Continue implements parser.BlockParser: all lines were taken by Open.
func (*esmParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (*esmParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open implements parser.BlockParser.
func (p *esmParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if parent.Parent() != nil || pc.BlockIndent() != 0 {
		return nil, parser.NoChildren
	}
	line, seg := reader.PeekLine()
	if !bytes.HasPrefix(line, []byte("import ")) && !bytes.HasPrefix(line, []byte("export ")) {
		return nil, parser.NoChildren
	}
	s := stateOf(pc)
	n := &ESM{Range: Range{Start: seg.Start}}
	n.SetPos(seg.Start)
	e := esmScanner{state: s, official: p.opts.Official, at: seg.Start, node: n}
	if !e.statements() {
		return nil, parser.NoChildren
	}
	n.Range.Stop = e.end
	n.Raw = strings.ReplaceAll(string(s.src[seg.Start:e.end]), "\r\n", "\n")
	for at := seg.Stop; at < e.end; at = lineEnd(s.src, at) {
		reader.AdvanceLine()
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// esmScanner reads statements from the start of a line.
type esmScanner struct {
	*state
	official bool
	at       int // start of the statement
	end      int // end of the last line of the run, without its line end
	node     *ESM
}

// statements reads up to a blank line, a line that is no statement, or the
// end. It returns false where the first line is prose.
func (e *esmScanner) statements() bool {
	first := true
	for e.at < len(e.src) {
		rest := e.src[e.at:]
		if util.IsBlank(e.src[e.at:lineEnd(e.src, e.at)]) {
			break
		}
		if !bytes.HasPrefix(rest, []byte("import")) && !bytes.HasPrefix(rest, []byte("export")) {
			if e.skipComment(first) {
				continue
			}
			if e.official && !first {
				at := e.at
				if rest[0] == '#' {
					at++ // where the name of a private member would start
				}
				e.flow = append(e.flow, fault{code: "non-esm", at: at, text: "Unexpected statement in code: only import/exports are supported"})
			}
			break
		}
		p, ok := e.try(rest)
		if !ok {
			return e.refuse(p, first)
		}
		e.behind(e.at + p.at)
		first = false
	}
	return !first
}

// manyTries bounds how often a statement that does not end is read again with
// one more run of lines.
const manyTries = 64

// try reads a statement of the lines up to the next blank one, and of more
// where it needs more.
func (e *esmScanner) try(rest []byte) (*exprParser, bool) {
	stop := 0
	imports, exports := len(e.node.Imports), len(e.node.Exports)
	for tries := 0; ; tries++ {
		stop = blankLine(rest, stop)
		if tries == manyTries {
			stop = len(rest)
		}
		p := &exprParser{src: string(rest[:stop])}
		if e.statement(p) {
			return p, true
		}
		e.node.Imports, e.node.Exports = e.node.Imports[:imports], e.node.Exports[:exports]
		if p.err == nil {
			p.fail("unexpected %s", p.here())
		}
		if stop >= len(rest) || !p.unfinished() {
			return p, false
		}
	}
}

// unfinished reports an error that more text could mend.
func (p *exprParser) unfinished() bool {
	return p.at >= len(strings.TrimRight(p.src, " \t\r\n")) || strings.HasSuffix(p.err.Message, "without end")
}

// blankLine returns where the first blank line behind at starts, or the end.
func blankLine(src []byte, at int) int {
	for at < len(src) && util.IsBlank(src[at:lineEnd(src, at)]) {
		at = lineEnd(src, at)
	}
	for at < len(src) && !util.IsBlank(src[at:lineEnd(src, at)]) {
		at = lineEnd(src, at)
	}
	return at
}

// skipComment skips a line comment between statements.
func (e *esmScanner) skipComment(first bool) bool {
	rest := e.src[e.at:]
	if first || !bytes.HasPrefix(rest, []byte("//")) && !bytes.HasPrefix(rest, []byte("/*")) {
		return false
	}
	p := exprParser{src: string(rest)}
	p.space()
	e.advance(e.at + max(p.at-1, 1))
	return true
}

// behind goes to the next statement, on the same line or a further one.
func (e *esmScanner) behind(at int) {
	stop := lineEnd(e.src, at)
	if bytes.HasPrefix(e.src[at:stop], []byte("import")) || bytes.HasPrefix(e.src[at:stop], []byte("export")) {
		e.at = at
		return
	}
	e.advance(at)
}

// advance goes to the line behind an offset.
func (e *esmScanner) advance(at int) {
	stop := lineEnd(e.src, at)
	e.end = stop
	for e.end > at && (e.src[e.end-1] == '\n' || e.src[e.end-1] == '\r') {
		e.end--
	}
	e.at = stop
}

// refuse deals with a statement that cannot be read: in the tolerant dialect
// it is prose, unless it starts as only code does and never ends.
func (e *esmScanner) refuse(p *exprParser, first bool) bool {
	at := min(e.at+p.err.Offset, len(e.src))
	if e.official {
		e.flow = append(e.flow, fault{code: "acorn", at: at, text: "Could not parse import/exports: " + p.err.Message})
		e.advance(e.at)
		return true
	}
	line := e.src[e.at:lineEnd(e.src, e.at)]
	if at >= len(e.src) && looksLikeCode(line) {
		e.error("unterminated-esm", Range{e.at, e.at + 6}, "close its brackets and quotes", nil, "an %s statement has no end", line[:6])
		e.advance(len(e.src))
		return true
	}
	return !first
}

func looksLikeCode(line []byte) bool {
	return bytes.ContainsAny(line, "={") && !bytes.HasSuffix(bytes.TrimSpace(line), []byte("."))
}

// statement reads one import or export.
func (e *esmScanner) statement(p *exprParser) bool {
	if p.word("import") {
		return e.importStatement(p)
	}
	return p.word("export") && e.exportStatement(p)
}

func (e *esmScanner) importStatement(p *exprParser) bool {
	p.space()
	var names []string
	if b := p.peek(); b != '"' && b != '\'' {
		for {
			p.space()
			switch {
			case p.peek() == '*':
				p.at++
				p.space()
				if !p.word("as") {
					return false
				}
				p.space()
				names = append(names, p.name())
			case p.peek() == '{':
				list, ok := p.bindings()
				if !ok {
					return false
				}
				names = append(names, list...)
			case isNameStart(p.rune()):
				names = append(names, p.name())
			default:
				return false
			}
			if !p.eat(",") {
				break
			}
		}
		p.space()
		if !p.word("from") {
			return false
		}
		p.space()
	}
	return e.from(p, names)
}

// from reads the module's name and what may follow it.
func (e *esmScanner) from(p *exprParser, names []string) bool {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		return false
	}
	start := p.at + 1
	module := p.str(quote)
	if p.err != nil {
		return false
	}
	r := Range{e.at + start, e.at + p.at - 1}
	if len(names) == 0 {
		names = []string{""}
	}
	for _, name := range names {
		e.node.Imports = append(e.node.Imports, Import{Name: name, From: module.Str, Range: r})
	}
	mark := p.at
	p.space()
	if p.word("with") || p.word("assert") {
		p.space()
		return p.peek() == '{' && p.balanced() && e.endOfStatement(p)
	}
	p.at = mark
	return e.endOfStatement(p)
}

// bindings reads {a, b as c} and returns the local names.
func (p *exprParser) bindings() ([]string, bool) {
	p.at++
	var out []string
	for {
		if p.eat("}") {
			return out, true
		}
		p.space()
		name := ""
		if b := p.peek(); b == '"' || b == '\'' {
			name = p.str(b).Str
		} else {
			name = p.name()
		}
		if name == "" || p.err != nil {
			return nil, false
		}
		p.space()
		if p.word("as") {
			p.space()
			if name = p.name(); name == "" {
				return nil, false
			}
		}
		out = append(out, name)
		if !p.eat(",") && !p.has("}") {
			return nil, false
		}
	}
}

// endOfStatement accepts a line end, or a semicolon and another statement.
func (e *esmScanner) endOfStatement(p *exprParser) bool {
	semicolon := false
	for p.at < len(p.src) {
		switch b := p.peek(); {
		case b == ' ' || b == '\t':
			p.at++
		case b == ';':
			semicolon = true
			p.at++
		case p.has("//"):
			for p.at < len(p.src) && p.peek() != '\n' {
				p.at++
			}
		case p.has("/*"):
			n := strings.Index(p.src[p.at:], "*/")
			if n < 0 {
				return false
			}
			p.at += n + 2
		default:
			return b == '\n' || b == '\r' || semicolon && (p.has("import") || p.has("export"))
		}
	}
	return true
}
