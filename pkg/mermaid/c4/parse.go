package c4

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxDepth is how deep boundaries may nest.
const maxDepth = 40

// Parse reads a C4 chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{lex: lexer{src: src, text: src.Text}, db: newBuilder(src)}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.db.chart, nil
}

type parser struct {
	lex   lexer
	tok   token
	db    *builder
	depth int
}

func (p *parser) advance() (err error) {
	p.tok, err = p.lex.next()
	return err
}

func (p *parser) unexpected(want, hint string) error {
	e := p.lex.src.Errorf(p.tok.at, p.tok.n, "expected %s, found %s", want, p.found())
	e.Hint = hint
	return e
}

func (p *parser) found() string {
	switch p.tok.kind {
	case tEnd:
		return "the end of the chart"
	case tNewline:
		return "the end of the line"
	}
	return chart.Quote(p.lex.text[p.tok.at : p.tok.at+p.tok.n])
}

func (p *parser) document() error {
	if err := p.advance(); err != nil {
		return err
	}
	if p.tok.kind == tDirection {
		return nil
	}
	if p.tok.kind != tHead {
		return p.unexpected("C4Context or another type of C4 chart", "")
	}
	p.db.chart.Type = p.tok.text
	if err := p.advance(); err != nil {
		return err
	}
	if p.tok.kind != tNewline {
		return p.unexpected("the end of the line after "+p.db.chart.Type, "write each statement on a line of its own")
	}
	if err := p.advance(); err != nil {
		return err
	}
	if p.tok.kind == tEnd {
		return p.unexpected("an element, a relation or a title", "a chart holds at least one statement")
	}
	if err := p.statements(false); err != nil {
		return err
	}
	if p.tok.kind != tEnd {
		return p.unexpected("a statement", "write each statement on a line of its own; close only boundaries that are open")
	}
	return nil
}

