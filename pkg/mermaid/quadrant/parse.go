package quadrant

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxPoints is the most points that a chart may have.
const maxPoints = 500

// Parse reads a quadrant chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, chart: &Chart{front: chart.Sanitize(src.Title), classes: map[string]Style{}}}
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

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

// spaces skips blanks and comments.
func (p *parser) spaces() {
	for {
		rest := p.rest()
		if n := scan.LineSpace(rest); n > 0 && !strings.HasPrefix(rest[1:], "%%") {
			p.pos += n
			continue
		}
		if n := comment(rest); n > 0 {
			p.pos += n
			continue
		}
		return
	}
}

// comment returns the length of a comment, which any character may precede.
func comment(s string) int {
	if s == "" || s[0] == '\n' {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s)
	if strings.HasPrefix(s, "%%") || s[0] != '}' && strings.HasPrefix(s[size:], "%%") {
		return scan.Until(s, "\n")
	}
	return 0
}

// ends skips the ends of lines and statements.
func (p *parser) ends() {
	for {
		p.spaces()
		if rest := p.rest(); rest == "" || rest[0] != '\n' && rest[0] != ';' {
			return
		}
		p.pos++
	}
}

func (p *parser) document() error {
	p.ends()
	n := scan.Fold(p.rest(), "quadrantchart")
	if n == 0 {
		return p.unexpected(`"quadrantChart"`)
	}
	p.pos += n
	for {
		p.spaces()
		if rest := p.rest(); rest != "" && rest[0] != '\n' && rest[0] != ';' {
			if err := p.statement(); err != nil {
				return err
			}
			p.spaces()
			if rest := p.rest(); rest != "" && rest[0] != '\n' && rest[0] != ';' {
				return p.unexpected("the end of the line")
			}
		}
		p.ends()
		if p.rest() == "" {
			return nil
		}
	}
}

func (p *parser) statement() error {
	rest := p.rest()
	if n := scan.Word(rest, "title"); n > 0 {
		m := scan.Until(rest[n:], "\n")
		p.chart.Title = chart.Sanitize(scan.Trim(rest[n : n+m]))
		p.pos += n + m
		return nil
	}
	if n, acc, text := scan.Accessible(rest); n > 0 {
		scan.SetAcc(&p.chart.Acc, acc, text)
		p.pos += n
		return nil
	}
	for _, axis := range []struct {
		word string
		to   *[2]string
	}{{"x-axis", &p.chart.X}, {"y-axis", &p.chart.Y}} {
		if n := scan.Fold(rest, axis.word); n > 0 {
			p.pos += n
			return p.axis(axis.to)
		}
	}
	for i := range p.chart.Quadrants {
		if n := scan.Fold(rest, "quadrant-"+strconv.Itoa(i+1)); n > 0 {
			p.pos += n
			p.blanks()
			text, err := p.label("the quadrant's name")
			p.chart.Quadrants[i] = text
			return err
		}
	}
	if n := scan.Word(rest, "classdef"); n > 0 {
		p.pos += n
		return p.class()
	}
	return p.point()
}

func (p *parser) blanks() { p.pos += len(p.rest()) - len(strings.TrimLeft(p.rest(), " ")) }

// reserved are words that begin a statement wherever they stand.
var reserved = regexp.MustCompile(`^(?i: *(?:x-axis|y-axis|quadrant-[1-4]|quadrantChart))`)

var arrow = regexp.MustCompile(`^ *--+> *`)

// axis reads the names of an axis' ends.
func (p *parser) axis(to *[2]string) error {
	p.blanks()
	from, err := p.label("the name of the axis")
	if err != nil {
		return err
	}
	to[0] = from
	m := arrow.FindString(p.rest())
	if m == "" {
		return nil
	}
	p.pos += len(m)
	if rest := p.rest(); rest == "" || rest[0] == '\n' || rest[0] == ';' {
		to[0] = from + " ⟶"
		return nil
	}
	to[1], err = p.label("the name of the axis' other end")
	return err
}

// label reads a text: words and most marks, or in quotes what one likes.
func (p *parser) label(what string) (string, error) {
	var b strings.Builder
	start := p.pos
	for {
		rest := p.rest()
		switch {
		case rest == "" || rest[0] == '\n' || rest[0] == ';', arrow.MatchString(rest), strings.HasPrefix(rest, ":::"), pointStart.MatchString(rest), comment(rest) > 0:
			if b.Len() == 0 {
				return "", p.unexpected(what)
			}
			return chart.Sanitize(scan.Trim(b.String())), nil
		case rest[0] == '"':
			if p.pos > start {
				return "", p.unexpected("the end of the text").WithHint("put the whole text in quotes")
			}
			if err := p.quoted(&b); err != nil {
				return "", err
			}
		default:
			n := p.piece(rest, p.pos == start)
			if n == 0 {
				return "", p.unexpected("a letter, digit or mark that may stand in a text").WithHint(`put the text in quotes: "…"`)
			}
			b.WriteString(rest[:n])
			p.pos += n
		}
	}
}

