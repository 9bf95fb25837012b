package class

import (
	"strings"

	"course/pkg/mermaid/chart"
)

// maxDepth is how deep namespaces may nest.
const maxDepth = 50

type parser struct {
	src   *chart.Source
	lex   *lexer
	tok   token
	chart *Chart
	err   error
	// spaces are the namespaces that are open.
	spaces []*Namespace
}

// Parse reads a class chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, lex: &lexer{text: src.Text}, chart: newChart(src)}
	p.next()
	for p.tok.kind == tNewline {
		p.next()
	}
	p.expect(tHeader, "classDiagram")
	p.expect(tNewline, "a line end")
	for p.err == nil {
		p.statement()
		if p.err != nil || !p.accept(tNewline) || p.tok.kind == tEOF {
			break
		}
	}
	if p.err == nil && p.tok.kind != tEOF {
		p.unexpected("the end of the line")
	}
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
	if t.kind == tInvalid || t.kind == tOther || t.kind == tUnicode {
		t.end = t.at + chart.Word(p.src.Text[t.at:])
		t.text = p.src.Text[t.at:t.end]
	}
	e := p.src.Errorf(t.at, t.end-t.at, "unexpected %s; expected %s", chart.Quote(strings.TrimLeft(t.text, " ")), want)
	if t.kind == tLabel || t.kind == tOther && t.text == ":" {
		e.WithHint("a label may hold no colon; write #colon; for one")
	}
	p.err = e
}

