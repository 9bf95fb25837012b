package block

import (
	"regexp"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
)

// Limits of what is read.
const (
	maxDepth  = 50
	maxSpaces = 500
)

type parser struct {
	src   *chart.Source
	lex   *lexer
	tok   token
	chart *Chart
	err   error
	depth int
	total int
}

// Parse reads a block chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, lex: &lexer{text: src.Text}, chart: newChart(src)}
	rest := strings.TrimLeft(src.Text, " \t\n\r")
	p.lex.at = len(src.Text) - len(rest)
	if strings.HasPrefix(rest, "block-beta") {
		p.lex.at += len("block-beta")
	} else {
		p.lex.at += len("block")
	}
	p.next()
	statements := p.document(false)
	if p.err == nil && len(statements) == 0 {
		p.unexpected("a block")
	}
	if p.err == nil {
		p.err = p.chart.build(statements)
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

func (p *parser) unexpected(want string) { p.wrong(p.tok, want) }

func (p *parser) wrong(t token, want string) {
	if p.err != nil {
		return
	}
	if t.kind == tEOF || t.kind == tOpenEnd {
		p.err = p.src.Errorf(len(p.src.Text), 0, "the chart ends where %s is missing", want)
		return
	}
	p.err = p.src.Errorf(t.at, t.end-t.at, "unexpected %s; expected %s", chart.Quote(t.text), want).
		WithHint("texts stand in quotation marks: id[\"text\"]")
}

// document reads statements up to "end" or the end of the chart.
func (p *parser) document(inside bool) []statement {
	var list []statement
	for p.err == nil {
		switch p.tok.kind {
		case tEOF:
			if inside {
				p.unexpected("end")
			}
			return list
		case tEnd:
			if !inside {
				p.unexpected("a block")
			}
			return list
		case tAcc:
			p.chart.Scan(p.next().text)
		default:
			list = append(list, p.statement()...)
		}
	}
	return list
}

func (p *parser) statement() []statement {
	t := p.tok
	switch t.kind {
	case tColumns:
		p.next()
		n, err := strconv.Atoi(t.value)
		if err != nil {
			n = -1
		}
		if n == 0 || n > 1000 {
			p.wrong(t, "a number of columns from 1")
		}
		return []statement{columns(n)}
	case tSpace:
		p.next()
		n, _ := strconv.Atoi(t.value)
		if p.total += n; p.total > maxSpaces {
			p.wrong(t, "fewer spaces")
		}
		return []statement{&Block{ID: p.chart.generate(), Type: "space", width: n}}
	case tStyleLine:
		p.next()
		return p.style(t)
	case tBlock, tIDBlock:
		return p.composite(t)
	}
	return p.nodes()
}

func (p *parser) composite(open token) []statement {
	p.next()
	if p.depth++; p.depth > maxDepth && p.err == nil {
		p.err = p.src.Errorf(open.at, open.end-open.at, "blocks nest deeper than %d", maxDepth)
		return nil
	}
	b := &Block{Type: "composite"}
	if open.kind == tIDBlock {
		head := p.nodes()
		if p.err != nil {
			return nil
		}
		first, ok := head[0].(*Block)
		if !ok || len(head) > 1 {
			p.wrong(open, "one block behind block:")
			return nil
		}
		*b = *first
		b.Type = "composite"
	}
	inside := p.document(true)
	if p.err == nil && len(inside) == 0 {
		p.unexpected("a block")
	}
	if p.err != nil {
		return nil
	}
	p.next()
	p.depth--
	if b.ID == "" {
		b.ID = p.chart.generate()
	}
	b.inside = inside
	return []statement{b}
}

// nodes reads one block, or several joined by links.
func (p *parser) nodes() []statement {
	first := p.node()
	if p.err != nil {
		return nil
	}
	if p.tok.kind == tSize {
		n, err := strconv.Atoi(p.tok.value)
		if err != nil || n < 1 || n > 1000 {
			p.unexpected("a width in columns from 1")
			return nil
		}
		p.next()
		first.Width = n
		return []statement{first}
	}
	list := []statement{first}
	if p.tok.kind != tLink && p.tok.kind != tStartLink {
		first.Width = 1
		return list
	}
	for p.err == nil && (p.tok.kind == tLink || p.tok.kind == tStartLink) {
		e := p.link()
		second := p.node()
		if p.err != nil {
			break
		}
		e.From, e.To = first.ID, second.ID
		list = append(list, e, second)
		first = second
	}
	return list
}

func (p *parser) link() *Edge {
	e := &Edge{}
	if p.tok.kind == tStartLink {
		label := p.lex.quoted()
		if label.kind != tText {
			p.wrong(label, "a text in quotation marks")
			return e
		}
		e.Label = chart.Sanitize(label.value)
		p.next()
		if p.tok.kind != tLink {
			p.unexpected("the end of the link, such as -->")
			return e
		}
	}
	e.read(p.next().value)
	return e
}

// shapes gives the name of a shape by its brackets.
var shapes = map[string]string{
	"[]": "square", "()": "round", "(())": "circle", ">]": "rect_left_inv_arrow", "{}": "diamond", "{{}}": "hexagon", "([])": "stadium",
	"[[]]": "subroutine", "[()]": "cylinder", "((()))": "doublecircle", "[//]": "lean_right", `[\\]`: "lean_left", `[/\]`: "trapezoid", `[\/]`: "inv_trapezoid",
}

func (p *parser) node() *Block {
	if p.tok.kind != tID {
		p.unexpected("a block")
		return &Block{}
	}
	b := &Block{ID: p.tok.value, Type: "na", at: p.tok.at}
	open := p.lex.next()
	if open.kind != tOpen && open.kind != tArrowOpen {
		p.tok = open
		return b
	}
	label := p.lex.quoted()
	if label.kind != tText {
		p.wrong(label, "a text in quotation marks")
		return b
	}
	b.Label = chart.Sanitize(label.value)
	end := p.lex.close()
	switch {
	case open.kind == tArrowOpen && end.kind == tArrowClose:
		b.Type = "block_arrow"
		b.Directions = p.directions()
	case open.kind == tOpen && end.kind == tClose:
		if b.Type = shapes[open.text+end.text]; b.Type == "" {
			b.Type = "na"
		}
	default:
		p.wrong(end, "the closing bracket")
	}
	p.next()
	return b
}

var directionRule = regexp.MustCompile(`^\s*\(\s*((?:,?\s*(?:right|left|x|y|up|down)\s*)+)\)`)

// directions reads where a block arrow points.
func (p *parser) directions() []string {
	m := directionRule.FindStringSubmatch(p.lex.text[p.lex.at:])
	if m == nil {
		p.wrong(p.lex.take(tInvalid, min(1, len(p.lex.text)-p.lex.at)), "a direction in brackets: right, left, up, down, x or y")
		return nil
	}
	p.lex.at += len(m[0])
	return strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' })
}

// style reads classDef, class and style lines.
func (p *parser) style(t token) []statement {
	word, rest, _ := strings.Cut(t.value, " ")
	rest = strings.TrimSpace(rest)
	if word == "classDef" {
		id, styles, _ := strings.Cut(rest, " ")
		return []statement{classDef{id, strings.TrimSpace(styles)}}
	}
	ids, value := cutIDs(rest)
	if value == "" {
		p.wrong(t, "a class or a declaration behind the ids")
	}
	return []statement{apply{ids, value, word == "class", t}}
}

var idsRule = regexp.MustCompile(`^\w+(?:,\s*\w+)*`)

func cutIDs(s string) (ids, rest string) {
	ids = idsRule.FindString(s)
	return ids, strings.TrimSpace(s[len(ids):])
}