// statements reads at least one statement, up to the end of the text or a
// closing brace. Inside a boundary the first must not be a title.
func (p *parser) statements(inside bool) error {
	for first := true; ; first = false {
		switch {
		case p.tok.kind == tTitle || p.tok.kind == tAcc:
			if inside && first {
				return p.unexpected("an element or a relation", "a boundary cannot begin with a title")
			}
			p.db.head(p.tok)
			if err := p.advance(); err != nil {
				return err
			}
		case p.tok.kind == tElement:
			if err := p.element(); err != nil {
				return err
			}
		case first:
			return p.unexpected("an element or a relation", "")
		default:
			return nil
		}
		if p.tok.kind != tNewline {
			return nil
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
}

func (p *parser) element() error {
	name := p.tok
	if err := p.advance(); err != nil {
		return err
	}
	var args []argument
	for p.tok.kind == tString || p.tok.kind == tEmpty || p.tok.kind == tKey {
		a := argument{text: scan.Trim(p.tok.text), at: p.tok.at, n: p.tok.n}
		if p.tok.kind == tKey {
			a.key = a.text
			if err := p.advance(); err != nil {
				return err
			}
			if p.tok.kind != tValue {
				return p.unexpected("a value in quotes for $"+a.key, "leave out an argument without value")
			}
			a.text = scan.Trim(p.tok.text)
		}
		args = append(args, a)
		if err := p.advance(); err != nil {
			return err
		}
	}
	if len(args) == 0 {
		return p.unexpected("arguments of "+name.text, name.text+` is written with arguments in parentheses: `+name.text+`(a, "…")`)
	}
	if !elements[name.text].boundary() {
		p.db.add(name.text, args)
		return nil
	}
	return p.boundary(name, args)
}

// boundary reads the braces of a boundary and what is in them.
func (p *parser) boundary(name token, args []argument) error {
	if p.depth++; p.depth > maxDepth {
		return p.lex.src.Errorf(name.at, name.n, "boundaries nest deeper than %d", maxDepth)
	}
	wrapped := p.tok.kind == tNewline
	if wrapped {
		if err := p.advance(); err != nil {
			return err
		}
	}
	if p.tok.kind != tOpen {
		return p.unexpected(`"{" after `+name.text, "a boundary holds elements in braces")
	}
	if err := p.advance(); err != nil {
		return err
	}
	switch {
	case p.tok.kind == tNewline:
		if err := p.advance(); err != nil {
			return err
		}
	case !wrapped:
		return p.unexpected(`the end of the line after "{"`, "")
	}
	p.db.add(name.text, args)
	if err := p.statements(true); err != nil {
		return err
	}
	if p.tok.kind != tClose {
		if p.tok.kind == tEnd {
			return p.lex.src.Errorf(name.at, name.n, "the boundary is not closed").WithHint(`write a line "}" after its elements`)
		}
		return p.unexpected(`a statement or "}"`, "write each statement on a line of its own")
	}
	p.db.leave()
	p.depth--
	return p.advance()
}

// argument is one of an element's arguments; key is empty unless it is
// written as $key="text".
type argument struct {
	key, text string
	at, n     int
}

// element says what a word makes.
type element struct {
	kind what
	// shape is the shape's or relation's type in the model.
	shape string
}

type what int

const (
	aPerson    what = iota + 1 // person or system: alias, label, description …
	aContainer                 // container or component: alias, label, technology, description …
	aBoundary                  // alias, label, type …
	aNode                      // deployment node
	aRelation                  // from, to, label …
	aStep                      // number, from, to, label …
	aStyle                     // UpdateElementStyle
	aRelStyle                  // UpdateRelStyle
	aLayout                    // UpdateLayoutConfig
)

func (e element) boundary() bool { return e.kind == aBoundary || e.kind == aNode }

// elements are the words of the language.
var elements = map[string]element{
	"Person": {aPerson, "person"}, "Person_Ext": {aPerson, "external_person"},
	"System": {aPerson, "system"}, "SystemDb": {aPerson, "system_db"}, "SystemQueue": {aPerson, "system_queue"},
	"System_Ext": {aPerson, "external_system"}, "SystemDb_Ext": {aPerson, "external_system_db"}, "SystemQueue_Ext": {aPerson, "external_system_queue"},
	"Container": {aContainer, "container"}, "ContainerDb": {aContainer, "container_db"}, "ContainerQueue": {aContainer, "container_queue"},
	"Container_Ext": {aContainer, "external_container"}, "ContainerDb_Ext": {aContainer, "external_container_db"}, "ContainerQueue_Ext": {aContainer, "external_container_queue"},
	"Component": {aContainer, "component"}, "ComponentDb": {aContainer, "component_db"}, "ComponentQueue": {aContainer, "component_queue"},
	"Component_Ext": {aContainer, "external_component"}, "ComponentDb_Ext": {aContainer, "external_component_db"}, "ComponentQueue_Ext": {aContainer, "external_component_queue"},
	"Enterprise_Boundary": {aBoundary, "ENTERPRISE"}, "System_Boundary": {aBoundary, "SYSTEM"}, "Container_Boundary": {aBoundary, "CONTAINER"}, "Boundary": {aBoundary, ""},
	"Deployment_Node": {aNode, "node"}, "Node": {aNode, "node"}, "Node_L": {aNode, "nodeL"}, "Node_R": {aNode, "nodeR"},
	"Rel": {aRelation, "rel"}, "BiRel": {aRelation, "birel"}, "Rel_Back": {aRelation, "rel_b"},
	"Rel_Up": {aRelation, "rel_u"}, "Rel_U": {aRelation, "rel_u"}, "Rel_Down": {aRelation, "rel_d"}, "Rel_D": {aRelation, "rel_d"},
	"Rel_Left": {aRelation, "rel_l"}, "Rel_L": {aRelation, "rel_l"}, "Rel_Right": {aRelation, "rel_r"}, "Rel_R": {aRelation, "rel_r"},
	"RelIndex": {aStep, "rel"}, "UpdateElementStyle": {aStyle, ""}, "UpdateRelStyle": {aRelStyle, ""}, "UpdateLayoutConfig": {aLayout, ""},
}

// word returns the word of letters, digits and "_" at the start of s.
func word(s string) string {
	n := 0
	for n < len(s) && scan.IsWord(s[n]) {
		n++
	}
	return s[:n]
}

func isHead(w string) bool {
	switch strings.TrimPrefix(w, "C4") {
	case "Context", "Container", "Component", "Dynamic", "Deployment":
		return strings.HasPrefix(w, "C4")
	}
	return false
}
