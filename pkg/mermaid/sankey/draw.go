package sankey

import (
	"sort"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
)

const (
	// margin is the room between a node and its label.
	margin = 6.0
	// outer is the width at which labels beside the chart are broken.
	outer = 150.0
	// column is the least distance of two layers.
	column = 110.0
)

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	p, circle := newPlan(c)
	if circle >= 0 {
		l := c.Links[circle]
		return c.src.Errorf(l.at, 1, "the flow from %s to %s closes a circle", chart.Quote(c.Nodes[l.From]), chart.Quote(c.Nodes[l.To])).
			WithHint("remove a flow of the circle: amounts run from left to right only")
	}
	p.columns()
	p.sizes()
	p.settle()
	p.drawFlows(cv)
	for _, n := range p.nodes {
		p.drawNode(cv, n)
	}
	for _, n := range p.nodes {
		p.drawLabel(cv, n)
	}
	chart.DrawTitle(cv, c.front)
	return nil
}

// columns measures the labels and sets where the layers stand. Labels of the
// outer layers are outside of the chart, the others behind their nodes.
func (p *plan) columns() {
	last := len(p.layers) - 1
	wide := [2]float64{}
	for i, layer := range p.layers {
		if i != 0 && i != last {
			continue
		}
		for _, n := range layer {
			n.label = p.text(n, outer)
			wide[min(i, 1)] = max(wide[min(i, 1)], n.label.W+margin)
		}
	}
	step := 0.0
	if last > 0 {
		step = max(column, (p.width-wide[0]-wide[1]-p.nodeW)/float64(last))
	}
	for i, layer := range p.layers {
		for _, n := range layer {
			n.x = float64(i) * step
			if i != 0 && i != last {
				n.label = p.text(n, step-p.nodeW-2*margin)
			}
		}
	}
}

func (p *plan) text(n *node, limit float64) label.Label {
	s := p.Nodes[n.index]
	if p.showValues {
		s += "<br>" + p.amount(n.value)
	}
	return label.Small.Wrap(s, limit)
}

func series(i int) string { return strconv.Itoa(i%8 + 1) }

// drawFlows draws the flows in the order of the nodes, in the colour of the
// node that they leave or, where the author wants it, enter.
func (p *plan) drawFlows(cv *svg.Canvas) {
	starts, ends := p.stack()
	color := p.src.Config.Text("sankey.linkColor")
	for i, l := range p.Links {
		a, b := p.nodes[l.From], p.nodes[l.To]
		h := max(0.75, p.values[i]*p.scale)
		x1, x2 := a.x+p.nodeW, b.x
		y1, y2 := starts[i], ends[i]
		mid := (x1 + x2) / 2
		path := new(svg.Path).M(x1, y1).C(mid, y1, mid, y2, x2, y2).L(x2, y2+h).C(mid, y2+h, mid, y1+h, x1, y1+h).Z()
		of := l.From
		if color == "target" {
			of = l.To
		}
		class, fill := "s"+series(of)+" flow", ""
		if _, ok := style.ParseColor(color); ok {
			class, fill = "flow", color
		}
		cv.Path(path, svg.Class(class), svg.Fill(fill))
	}
}

// stack returns where the flows leave and enter their nodes: in the order in
// which their other ends stand.
func (p *plan) stack() (starts, ends []float64) {
	starts, ends = make([]float64, len(p.Links)), make([]float64, len(p.Links))
	for _, n := range p.nodes {
		p.pile(n, n.out, starts, func(l int) *node { return p.nodes[p.Links[l].To] })
		p.pile(n, n.in, ends, func(l int) *node { return p.nodes[p.Links[l].From] })
	}
	return starts, ends
}

func (p *plan) pile(n *node, links []int, at []float64, other func(int) *node) {
	sort.SliceStable(links, func(i, j int) bool { return other(links[i]).centre() < other(links[j]).centre() })
	y := n.centre() - n.h/2
	for _, l := range links {
		at[l] = y
		y += p.values[l] * p.scale
	}
}

func (p *plan) box(n *node) svg.Box {
	return svg.Box{X: n.x, Y: n.centre() - n.h/2, W: p.nodeW, H: n.h}
}

func (p *plan) drawNode(cv *svg.Canvas, n *node) {
	fill := ""
	if m, ok := p.src.Config.Value("sankey.nodeColors").(map[string]any); ok {
		s, _ := m[p.Nodes[n.index]].(string)
		if _, ok := style.ParseColor(s); ok {
			fill = s
		}
	}
	class := "s" + series(n.index)
	if fill != "" {
		class = "frame"
	}
	cv.Rect(p.box(n), 0, svg.Class(class), svg.Fill(fill))
}

func (p *plan) drawLabel(cv *svg.Canvas, n *node) {
	b := p.box(n)
	y := n.centre() - n.label.H/2
	switch n.layer {
	case 0:
		n.label.DrawAt(cv, b.X-margin-n.label.W, y, svg.Right)
	default:
		n.label.DrawAt(cv, b.X+b.W+margin, y, svg.Left)
	}
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.front)
	if title == "" {
		title = l.Pick("Sankey diagram", "Диаграмма Санкей")
	}
	var parts []string
	for _, k := range c.Links {
		parts = append(parts, said(c.Nodes[k.From])+" → "+said(c.Nodes[k.To])+": "+c.amount(k.Value))
	}
	return title, strings.Join(parts, ". ") + "."
}
