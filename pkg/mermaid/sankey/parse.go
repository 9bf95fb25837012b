package sankey

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxLinks is the most flows that a chart may have.
const maxLinks = 1000

// Parse reads a sankey chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	text := strings.TrimRightFunc(src.Text, scan.IsSpace)
	p := &parser{src: src, text: text, chart: newChart(src)}
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

func (p *parser) unexpected(want string) *chart.Error {
	rest := p.text[p.pos:]
	n := 1
	if rest == "" {
		n = 0
	}
	err := p.src.Errorf(p.pos, n, "expected %s, found %s", want, chart.Quote(strings.TrimLeft(rest, "\r")))
	if rest != "" && (rest[0] > '~' || rest[0] == '\t') {
		err.Hint = "rows hold plain ASCII only, without tabs"
	}
	return err
}

func (p *parser) document() error {
	p.pos = scan.Space(p.text)
	n := max(scan.Word(p.text[p.pos:], "sankey-beta"), scan.Word(p.text[p.pos:], "sankey"))
	if n == 0 {
		return p.unexpected(`"sankey"`)
	}
	p.pos += n
	if !p.newline() {
		return p.unexpected("the end of the line")
	}
	for {
		if err := p.record(); err != nil {
			return err
		}
		if p.pos == len(p.text) {
			return nil
		}
		if !p.newline() {
			return p.unexpected("the end of the line")
		}
	}
}

// newline skips line ends: empty lines are as nothing.
func (p *parser) newline() bool {
	at := p.pos
	for p.pos < len(p.text) && (p.text[p.pos] == '\n' || p.text[p.pos] == '\r') {
		p.pos++
	}
	return p.pos > at
}

var wants = [...]string{"the node that the flow leaves", "the node that the flow enters", "the flow's amount"}

func (p *parser) record() error {
	var fields [3]string
	at := p.pos
	for i := range fields {
		if i > 0 {
			if p.pos == len(p.text) || p.text[p.pos] != ',' {
				err := p.unexpected(`","`)
				if err.Hint == "" {
					err.Hint = "a row is: from, to, amount"
				}
				return err
			}
			p.pos++
		}
		s, err := p.field(wants[i])
		if err != nil {
			return err
		}
		fields[i] = strings.ReplaceAll(scan.Trim(s), `""`, `"`)
	}
	if len(p.chart.Links) == maxLinks {
		return p.src.Errorf(at, p.pos-at, "the chart has more than %d flows", maxLinks).WithHint("split the chart into several")
	}
	p.chart.link(fields[0], fields[1], number(fields[2]), at)
	return nil
}

func (p *parser) field(want string) (string, error) {
	if p.pos < len(p.text) && p.text[p.pos] == '"' {
		return p.quoted()
	}
	at := p.pos
	for p.pos < len(p.text) {
		if c := p.text[p.pos]; c < ' ' || c > '~' || c == ',' || c == '"' {
			break
		}
		p.pos++
	}
	if p.pos == at {
		return "", p.unexpected(want)
	}
	return p.text[at:p.pos], nil
}

func (p *parser) quoted() (string, error) {
	open := p.pos
	p.pos++
	at := p.pos
	if p.pos < len(p.text) && p.text[p.pos] == '"' && !strings.HasPrefix(p.text[p.pos:], `""`) {
		return "", p.unexpected("text between the quotes")
	}
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		switch {
		case c == '"' && strings.HasPrefix(p.text[p.pos:], `""`):
			p.pos++
		case c == '"':
			s := lineEnds.ReplaceAllString(p.text[at:p.pos], "\n")
			p.pos++
			return s, nil
		case (c < ' ' || c > '~') && c != '\n' && c != '\r':
			return "", p.unexpected("text or the closing quote")
		}
		p.pos++
	}
	return "", p.src.Errorf(open, 1, `the quote is not closed`).WithHint(`add " behind the field`)
}

var (
	lineEnds = regexp.MustCompile(`[\n\r]+`)
	decimal  = regexp.MustCompile(`^[+-]?(Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)`)
)

// number reads the number that s starts with; what is none is NaN.
func number(s string) float64 {
	v, err := strconv.ParseFloat(decimal.FindString(s), 64)
	if err != nil && !math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}
