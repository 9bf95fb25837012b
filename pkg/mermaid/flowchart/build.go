package flowchart

import (
	"fmt"
	"net/url"
	"strings"

	"course/pkg/mermaid/chart"
)

// maxEdges is how many edges a chart may have, as in the reference
// implementation.
const maxEdges = 500

func newChart(src *chart.Source) *Chart {
	return &Chart{
		kind: "flowchart-v2", title: src.Title, src: src,
		nodes: map[string]*Node{}, byID: map[string]*Cluster{}, edgeIDs: map[string]*Edge{}, between: map[[2]string]int{},
	}
}

func (c *Chart) setDirection(dir string) {
	switch dir {
	case "<":
		dir = "RL"
	case "^":
		dir = "BT"
	case ">":
		dir = "LR"
	case "v", "TD":
		dir = "TB"
	}
	c.Direction = dir
}

// members are the ids named inside a subgraph, without repeats.
type members struct {
	ids       []string
	direction string
	seen      map[string]bool
}

func (m *members) add(ids ...string) {
	if m == nil {
		return
	}
	if m.seen == nil {
		m.seen = map[string]bool{}
	}
	for _, id := range ids {
		if trim(id) != "" && !m.seen[id] {
			m.seen[id] = true
			m.ids = append(m.ids, id)
		}
	}
}

func (m *members) direct(dir string) {
	if m == nil {
		return
	}
	if dir == "TD" {
		dir = "TB"
	}
	m.direction = dir
}

// clean makes a label's text what the reference implementation keeps.
func clean(l words) string {
	s := chart.Sanitize(trim(l.text))
	if strings.HasPrefix(s, `"`) && strings.HasSuffix(s, `"`) {
		s = s[1:max(1, len(s)-1)]
	}
	return s
}

// addNode returns the node, made if there is none yet; a text or shape given
// here replaces an earlier one. It is nil for an edge's id.
func (c *Chart) addNode(id string, text *words, shape string, at int) *Node {
	if c.edgeIDs[id] != nil {
		return nil
	}
	n := c.nodes[id]
	if n == nil {
		n = &Node{ID: id, Text: id, LabelType: "text", at: at}
		c.nodes[id] = n
		c.Nodes = append(c.Nodes, n)
	}
	if text != nil {
		n.Text, n.LabelType = clean(*text), text.kind
	}
	if shape != "" {
		n.Shape = shape
	}
	return n
}

func (c *Chart) addLinks(from, to []string, l link, p *parser) {
	for i, f := range from {
		for j, t := range to {
			if len(c.Edges) >= maxEdges {
				p.fail(p.tok.at, 0, "the chart has more than %d links", maxEdges).WithHint("split it into several charts")
				return
			}
			id := ""
			if i == len(from)-1 && j == 0 {
				id = strings.Replace(l.id, "@", "", 1)
			}
			c.addLink(f, t, id, l)
		}
	}
}

func (c *Chart) addLink(from, to, id string, l link) {
	e := &Edge{From: from, To: to, Arrow: l.arrow, Stroke: l.stroke, Length: min(l.length, 10), LabelType: "text"}
	if l.text != nil {
		e.Text, e.LabelType = clean(*l.text), l.text.kind
	}
	if id != "" && c.edgeIDs[id] == nil {
		e.ID, e.named = id, true
	} else {
		n := c.between[[2]string{from, to}]
		if n > 0 {
			n++
		}
		e.ID = fmt.Sprintf("L_%s_%s_%d", from, to, n)
	}
	c.between[[2]string{from, to}]++
	c.edgeIDs[e.ID] = e
	c.Edges = append(c.Edges, e)
}

func (c *Chart) addClass(ids string, styles []string) {
	styles = splitStyles(styles)
	for _, id := range strings.Split(ids, ",") {
		k := c.class(id)
		if k == nil {
			k = &Class{ID: id}
			c.Classes = append(c.Classes, k)
		}
		for _, s := range styles {
			if strings.Contains(s, "color") {
				k.TextStyles = append(k.TextStyles, strings.Replace(s, "fill", "bgFill", 1))
			}
			k.Styles = append(k.Styles, s)
		}
	}
}

// splitStyles splits at commas, but not at those with a backslash before, and
// at semicolons.
func splitStyles(styles []string) []string {
	const escaped = "\x00"
	s := strings.ReplaceAll(strings.Join(styles, ","), `\,`, escaped)
	s = strings.ReplaceAll(strings.ReplaceAll(s, ",", ";"), escaped, ",")
	return strings.Split(s, ";")
}

func (c *Chart) class(id string) *Class {
	for _, k := range c.Classes {
		if k.ID == id {
			return k
		}
	}
	return nil
}

func (c *Chart) setClass(ids, class string) {
	for _, id := range strings.Split(ids, ",") {
		if n := c.nodes[id]; n != nil {
			n.Classes = append(n.Classes, class)
		}
		if e := c.edgeIDs[id]; e != nil {
			e.Classes = append(e.Classes, class)
		}
		if s := c.byID[id]; s != nil {
			s.Classes = append(s.Classes, class)
		}
	}
}

func (c *Chart) setTooltip(ids, tooltip string) {
	for _, id := range strings.Split(ids, ",") {
		if n := c.nodes[id]; n != nil {
			n.Tooltip = chart.Sanitize(tooltip)
		}
	}
}

func (c *Chart) setLink(ids string, t token, p *parser) {
	address := formatURL(t.text)
	if address == "about:blank" {
		p.src.Warn(t.at, len(t.text), "the address %s runs a script and is left out", chart.Quote(t.text))
	}
	for _, id := range strings.Split(ids, ",") {
		if n := c.nodes[id]; n != nil {
			n.Link, n.linkAt, n.linkLength = address, t.at, len(t.text)
		}
	}
	c.setClass(ids, "clickable")
}

// formatURL makes an address harmless and, if it is absolute, normal.
func formatURL(s string) string {
	s = trim(s)
	if s == "" {
		return s
	}
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == '\u00a0' || r == '\u200b' {
			return -1
		}
		return r
	}, s))
	for _, scheme := range [...]string{"javascript:", "data:", "vbscript:"} {
		if strings.HasPrefix(plain, scheme) {
			return "about:blank"
		}
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" {
		return s
	}
	if u.Host != "" && u.Path == "" && u.Opaque == "" {
		u.Path = "/"
		return u.String()
	}
	return s
}

// addCluster ends a subgraph and returns its id.
func (c *Chart) addCluster(id string, title words, same bool, inside members, p *parser) string {
	if p.err != nil {
		return ""
	}
	text := title.text
	if id = trim(id); same && strings.ContainsAny(text, " \t\n") {
		id = fmt.Sprintf("subGraph%d", len(c.Clusters))
	}
	s := &Cluster{ID: id, Title: trim(chart.Sanitize(text)), LabelType: title.kind, Direction: inside.direction}
	if s.Direction == "" && c.src.Config.Bool("flowchart.inheritDir", false) {
		s.Direction = c.Direction
	}
	for _, id := range inside.ids {
		if !c.inCluster(id) {
			s.Nodes = append(s.Nodes, id)
		}
	}
	c.Clusters = append(c.Clusters, s)
	c.byID[id] = s
	return id
}

func (c *Chart) inCluster(id string) bool {
	for _, s := range c.Clusters {
		for _, n := range s.Nodes {
			if n == id {
				return true
			}
		}
	}
	return false
}

// finish completes a chart when all statements are read.
func (c *Chart) finish() {}
