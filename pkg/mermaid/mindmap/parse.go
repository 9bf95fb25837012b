package mindmap

import (
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/internal/outline"
)

const (
	// maxNodes is the most nodes that a map may have.
	maxNodes = 2000
	// maxDepth is how deep it may be.
	maxDepth = 60
)

// Parse reads a mind map.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{lex: outline.Lexer{Text: src.Text, Word: "mindmap"}, src: src, chart: &Chart{front: chart.Sanitize(src.Title)}}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	lex   outline.Lexer
	tok   outline.Token
	src   *chart.Source
	chart *Chart
	nodes []*Node
	base  int
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
		return p.unexpected(`"mindmap"`)
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
		if len(p.nodes) == 0 {
			err.Hint = "remove the empty line before the root"
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
		return p.node(level)
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
	return p.unexpected("a node").WithHint("a map begins with its root on the line after mindmap")
}

// decorate reads an icon or classes, which belong to the node before.
func (p *parser) decorate() error {
	if len(p.nodes) == 0 {
		return p.src.Errorf(p.tok.At, p.tok.N, "%s stands before the first node", chart.Quote(p.tok.Text))
	}
	last := p.nodes[len(p.nodes)-1]
	text := chart.Sanitize(p.tok.Text)
	if p.tok.Kind == outline.Icon {
		last.Icon = text
		p.src.Warn(p.tok.At, p.tok.N, "icon %s is not drawn", chart.Quote(text))
	} else {
		last.Class = text
	}
	p.advance()
	return nil
}

func (p *parser) node(level int) error {
	at := p.tok.At
	n := &Node{}
	if p.tok.Kind == outline.ID {
		n.ID, n.Label = p.tok.Text, p.tok.Text
		p.advance()
	}
	if p.tok.Kind == outline.Open {
		open := p.tok.Text
		p.advance()
		if p.tok.Kind != outline.Text {
			return p.unexpected("the text of the node")
		}
		n.Label = p.tok.Text
		if n.ID == "" {
			n.ID = n.Label
		}
		p.advance()
		if p.tok.Kind != outline.Close {
			return p.unexpected("the end of the node's shape")
		}
		n.Shape = shape(open, p.tok.Text)
		p.advance()
	}
	n.ID, n.Label = chart.Sanitize(n.ID), chart.Sanitize(n.Label)
	return p.add(n, level, at)
}

// add puts a node below the last one that is indented less.
func (p *parser) add(n *Node, level, at int) error {
	size := p.tok.At - at
	if len(p.nodes) == maxNodes {
		return p.src.Errorf(at, size, "the map has more than %d nodes", maxNodes)
	}
	if p.chart.Root == nil {
		p.chart.Root, p.base = n, level
		p.nodes = append(p.nodes, n)
		return nil
	}
	n.level = level - p.base
	for i := len(p.nodes) - 1; i >= 0; i-- {
		parent := p.nodes[i]
		if parent.level >= n.level {
			continue
		}
		if n.depth = parent.depth + 1; n.depth > maxDepth {
			return p.src.Errorf(at, size, "the map is deeper than %d levels", maxDepth)
		}
		parent.Children = append(parent.Children, n)
		p.nodes = append(p.nodes, n)
		return nil
	}
	return p.src.Errorf(at, size, "%s is a second root", chart.Quote(n.Label)).
		WithHint("indent it more than the root")
}

func shape(open, end string) Shape {
	switch open {
	case "[":
		return Rect
	case "(":
		if end == ")" {
			return Rounded
		}
		return Cloud
	case "((":
		return Circle
	case ")":
		return Cloud
	case "))":
		return Bang
	case "{{":
		return Hexagon
	}
	return Plain
}
