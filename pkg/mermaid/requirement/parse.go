package requirement

import (
	"strings"

	"course/pkg/mermaid/chart"
)

type parser struct {
	src   *chart.Source
	lex   *lexer
	tok   token
	chart *Chart
	err   error
}

// Parse reads a requirement chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, lex: &lexer{text: src.Text}, chart: newChart(src)}
	p.next()
	for p.tok.kind == tAcc || p.tok.kind == tNewline {
		p.accessibility()
	}
	if p.tok.kind != tWord || p.tok.value != "requirementdiagram" {
		p.unexpected("requirementDiagram")
	}
	p.next()
	p.expect(tNewline, "a line end")
	for p.err == nil && p.tok.kind != tEOF {
		p.statement()
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

func (p *parser) accessibility() {
	if t := p.next(); t.kind == tAcc {
		p.chart.Scan(t.text)
	}
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
	p.err = p.src.Errorf(t.at, t.end-t.at, "unexpected %s; expected %s", chart.Quote(t.text), want).
		WithHint("put texts that hold signs, or start with a keyword or a letter outside of ASCII, into quotation marks")
}

func (p *parser) expect(k kind, want string) token {
	if p.err == nil && p.tok.kind == k {
		return p.next()
	}
	p.unexpected(want)
	return token{}
}

func (p *parser) statement() {
	switch p.tok.kind {
	case tNewline:
		p.next()
	case tAcc:
		p.accessibility()
	case tDirection:
		p.chart.Direction = p.next().value
	case tStyleLine:
		p.style()
	case tText:
		p.relation()
	case tWord:
		if p.tok.value == "element" {
			p.element()
			return
		}
		if kind, ok := kinds[p.tok.value]; ok {
			p.requirement(kind)
			return
		}
		p.unexpected("a requirement, an element or a relation")
	default:
		p.unexpected("a requirement, an element or a relation")
	}
}

// name reads a name with its classes.
func (p *parser) name() (string, []string) {
	name := p.expect(tText, "a name").value
	var classes []string
	if p.err == nil && p.tok.kind == tClassMark {
		p.next()
		classes = p.ids()
	}
	return name, classes
}

func (p *parser) ids() []string {
	var ids []string
	for p.err == nil {
		if p.tok.kind == tWord {
			ids = append(ids, p.next().text)
		} else {
			ids = append(ids, p.expect(tText, "a name").value)
		}
		if p.tok.kind != tComma {
			break
		}
		p.next()
	}
	return ids
}

// fields reads "key: value" lines up to "}" and calls set for each.
func (p *parser) fields(set func(key string, value token) bool) {
	p.expect(tOpen, "{")
	p.expect(tNewline, "a line end after {")
	for p.err == nil && p.tok.kind != tClose {
		if p.tok.kind == tNewline {
			p.next()
			continue
		}
		key := p.expect(tWord, "a field such as id, or \"}\"")
		p.expect(tColon, "a colon")
		if p.err != nil {
			return
		}
		if p.tok.kind != tText && p.tok.kind != tWord {
			p.unexpected("a value")
			return
		}
		if !set(key.value, p.tok) {
			p.unexpected("another field or value")
			return
		}
		p.next()
		p.expect(tNewline, "a line end")
	}
	p.expect(tClose, "}")
}

var (
	kinds = map[string]string{
		"requirement": "Requirement", "functionalrequirement": "Functional Requirement", "interfacerequirement": "Interface Requirement",
		"performancerequirement": "Performance Requirement", "physicalrequirement": "Physical Requirement", "designconstraint": "Design Constraint",
	}
	risks   = map[string]string{"low": "Low", "medium": "Medium", "high": "High"}
	methods = map[string]string{"analysis": "Analysis", "demonstration": "Demonstration", "inspection": "Inspection", "test": "Test"}
)

func (p *parser) requirement(kind string) {
	p.next()
	name, classes := p.name()
	b := &Box{Name: name, Type: kind, Requirement: true}
	p.fields(func(key string, value token) bool {
		switch {
		case key == "id" && value.kind == tText:
			b.ID = value.value
		case key == "text" && value.kind == tText:
			b.Text = value.value
		case key == "risk" && risks[value.value] != "":
			b.Risk = risks[value.value]
		case key == "verifymethod" && methods[value.value] != "":
			b.Method = methods[value.value]
		default:
			return false
		}
		return true
	})
	if p.err == nil {
		p.chart.add(b)
		p.chart.setClass([]string{name}, classes)
	}
}

func (p *parser) element() {
	p.next()
	name, classes := p.name()
	b := &Box{Name: name}
	p.fields(func(key string, value token) bool {
		switch {
		case value.kind != tText:
			return false
		case key == "type":
			b.Type = value.value
		case key == "docref":
			b.Ref = value.value
		default:
			return false
		}
		return true
	})
	if p.err == nil {
		p.chart.add(b)
		p.chart.setClass([]string{name}, classes)
	}
}

var relations = map[string]bool{"contains": true, "copies": true, "derives": true, "satisfies": true, "verifies": true, "refines": true, "traces": true}

func (p *parser) relation() {
	first, classes := p.name()
	if p.err != nil {
		return
	}
	if classes != nil {
		p.chart.setClass([]string{first}, classes)
		return
	}
	left := p.tok.kind == tArrowLeft
	if !left && p.tok.kind != tLine {
		p.unexpected("- relation -> or <- relation -")
		return
	}
	p.next()
	kind := p.tok
	if kind.kind != tWord || !relations[kind.value] {
		p.unexpected("contains, copies, derives, satisfies, verifies, refines or traces")
		return
	}
	p.next()
	if left {
		p.expect(tLine, "-")
	} else {
		p.expect(tArrowRight, "->")
	}
	second := p.expect(tText, "a name").value
	if left {
		first, second = second, first
	}
	p.chart.Relations = append(p.chart.Relations, Relation{kind.value, first, second})
}

// style reads style, classDef and class lines.
func (p *parser) style() {
	t := p.next()
	word := strings.Fields(t.text)[0]
	rest := strings.TrimSpace(t.text[len(word):])
	ids, more := list(rest)
	if len(ids) == 0 || more == "" {
		e := p.src.Errorf(t.at, t.end-t.at, "unexpected end of %s", chart.Quote(t.text))
		p.err = e.WithHint("write %s name and then what to set", word)
		return
	}
	styles := strings.Split(strings.ReplaceAll(more, " ", ""), ",")
	switch strings.ToLower(word) {
	case "style":
		p.chart.setStyle(ids, styles)
	case "classdef":
		p.chart.define(ids, styles)
	default:
		p.chart.setClass(ids, styles)
	}
}

// list cuts names that are separated by commas off the start of s.
func list(s string) (names []string, rest string) {
	for {
		end := strings.IndexAny(s, ", \t")
		if end < 0 {
			return append(names, s), ""
		}
		names = append(names, s[:end])
		s = strings.TrimLeft(s[end:], " \t")
		if !strings.HasPrefix(s, ",") {
			return names, s
		}
		s = strings.TrimLeft(s[1:], " \t")
	}
}
