package sequence

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
	"course/pkg/mermaid/text"
)

// maxDepth is how deep frames may nest.
const maxDepth = 60

// Parse reads a sequence chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{
		lex: lexer{src: src, text: src.Text},
		db:  newBuilder(src),
	}
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

func (p *parser) is(word string) bool { return p.tok.kind == tKeyword && p.tok.text == word }

// unexpected is the error for the current token.
func (p *parser) unexpected(want, hint string) error {
	found := chart.Quote(p.lex.text[p.tok.at:])
	if p.tok.kind != tEnd && p.tok.kind != tNewline && p.tok.n > 0 {
		found = chart.Quote(p.lex.text[p.tok.at : p.tok.at+p.tok.n])
	}
	e := p.lex.src.Errorf(p.tok.at, p.tok.n, "expected %s, found %s", want, found)
	if hint != "" {
		e.Hint = hint
	}
	return e
}

func (p *parser) document() error {
	if err := p.advance(); err != nil {
		return err
	}
	for p.tok.kind == tNewline {
		if err := p.advance(); err != nil {
			return err
		}
	}
	if !p.is("sequencediagram") {
		return p.unexpected(`"sequenceDiagram"`, "")
	}
	if err := p.advance(); err != nil {
		return err
	}
	if err := p.block(); err != nil {
		return err
	}
	if p.tok.kind != tEnd {
		return p.unexpected("a message, a note or a block",
			`"`+p.tok.text+`" belongs into a block that is open; names of this kind can be written with an alias: participant E as end`)
	}
	return nil
}

// block reads lines up to the end of the text or a keyword that ends or
// divides a block.
func (p *parser) block() error {
	for {
		switch p.tok.kind {
		case tEnd:
			return nil
		case tNewline, tInvalid:
			if err := p.advance(); err != nil {
				return err
			}
			continue
		case tKeyword:
			switch p.tok.text {
			case "end", "else", "and", "option":
				return nil
			}
		}
		if err := p.statement(); err != nil {
			return err
		}
	}
}

func (p *parser) statement() error {
	switch p.tok.kind {
	case tActor:
		return p.signal()
	case tTitle:
		p.db.chart.Title = chart.Sanitize(p.tok.text)
		return p.advance()
	case tAcc:
		scan.SetAcc(&p.db.chart.Acc, p.tok.acc, p.tok.text)
		return p.advance()
	case tKeyword:
		if f, ok := frames[p.tok.text]; ok {
			return p.frame(p.tok, f)
		}
		switch p.tok.text {
		case "participant", "actor", "destroy":
			return p.participant(false)
		case "create":
			if err := p.advance(); err != nil {
				return err
			}
			if !p.is("participant") && !p.is("actor") && !p.is("destroy") {
				return p.unexpected("participant or actor after create", "write: create participant Carl")
			}
			return p.participant(true)
		case "box":
			return p.box()
		case "autonumber":
			return p.autonumber()
		case "activate", "deactivate":
			return p.activation()
		case "note":
			return p.note()
		case "links", "link", "properties", "details":
			return p.offer()
		}
	}
	return p.unexpected("a message, a note or a block", "")
}

// frame is a block with a label, perhaps in sections.
type frame struct {
	start, end, section Kind
	divider             string
}

// frames are the blocks by their keywords.
var frames = map[string]frame{
	"loop":     {LoopStart, LoopEnd, "", ""},
	"rect":     {RectStart, RectEnd, "", ""},
	"opt":      {OptStart, OptEnd, "", ""},
	"break":    {BreakStart, BreakEnd, "", ""},
	"alt":      {AltStart, AltEnd, AltElse, "else"},
	"par":      {ParStart, ParEnd, ParAnd, "and"},
	"par_over": {ParOverStart, ParEnd, ParAnd, "and"},
	"critical": {CriticalStart, CriticalEnd, CriticalOption, "option"},
}

func (p *parser) frame(opening token, f frame) error {
	if p.depth++; p.depth > maxDepth {
		return p.lex.src.Errorf(opening.at, opening.n, "blocks nest deeper than %d", maxDepth).WithHint("split the chart")
	}
	label, err := p.rest()
	if err != nil {
		return err
	}
	p.db.step(f.start, "", label)
	for {
		if err := p.block(); err != nil {
			return err
		}
		if f.divider == "" || !p.is(f.divider) {
			break
		}
		if label, err = p.rest(); err != nil {
			return err
		}
		p.db.step(f.section, "", label)
	}
	if !p.is("end") {
		return p.unclosed(opening)
	}
	p.db.step(f.end, "", nil)
	p.depth--
	return p.advance()
}

