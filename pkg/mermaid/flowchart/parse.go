package flowchart

import (
	"strings"

	"course/pkg/mermaid/chart"
)

// maxDepth is how deep subgraphs may nest.
const maxDepth = 100

// parser reads statements. A method that finds an error sets err, and all
// others then return at once.
type parser struct {
	src   *chart.Source
	lex   *lexer
	tok   token
	chart *Chart
	err   error
	depth int
	// opened is the bracket that the present text stands in.
	opened token
}

// Parse reads a flowchart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, lex: newLexer(src.Text)}
	p.chart = newChart(src)
	p.next()
	p.config()
	p.document(nil)
	if p.err == nil && p.tok.kind != tEOF {
		p.unexpected("a statement")
	}
	if p.err != nil {
		return nil, p.err
	}
	p.chart.finish()
	return p.chart, nil
}

func (p *parser) next() token {
	was := p.tok
	p.tok = p.lex.next()
	return was
}

func (p *parser) fail(at, length int, format string, args ...any) *chart.Error {
	e := p.src.Errorf(at, length, format, args...)
	if p.err == nil {
		p.err = e
	}
	return e
}

// unexpected reports the present token where something else is wanted.
func (p *parser) unexpected(want string) *chart.Error {
	t := p.tok
	switch t.kind {
	case tOpenEnd:
		return p.fail(t.at, 0, "the chart ends inside a text; %s is missing", want)
	case tEOF:
		return p.fail(t.at, 0, "the chart ends where %s is missing", want)
	case tEnd:
		return p.fail(t.at, 3, "unexpected \"end\"; expected %s", want).
			WithHint("\"end\" closes a subgraph; write another word, such as End, for a node")
	case tParenOpen, tSquareOpen, tBraceOpen, tCylinderOpen, tStadiumOpen, tSubroutineOpen, tDoubleOpen, tEllipseOpen, tTrapOpen, tInvTrapOpen, tPropsOpen:
		return p.fail(t.at, len(t.text), "unexpected %q; expected %s", t.text, want).
			WithHint("put text that holds brackets into quotation marks: A[\"text (more)\"]")
	}
	// Of white space that something wrong follows, the latter is named.
	at := t.at
	if t.kind != tNewline && t.kind != tSpace {
		at += len(t.text) - len(strings.TrimLeft(t.text, " \t\n"))
	}
	if t.kind == tInvalid || t.kind == tUnicode {
		at += runOf(p.src.Text[at:], isSpace)
		t.text = p.src.Text[at : at+chart.Word(p.src.Text[at:])]
	}
	text := strings.TrimSpace(t.text)
	if text == "" {
		text = t.text
	}
	return p.fail(at, len(text), "unexpected %s; expected %s", chart.Quote(text), want)
}

// expect takes a token of the kind.
func (p *parser) expect(k kind, want string) (token, bool) {
	if p.err != nil {
		return token{}, false
	}
	if p.tok.kind != k {
		p.unexpected(want)
		return token{}, false
	}
	return p.next(), true
}

func (p *parser) accept(k kind) bool {
	if p.err == nil && p.tok.kind == k {
		p.next()
		return true
	}
	return false
}

// spaces skips white space within a line and reports whether there was any.
func (p *parser) spaces() bool {
	any := false
	for p.accept(tSpace) {
		any = true
	}
	return any
}

// config reads the chart's first line.
func (p *parser) config() {
	for p.tok.kind == tSpace || p.tok.kind == tNewline {
		p.next()
	}
	graph, ok := p.expect(tGraph, "flowchart or graph")
	if !ok {
		return
	}
	if graph.text == "flowchart-elk" {
		p.chart.kind = "flowchart-elk"
	}
	switch p.tok.kind {
	case tNoDir:
		p.next()
		p.chart.setDirection("TB")
		return
	case tDir:
		p.chart.setDirection(strings.TrimSpace(p.next().text))
	default:
		p.unexpected("a direction: TB, BT, LR or RL").WithHint("write, for example, flowchart TD")
		return
	}
	if p.accept(tSemi) || p.accept(tNewline) {
		return
	}
	p.spaces()
	if !p.accept(tNewline) && p.err == nil && p.tok.kind != tEOF {
		p.unexpected("a line end after the direction")
	} else if p.tok.kind == tEOF {
		p.unexpected("a line end after the direction")
	}
}

