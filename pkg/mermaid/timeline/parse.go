package timeline

import (
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxPeriods is the most periods that a chart may have.
const maxPeriods = 1000

// Parse reads a timeline.
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
	// section is the one that periods belong to.
	section string
}

func (p *parser) rest() string { return p.text[p.pos:] }

// skip goes on to the next statement, over white space and comments.
func (p *parser) skip() {
	for {
		rest := p.rest()
		n := scan.Space(rest)
		if n == 0 {
			n = comment(rest)
		}
		if n == 0 {
			return
		}
		p.pos += n
	}
}

// comment returns the length of a comment at the start of s. In the reference
// grammar one begins with "#", with a single "%", or with any character and
// then "%%".
func comment(s string) int {
	if s == "" {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s)
	if s[0] == '#' || s[0] == '%' && !strings.HasPrefix(s, "%{") || s[0] != '}' && strings.HasPrefix(s[size:], "%%") {
		return scan.Until(s, "\n")
	}
	return 0
}

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

func (p *parser) document() error {
	p.skip()
	n := scan.Word(p.rest(), "timeline")
	if n == 0 {
		return p.unexpected(`"timeline"`)
	}
	p.pos += n
	p.direction()
	for {
		p.skip()
		if p.rest() == "" {
			return nil
		}
		if err := p.statement(); err != nil {
			return err
		}
	}
}

// direction reads LR or TD after the first word.
func (p *parser) direction() {
	rest := p.rest()
	blank := len(rest) - len(strings.TrimLeft(rest, " \t"))
	if blank == 0 {
		return
	}
	for _, d := range []string{"lr", "td"} {
		if n := scan.Word(rest[blank:], d); n > 0 {
			p.chart.Vertical = d == "td"
			p.pos += blank + n
			return
		}
	}
}

func (p *parser) statement() error {
	rest := p.rest()
	if scan.Word(rest, "timeline") > 0 {
		return p.unexpected("a period, an event or a section").WithHint(`"timeline" begins a chart and cannot begin a period`)
	}
	if n, text := scan.Rest(rest, "title", "\n"); n > 0 {
		p.chart.Title = chart.Sanitize(text)
		p.pos += n
		return nil
	}
	if n, acc, text := scan.Accessible(rest); n > 0 {
		scan.SetAcc(&p.chart.Acc, acc, text)
		p.pos += n
		return nil
	}
	if n, text := scan.Rest(rest, "section", ":\n"); n > 0 {
		p.section = text
		p.chart.Sections = append(p.chart.Sections, text)
		p.pos += n
		return nil
	}
	if rest[0] == ':' {
		return p.event()
	}
	n := scan.Until(rest, "#:\n")
	if n == 0 {
		return p.unexpected("a period")
	}
	if len(p.chart.Periods) == maxPeriods {
		return p.src.Errorf(p.pos, n, "the chart has more than %d periods", maxPeriods).WithHint("split the chart")
	}
	p.chart.Periods = append(p.chart.Periods, &Period{Name: rest[:n], Section: p.section})
	p.pos += n
	return nil
}

// event reads ": text", which belongs to the period before.
func (p *parser) event() error {
	rest := p.rest()
	n := 1 + scan.Space(rest[1:])
	if n == 1 {
		return p.unexpected(`a blank after ":"`)
	}
	_, size := utf8.DecodeRuneInString(rest[1:])
	text, end := rest[1+size:], 0
	for end < len(text) && text[end] != '\n' {
		if text[end] == ':' && scan.Space(text[end+1:]) > 0 {
			break
		}
		end++
	}
	if end == 0 {
		return p.unexpected("an event")
	}
	if len(p.chart.Periods) == 0 {
		return p.src.Errorf(p.pos, 1+size+end, "event %s stands before the first period", chart.Quote(scan.Trim(text[:end]))).
			WithHint("write a period first: 2024 : event")
	}
	last := p.chart.Periods[len(p.chart.Periods)-1]
	last.Events = append(last.Events, text[:end])
	p.pos += 1 + size + end
	return nil
}