// unclosed is the error for a block whose "end" is missing.
func (p *parser) unclosed(opening token) error {
	if p.tok.kind != tEnd {
		return p.unexpected(`"end" of the `+opening.text+" block", `"`+p.tok.text+`" does not divide a block of this kind`)
	}
	return p.lex.src.Errorf(opening.at, opening.n, `%q has no "end"`, opening.text).
		WithHint(`close the block with a line "end"`)
}

// rest reads the rest of the line after the current keyword and goes on to
// the token behind it.
func (p *parser) rest() (*caption, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.tok.kind != tRest {
		return nil, p.unexpected("a label", "")
	}
	l := parseCaption(p.tok.text)
	return &l, p.advance()
}

func (p *parser) box() error {
	opening := p.tok
	if err := p.advance(); err != nil {
		return err
	}
	if err := p.db.openBox(p.tok.text); err != nil {
		return err
	}
	if err := p.advance(); err != nil {
		return err
	}
	for {
		switch {
		case p.tok.kind == tNewline:
			if err := p.advance(); err != nil {
				return err
			}
			continue
		case p.is("participant"), p.is("actor"), p.is("destroy"):
			if err := p.participant(false); err != nil {
				return err
			}
			continue
		}
		break
	}
	switch {
	case p.is("end"):
		p.db.box = nil
		return p.advance()
	case p.tok.kind == tEnd:
		return p.unclosed(opening)
	}
	return p.unexpected("a participant or the end of the box", "a box holds participants only; write messages after its \"end\"")
}

// newline ends a statement.
func (p *parser) newline() error {
	if p.tok.kind != tNewline {
		hint := ""
		if before := strings.TrimRight(p.lex.text[:p.tok.at], " \t"); strings.HasSuffix(before, "\n") {
			hint = "remove the blank at the end of the line before"
		}
		return p.unexpected("the end of the line", hint)
	}
	return p.advance()
}

// participant reads a participant, actor or destroy statement.
func (p *parser) participant(create bool) error {
	word := p.tok.text
	if err := p.advance(); err != nil {
		return err
	}
	if p.tok.kind != tActor {
		return p.unexpected("a participant's name", "write a name without < > : , ; @, and a label with those after as: participant A as …")
	}
	d := declaration{name: p.tok, create: create, draw: word}
	if err := p.advance(); err != nil {
		return err
	}
	if word == "destroy" {
		if err := p.newline(); err != nil {
			return err
		}
		// "create destroy" creates: the reference grammar has it so.
		if create {
			d.draw = ""
			return p.db.declare(d)
		}
		p.db.destroy(d.name)
		return nil
	}
	if p.tok.kind == tConfig {
		if p.tok.text == "" {
			return p.unexpected("what the participant is, between the braces", `write: participant A@{ "type": "database" }`)
		}
		cfg := p.tok
		d.config = &cfg
		if err := p.advance(); err != nil {
			return err
		}
	}
	if p.tok.kind == tAs {
		l, err := p.rest()
		if err != nil {
			return err
		}
		d.label = l
	}
	if err := p.newline(); err != nil {
		return err
	}
	return p.db.declare(d)
}

func (p *parser) autonumber() error {
	n := &Numbering{Visible: true}
	if err := p.advance(); err != nil {
		return err
	}
	if p.is("off") {
		n.Visible = false
		if err := p.advance(); err != nil {
			return err
		}
	} else {
		one := 1.0
		for _, v := range []**float64{&n.Start, &n.Step} {
			if p.tok.kind != tNumber {
				break
			}
			f, _ := strconv.ParseFloat(p.tok.text, 64)
			*v = &f
			if n.Step == nil {
				n.Step = &one
			}
			if err := p.advance(); err != nil {
				return err
			}
		}
	}
	if err := p.newline(); err != nil {
		return err
	}
	p.db.chart.Steps = append(p.db.chart.Steps, &Step{Kind: Autonumber, Number: n})
	return nil
}

