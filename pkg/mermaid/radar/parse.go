package radar

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// Limits of a chart.
const (
	maxAxes   = 60
	maxCurves = 60
	maxTicks  = 32
)

// Parse reads a radar chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, chart: &Chart{
		Options: Options{ShowLegend: true, Ticks: 5, Graticule: "circle"},
		src:     src, front: chart.Sanitize(src.Title),
	}}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	src   *chart.Source
	text  string
	tok   token
	chart *Chart
	raw   []rawCurve
}

// rawCurve is a curve whose values may still name their axes.
type rawCurve struct {
	Curve
	axes []string
	at   int
	n    int
}

func (p *parser) advance() { p.tok = next(p.text, p.tok.at+p.tok.n) }

func (p *parser) unexpected(want string) *chart.Error {
	return p.src.Errorf(p.tok.at, p.tok.n, "expected %s, found %s", want, chart.Quote(p.text[p.tok.at:]))
}

func (p *parser) expect(sign string) error {
	if !p.tok.is(sign) {
		return p.unexpected(`"` + sign + `"`)
	}
	p.advance()
	return nil
}

func (p *parser) newlines() {
	for p.tok.kind == tNewline {
		p.advance()
	}
}

func (p *parser) document() error {
	at := scan.BlankLines(p.text)
	n := scan.Keyword(p.text[at:], "radar-beta")
	if strings.HasPrefix(p.text[at:], "radar-beta:") {
		n = len("radar-beta:")
	}
	p.tok = token{at: at, n: n}
	if n == 0 {
		return p.unexpected(`"radar-beta"`)
	}
	p.advance()
	if p.tok.is(":") && !strings.HasPrefix(p.text[at:], "radar-beta:") {
		p.advance()
	}
	for p.tok.kind != tEnd {
		if err := p.statement(); err != nil {
			return err
		}
	}
	return p.resolve()
}

func (p *parser) statement() error {
	switch {
	case p.tok.kind == tNewline:
		p.advance()
		return nil
	case p.tok.kind == tCommon:
		scan.SetCommon(&p.chart.Title, &p.chart.Acc, p.tok.common, p.tok.text)
		p.advance()
		if p.tok.kind != tNewline && p.tok.kind != tEnd {
			return p.unexpected("the end of the line")
		}
		return nil
	case p.tok.is("axis"):
		p.advance()
		return p.list(p.axis)
	case p.tok.is("curve"):
		p.advance()
		return p.list(p.curve)
	case p.tok.kind == tKeyword && p.tok.text != "radar-beta":
		return p.list(p.option)
	}
	return p.unexpected("axis, curve or an option such as max")
}

// list reads what commas separate.
func (p *parser) list(item func() error) error {
	for {
		if err := item(); err != nil {
			return err
		}
		if !p.tok.is(",") {
			return nil
		}
		p.advance()
	}
}

// named reads a name and, in brackets, its label.
func (p *parser) named(what string) (name, label string, err error) {
	if p.tok.kind != tName {
		return "", "", p.unexpected("the name of " + what).WithHint("names are of ASCII letters, digits and underscores; a label in other letters follows in brackets and quotes: a[\"…\"]")
	}
	name = p.tok.text
	p.advance()
	if !p.tok.is("[") {
		return name, name, nil
	}
	p.advance()
	if p.tok.kind != tString {
		return "", "", p.unexpected("a label in quotes")
	}
	label = p.tok.text
	p.advance()
	return name, label, p.expect("]")
}

func (p *parser) axis() error {
	at := p.tok
	name, label, err := p.named("an axis")
	if err != nil {
		return err
	}
	if len(p.chart.Axes) == maxAxes {
		return p.src.Errorf(at.at, at.n, "the chart has more than %d axes", maxAxes).WithHint("split the chart into several")
	}
	p.chart.Axes = append(p.chart.Axes, Axis{name, label})
	return nil
}

func (p *parser) curve() error {
	c := rawCurve{at: p.tok.at, n: p.tok.n}
	name, label, err := p.named("a curve")
	if err != nil {
		return err
	}
	if len(p.raw) == maxCurves {
		return p.src.Errorf(c.at, c.n, "the chart has more than %d curves", maxCurves).WithHint("split the chart into several")
	}
	c.Name, c.Label = name, label
	if err := p.expect("{"); err != nil {
		return err
	}
	p.newlines()
	named := p.tok.kind == tName
	err = p.list(func() error {
		p.newlines()
		return p.entry(&c, named)
	})
	if err != nil {
		return err
	}
	p.newlines()
	p.raw = append(p.raw, c)
	return p.expect("}")
}

func (p *parser) entry(c *rawCurve, named bool) error {
	if len(c.Entries) == 4*maxAxes {
		return p.src.Errorf(p.tok.at, p.tok.n, "the curve has more than %d values", 4*maxAxes)
	}
	if named {
		if p.tok.kind != tName {
			return p.unexpected("an axis and its value")
		}
		c.axes = append(c.axes, p.tok.text)
		p.advance()
		if p.tok.is(":") {
			p.advance()
		}
	}
	if p.tok.kind != tNumber {
		return p.unexpected("a number")
	}
	c.Entries = append(c.Entries, p.tok.number)
	p.advance()
	return nil
}

func (p *parser) option() error {
	name := p.tok
	if name.kind != tKeyword || name.text == "axis" || name.text == "curve" {
		return p.unexpected("an option such as max")
	}
	p.advance()
	want, ok := "a number", p.tok.kind == tNumber
	o := &p.chart.Options
	v := p.tok.number
	switch name.text {
	case "showLegend":
		want, ok = "true or false", p.tok.kind == tBool
		o.ShowLegend = p.tok.text == "true"
	case "graticule":
		want, ok = "circle or polygon", p.tok.kind == tShape
		o.Graticule = p.tok.text
	case "ticks":
		o.Ticks = min(v, maxTicks)
	case "max":
		o.Max = &v
	case "min":
		o.Min = v
	}
	if !ok {
		return p.unexpected(want)
	}
	p.advance()
	return nil
}

// resolve puts the values that name their axes in the order of the axes.
func (p *parser) resolve() error {
	for _, raw := range p.raw {
		c := raw.Curve
		if raw.axes != nil {
			if len(p.chart.Axes) == 0 {
				return p.src.Errorf(raw.at, raw.n, "curve %s names axes, but the chart has none", c.Name).WithHint("add a line such as: axis a, b, c")
			}
			c.Entries = nil
			for _, axis := range p.chart.Axes {
				i := index(raw.axes, axis.Name)
				if i < 0 {
					return p.src.Errorf(raw.at, raw.n, "curve %s has no value for the axis %s", c.Name, axis.Name)
				}
				c.Entries = append(c.Entries, raw.Entries[i])
			}
		}
		if len(c.Entries) != len(p.chart.Axes) {
			p.src.Warn(raw.at, raw.n, "curve %s is not drawn: it has %d values, but there are %d axes", c.Name, len(c.Entries), len(p.chart.Axes))
		}
		p.chart.Curves = append(p.chart.Curves, c)
	}
	return nil
}

func index(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}
