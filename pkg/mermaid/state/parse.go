package state

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
)

// maxDepth is how deep composite states may nest.
const maxDepth = 100

type parser struct {
	src   *chart.Source
	lex   *lexer
	tok   token
	chart *Chart
	err   error
	depth int
	// dividers counts "--" statements.
	dividers int
}

// Parse reads a state chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, lex: &lexer{text: src.Text}, chart: newChart(src)}
	p.next()
	for p.tok.kind == tNewline && p.lex.at < len(src.Text) {
		p.next()
	}
	p.expect(tHeader, "stateDiagram-v2")
	doc := p.document(false)
	if p.err != nil {
		return nil, p.err
	}
	if err := p.chart.build(doc); err != nil {
		return nil, err
	}
	return p.chart, nil
}

func (p *parser) next() token {
	was := p.tok
	p.tok = p.lex.next()
	return was
}

func (p *parser) unexpected(want string) {
	if p.err != nil {
		return
	}
	t := p.tok
	if t.kind == tEnd {
		p.err = p.src.Errorf(len(p.src.Text), 0, "the chart ends where %s is missing", want)
		return
	}
	if t.kind == tInvalid {
		t.end = t.at + chart.Word(p.src.Text[t.at:])
	}
	e := p.src.Errorf(t.at, t.end-t.at, "unexpected %s; expected %s", chart.Quote(strings.TrimSpace(p.src.Text[t.at:max(t.end, t.at)])), want)
	if t.kind == tInvalid && t.text == "-" {
		e.WithHint("an arrow is written -->; an id with a hyphen needs state \"a-b\" as ab")
	}
	p.err = e
}

func (p *parser) expect(k kind, want string) token {
	if p.err == nil && p.tok.kind == k {
		return p.next()
	}
	p.unexpected(want)
	return token{}
}

// document reads statements up to the end, or up to "}" inside a state.
func (p *parser) document(inside bool) []statement {
	doc := []statement{}
	for p.err == nil {
		switch p.tok.kind {
		case tNewline:
			p.next()
		case tEnd:
			if inside {
				p.unexpected("\"}\"")
			}
			return doc
		case tStructStop:
			if inside {
				return doc
			}
			p.unexpected("a statement")
		default:
			if s := p.statement(); s != nil {
				doc = append(doc, s)
			}
		}
	}
	return doc
}

func (p *parser) statement() statement {
	switch p.tok.kind {
	case tID, tEdgeState:
		return p.stateOrRelation()
	case tComposite:
		return p.composite()
	case tStateDescr:
		return p.described()
	case tFork, tJoin, tChoice:
		t := p.next()
		kinds := map[kind]string{tFork: "fork", tJoin: "join", tChoice: "choice"}
		return &stateStmt{id: t.text, kind: kinds[t.kind], at: t.at}
	case tConcurrent:
		t := p.next()
		p.dividers++
		return &stateStmt{id: fmt.Sprintf("divider-id-%d", p.dividers), kind: "divider", at: t.at}
	case tNote:
		return p.note()
	case tDirection:
		return direction(p.next().text)
	case tAcc:
		p.chart.Scan(p.next().text)
		return word("")
	case tHideEmpty:
		return word(p.next().text)
	case tScale:
		p.next()
		p.expect(tIDs, "a width")
		return word("scale")
	}
	return p.styling()
}

func (p *parser) styling() statement {
	switch p.tok.kind {
	case tClassDef:
		p.next()
		id := strings.TrimSpace(p.expect(tClassDefID, "the name of a class").text)
		return classDef{id, strings.TrimSpace(p.expect(tStyles, "declarations").text)}
	case tClass:
		p.next()
		ids := strings.TrimSpace(p.expect(tIDs, "the ids of states").text)
		return applyClass{ids, strings.TrimSpace(p.expect(tStyles, "the name of a class").text)}
	case tStyle:
		p.next()
		ids := strings.TrimSpace(p.expect(tIDs, "the ids of states").text)
		return applyStyle{ids, strings.TrimSpace(p.expect(tStyles, "declarations").text)}
	case tClick:
		return p.click()
	}
	p.unexpected("a statement")
	return nil
}