func (p *parser) fail(t token, format string, args ...any) *chart.Error {
	e := p.src.Errorf(t.at, t.end-t.at, format, args...)
	if p.err == nil {
		p.err = e
	}
	return e
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

// name reads a class's name, with its generic type between tildes.
func (p *parser) name() (string, token) {
	first := p.tok
	var b strings.Builder
	for {
		switch p.tok.kind {
		case tBackquoted:
			b.WriteString(p.next().text)
		case tAlpha, tUnicode, tMinus:
			b.WriteString(p.next().text)
			if p.tok.kind == tDot {
				p.next()
				b.WriteByte('.')
				continue
			}
			switch p.tok.kind {
			case tAlpha, tUnicode, tMinus, tBackquoted:
				continue
			}
		default:
			p.unexpected("the name of a class")
			return "", first
		}
		break
	}
	if p.err == nil && p.tok.kind == tGeneric {
		b.WriteString("~" + p.next().text + "~")
	}
	first.end = p.tok.at
	return b.String(), first
}

func (p *parser) statement() {
	switch p.tok.kind {
	case tNamespace:
		p.namespace()
	case tClass:
		p.class()
	case tNote, tNoteFor:
		p.note()
	case tDirection:
		p.chart.Direction = p.next().text
	case tAcc:
		p.chart.Scan(p.next().text)
	case tAnnotationStart:
		p.annotation()
	case tCallback, tLink, tClick:
		p.click()
	case tStyle, tClassDef:
		p.styles()
	case tCSSClass:
		p.next()
		ids := p.expect(tStr, "the names of classes in quotation marks")
		if class := p.expect(tAlpha, "the name of a style class"); p.err == nil {
			p.chart.setCSSClass(ids.text, class.text)
		}
	case tMember:
		p.next()
	default:
		p.relation()
	}
}

// alphaNum reads one word.
func (p *parser) alphaNum(want string) string {
	switch p.tok.kind {
	case tAlpha, tUnicode, tMinus:
		return p.next().text
	}
	p.unexpected(want)
	return ""
}

func (p *parser) namespace() {
	open := p.next()
	if len(p.spaces) >= maxDepth {
		p.fail(open, "namespaces nest deeper than %d", maxDepth)
		return
	}
	name, _ := p.name()
	label := ""
	if p.accept(tSquareOpen) {
		label = p.expect(tStr, "a label in quotation marks").text
		p.expect(tSquareClose, "]")
	}
	p.expect(tStructStart, "{")
	if p.err != nil {
		return
	}
	p.spaces = append(p.spaces, p.chart.addNamespace(p.inner(), name, label))
	p.accept(tNewline)
	for p.err == nil && p.tok.kind != tStructStop {
		switch p.tok.kind {
		case tClass:
			p.class()
		case tNote, tNoteFor:
			p.note()
		case tNamespace:
			p.namespace()
		default:
			p.unexpected("class, note, namespace or \"}\"")
			return
		}
		if !p.accept(tNewline) {
			break
		}
	}
	p.expect(tStructStop, "\"}\"")
	p.spaces = p.spaces[:len(p.spaces)-1]
}

// inner returns the innermost open namespace.
func (p *parser) inner() *Namespace {
	if n := len(p.spaces); n > 0 {
		return p.spaces[n-1]
	}
	return nil
}

func (p *parser) class() {
	p.next()
	name, at := p.name()
	if p.err != nil {
		return
	}
	c := p.chart.addClass(name, at.at)
	if n := p.inner(); n != nil && c.Parent == "" {
		c.Parent = n.ID
		n.Classes = append(n.Classes, c)
	}
	if p.accept(tSquareOpen) {
		if label := p.expect(tStr, "a label in quotation marks"); p.err == nil {
			c.Label = chart.Sanitize(label.text)
		}
		p.expect(tSquareClose, "]")
	}
	for p.accept(tAnnotationStart) {
		c.Annotations = append(c.Annotations, p.alphaNum("the name of an annotation"))
		p.expect(tAnnotationEnd, ">>")
	}
	if p.accept(tStyleSep) {
		p.chart.setCSSClass(c.ID, p.alphaNum("the name of a style class"))
	}
	if p.accept(tStructStart) {
		for p.err == nil && p.tok.kind == tMember {
			c.addMember(p.next().text)
		}
		p.expect(tStructStop, "\"}\"")
	}
}

func (p *parser) note() {
	t := p.next()
	of := ""
	if t.kind == tNoteFor {
		of, _ = p.name()
	}
	if text := p.expect(tStr, "a text in quotation marks"); p.err == nil {
		p.chart.addNote(text.text, of, p.inner())
	}
}

func (p *parser) annotation() {
	p.next()
	word := p.alphaNum("the name of an annotation")
	p.expect(tAnnotationEnd, ">>")
	name, at := p.name()
	if p.err != nil {
		return
	}
	c := p.chart.byID[className(name)]
	if c == nil {
		p.fail(at, "there is no class %s yet", chart.Quote(name)).WithHint("put the annotation below the class")
		return
	}
	c.Annotations = append(c.Annotations, word)
}

// ends are the tokens that end a relation's line.
var ends = map[kind]string{
	tExtension: "EXTENSION", tDependency: "DEPENDENCY", tComposition: "COMPOSITION", tAggregation: "AGGREGATION", tLollipop: "LOLLIPOP",
}

// relation reads a relation or a class's member.
func (p *parser) relation() {
	from, at := p.name()
	if p.err != nil {
		return
	}
	if p.tok.kind == tLabel {
		p.chart.addClass(from, at.at).addMember(cleanLabel(p.next().text))
		return
	}
	if p.tok.kind == tNewline || p.tok.kind == tEOF {
		return
	}
	r := &Relation{From: from, Card1: "none", Card2: "none", End1: "none", End2: "none"}
	if p.tok.kind == tStr {
		r.Card1 = p.next().text
	}
	if e := ends[p.tok.kind]; e != "" {
		p.next()
		r.End1 = e
	}
	switch p.tok.kind {
	case tLine:
	case tDottedLine:
		r.Dotted = true
	default:
		p.unexpected("a relation such as --> or <|--")
		return
	}
	p.next()
	if e := ends[p.tok.kind]; e != "" {
		p.next()
		r.End2 = e
	}
	if p.tok.kind == tStr {
		r.Card2 = p.next().text
	}
	r.To, _ = p.name()
	if p.err != nil {
		return
	}
	if p.tok.kind == tLabel {
		r.Text = cleanLabel(p.next().text)
	}
	p.chart.addRelation(r, at.at)
}

func cleanLabel(s string) string {
	return chart.Sanitize(strings.TrimSpace(strings.TrimPrefix(s, ":")))
}
