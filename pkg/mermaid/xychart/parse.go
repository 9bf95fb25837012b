package xychart

import (
	"math"
	"strconv"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

const (
	maxPlots  = 60
	maxPoints = 5000
)

// Parse reads an xy chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{lex: lexer{src: src, text: src.Text}, src: src, chart: newChart(src)}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	lex   lexer
	tok   token
	src   *chart.Source
	chart *Chart
	// setX and setY say that the author gave the axis; otherwise the data
	// make it.
	setX, setY bool
	points     int
}

func (p *parser) advance() (err error) {
	p.tok, err = p.lex.next()
	return err
}

func (p *parser) unexpected(want string) *chart.Error {
	found := chart.Quote(p.lex.text[p.tok.at : p.tok.at+p.tok.n])
	if p.tok.kind == tEnd || p.tok.kind == tEOL {
		found = "the end of the line"
	}
	return p.src.Errorf(p.tok.at, p.tok.n, "expected %s, found %s", want, found)
}

func (p *parser) word(w string) bool { return p.tok.kind == tWord && p.tok.text == w }

func (p *parser) document() error {
	if err := p.advance(); err != nil {
		return err
	}
	for {
		switch {
		case p.tok.kind == tEOL:
		case p.word("xychart"), p.word("xychart-beta"):
			if err := p.advance(); err != nil {
				return err
			}
			if !p.word("vertical") && !p.word("horizontal") {
				continue
			}
			p.chart.Horizontal = p.tok.text == "horizontal"
		default:
			return p.statements()
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
}

func (p *parser) statements() error {
	for first := true; ; first = false {
		var err error
		switch p.tok.kind {
		case tEnd:
			return nil
		case tEOL:
			if first {
				return p.unexpected("a statement")
			}
			err = p.advance()
		case tAcc:
			scan.SetAcc(&p.chart.Acc, p.tok.acc, p.tok.text)
			err = p.advance()
		case tWord:
			err = p.statement()
		default:
			return p.unexpected("title, x-axis, y-axis, bar or line")
		}
		if err != nil {
			return err
		}
	}
}

func (p *parser) statement() error {
	w := p.tok
	if err := p.advance(); err != nil {
		return err
	}
	switch w.text {
	case "title":
		text, err := p.text("the title")
		p.chart.Title = chart.Sanitize(text)
		return err
	case "x-axis":
		return p.axis(&p.chart.X, true)
	case "y-axis":
		return p.axis(&p.chart.Y, false)
	case "line", "bar":
		return p.plot(w)
	}
	return p.src.Errorf(w.at, w.n, "%q stands in the first line only", w.text)
}

func (p *parser) hasText() bool { return p.tok.kind == tText || p.tok.kind == tPart }

// text reads a text: one in quotes, or letters, digits and marks, between
// which white space does not count.
func (p *parser) text(what string) (string, error) {
	if !p.hasText() {
		return "", p.unexpected(what).WithHint(`put texts in quotes: "…"`)
	}
	s := p.tok.text
	quoted := p.tok.kind == tText
	for {
		if err := p.advance(); err != nil {
			return "", err
		}
		if quoted || p.tok.kind != tPart {
			return scan.Trim(s), nil
		}
		s += p.tok.text
	}
}

// axis reads an axis: a name, and a range or, on the x axis, categories.
func (p *parser) axis(a *Axis, categories bool) error {
	named := p.hasText()
	a.Title = ""
	if named {
		text, err := p.text("the axis")
		if err != nil {
			return err
		}
		a.Title = chart.Sanitize(text)
	}
	switch {
	case p.tok.kind == tNumber:
		return p.span(a, categories)
	case categories && p.tok.kind == tOpen:
		return p.band(a)
	case named:
		return nil
	}
	return p.unexpected("the axis").WithHint(`write: y-axis "name" 0 --> 100`)
}

func (p *parser) span(a *Axis, x bool) error {
	from := p.tok.text
	if err := p.advance(); err != nil {
		return err
	}
	if p.tok.kind != tArrow {
		return p.unexpected("-->")
	}
	if err := p.advance(); err != nil {
		return err
	}
	if p.tok.kind != tNumber {
		return p.unexpected("the end of the range")
	}
	a.Categories, a.Band = nil, false
	a.Min, a.Max = parse(from), parse(p.tok.text)
	if x {
		p.setX = true
	} else {
		p.setY = true
	}
	return p.advance()
}

func parse(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

func (p *parser) band(a *Axis) error {
	var list []string
	for {
		if err := p.advance(); err != nil {
			return err
		}
		text, err := p.text("a category")
		if err != nil {
			return err
		}
		list = append(list, chart.Sanitize(text))
		switch p.tok.kind {
		case tComma:
			continue
		case tClose:
			a.Categories, a.Band = list, true
			p.setX = true
			return p.advance()
		}
		return p.unexpected(`"," or "]"`)
	}
}

// plot reads a bar or line statement.
func (p *parser) plot(w token) error {
	pl := Plot{Kind: w.text}
	if p.hasText() {
		text, err := p.text("the series")
		if err != nil {
			return err
		}
		pl.Title = chart.Sanitize(text)
	}
	if p.tok.kind != tOpen {
		return p.unexpected("the numbers in brackets").WithHint("write: %s [1, 2, 3]", w.text)
	}
	var labels []string
	labelled := false
	for {
		if err := p.advance(); err != nil {
			return err
		}
		if p.tok.kind != tNumber {
			return p.unexpected("a number")
		}
		pl.Values = append(pl.Values, parse(p.tok.text))
		if err := p.advance(); err != nil {
			return err
		}
		label := ""
		if p.tok.kind == tText {
			label, labelled = chart.Sanitize(scan.Trim(p.tok.text)), true
			if err := p.advance(); err != nil {
				return err
			}
		}
		labels = append(labels, label)
		if p.tok.kind == tComma {
			continue
		}
		if p.tok.kind != tClose {
			return p.unexpected(`"," or "]"`)
		}
		break
	}
	if labelled && pl.Kind == "line" {
		pl.Labels = labels
	}
	if p.points += len(pl.Values); p.points > maxPoints || len(p.chart.Plots) == maxPlots {
		return p.src.Errorf(w.at, w.n, "the chart has more than %d series or %d numbers", maxPlots, maxPoints)
	}
	p.add(pl)
	return p.advance()
}

// add adds a plot and widens the axes that the author left open.
func (p *parser) add(pl Plot) {
	c := p.chart
	if !p.setX {
		low, high := 1.0, float64(len(pl.Values))
		if !c.X.Band {
			low, high = min(c.X.Min, low), max(c.X.Max, high)
		}
		c.X.Band, c.X.Min, c.X.Max = false, low, high
		p.setX = true
	}
	if c.X.Band && len(pl.Values) > len(c.X.Categories) {
		pl.Values = pl.Values[:len(c.X.Categories)]
	}
	if !p.setY {
		for _, v := range pl.Values {
			c.Y.Min, c.Y.Max = min(c.Y.Min, v), max(c.Y.Max, v)
		}
	}
	pl.at = c.X.places(pl.Values)
	c.Plots = append(c.Plots, pl)
}

func newChart(src *chart.Source) *Chart {
	return &Chart{
		X: Axis{Band: true}, Y: Axis{Min: math.Inf(1), Max: math.Inf(-1)},
		front: chart.Sanitize(src.Title), src: src,
		Horizontal: src.Config.Text("xyChart.chartOrientation") == "horizontal",
		dataLabels: src.Config.Bool("xyChart.showDataLabel", false),
	}
}