// name reads a participant's name and the token behind it.
func (p *parser) name(where string) (token, error) {
	t := p.tok
	if t.kind != tActor {
		hint := ""
		if t.kind == tKeyword {
			hint = `"` + t.text + `" is a keyword; give the participant another name and a label: participant X as ` + t.text
		}
		return t, p.unexpected("a participant's name "+where, hint)
	}
	return t, p.advance()
}

func (p *parser) activation() error {
	kind := ActiveStart
	if p.tok.text == "deactivate" {
		kind = ActiveEnd
	}
	if err := p.advance(); err != nil {
		return err
	}
	name, err := p.name("to activate or deactivate")
	if err != nil {
		return err
	}
	if err := p.newline(); err != nil {
		return err
	}
	return p.db.activation(kind, name)
}

// text reads ": text".
func (p *parser) text(what string) (caption, error) {
	t := p.tok
	if t.kind != tText {
		return caption{}, p.unexpected(`":" and the text of the `+what, "")
	}
	l := parseCaption(t.text)
	l.at, l.n = t.at+1, t.n-1
	return l, p.advance()
}

func (p *parser) note() error {
	if err := p.advance(); err != nil {
		return err
	}
	placement := Over
	switch {
	case p.is("left of"):
		placement = LeftOf
	case p.is("right of"):
		placement = RightOf
	case !p.is("over"):
		return p.unexpected(`"left of", "right of" or "over" after "note"`, "write: Note right of Alice: text")
	}
	if err := p.advance(); err != nil {
		return err
	}
	from, err := p.name("beside the note")
	if err != nil {
		return err
	}
	names := []token{from}
	if placement == Over && p.tok.kind == tComma {
		if err := p.advance(); err != nil {
			return err
		}
		to, err := p.name("beside the note")
		if err != nil {
			return err
		}
		names = append(names, to)
	}
	l, err := p.text("note")
	if err != nil {
		return err
	}
	if err := p.newline(); err != nil {
		return err
	}
	p.db.note(placement, names, l)
	return nil
}

// offer reads what a participant offers: links and the like.
func (p *parser) offer() error {
	word := p.tok.text
	if err := p.advance(); err != nil {
		return err
	}
	name, err := p.name("after " + word)
	if err != nil {
		return err
	}
	l, err := p.text(word)
	if err != nil {
		return err
	}
	if err := p.newline(); err != nil {
		return err
	}
	p.db.mention(name)
	switch word {
	case "links":
		p.db.links(name, l)
	case "link":
		p.db.link(name, l)
	}
	return nil
}

// signal reads a message.
func (p *parser) signal() error {
	from, err := p.name("before the arrow")
	if err != nil {
		return err
	}
	m := message{from: from}
	if p.tok.kind == tCentral {
		m.fromCentral = true
		if err := p.advance(); err != nil {
			return err
		}
	}
	if p.tok.kind != tArrow {
		return p.unexpected(`an arrow after "`+text.DecodeEntities(from.text)+`"`, "the arrows are -> --> ->> -->> -x --x -) --) <<->> <<-->> and the half arrows; a message is written Alice->>Bob: text")
	}
	m.arrow = p.tok
	if err := p.advance(); err != nil {
		return err
	}
	switch {
	case p.tok.kind == tCentral:
		m.toCentral = true
	case p.tok.kind == tPlus && !m.fromCentral:
		m.activate = true
	case p.tok.kind == tMinus && !m.fromCentral:
		m.deactivate = true
	}
	if m.toCentral || m.activate || m.deactivate {
		if err := p.advance(); err != nil {
			return err
		}
	}
	if m.to, err = p.name("after the arrow"); err != nil {
		return err
	}
	if m.text, err = p.text("message"); err != nil {
		return err
	}
	if err := p.newline(); err != nil {
		return err
	}
	return p.db.message(m)
}

// caption is a text and what its prefix says of wrapping.
type caption struct {
	text string
	// wrap is nil where the text does not say.
	wrap  *bool
	at, n int
}

// parseCaption separates a "wrap:" or "nowrap:" from a text.
func parseCaption(s string) caption {
	s = scan.Trim(s)
	for _, prefix := range []struct {
		text string
		wrap bool
	}{{":wrap:", true}, {"wrap:", true}, {":nowrap:", false}, {"nowrap:", false}} {
		if len(s) >= len(prefix.text) && s[:len(prefix.text)] == prefix.text {
			wrap := prefix.wrap
			return caption{text: scan.Trim(s[len(prefix.text):]), wrap: &wrap}
		}
	}
	return caption{text: s}
}
