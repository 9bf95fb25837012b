package pie

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxSlices is the most slices that a chart may have.
const maxSlices = 500

// Parse reads a pie chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, chart: &Chart{front: chart.Sanitize(src.Title)}}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	src   *chart.Source
	text  string
	pos   int
	chart *Chart
}

func (p *parser) rest() string { return p.text[p.pos:] }

func (p *parser) blank() { p.pos += scan.Blank(p.rest()) }

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

// keyword reads a word.
func (p *parser) keyword(word string) bool {
	n := scan.Keyword(p.rest(), word)
	p.pos += n
	return n > 0
}

func (p *parser) document() error {
	p.pos += scan.BlankLines(p.rest())
	if !p.keyword("pie") {
		return p.unexpected(`"pie"`)
	}
	p.blank()
	p.chart.ShowData = p.keyword("showData")
	for {
		p.pos += scan.BlankLines(p.rest())
		if p.rest() == "" {
			return nil
		}
		if err := p.statement(); err != nil {
			return err
		}
		p.blank()
		if rest := p.rest(); rest != "" && rest[0] != '\n' {
			return p.unexpected("the end of the line")
		}
	}
}

func (p *parser) statement() error {
	if n, kind, value := scan.CommonStatement(p.rest()); n > 0 {
		scan.SetCommon(&p.chart.Title, &p.chart.Acc, kind, value)
		p.pos += n
		return nil
	}
	return p.slice()
}

// slice reads "label" : value.
func (p *parser) slice() error {
	at := p.pos
	n, name := scan.Quoted(p.rest())
	if n == 0 {
		return p.unexpected("a slice").WithHint(`write a slice as: "label" : 42`)
	}
	s := Slice{Label: name, offset: at}
	p.pos += n
	p.blank()
	if !strings.HasPrefix(p.rest(), ":") {
		return p.unexpected(`":" after the label`)
	}
	p.pos++
	p.blank()
	n = number(p.rest())
	if n == 0 {
		return p.unexpected("a number").WithHint("write a value as 42 or 42.5")
	}
	value := p.rest()[:n]
	s.Value, _ = strconv.ParseFloat(value, 64)
	if s.Value < 0 {
		return p.src.Errorf(p.pos, n, "slice %s has the negative value %s", chart.Quote(s.Label), value).
			WithHint("values must not be less than zero")
	}
	p.pos += n
	for _, have := range p.chart.Slices {
		if have.Label == s.Label {
			return nil
		}
	}
	if len(p.chart.Slices) == maxSlices {
		return p.src.Errorf(at, p.pos-at, "the chart has more than %d slices", maxSlices)
	}
	p.chart.Slices = append(p.chart.Slices, s)
	return nil
}

// number returns the length of a number at the start of s: digits, perhaps
// with decimals, no needless zero before them and no "." behind.
func number(s string) int {
	n := 0
	if strings.HasPrefix(s, "-") {
		n++
	}
	whole := scan.Digits(s[n:])
	if whole == 0 {
		return 0
	}
	if rest := s[n+whole:]; strings.HasPrefix(rest, ".") {
		d := scan.Digits(rest[1:])
		if d == 0 || strings.HasPrefix(rest[1+d:], ".") {
			return 0
		}
		return n + whole + 1 + d
	}
	if whole > 1 && s[n] == '0' {
		return n + 1
	}
	return n + whole
}
