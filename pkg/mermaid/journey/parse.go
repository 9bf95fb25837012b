package journey

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxTasks is the most tasks that a chart may have.
const maxTasks = 1000

// Parse reads a user journey.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, chart: &Chart{front: chart.Sanitize(src.Title)}}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	src     *chart.Source
	text    string
	pos     int
	chart   *Chart
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
	n := scan.Word(p.rest(), "journey")
	if n == 0 {
		return p.unexpected(`"journey"`)
	}
	p.pos += n
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

func (p *parser) statement() error {
	rest := p.rest()
	if scan.Word(rest, "journey") > 0 {
		return p.unexpected("a task or a section").WithHint(`"journey" begins a chart and cannot begin a task`)
	}
	if n, text := scan.Rest(rest, "title", "#\n;"); n > 0 {
		p.chart.Title = chart.Sanitize(text)
		p.pos += n
		return nil
	}
	if n, acc, text := scan.Accessible(rest); n > 0 {
		scan.SetAcc(&p.chart.Acc, acc, text)
		p.pos += n
		return nil
	}
	if n, text := scan.Rest(rest, "section", "#:\n;"); n > 0 {
		p.section = text
		p.chart.Sections = append(p.chart.Sections, text)
		p.pos += n
		return nil
	}
	return p.task()
}

// task reads "name: score: people".
func (p *parser) task() error {
	rest := p.rest()
	n := scan.Until(rest, "#:\n;")
	if n == 0 {
		return p.unexpected("a task").WithHint("write a task as: name: 5: Me, Cat")
	}
	name := rest[:n]
	after := rest[n:]
	// A comment may stand between a name and its data.
	for gap := p.gap(after); gap > 0; gap = p.gap(after) {
		after = after[gap:]
	}
	at := p.pos + len(rest) - len(after)
	m := 0
	if strings.HasPrefix(after, ":") && comment(after) == 0 {
		m = scan.Until(after[1:], "#\n;")
	}
	if m == 0 {
		return p.src.Errorf(p.pos, n, "task %s has no score", chart.Quote(scan.Trim(name))).
			WithHint("write a task as: name: 5: Me, Cat")
	}
	if len(p.chart.Tasks) == maxTasks {
		return p.src.Errorf(p.pos, n, "the chart has more than %d tasks", maxTasks).WithHint("split the chart")
	}
	t := &Task{Name: name, Section: p.section, People: []string{}}
	pieces := strings.Split(after[1:1+m], ":")
	t.Score, t.Scored = number(pieces[0])
	if !t.Scored {
		p.src.Warn(at+1, len(pieces[0]), "%s is no score", chart.Quote(scan.Trim(pieces[0])))
	}
	if len(pieces) > 1 {
		for _, name := range strings.Split(pieces[1], ",") {
			t.People = append(t.People, scan.Trim(name))
		}
	}
	p.chart.Tasks = append(p.chart.Tasks, t)
	p.pos = at + 1 + m
	return nil
}

// gap returns the length of white space without line end, or of a comment.
func (p *parser) gap(s string) int {
	if strings.HasPrefix(s, "\n") {
		return 0
	}
	if n := scan.Space(s); n > 0 {
		return n
	}
	return comment(s)
}

// number reads a number as ECMAScript's Number does. No text is zero.
func number(s string) (float64, bool) {
	s = scan.Trim(s)
	if s == "" {
		return 0, true
	}
	if len(s) > 2 && s[0] == '0' {
		base := map[byte]int{'x': 16, 'o': 8, 'b': 2}[s[1]|0x20]
		if base != 0 {
			n, err := strconv.ParseUint(s[2:], base, 63)
			return float64(n), err == nil
		}
	}
	if strings.Trim(s, "+-.0123456789eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsInf(f, 0)
}
