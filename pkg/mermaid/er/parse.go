package er

import (
	"strings"

	"course/pkg/mermaid/chart"
)

// maxDepth is how deep subgraphs may nest.
const maxDepth = 50

type parser struct {
	src   *chart.Source
	lex   *lexer
	tok   token
	chart *Chart
	err   error
	depth int
}

// Parse reads an entity chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, lex: &lexer{text: src.Text}, chart: newChart(src)}
	p.next()
	p.expect(tHeader, "erDiagram")
	p.document(nil)
	if p.err != nil {
		return nil, p.err
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
	if t.kind == tEOF || t.kind == tOpenEnd {
		p.err = p.src.Errorf(len(p.src.Text), 0, "the chart ends where %s is missing", want)
		return
	}
	if t.kind == tInvalid {
		t.end = t.at + chart.Word(p.src.Text[t.at:])
		t.text = p.src.Text[t.at:t.end]
	}
	e := p.src.Errorf(t.at, t.end-t.at, "unexpected %s; expected %s", chart.Quote(t.text), want)
	if t.kind == tInvalid {
		e.WithHint("put names with spaces or signs into quotation marks")
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

func (p *parser) accept(k kind) bool {
	if p.err == nil && p.tok.kind == k {
		p.next()
		return true
	}
	return false
}

// group collects what stands inside a subgraph.
type group struct {
	ids       []string
	seen      map[string]bool
	direction string
}

func (g *group) add(ids ...string) {
	for _, id := range ids {
		if g != nil && strings.TrimSpace(id) != "" && !g.seen[strings.TrimSpace(id)] {
			g.seen[strings.TrimSpace(id)] = true
			g.ids = append(g.ids, id)
		}
	}
}

func (p *parser) document(g *group) {
	for p.err == nil {
		switch p.tok.kind {
		case tNewline:
			p.next()
		case tEOF:
			return
		case tEnd:
			if g != nil {
				return
			}
			p.unexpected("an entity")
		case tAcc:
			p.chart.Scan(p.next().text)
		case tDirection:
			d := p.next().value
			if g != nil {
				g.direction = d
			} else {
				p.chart.Direction = d
			}
		case tStyle, tClassDef:
			p.styles()
		case tClass:
			p.class()
		case tSubgraph:
			g.add(p.subgraph())
		default:
			p.entity(g)
		}
	}
}

// name reads an entity's name.
func (p *parser) name() string {
	switch p.tok.kind {
	case tName, tText, tNumber:
		return p.next().value
	}
	p.unexpected("the name of an entity")
	return ""
}

func (p *parser) ids() []string {
	var ids []string
	for p.err == nil {
		if p.tok.kind != tText && p.tok.kind != tStyleText {
			p.unexpected("a name")
			break
		}
		ids = append(ids, p.next().text)
		if !p.accept(tComma) {
			break
		}
	}
	return ids
}

// entity reads an entity with its attributes, or a relationship.
func (p *parser) entity(g *group) {
	name := p.name()
	if p.err != nil {
		return
	}
	alias := ""
	aliased := p.accept(tSquareOpen)
	if aliased {
		alias = p.name()
		p.expect(tSquareClose, "]")
	}
	var classes []string
	if p.accept(tStyleSep) {
		classes = p.ids()
	}
	if p.err != nil {
		return
	}
	if p.tok.kind == tCardinality && !aliased {
		p.relationship(g, name, classes)
		return
	}
	e := p.chart.addEntity(name, alias)
	g.add(name)
	if p.accept(tBlockStart) {
		p.attributes(e)
	}
	p.chart.setClass([]string{name}, classes)
}

func (p *parser) relationship(g *group, name string, classes []string) {
	r := &Relationship{CardB: p.next().value}
	r.Type = p.expect(tRelation, "-- or ..").value
	r.CardA = p.expect(tCardinality, "a cardinality such as o{ or ||").value
	other := p.name()
	var others []string
	if p.accept(tStyleSep) {
		others = p.ids()
	}
	p.expect(tColon, "a colon and the relationship's label")
	if p.err != nil {
		return
	}
	switch p.tok.kind {
	case tWord, tName, tText:
		r.Role = p.next().value
	default:
		p.unexpected("a label; put one of several words into quotation marks")
		return
	}
	p.chart.addEntity(name, "")
	p.chart.addEntity(other, "")
	p.chart.addRelationship(r, name, other)
	p.chart.setClass([]string{name}, classes)
	p.chart.setClass([]string{other}, others)
	g.add(name, other)
}

func (p *parser) attributes(e *Entity) {
	for p.err == nil && p.tok.kind == tAttribute {
		a := Attribute{Type: p.next().text, Keys: []string{}}
		if p.tok.kind == tSign && p.tok.text == "?" {
			a.Type += p.next().text
		}
		a.Name = p.expect(tAttribute, "the name of an attribute").text
		for p.err == nil && p.tok.kind == tKey {
			a.Keys = append(a.Keys, p.next().text)
			if p.tok.kind != tSign || p.tok.text != "," {
				break
			}
			p.next()
			if p.tok.kind != tKey {
				p.unexpected("PK, FK or UK")
			}
		}
		if p.err == nil && p.tok.kind == tComment {
			a.Comment = p.next().value
		}
		e.Attributes = append(e.Attributes, a)
	}
	p.expect(tBlockStop, "an attribute (type and name) or \"}\"")
}

func (p *parser) styles() {
	t := p.next()
	ids := p.ids()
	var styles []string
	for p.err == nil {
		var b strings.Builder
		for p.tok.kind == tStyleText || p.tok.kind == tNumber || p.tok.kind == tColon || p.tok.kind == tHash {
			b.WriteString(p.next().text)
		}
		if b.Len() == 0 {
			p.unexpected("a declaration such as fill:#f9f")
			return
		}
		styles = append(styles, b.String())
		if !p.accept(tComma) {
			break
		}
	}
	if p.err == nil && !p.accept(tNewline) && !p.accept(tSemi) && p.tok.kind != tEOF {
		p.unexpected("the end of the line")
		return
	}
	if t.kind == tStyle {
		p.chart.addStyles(ids, styles)
		return
	}
	for _, id := range ids {
		p.chart.Classes[id] = append(p.chart.Classes[id], styles...)
	}
}

func (p *parser) class() {
	p.next()
	ids := p.ids()
	classes := p.ids()
	if p.err == nil {
		p.chart.setClass(ids, classes)
	}
}

func (p *parser) subgraph() string {
	open := p.next()
	if p.depth++; p.depth > maxDepth {
		p.err = p.src.Errorf(open.at, open.end-open.at, "subgraphs nest deeper than %d", maxDepth)
		return ""
	}
	id := p.name()
	title := id
	if p.accept(tSquareOpen) {
		title = p.name()
		for p.err == nil && p.tok.kind != tSquareClose {
			title += " " + p.name()
		}
		p.expect(tSquareClose, "]")
	}
	if p.err == nil && !p.accept(tNewline) && !p.accept(tSemi) {
		p.unexpected("the end of the line")
	}
	g := &group{seen: map[string]bool{}}
	p.document(g)
	p.expect(tEnd, "end")
	p.depth--
	if p.err == nil {
		p.chart.addGroup(strings.TrimSpace(id), title, g)
	}
	return id
}
