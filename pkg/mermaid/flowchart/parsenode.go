package flowchart

import "course/pkg/mermaid/chart"

// vertices reads nodes joined by links and returns their ids, the last ones
// first.
func (p *parser) vertices() []string {
	stmt, data := p.nodes()
	p.shapeData(stmt, data)
	ids := stmt
	for p.err == nil && (p.tok.kind == tLink || p.tok.kind == tStartLink || p.tok.kind == tLinkID) {
		l := p.link()
		to, data := p.nodes()
		if p.err != nil {
			break
		}
		p.shapeData(to, data)
		p.chart.addLinks(stmt, to, l, p)
		ids = append(append([]string(nil), to...), ids...)
		stmt = to
	}
	return ids
}

// shapeData applies the data behind the last of the nodes.
func (p *parser) shapeData(ids []string, data []token) {
	if len(data) > 0 && p.err == nil {
		p.chart.addData(ids[len(ids)-1], data, p)
	}
}

// nodes reads nodes joined by "&". Data that no "&" follows is returned.
func (p *parser) nodes() (ids []string, data []token) {
	for p.err == nil {
		ids = append(ids, p.node())
		data = data[:0]
		for p.err == nil && p.tok.kind == tShapeData {
			data = append(data, p.next())
		}
		if !p.spaces() || p.tok.kind != tAmp {
			break
		}
		p.next()
		p.shapeData(ids, data)
		data = data[:0]
		if !p.spaces() {
			p.unexpected("a space after &")
		}
	}
	return ids, data
}

// brackets says which token closes the text that a token opens, and what
// shape they make.
var brackets = map[kind][]struct {
	close kind
	shape string
}{
	tSquareOpen:     {{tSquareClose, "square"}},
	tDoubleOpen:     {{tDoubleClose, "doublecircle"}},
	tEllipseOpen:    {{tEllipseClose, "ellipse"}},
	tStadiumOpen:    {{tStadiumClose, "stadium"}},
	tSubroutineOpen: {{tSubroutineClose, "subroutine"}},
	tCylinderOpen:   {{tCylinderClose, "cylinder"}},
	tTagEnd:         {{tSquareClose, "odd"}},
	tTrapOpen:       {{tTrapClose, "trapezoid"}, {tInvTrapClose, "lean_right"}},
	tInvTrapOpen:    {{tTrapClose, "lean_left"}, {tInvTrapClose, "inv_trapezoid"}},
	tParenOpen:      {{tParenClose, "round"}},
	tBraceOpen:      {{tBraceClose, "diamond"}},
}

// node reads one node with its text and class.
func (p *parser) node() string {
	id, at := p.id("a node")
	if p.err != nil {
		return id
	}
	open := p.tok.kind
	if _, ok := brackets[open]; ok {
		p.bracketed(id, at, open)
	} else if open == tPropsOpen {
		p.withProps(id, at)
	} else {
		p.chart.addNode(id, nil, "", at.at)
	}
	if p.accept(tStyleSep) {
		class, _ := p.id("the name of a class after :::")
		if p.err == nil {
			p.chart.setClass(id, class)
		}
	}
	return id
}

func (p *parser) bracketed(id string, at token, open kind) {
	p.opened = p.next()
	ends := brackets[open]
	double := false
	if (open == tParenOpen || open == tBraceOpen) && p.tok.kind == open {
		p.next()
		double = true
	}
	text := p.text(open)
	if p.err != nil {
		return
	}
	for _, end := range ends {
		if p.tok.kind != end.close {
			continue
		}
		p.next()
		shape := end.shape
		if double {
			p.expect(end.close, closers[open])
			shape = map[kind]string{tParenOpen: "circle", tBraceOpen: "hexagon"}[open]
		}
		if p.err == nil {
			p.chart.addNode(id, &text, shape, at.at)
		}
		return
	}
	if p.tok.kind == tOpenEnd {
		p.unclosed(open)
		return
	}
	e := p.unexpected(`"` + closers[open] + `"`)
	if e.Hint == "" {
		e.WithHint("put text that holds brackets or quotation marks into quotation marks")
	}
}

// withProps reads a node of the form id[|field:value|text].
func (p *parser) withProps(id string, at token) {
	p.next()
	p.expect(tNodeString, "the name of a property")
	p.expect(tColon, ":")
	p.expect(tNodeString, "the value of a property")
	p.expect(tPipe, "|")
	if p.err != nil {
		return
	}
	text := p.text(tPropsOpen)
	p.expect(tSquareClose, "]")
	if p.err == nil {
		p.chart.addNode(id, &text, "rect", at.at)
	}
}

// link is a link as it is written.
type link struct {
	arrow, stroke string
	length        int
	id            string
	text          *words
}

func (p *parser) link() link {
	id := ""
	if p.tok.kind == tLinkID {
		id = p.next().text
	}
	if p.tok.kind == tStartLink {
		return p.linkWithText(id)
	}
	t, ok := p.expect(tLink, "a link such as -->")
	if !ok {
		return link{}
	}
	l := readLink(t.text)
	l.id = id
	if p.tok.kind == tPipe {
		p.opened = p.next()
		text := p.text(tPipe)
		p.expect(tPipe, "|")
		l.text = &text
		p.accept(tSpace)
	}
	return l
}

// linkWithText reads -- text -->.
func (p *parser) linkWithText(id string) link {
	start := p.next()
	text := p.edgeText()
	if p.err != nil {
		return link{}
	}
	if p.tok.kind != tLink {
		p.fail(p.tokenStart(start), len(trim(start.text)), "the link %s has no end", chart.Quote(trim(start.text))).
			WithHint("write A -- text --> B or A -->|text| B")
		return link{}
	}
	end := p.next()
	l := joinLink(start.text, end.text)
	l.id = id
	l.text = &text
	return l
}

func (p *parser) edgeText() words {
	switch t := p.tok; t.kind {
	case tStr:
		p.next()
		return words{t.text, "string"}
	case tMDStr:
		p.next()
		return words{t.text, "markdown"}
	case tEdgeText, tUnicode:
		end := t.end()
		for p.tok.kind == tEdgeText || p.tok.kind == tUnicode {
			end = p.next().end()
		}
		return words{p.src.Text[t.at:end], "text"}
	case tOpenEnd:
		p.unexpected("the end of the link (-->)")
	default:
		p.unexpected("the text of a link")
	}
	return words{}
}

// tokenStart returns where a token begins behind its white space.
func (p *parser) tokenStart(t token) int { return t.at + runOf(t.text, isSpace) }
