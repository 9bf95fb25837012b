package packet

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// Chart is a packet.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Rows are the rows of the drawing; a field that does not fit a row goes
	// on in the next.
	Rows [][]Field

	fields     []Field // as the author wrote them
	front      string
	bitsPerRow int
	showBits   bool
}

// Field is a field, or the part of one that stands in a row. Bits counts as
// the reference does: parts of a field have one less.
type Field struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Bits  int    `json:"bits"`
	Label string `json:"label"`
}

const (
	// maxRows is the most rows that a packet may have.
	maxRows = 1000
	maxBit  = 1 << 20
)

// Parse reads a packet.
func Parse(src *chart.Source) (chart.Chart, error) {
	c := &Chart{
		front:      chart.Sanitize(src.Title),
		bitsPerRow: int(max(1, min(1024, src.Config.Number("packet.bitsPerRow", 32)))),
		showBits:   src.Config.Bool("packet.showBits", true),
	}
	p := &parser{src: src, text: src.Text, chart: c, next: 0}
	if err := p.document(); err != nil {
		return nil, err
	}
	return c, nil
}

type parser struct {
	src   *chart.Source
	text  string
	pos   int
	chart *Chart
	next  int // the first bit of the next field
	row   []Field
}

func (p *parser) rest() string { return p.text[p.pos:] }

func (p *parser) blank() { p.pos += scan.Blank(p.rest()) }

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

func (p *parser) document() error {
	p.pos += scan.BlankLines(p.rest())
	n := scan.Keyword(p.rest(), "packet")
	if strings.HasPrefix(p.rest(), "packet-beta") {
		n = len("packet-beta")
	}
	if n == 0 {
		return p.unexpected(`"packet"`)
	}
	p.pos += n
	for {
		p.pos += scan.BlankLines(p.rest())
		if p.rest() == "" {
			break
		}
		if err := p.statement(); err != nil {
			return err
		}
		p.blank()
		if rest := p.rest(); rest != "" && rest[0] != '\n' {
			return p.unexpected("the end of the line")
		}
	}
	if len(p.row) > 0 {
		p.chart.Rows = append(p.chart.Rows, p.row)
	}
	return nil
}

func (p *parser) statement() error {
	if n, kind, value := scan.CommonStatement(p.rest()); n > 0 {
		scan.SetCommon(&p.chart.Title, &p.chart.Acc, kind, value)
		p.pos += n
		return nil
	}
	at := p.pos
	f, err := p.field()
	if err != nil {
		return err
	}
	return p.add(f, at)
}

// integer reads a whole number.
func (p *parser) integer() (int, bool) {
	n := scan.Digits(p.rest())
	switch {
	case n == 0:
		return 0, false
	case p.rest()[0] == '0':
		n = 1
	}
	v, err := strconv.Atoi(p.rest()[:n])
	if err != nil || v > maxBit {
		return 0, false
	}
	p.pos += n
	return v, true
}

// field reads "0-15: "label"", "7: "label"" or "+8: "label"".
func (p *parser) field() (Field, error) {
	f := Field{Start: p.next, End: -1}
	var ok bool
	if strings.HasPrefix(p.rest(), "+") {
		p.pos++
		p.blank()
		if f.Bits, ok = p.integer(); !ok {
			return f, p.unexpected("the number of bits")
		}
		if f.Bits == 0 {
			return f, p.src.Errorf(p.pos-1, 1, "a field cannot have zero bits")
		}
	} else {
		if f.Start, ok = p.integer(); !ok {
			return f, p.unexpected("a field").WithHint(`write a field as: 0-15: "Source Port", or +16: "Source Port"`)
		}
		p.blank()
		if strings.HasPrefix(p.rest(), "-") {
			p.pos++
			p.blank()
			if f.End, ok = p.integer(); !ok {
				return f, p.unexpected("the last bit")
			}
		}
	}
	p.blank()
	if !strings.HasPrefix(p.rest(), ":") {
		return f, p.unexpected(`":"`)
	}
	p.pos++
	p.blank()
	n, text := scan.Quoted(p.rest())
	if n == 0 {
		return f, p.unexpected("the label in quotes")
	}
	p.pos += n
	f.Label = text
	return f, nil
}

// add adds a field to the rows.
func (p *parser) add(f Field, at int) error {
	if f.End >= 0 && f.End < f.Start {
		return p.src.Errorf(at, p.pos-at, "the field ends at bit %d, before it begins", f.End)
	}
	if f.Start != p.next {
		return p.src.Errorf(at, p.pos-at, "the field begins at bit %d, not at %d where the one before ends", f.Start, p.next).
			WithHint("to give lengths instead write: +16: \"…\"")
	}
	if f.End < 0 {
		f.End = f.Start + max(1, f.Bits) - 1
	}
	if f.Bits == 0 {
		f.Bits = f.End - f.Start + 1
	}
	p.next = f.End + 1
	p.chart.fields = append(p.chart.fields, f)
	for {
		end := (len(p.chart.Rows) + 1) * p.chart.bitsPerRow
		part := f
		more := f.End+1 > end
		if more {
			part.End, part.Bits = end-1, end-1-f.Start
			f.Start, f.Bits = end, f.End-end
		}
		p.row = append(p.row, part)
		if part.End+1 == end {
			p.chart.Rows = append(p.chart.Rows, p.row)
			p.row = nil
		}
		if !more {
			return nil
		}
		if len(p.chart.Rows) >= maxRows {
			return p.src.Errorf(at, p.pos-at, "the packet has more than %d rows", maxRows)
		}
	}
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	rows := c.Rows
	if rows == nil {
		rows = [][]Field{}
	}
	return model{
		Kind: "packet", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Packet: rows, GetAccTitle: c.Acc.Title, GetTitle: c.Title, GetAccDescription: c.Acc.Description,
	}
}

// model repeats title and description, as the reference's answers do.
type model struct {
	Kind              string    `json:"kind"`
	AccTitle          string    `json:"accTitle,omitempty"`
	AccDescription    string    `json:"accDescription,omitempty"`
	Title             string    `json:"title,omitempty"`
	Packet            [][]Field `json:"getPacket"`
	GetAccTitle       string    `json:"getAccTitle"`
	GetTitle          string    `json:"getDiagramTitle"`
	GetAccDescription string    `json:"getAccDescription"`
}
