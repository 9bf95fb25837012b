package kanban

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/internal/outline"
)

// maxItems is the most columns and cards that a board may have.
const maxItems = 1000

// Parse reads a kanban board.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{
		lex: outline.Lexer{Text: src.Text, Word: "kanban", Data: true}, src: src,
		chart: &Chart{
			front: chart.Sanitize(src.Title), ticketURL: src.Config.Text("kanban.ticketBaseUrl"),
			width: src.Config.Number("mindmap.maxNodeWidth", 200), padding: src.Config.Number("mindmap.padding", 10),
		},
	}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	lex     outline.Lexer
	tok     outline.Token
	src     *chart.Source
	chart   *Chart
	counter int
}

func (p *parser) advance() { p.tok = p.lex.Next() }

func (p *parser) unexpected(want string) *chart.Error {
	found := chart.Quote(p.lex.Text[p.tok.At:])
	switch p.tok.Kind {
	case outline.NewLine, outline.SpaceLine:
		found = "an empty line"
	case outline.Space:
		found = "a blank"
	}
	return p.src.Errorf(p.tok.At, p.tok.N, "expected %s, found %s", want, found)
}

func (p *parser) document() error {
	p.advance()
	for p.tok.Kind == outline.SpaceLine || p.tok.Kind == outline.NewLine {
		p.advance()
	}
	if p.tok.Kind != outline.Head {
		return p.unexpected(`"kanban"`)
	}
	p.advance()
	if p.tok.Kind == outline.NewLine {
		p.advance()
	}
	for {
		if err := p.statement(); err != nil {
			return err
		}
		if err := p.stop(); err != nil {
			return err
		}
		if p.tok.Kind == outline.End {
			return nil
		}
	}
}

// stop reads the end of a line.
func (p *parser) stop() error {
	switch p.tok.Kind {
	case outline.NewLine, outline.SpaceLine:
		p.advance()
	case outline.End:
		return nil
	default:
		err := p.unexpected("the end of the line")
		if len(p.chart.items) == 0 {
			err.Hint = "remove the empty line before the first column"
		}
		return err
	}
	for p.tok.Kind == outline.NewLine {
		p.advance()
	}
	return nil
}

func (p *parser) statement() error {
	level := 0
	indented := p.tok.Kind == outline.Space
	if indented {
		level = utf8.RuneCountInString(p.tok.Text)
		p.advance()
	}
	switch p.tok.Kind {
	case outline.ID, outline.Open:
		return p.item(level)
	case outline.Icon, outline.Class:
		return p.decorate()
	case outline.SpaceLine:
		if !indented {
			p.advance()
			return nil
		}
	}
	if indented {
		return nil
	}
	return p.unexpected("a column or a card")
}

// decorate reads an icon or classes, which belong to the card before.
func (p *parser) decorate() error {
	if len(p.chart.items) == 0 {
		return p.src.Errorf(p.tok.At, p.tok.N, "%s stands before the first column", chart.Quote(p.tok.Text))
	}
	last := p.chart.items[len(p.chart.items)-1]
	text := chart.Sanitize(p.tok.Text)
	if p.tok.Kind == outline.Icon {
		last.Icon = text
		p.src.Warn(p.tok.At, p.tok.N, "icon %s is not drawn", chart.Quote(text))
	} else {
		last.Classes = text
	}
	p.advance()
	return nil
}

func (p *parser) item(level int) error {
	at := p.tok.At
	n := &Item{level: level, padding: p.chart.padding}
	if p.tok.Kind == outline.ID {
		n.ID, n.Label = p.tok.Text, p.tok.Text
		p.advance()
	}
	if p.tok.Kind == outline.Open {
		open := p.tok.Text
		p.advance()
		if p.tok.Kind != outline.Text {
			return p.unexpected("the text of the card")
		}
		n.Label = p.tok.Text
		if n.ID == "" {
			n.ID = n.Label
		}
		p.advance()
		if p.tok.Kind != outline.Close {
			return p.unexpected("the end of the text")
		}
		if open == "[" || open == "{{" || open == "(" && p.tok.Text == ")" {
			n.padding *= 2
		}
		p.advance()
	}
	n.ID, n.Label = chart.Sanitize(n.ID), chart.Sanitize(n.Label)
	if n.ID == "" {
		n.ID = p.newID()
	}
	if p.tok.Kind == outline.Data {
		if err := p.data(n); err != nil {
			return err
		}
		p.advance()
	}
	return p.add(n, at)
}

func (p *parser) newID() string {
	id := "kbn" + strconv.Itoa(p.counter)
	p.counter++
	return id
}

// data reads the YAML behind a card.
func (p *parser) data(n *Item) error {
	text := p.tok.Text
	if !strings.Contains(text, "\n") {
		text = "{\n" + text + "\n}"
	}
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil || doc == nil {
		return p.src.Errorf(p.tok.At, p.tok.N, "%s is not a list of keys and values", chart.Quote(strings.TrimSpace(p.tok.Text))).
			WithHint("write: @{ ticket: MC-2037, assigned: 'name', priority: 'High' }")
	}
	if shape, ok := doc["shape"].(string); ok && (shape != strings.ToLower(shape) || strings.Contains(shape, "_")) {
		return p.src.Errorf(p.tok.At, p.tok.N, "there is no shape %s", chart.Quote(shape)).WithHint("names of shapes are in lower case")
	}
	get := func(key string) string {
		switch v := doc[key].(type) {
		case nil:
			return ""
		case bool:
			if !v {
				return ""
			}
		case int:
			if v == 0 {
				return ""
			}
		}
		return fmt.Sprint(doc[key])
	}
	if label := get("label"); label != "" {
		n.Label = label
	}
	n.Icon, n.Assigned, n.Ticket, n.Priority = get("icon"), get("assigned"), get("ticket"), get("priority")
	return nil
}

// add puts an item into the last column, or makes it a column if it is
// indented like the first.
func (p *parser) add(n *Item, at int) error {
	items := p.chart.items
	size := p.tok.At - at
	if len(items) == maxItems {
		return p.src.Errorf(at, size, "the board has more than %d columns and cards", maxItems)
	}
	if len(items) > 0 {
		first := items[0].level
		var column *Item
		for i := len(items) - 1; i >= 0; i-- {
			if items[i].level == first && column == nil {
				column = items[i]
			}
			if items[i].level < first {
				return p.src.Errorf(at, size, "card %s is indented less than the first column", chart.Quote(items[i].Label)).
					WithHint("indent all columns alike, and cards more")
			}
		}
		if column != nil && n.level != column.level {
			n.parent = column.ID
			if n.parent == "" {
				n.parent = p.newID()
			}
		}
	}
	if n.parent == "" {
		p.chart.Columns = append(p.chart.Columns, n)
	}
	p.chart.items = append(p.chart.items, n)
	return nil
}
