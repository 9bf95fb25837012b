package treemap

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// Limits of a chart.
const (
	maxNodes = 1000
	maxDepth = 30
)

// Parse reads a treemap.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, chart: newChart(src)}
	if err := p.document(); err != nil {
		return nil, err
	}
	p.chart.compile()
	return p.chart, nil
}

type parser struct {
	src   *chart.Source
	text  string
	pos   int
	chart *Chart
	open  []*Node
}

var (
	classDef = regexp.MustCompile(`^classDef\s+([a-zA-Z_][a-zA-Z0-9_]+)(?:\s+([^;\r\n]*))?;?`)
	quoted   = regexp.MustCompile(`^(?:"[^"]*"|'[^']*')`)
	word     = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*`)
	number   = regexp.MustCompile(`^[0-9.][0-9_.,]*`)
)

func (p *parser) rest() string { return p.text[p.pos:] }

func (p *parser) unexpected(want string) *chart.Error {
	n := 1
	if p.rest() == "" {
		n = 0
	}
	return p.src.Errorf(p.pos, n, "expected %s, found %s", want, chart.Quote(strings.TrimLeft(p.rest(), "\r")))
}

// lines skips line ends and comments; blanks count.
func (p *parser) lines() {
	for {
		switch rest := p.rest(); {
		case strings.HasPrefix(rest, "\n"):
			p.pos++
		case strings.HasPrefix(rest, "%%"):
			p.pos += scan.Until(rest, "\n")
		default:
			return
		}
	}
}

// indent skips line ends and one run of blanks, and returns its length.
func (p *parser) indent() int {
	p.lines()
	n := len(p.rest()) - len(strings.TrimLeft(p.rest(), " \t"))
	p.pos += n
	p.lines()
	return n
}

func (p *parser) document() error {
	p.pos = scan.Space(p.text)
	switch {
	case strings.HasPrefix(p.rest(), "treemap-beta"):
		p.pos += len("treemap-beta")
	case strings.HasPrefix(p.rest(), "treemap"):
		p.pos += len("treemap")
	default:
		return p.unexpected(`"treemap"`)
	}
	for {
		p.lines()
		if p.rest() == "" {
			return nil
		}
		if err := p.row(); err != nil {
			return err
		}
	}
}

func (p *parser) row() error {
	blanks := len(p.rest()) - len(strings.TrimLeft(p.rest(), " \t"))
	if n, kind, value := scan.CommonStatement(p.rest()[blanks:]); n > 0 {
		scan.SetCommon(&p.chart.Title, &p.chart.Acc, kind, value)
		p.pos += blanks + n
		return nil
	}
	at := p.pos
	level := p.indent()
	if m := classDef.FindStringSubmatch(p.rest()); m != nil {
		p.pos += len(m[0])
		p.class(m)
		return nil
	}
	name := quoted.FindString(p.rest())
	if name != "" {
		return p.item(level, name)
	}
	return p.noItem(at)
}

func (p *parser) noItem(at int) error {
	switch c := p.rest(); {
	case c == "" || c[0] == ' ' || c[0] == '\t':
		// Blanks at the end of a line count as the next row's indentation.
		err := p.src.Errorf(at, 1, "blanks stand where a row should")
		return err.WithHint("remove the blanks at the end of the line, and from empty lines")
	case c[0] == '"' || c[0] == '\'':
		return p.src.Errorf(p.pos, 1, "the quote is not closed").WithHint("add %c behind the name", c[0])
	case strings.HasPrefix(c, "classDef"):
		return p.unexpected("a class of two letters or more and its styles")
	}
	return p.unexpected("a name in quotes").WithHint(`a row is "name" or "name": 10`)
}

func (p *parser) item(level int, name string) error {
	start := p.pos
	p.pos += len(name)
	n := &Node{Name: name[1 : len(name)-1], level: level}
	mark := p.pos
	p.indent()
	switch rest := p.rest(); {
	case strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, ":::"), strings.HasPrefix(rest, ","):
		if err := p.value(n); err != nil {
			return err
		}
	default:
		p.pos = mark
	}
	if err := p.selector(n); err != nil {
		return err
	}
	return p.add(n, start)
}

func (p *parser) value(n *Node) error {
	p.pos++
	p.indent()
	s := number.FindString(p.rest())
	if s == "" {
		return p.unexpected("the value of " + chart.Quote(n.Name)).WithHint("values are numbers without sign, such as 12.5")
	}
	p.pos += len(s)
	n.Leaf, n.Value = true, parse(strings.ReplaceAll(s, ",", ""))
	return nil
}

var decimal = regexp.MustCompile(`^(?:\d+\.?\d*|\.\d+)`)

func parse(s string) float64 {
	v, err := strconv.ParseFloat(decimal.FindString(s), 64)
	if err != nil && !math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

func (p *parser) selector(n *Node) error {
	mark := p.pos
	p.lines()
	if !strings.HasPrefix(p.rest(), ":::") {
		p.pos = mark
		return nil
	}
	p.pos += 3
	p.lines()
	n.Class = word.FindString(p.rest())
	if n.Class == "" || reserved(p.rest()) {
		return p.unexpected("the name of a class")
	}
	p.pos += len(n.Class)
	return nil
}

// reserved reports whether a statement begins here, whose word is no class.
func reserved(s string) bool {
	n, _, _ := scan.CommonStatement(s)
	return n > 0 || strings.HasPrefix(s, "treemap") || classDef.MatchString(s)
}

func (p *parser) class(m []string) {
	declarations := strings.TrimRight(m[2], " \t")
	if strings.HasSuffix(m[0], ";") {
		declarations = m[2]
	}
	p.chart.define(m[1], declarations)
}

func (p *parser) add(n *Node, at int) error {
	c := p.chart
	if len(c.nodes) == maxNodes {
		return p.src.Errorf(at, 1, "the chart has more than %d rectangles", maxNodes).WithHint("split the chart into several")
	}
	for len(p.open) > 0 && p.open[len(p.open)-1].level >= n.level {
		p.open = p.open[:len(p.open)-1]
	}
	if len(p.open) == maxDepth {
		return p.src.Errorf(at, 1, "the chart is nested deeper than %d levels", maxDepth).WithHint("make a chart of its own of the inner levels")
	}
	if k := len(p.open); k > 0 {
		p.open[k-1].Children = append(p.open[k-1].Children, n)
	} else {
		c.Roots = append(c.Roots, n)
	}
	c.nodes = append(c.nodes, n)
	if !n.Leaf {
		p.open = append(p.open, n)
	}
	return nil
}
