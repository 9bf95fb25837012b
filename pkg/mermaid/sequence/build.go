package sequence

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// builder makes a chart of what the parser reads, and finds what contradicts
// what was said before.
type builder struct {
	src   *chart.Source
	chart *Chart
	wrap  bool
	box   *Box
	// created and destroyed are participants whose message is still missing.
	created, destroyed *token
	active             map[string]int
}

func newBuilder(src *chart.Source) *builder {
	c := &Chart{
		Created: map[string]int{}, Destroyed: map[string]int{}, actors: map[string]*Actor{},
	}
	wrap := src.Config.Bool("wrap", src.Config.Bool("sequence.wrap", src.Config.Bool("config.wrap", false)))
	c.front = chart.Sanitize(src.Title)
	return &builder{src: src, chart: c, wrap: wrap, active: map[string]int{}}
}

func (b *builder) wraps(l *caption) bool {
	if l != nil && l.wrap != nil {
		return *l.wrap
	}
	return b.wrap
}

func (b *builder) step(k Kind, from string, l *caption) {
	s := &Step{Kind: k, From: from, Wrap: b.wraps(l)}
	if l != nil {
		s.Text = l.text
	}
	b.chart.Steps = append(b.chart.Steps, s)
}

// declaration is a participant statement.
type declaration struct {
	name   token
	draw   string // participant, actor, or "" for a mere mention
	label  *caption
	config *token
	create bool
}

func (b *builder) mention(name token) { _ = b.add(declaration{name: name}) }

func (b *builder) declare(d declaration) error {
	if !d.create {
		return b.add(d)
	}
	if b.chart.actors[d.name.text] != nil {
		return b.src.Errorf(d.name.at, d.name.n, "participant %s is created but exists already", chart.Quote(d.name.text)).
			WithHint("give it another name and the same label: create participant X2 as X")
	}
	b.created = &d.name
	if err := b.add(d); err != nil {
		return err
	}
	b.chart.Created[d.name.text] = len(b.chart.Steps)
	return nil
}

func (b *builder) add(d declaration) error {
	name, typ, l := d.name.text, d.draw, d.label
	if d.config != nil {
		cfg, err := b.config(*d.config)
		if err != nil {
			return err
		}
		if cfg.typ != "" {
			typ = cfg.typ
		}
		if cfg.alias != "" && (l == nil || l.text == name) {
			alias := caption{text: cfg.alias}
			if l != nil {
				alias.wrap = l.wrap
			}
			l = &alias
		}
	}
	box := b.box
	old := b.chart.actors[name]
	if old != nil {
		if b.box != nil && old.Box != nil && b.box != old.Box {
			return b.src.Errorf(d.name.at, d.name.n, "participant %s is in box %s already", chart.Quote(name), chart.Quote(old.Box.Name)).
				WithHint("name a participant in one box only")
		}
		if old.Box != nil {
			box = old.Box
		}
		old.Box = box
		if l == nil {
			return nil
		}
	}
	a := &Actor{Name: name, Label: name, Type: typ, Wrap: b.wrap, Box: box, offset: d.name.at, length: d.name.n}
	if typ == "" {
		a.Type = "participant"
	} else if l != nil {
		a.Label, a.Wrap = l.text, b.wraps(l)
	}
	if old != nil {
		*old = *a
	} else {
		b.chart.actors[name] = a
		b.chart.Actors = append(b.chart.Actors, a)
	}
	if b.box != nil {
		b.box.Actors = append(b.box.Actors, name)
	}
	return nil
}

type config struct{ typ, alias string }

// config reads the YAML between the braces of a participant.
func (b *builder) config(t token) (config, error) {
	text := scan.Trim(t.text)
	if !strings.Contains(text, "\n") {
		text = "{\n" + text + "\n}"
	}
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return config{}, b.src.Errorf(t.at, t.n, "%s is not a list of keys and values", chart.Quote(scan.Trim(t.text))).
			WithHint(`write: participant A@{ "type": "database" }`)
	}
	var c config
	c.typ, _ = doc["type"].(string)
	c.alias, _ = doc["alias"].(string)
	return c, nil
}

func (b *builder) destroy(name token) {
	b.destroyed = &name
	b.chart.Destroyed[name.text] = len(b.chart.Steps)
}

func (b *builder) activation(k Kind, name token) error {
	if k == ActiveEnd {
		if b.active[name.text] < 1 {
			return b.src.Errorf(name.at, name.n, "participant %s is deactivated but not active", chart.Quote(name.text)).
				WithHint("activate it before, with activate or a + after the arrow")
		}
		b.active[name.text]--
	} else {
		b.active[name.text]++
	}
	b.step(k, name.text, nil)
	return nil
}

