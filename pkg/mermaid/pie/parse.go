package pie

import (
	"regexp"
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

// blank skips blanks and comments, but no line end.
func (p *parser) blank() {
	for {
		rest := p.rest()
		n := len(rest) - len(strings.TrimLeft(rest, "\t "))
		if strings.HasPrefix(rest[n:], "%%") {
			n += scan.Until(rest[n:], "\n")
		}
		if n == 0 {
			return
		}
		p.pos += n
	}
}

// lines skips line ends as well.
func (p *parser) lines() {
	for {
		p.blank()
		if !strings.HasPrefix(p.rest(), "\n") {
			return
		}
		p.pos++
	}
}

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

// keyword matches a word that a blank, a line end or a comment follows.
func (p *parser) keyword(word string) bool {
	rest := p.rest()
	if !strings.HasPrefix(rest, word) {
		return false
	}
	after := rest[len(word):]
	if after != "" && scan.Space(after) == 0 && !strings.HasPrefix(after, "%%") {
		return false
	}
	p.pos += len(word)
	return true
}

func (p *parser) document() error {
	p.lines()
	if !p.keyword("pie") {
		return p.unexpected(`"pie"`)
	}
	p.blank()
	p.chart.ShowData = p.keyword("showData")
	for {
		p.lines()
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

var (
	title    = regexp.MustCompile(`^title([\t ][^\n]*)?`)
	accTitle = regexp.MustCompile(`^accTitle[\t ]*:([^\n]*)`)
	accDescr = regexp.MustCompile(`^accDescr(?:[\t ]*:([^\n]*)|\s*\{([^}]*)\})`)
	blanks   = regexp.MustCompile(`[\t ]{2,}`)
	ends     = regexp.MustCompile(`\n{2,}`)
)

func (p *parser) statement() error {
	rest := p.rest()
	c := p.chart
	if m := title.FindStringSubmatch(rest); m != nil {
		value, n := line(m)
		c.Title = chart.Sanitize(value)
		p.pos += n
		return nil
	}
	if m := accTitle.FindStringSubmatch(rest); m != nil {
		value, n := line(m)
		scan.SetAcc(&c.Acc, scan.AccTitle, value)
		p.pos += n
		return nil
	}
	if m := accDescr.FindStringSubmatch(rest); m != nil {
		value, n := line(m[:2])
		if strings.HasSuffix(m[0], "}") && m[1] == "" {
			value, n = paragraph(m[2]), len(m[0])
		}
		scan.SetAcc(&c.Acc, scan.AccDescr, value)
		p.pos += n
		return nil
	}
	return p.slice()
}

// line returns a one-line value, which a comment may end, and the length of
// the whole.
func line(m []string) (value string, n int) {
	value, n = m[1], len(m[0])
	if i := strings.Index(value, "%%"); i >= 0 {
		n -= len(value) - i
		value = value[:i]
	}
	return blanks.ReplaceAllString(scan.Trim(value), " "), n
}

// paragraph returns a value of several lines without the blanks around them.
func paragraph(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = scan.Trim(lines[i])
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	return ends.ReplaceAllString(blanks.ReplaceAllString(s, " "), "\n")
}

// slice reads "label" : value.
func (p *parser) slice() error {
	at := p.pos
	n := quoted(p.rest())
	if n == 0 {
		return p.unexpected("a slice").WithHint(`write a slice as: "label" : 42`)
	}
	s := Slice{Label: unquote(p.rest()[:n]), offset: at}
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

// quoted returns the length of a text in quotes at the start of s.
func quoted(s string) int {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case s[0]:
			return i + 1
		case '\\':
			if i++; i < len(s) && s[i] == '\n' {
				return 0
			}
		}
	}
	return 0
}

// unquote removes the quotes and resolves what "\" escapes.
func unquote(s string) string {
	s = s[1 : len(s)-1]
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if k := strings.IndexByte("bfnrtv0", s[i]); k >= 0 {
			b.WriteByte("\b\f\n\r\t\v\x00"[k])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
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
