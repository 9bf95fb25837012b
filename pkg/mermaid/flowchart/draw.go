package flowchart

import (
	"regexp"
	"slices"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/shape"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

// drawing is a chart in the course of being drawn.
type drawing struct {
	*Chart
	cv       *svg.Canvas
	graph    *layout.Graph
	at       map[string]int
	nodes    map[string]*drawnNode
	titles   map[string]label.Label
	labels   []label.Label
	wrap     float64
	defaults style.Author
}

type drawnNode struct {
	shape  shape.Shape
	label  label.Label
	author style.Author
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{
		Chart: c, cv: cv,
		nodes: make(map[string]*drawnNode, len(c.Nodes)), titles: map[string]label.Label{}, labels: make([]label.Label, len(c.Edges)),
		wrap: c.src.Config.Number("flowchart.wrappingWidth", 220),
	}
	if k := c.class("default"); k != nil {
		d.defaults.Read(k.Styles)
	}
	d.graph, d.at = c.Graph(Sizes{Node: d.sizeNode, Label: d.sizeLabel, Title: d.sizeTitle})
	if err := d.graph.Place(); err != nil {
		return c.src.Errorf(0, len(c.kind), "%v", err).WithHint("split the chart into several")
	}
	d.warnFormula()
	d.clusters()
	d.edges()
	for _, n := range c.Nodes {
		if c.byID[n.ID] == nil {
			d.node(n)
		}
	}
	d.edgeLabels()
	chart.DrawTitle(cv, c.title)
	return nil
}

func (d *drawing) sizeNode(n *Node) (w, h float64) {
	dn := &drawnNode{}
	name := "rect"
	if s := shapeOf(n.Shape); s != nil {
		name = *s
	}
	dn.shape = shape.Of(name)
	dn.author = d.author(n.Classes, n.Styles)
	font := label.Normal
	if dn.shape.Key || dn.author.Bold {
		font = label.Bold
	}
	if !dn.shape.Bare {
		dn.label = font.Lay(d.read(n.Text, n.LabelType), d.wrap)
	}
	d.nodes[n.ID] = dn
	w, h = dn.shape.Fit(dn.label.W, dn.label.H)
	if name == "fork" && (d.Direction == "LR" || d.Direction == "RL") {
		w, h = h, w
	}
	return layout.Even(w), layout.Even(h)
}

// author collects what classes and styles set; the latter win.
func (d *drawing) author(classes, styles []string) style.Author {
	var a style.Author
	a.Read(styles)
	for i := len(classes) - 1; i >= 0; i-- {
		if k := d.class(classes[i]); k != nil {
			var b style.Author
			b.Read(k.Styles)
			a = a.Over(b)
		}
	}
	return a.Over(d.defaults)
}

// icon is an icon in a label, such as fa:fa-car.
var icon = regexp.MustCompile(`\bfa[bklrs]?:fa-[\w-]+ ?`)

func (d *drawing) read(s, kind string) text.Label {
	if strings.Contains(s, ":fa-") {
		if found := icon.FindString(s); found != "" {
			at := max(0, strings.Index(d.src.Text, found))
			d.src.Warn(at, len(strings.TrimSpace(found)), "the icon %s is not drawn", strings.TrimSpace(found))
			s = icon.ReplaceAllString(s, "")
		}
	}
	return readLabel(s, kind)
}

func readLabel(s, kind string) text.Label {
	if kind == "markdown" {
		return text.Markdown(s)
	}
	return text.Plain(s)
}

// warnFormula notes once that formulas are not set.
func (d *drawing) warnFormula() {
	if at := strings.Index(d.src.Text, "$$"); at >= 0 && strings.Count(d.src.Text, "$$") > 1 {
		d.src.Warn(at, 2, "formulas are drawn as they are written")
	}
}

// Room around the labels of edges.
const (
	labelPadX = 4
	labelPadY = 2
)

func (d *drawing) sizeLabel(i int, e *Edge) (w, h float64) {
	if strings.TrimSpace(e.Text) == "" {
		return 0, 0
	}
	l := label.Small.Lay(d.read(e.Text, e.LabelType), d.wrap)
	d.labels[i] = l
	if l.Empty() {
		return 0, 0
	}
	return layout.Even(l.W + 2*labelPadX), layout.Even(l.H + 2*labelPadY)
}

func (d *drawing) sizeTitle(k *Cluster) (w, h float64) {
	lines := d.read(k.Title, k.LabelType)
	// One line: a cluster has no room for more above its content.
	var one text.Line
	for i, line := range lines {
		if i > 0 {
			one = append(one, text.Span{Text: " "})
		}
		one = append(one, line...)
	}
	l := label.Head.Lay(text.Label{one}, 0)
	d.titles[k.ID] = l
	if l.Empty() {
		return 0, 0
	}
	return layout.Even(l.W + 24), l.H
}

func box(n layout.Node) svg.Box { return svg.Around(n.X, n.Y, n.W, n.H) }

// clusters draws the subgraphs, outer ones first.
func (d *drawing) clusters() {
	var order []*Cluster
	for i := len(d.Clusters) - 1; i >= 0; i-- {
		if k := d.Clusters[i]; d.byID[k.ID] == k {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b *Cluster) int { return d.graph.Depth(d.at[a.ID]) - d.graph.Depth(d.at[b.ID]) })
	for _, k := range order {
		b := box(d.graph.Nodes[d.at[k.ID]])
		if len(k.Nodes) == 0 {
			b.H = max(b.H, d.titles[k.ID].H+16)
		}
		var styles []string
		if n := d.Chart.nodes[k.ID]; n != nil {
			styles = n.Styles
		}
		a := d.clusterAuthor(k, styles)
		d.cv.Rect(b, 3, append([]svg.Attr{svg.Class("cluster")}, a.Shape()...)...)
		d.titles[k.ID].DrawAt(d.cv, b.X+10, b.Y+5, svg.Left, a.Label())
	}
}

func (d *drawing) clusterAuthor(k *Cluster, styles []string) style.Author {
	defaults := d.defaults
	d.defaults = style.Author{}
	a := d.author(k.Classes, styles)
	d.defaults = defaults
	return a
}

func (d *drawing) node(n *Node) {
	dn := d.nodes[n.ID]
	b := box(d.graph.Nodes[d.at[n.ID]])
	pen := shape.Pen{Canvas: d.cv, Author: dn.author.Shape()}
	lines := dn.author
	lines.Fill = ""
	pen.Lines = lines.Shape()
	if dn.shape.Key {
		pen.Class = "key"
	}
	if n.Link != "" && n.Link != "about:blank" {
		d.cv.Anchor(svg.Link{URL: n.Link, Offset: n.linkAt, Length: n.linkLength})
		if n.Tooltip != "" {
			d.cv.Open("title")
			d.cv.Raw(text.DecodeEntities(n.Tooltip))
			d.cv.Close("title")
		}
		defer d.cv.CloseAnchor()
	}
	dn.shape.Draw(pen, b)
	if !dn.label.Empty() {
		lb := dn.shape.Label(b)
		dn.label.Draw(d.cv, svg.Around(lb.CX(), lb.CY(), dn.label.W, dn.label.H), svg.Center, dn.author.Label())
	}
}