// piece returns the length of the part of a text at the start of s, zero if
// there is none.
func (p *parser) piece(s string, first bool) int {
	c := s[0]
	switch {
	case reserved.MatchString(s):
		return 0
	case c >= utf8.RuneSelf:
		_, n := utf8.DecodeRuneInString(s)
		return n
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		if scan.Word(s, "title") > 0 || scan.Word(s, "classdef") > 0 {
			return 0
		}
		n := 1
		for n < len(s) && s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' {
			n++
		}
		return n
	case c == ' ' || c == '\t' || c == '-':
		if first {
			return 0
		}
		return 1
	case scan.IsDigit(c) || strings.IndexByte("+,=*#_.&!$%'`?\\/", c) >= 0:
		return 1
	}
	return 0
}

func (p *parser) quoted(b *strings.Builder) error {
	open, end := 1, `"`
	if strings.HasPrefix(p.rest(), "\"`") {
		open, end = 2, "`\""
	}
	n := strings.Index(p.rest()[open:], end)
	if n < 0 {
		return p.unexpected("a closing quote")
	}
	b.WriteString(p.rest()[open : open+n])
	p.pos += open + n + len(end)
	return nil
}

var (
	pointStart = regexp.MustCompile(`^\s*:\s*\[\s*`)
	pointPlace = regexp.MustCompile(`^(1|0(?:.\d+)?)\s*,\s*(1|0(?:.\d+)?)\s*\] *`)
)

// point reads "name: [x, y] styles".
func (p *parser) point() error {
	at := p.pos
	text, err := p.label("a point, an axis or a quadrant")
	if err != nil {
		return err
	}
	pt := Point{Name: text}
	if strings.HasPrefix(p.rest(), ":::") {
		p.pos += 3
		n := len(word(p.rest()))
		if n == 0 {
			return p.unexpected("the name of a class")
		}
		pt.Class = p.rest()[:n]
		p.pos += n
	}
	m := pointStart.FindString(p.rest())
	if m == "" {
		return p.unexpected("the point's place").WithHint("write a point as: Name: [0.3, 0.6]")
	}
	p.pos += len(m)
	place := pointPlace.FindStringSubmatch(p.rest())
	if place == nil {
		return p.unexpected("two numbers from 0 to 1").WithHint("write a point as: Name: [0.3, 0.6]")
	}
	pt.X, _ = strconv.ParseFloat(place[1], 64)
	pt.Y, _ = strconv.ParseFloat(place[2], 64)
	p.pos += len(place[0])
	if pt.Style, err = p.styles(); err != nil {
		return err
	}
	if len(p.chart.Points) == maxPoints {
		return p.src.Errorf(at, p.pos-at, "the chart has more than %d points", maxPoints)
	}
	p.chart.Points = append(p.chart.Points, pt)
	return nil
}

func word(s string) string {
	n := 0
	for n < len(s) && scan.IsWord(s[n]) {
		n++
	}
	return s[:n]
}

// class reads "classDef name styles".
func (p *parser) class() error {
	p.spaces()
	name := word(p.rest())
	if name == "" {
		return p.unexpected("the name of a class")
	}
	p.pos += len(name)
	p.spaces()
	at := p.pos
	style, err := p.styles()
	if err == nil && p.pos == at {
		return p.unexpected("styles such as color: #f30, radius: 10")
	}
	p.chart.classes[name] = style
	return err
}

var (
	hexColor = regexp.MustCompile(`^#?([\dA-Fa-f]{6}|[\dA-Fa-f]{3})$`)
	pixels   = regexp.MustCompile(`^\d+px$`)
	whole    = regexp.MustCompile(`^\d+$`)
)

// styles reads "radius: 10, color: #f30" up to the end of the line.
func (p *parser) styles() (Style, error) {
	var s Style
	n := scan.Until(p.rest(), "\n;")
	line := scan.Trim(p.rest()[:n])
	if line == "" {
		return s, nil
	}
	for _, part := range strings.Split(line, ",") {
		key, value, _ := strings.Cut(scan.Trim(part), ":")
		key, value = scan.Trim(key), scan.Trim(value)
		ok := true
		switch key {
		case "radius":
			ok = whole.MatchString(value)
			s.Radius, _ = strconv.ParseFloat(value, 64)
		case "color":
			ok = hexColor.MatchString(value)
			s.Color = value
		case "stroke-color":
			ok = hexColor.MatchString(value)
			s.Stroke = value
		case "stroke-width":
			ok = pixels.MatchString(value)
			s.Width = strings.TrimSuffix(value, "px")
		default:
			return s, p.src.Errorf(p.pos, n, "there is no style %s", chart.Quote(key)).
				WithHint("the styles are radius, color, stroke-color and stroke-width")
		}
		if !ok {
			return s, p.src.Errorf(p.pos, n, "%s is no value for %s", chart.Quote(value), key).
				WithHint("write colours as #f30, widths as 2px, a radius as 10")
		}
	}
	p.pos += n
	return s, nil
}