// document reads statements up to "end" or the end of the chart. Into
// members, unless nil, go the ids that the statements name.
func (p *parser) document(members *members) {
	for p.err == nil {
		switch p.tok.kind {
		case tEOF:
			return
		case tEnd:
			if members != nil {
				return
			}
			p.unexpected("a statement").WithHint("there is no open subgraph; a node cannot be called \"end\"")
		case tSemi:
			p.next()
			members.add(";")
		case tNewline, tSpace:
			p.next()
		default:
			p.statement(members)
		}
	}
}

func (p *parser) statement(members *members) {
	switch p.tok.kind {
	case tSubgraph:
		members.add(p.subgraph())
		return
	case tDirection:
		members.direct(directionOf(p.next().text))
		return
	case tAcc:
		t := p.next()
		p.chart.Scan(t.text)
		return
	case tStyle:
		p.style()
	case tLinkStyle:
		p.linkStyle()
	case tClassDef:
		p.classDef()
	case tClass:
		p.class()
	case tClick:
		p.click()
	default:
		members.add(p.vertices()...)
	}
	p.separator()
}

func (p *parser) separator() {
	if p.err != nil || p.accept(tNewline) || p.accept(tSemi) || p.tok.kind == tEOF {
		return
	}
	e := p.unexpected("a link such as -->, or the end of the statement")
	if e.Hint == "" {
		e.WithHint("one statement stands on a line; ids have no spaces: write id[\"text with spaces\"]")
	}
}

// id reads an id.
func (p *parser) id(want string) (string, token) {
	first := p.tok
	if p.err != nil {
		return "", first
	}
	if !first.kind.inID() {
		p.unexpected(want)
		return "", first
	}
	end := first.end()
	for p.tok.kind.inID() {
		end = p.next().end()
	}
	first.text = p.src.Text[first.at:end]
	return first.text, first
}

// subgraph reads a subgraph and returns its id.
func (p *parser) subgraph() string {
	open := p.next()
	if p.depth++; p.depth > maxDepth {
		p.fail(open.at, len(open.text), "subgraphs nest deeper than %d", maxDepth).WithHint("draw the inner parts as charts of their own")
		return ""
	}
	if !p.accept(tSpace) {
		p.unexpected("a title after subgraph").WithHint("write subgraph id[\"Title\"]")
		return ""
	}
	id, title, same := p.title()
	if p.tok.kind == tSquareOpen {
		p.opened = p.next()
		same = false
		title = p.text(tSquareOpen)
		p.expect(tSquareClose, "]")
	}
	p.separator()
	var inside members
	p.document(&inside)
	if p.err == nil && p.tok.kind != tEnd {
		p.fail(open.at, len(open.text), "the subgraph %s is not closed", chart.Quote(strings.TrimSpace(id))).WithHint("add a line \"end\"")
		return ""
	}
	p.expect(tEnd, "end")
	p.depth--
	return p.chart.addCluster(id, title, same, inside, p)
}

// title reads a subgraph's id or title.
func (p *parser) title() (id string, title words, same bool) {
	switch t := p.tok; {
	case t.kind == tStr:
		p.next()
		return t.text, words{t.text, "text"}, true
	case t.kind == tMDStr:
		p.next()
		return t.text, words{t.text, "markdown"}, true
	case t.kind.inTitle():
		end := t.end()
		for p.tok.kind.inTitle() {
			end = p.next().end()
		}
		id = p.src.Text[t.at:end]
		return id, words{id, "text"}, true
	}
	p.unexpected("a title after subgraph")
	return "", words{}, true
}

// unclosed reports that the text which the last bracket opened has no end.
func (p *parser) unclosed(opens kind) {
	p.fail(p.opened.at, len(p.opened.text), "the text behind %q has no end; %q is missing", p.opened.text, closers[opens]).
		WithHint("put text that holds brackets or quotation marks into quotation marks")
}

// words is a text with its type: text, string or markdown.
type words struct{ text, kind string }

// text reads what stands between the brackets that opened opens.
func (p *parser) text(opens kind) words {
	switch t := p.tok; t.kind {
	case tStr:
		p.next()
		return words{t.text, "string"}
	case tMDStr:
		p.next()
		return words{t.text, "markdown"}
	case tText, tTagStart, tTagEnd, tUnicode:
		end := t.end()
		for p.tok.kind == tText || p.tok.kind == tTagStart || p.tok.kind == tTagEnd || p.tok.kind == tUnicode {
			end = p.next().end()
		}
		return words{p.src.Text[t.at:end], "text"}
	case tOpenEnd, tEOF:
		p.unclosed(opens)
		return words{}
	}
	e := p.unexpected("text")
	if e.Hint == "" {
		e.WithHint("put text that holds brackets or quotation marks into quotation marks, and write #quot; for a quotation mark")
	}
	return words{}
}