// id reads a state's id with its class.
func (p *parser) id() *stateStmt {
	t := p.tok
	if t.kind != tID && t.kind != tEdgeState {
		p.unexpected("a state")
		return &stateStmt{}
	}
	p.next()
	s := &stateStmt{id: strings.TrimSpace(t.text), kind: "default", hasDesc: true, at: t.at}
	if p.tok.kind == tStyleSep {
		p.next()
		s.classes = []string{strings.TrimSpace(p.expect(tID, "the name of a class").text)}
	}
	return s
}

func trimColon(s string) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), ":"))
}

func (p *parser) stateOrRelation() statement {
	s := p.id()
	switch p.tok.kind {
	case tDescr:
		if d := trimColon(p.next().text); d != "" {
			s.desc = []string{d}
		}
		return s
	case tArrow:
		p.next()
		r := &relation{from: s, to: p.id()}
		if p.err == nil && p.tok.kind == tDescr {
			d := trimColon(p.next().text)
			r.desc = &d
		}
		return r
	}
	return s
}

// body reads the content of a composite state behind "{".
func (p *parser) body(s *stateStmt, open token) {
	if p.depth++; p.depth > maxDepth && p.err == nil {
		p.err = p.src.Errorf(open.at, 1, "states nest deeper than %d", maxDepth)
		return
	}
	s.doc, s.hasDoc = p.document(true), true
	p.expect(tStructStop, "\"}\"")
	p.depth--
}

func (p *parser) composite() statement {
	t := p.next()
	if p.tok.kind != tStructStart {
		return word(t.text)
	}
	s := &stateStmt{id: t.text, kind: "default", hasDesc: true, at: t.at}
	p.body(s, p.next())
	return s
}

// described reads «"description" as id».
func (p *parser) described() statement {
	desc := p.next()
	p.expect(tAs, "as")
	id := p.expect(tID, "an id")
	s := &stateStmt{id: id.text, kind: "default", desc: []string{desc.text}, at: id.at}
	if p.err == nil && p.tok.kind == tStructStart {
		p.body(s, p.next())
		return s
	}
	s.desc = []string{strings.TrimSpace(desc.text)}
	if strings.Contains(id.text, ":") {
		parts := strings.Split(id.text, ":")
		s.id = parts[0]
		s.desc = append(s.desc, parts[1])
	}
	return s
}

func (p *parser) note() statement {
	p.next()
	if p.tok.kind == tNoteText {
		// A floating note is read and not shown, as in the reference.
		t := p.next()
		p.expect(tAs, "as")
		p.expect(tID, "an id")
		p.src.Warn(t.at, t.end-t.at, "a note that belongs to no state is not drawn")
		return word("note")
	}
	position := p.expect(tNotePosition, "left of, or right of")
	id := p.expect(tID, "the id of a state")
	text := p.expect(tNoteText, "a text after a colon, or lines up to \"end note\"")
	return &stateStmt{id: strings.TrimSpace(id.text), note: &note{strings.TrimSpace(position.text), text.text}, at: id.at}
}

func (p *parser) click() statement {
	p.next()
	c := &click{id: p.id()}
	if p.tok.kind == tHref {
		p.next()
		t := p.expect(tString, "an address in quotation marks")
		c.url, c.at, c.length = strings.Trim(t.text, `"`), t.at, len(t.text)
	} else {
		t := p.expect(tString, "an address in quotation marks")
		c.url, c.at, c.length = strings.Trim(t.text, `"`), t.at, len(t.text)
		c.tooltip = strings.Trim(p.expect(tString, "a tooltip in quotation marks").text, `"`)
	}
	p.lex.clicked = false
	if p.err == nil && p.tok.kind != tNewline {
		p.unexpected("the end of the line")
	}
	return c
}