// message is what a message statement says.
type message struct {
	from, arrow, to        token
	fromCentral, toCentral bool
	activate, deactivate   bool
	text                   caption
}

func (b *builder) message(m message) error {
	b.mention(m.from)
	b.mention(m.to)
	if err := b.settle(m); err != nil {
		return err
	}
	b.chart.Steps = append(b.chart.Steps, &Step{
		Kind: Kind(m.arrow.text), From: m.from.text, To: m.to.text, Text: m.text.text, Wrap: b.wraps(&m.text),
		Activate: m.activate || m.toCentral, FromCentral: m.fromCentral, ToCentral: m.toCentral,
	})
	switch {
	case m.activate:
		return b.activation(ActiveStart, m.to)
	case m.deactivate:
		return b.activation(ActiveEnd, m.from)
	}
	if m.toCentral {
		b.step(CentralConnection, m.to.text, nil)
	}
	if m.fromCentral {
		b.step(CentralConnectionReverse, m.from.text, nil)
	}
	return nil
}

// settle checks that the message after create goes to the new participant,
// and the one after destroy to or from the one that ends.
func (b *builder) settle(m message) error {
	if c := b.created; c != nil {
		if m.to.text != c.text {
			return b.src.Errorf(c.at, c.n, "no message creates participant %s", chart.Quote(c.text)).
				WithHint("the message after create must go to the participant that it creates")
		}
		b.created = nil
		return nil
	}
	if d := b.destroyed; d != nil {
		if m.to.text != d.text && m.from.text != d.text {
			return b.src.Errorf(d.at, d.n, "no message destroys participant %s", chart.Quote(d.text)).
				WithHint("the message after destroy must go to or come from the participant that ends")
		}
		b.destroyed = nil
	}
	return nil
}

func (b *builder) note(placement string, names []token, l caption) {
	for _, n := range names {
		b.mention(n)
	}
	b.chart.Steps = append(b.chart.Steps, &Step{
		Kind: Note, From: names[0].text, To: names[len(names)-1].text,
		Text: l.text, Wrap: b.wraps(&l), Placement: placement,
	})
}

// links reads a JSON object of addresses. Like the reference implementation
// it says nothing of the model where it is not JSON; it warns.
func (b *builder) links(name token, l caption) {
	text := unlink.Replace(chart.Sanitize(l.text))
	dec := json.NewDecoder(strings.NewReader(text))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		b.badLinks(l)
		return
	}
	var found []Link
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			b.badLinks(l)
			return
		}
		var v any
		if err := dec.Decode(&v); err != nil {
			b.badLinks(l)
			return
		}
		found = append(found, Link{Label: key.(string), URL: v, at: l.at, n: l.n})
	}
	if _, err := dec.Token(); err != nil || dec.More() {
		b.badLinks(l)
		return
	}
	for _, f := range found {
		b.offer(name.text, f)
	}
}

func (b *builder) badLinks(l caption) {
	b.src.Warn(l.at, l.n, `the links are not a JSON object such as {"Wiki": "https://…"} and are ignored`)
}

// link reads "Label @ address".
func (b *builder) link(name token, l caption) {
	text := chart.Sanitize(l.text)
	sep := strings.IndexByte(text, '@')
	text = unlink.Replace(text)
	// The character before "@" is taken for the blank that should stand there.
	label := text
	if sep <= 0 {
		label = dropLast(dropLast(label))
		if sep == 0 {
			label = dropLast(text)
		}
	} else {
		label = text[:min(sep, len(text))]
		label = dropLast(label)
	}
	b.offer(name.text, Link{Label: scan.Trim(label), URL: scan.Trim(text[min(sep+1, len(text)):]), at: l.at, n: l.n})
}

func dropLast(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-n]
}

var unlink = strings.NewReplacer("&equals;", "=", "&amp;", "&")

func (b *builder) offer(name string, l Link) {
	a := b.chart.actors[name]
	for i := range a.Links {
		if a.Links[i].Label == l.Label {
			a.Links[i] = l
			return
		}
	}
	a.Links = append(a.Links, l)
}

var boxColor = regexp.MustCompile(`^((?:rgba?|hsla?)\s*\(.*\)|\w*)(.*)$`)

// openBox reads "box [color] [title]".
func (b *builder) openBox(text string) error {
	color, title := "transparent", ""
	if m := boxColor.FindStringSubmatch(text); m != nil {
		if m[1] != "" {
			color = scan.Trim(m[1])
		}
		title = m[2]
	}
	if !validColor(color) {
		color, title = "transparent", text
	}
	l := parseCaption(title)
	box := &Box{Wrap: b.wraps(&l), Fill: color}
	if l.text != "" {
		box.Name, box.Named = chart.Sanitize(l.text), true
	}
	b.chart.Boxes = append(b.chart.Boxes, box)
	b.box = box
	return nil
}
