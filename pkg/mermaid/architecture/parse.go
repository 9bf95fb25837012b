package architecture

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/chart"
)

// Patterns of the statements; each stands on a line of its own.
var (
	header       = regexp.MustCompile(`^\s*architecture-beta\b`)
	groupRule    = regexp.MustCompile(`^group\s+([\w-]+)\s*(?:\(([\w\-:]+)\))?\s*(\[[^\]\n]*\])?\s*(?:in\s+([\w-]+))?\s*$`)
	serviceRule  = regexp.MustCompile(`^service\s+([\w-]+)\s*(?:\(([\w\-:]+)\)|\(?("[^"\n]*"|'[^'\n]*')\)?)?\s*(\[[^\]\n]*\])?\s*(?:in\s+([\w-]+))?\s*$`)
	junctionRule = regexp.MustCompile(`^junction\s+([\w-]+)\s*(?:in\s+([\w-]+))?\s*$`)
	edgeRule     = regexp.MustCompile(`^([\w-]+?)(\{group\})?\s*:\s*([LRTB])\s*(<)?\s*(?:--|-\s*(\[[^\]\n]*\])\s*-)\s*(>)?\s*([LRTB])\s*:\s*([\w-]+)(\{group\})?\s*$`)
)

type parser struct {
	src   *chart.Source
	chart *Chart
	// later are the lines read in the second, third and fourth round: groups
	// come before services, junctions and edges wherever they stand.
	services, junctions, edges []line
	kinds                      map[string]string
}

// line is a statement with its place.
type line struct {
	at, n int
	m     []string
}

// Parse reads an architecture chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, chart: newChart(src), kinds: map[string]string{}}
	start := len(header.FindString(src.Text))
	for at := start; at < len(src.Text); {
		end := at + strings.IndexByte(src.Text[at:]+"\n", '\n')
		trimmed := strings.TrimLeft(src.Text[at:end], " \t\r")
		from := end - len(trimmed)
		if n := p.chart.Scan(src.Text[from:]); n > 0 {
			at = from + n
			continue
		}
		if err := p.statement(strings.TrimRight(trimmed, " \t\r"), from); err != nil {
			return nil, err
		}
		at = end + 1
	}
	for _, round := range [...]func() error{p.addServices, p.addJunctions, p.addEdges} {
		if err := round(); err != nil {
			return nil, err
		}
	}
	return p.chart, nil
}

func (p *parser) statement(s string, at int) error {
	switch {
	case s == "", strings.HasPrefix(s, "%%"):
		return nil
	case strings.HasPrefix(s, "title "), strings.HasPrefix(s, "title\t"):
		p.chart.title = strings.TrimSpace(s[6:])
		return nil
	}
	for _, r := range [...]struct {
		word string
		rule *regexp.Regexp
		use  func(line) error
	}{
		{"group", groupRule, p.addGroup},
		{"service", serviceRule, func(l line) error { p.services = append(p.services, l); return nil }},
		{"junction", junctionRule, func(l line) error { p.junctions = append(p.junctions, l); return nil }},
		{"", edgeRule, func(l line) error { p.edges = append(p.edges, l); return nil }},
	} {
		if !strings.HasPrefix(s, r.word) {
			continue
		}
		if m := r.rule.FindStringSubmatch(s); m != nil {
			return r.use(line{at, len(s), m})
		}
	}
	return p.src.Errorf(at, len(s), "this is no group, service, junction or edge: %s", chart.Quote(s)).
		WithHint("write service id(icon)[Title] in group, or a:R --> L:b")
}

// register notes an id and checks what it lies in.
func (p *parser) register(l line, what, id, in string) error {
	fail := func(hint, format string, args ...any) error {
		return p.src.Errorf(l.at, l.n, format, args...).WithHint("%s", hint)
	}
	if old := p.kinds[id]; old != "" {
		return fail("give it another id", "the id %q is that of another %s", id, old)
	}
	if in != "" {
		switch {
		case in == id:
			return fail("name another group", "%s %q cannot lie in itself", what, id)
		case p.kinds[in] == "":
			return fail("put the group above what is in it", "there is no group %q for %s %q", in, what, id)
		case p.kinds[in] != "group":
			return fail("name a group", "%q, which %s %q is to lie in, is no group", in, what, id)
		}
	}
	kind := "node"
	if what == "group" {
		kind = "group"
	}
	p.kinds[id] = kind
	return nil
}

func (p *parser) addGroup(l line) error {
	g := &Group{ID: l.m[1], Icon: l.m[2], Title: title(l.m[3]), In: l.m[4]}
	if err := p.register(l, "group", g.ID, g.In); err != nil {
		return err
	}
	p.chart.Groups = append(p.chart.Groups, g)
	p.chart.groups[g.ID] = g
	return nil
}

func (p *parser) addServices() error {
	for _, l := range p.services {
		n := &Node{ID: l.m[1], Type: "service", Icon: l.m[2], IconText: unquote(l.m[3]), Title: title(l.m[4]), In: l.m[5], Edges: []*Edge{}, at: l.at}
		if err := p.register(l, "service", n.ID, n.In); err != nil {
			return err
		}
		p.chart.add(n)
	}
	return nil
}

func (p *parser) addJunctions() error {
	for _, l := range p.junctions {
		n := &Node{ID: l.m[1], Type: "junction", In: l.m[2], Edges: []*Edge{}, at: l.at}
		if err := p.register(l, "junction", n.ID, n.In); err != nil {
			return err
		}
		p.chart.add(n)
	}
	return nil
}

func (p *parser) addEdges() error {
	for _, l := range p.edges {
		e := &Edge{
			From: l.m[1], FromGroup: l.m[2] != "", FromSide: l.m[3], FromHead: l.m[4] != "", Title: title(l.m[5]),
			ToHead: l.m[6] != "", ToSide: l.m[7], To: l.m[8], ToGroup: l.m[9] != "",
		}
		for _, id := range [...]string{e.From, e.To} {
			if p.chart.nodes[id] == nil {
				return p.src.Errorf(l.at, l.n, "there is no service or junction %q", id).WithHint("add a line: service %s(server)[%s]", id, id)
			}
		}
		from, to := p.chart.nodes[e.From], p.chart.nodes[e.To]
		if (e.FromGroup || e.ToGroup) && from.In != "" && from.In == to.In {
			return p.src.Errorf(l.at, l.n, "{group} leads an edge over a group's border, but %q and %q lie in the same group", e.From, e.To).
				WithHint("leave {group} out")
		}
		p.chart.Edges = append(p.chart.Edges, e)
		from.Edges = append(from.Edges, e)
		to.Edges = append(to.Edges, e)
	}
	return nil
}

// title takes the brackets, and quotation marks within them, away.
func title(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
	return unquote(strings.TrimSpace(s))
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}
