package sequence

import (
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

// The drawing is planned in one pass over the steps, top to bottom; what it
// makes is kept by kind, since the kinds lie on top of each other: areas,
// life lines, frames, activations, then arrows, notes and heads.
type plan struct {
	*layout
	y float64
	// last is the y of the last arrow, at which an activation begins or ends.
	last float64

	areas  []area
	frames []*frameBox
	bars   []bar
	arrows []arrow
	notes  []noteBox

	open []*frameBox
}

// area is a rect with the author's colour.
type area struct {
	svg.Box
	fill string
	// level counts the areas around it.
	level int
}

type bar struct{ x, top, bottom float64 }

// arrow is a message in its place.
type arrow struct {
	*row
	x1, x2, y float64
	place     svg.Box // of the label
	ink       ink
}

type noteBox struct {
	svg.Box
	*row
}

// frameBox is a loop, an alternative and so on, or an area.
type frameBox struct {
	kind        Kind
	tag         string
	left, right float64
	top, bottom float64
	fill        string
	ink         ink
	inner       int // frames inside, at most, one in another
	sections    []section
	tab         float64 // width of the tab
}

// section is a labelled part of a frame.
type section struct {
	y     float64 // of the line above it
	label label.Label
}

// tags are the words in the corners of frames.
var tags = map[Kind]string{
	LoopStart: "loop", AltStart: "alt", OptStart: "opt", ParStart: "par", ParOverStart: "par",
	CriticalStart: "critical", BreakStart: "break",
}

func newPlan(l *layout) *plan {
	p := &plan{layout: l}
	head := 0.0
	for i := range l.cols {
		if !l.cols[i].created {
			head = max(head, l.cols[i].h)
		}
	}
	for i := range l.cols {
		c := &l.cols[i]
		c.top = head - c.h
	}
	p.y = head + 6
	p.last = p.y
	for i := range l.rows {
		p.row(&l.rows[i])
	}
	p.y += 18
	for len(p.open) > 0 {
		p.endFrame()
	}
	for i := range p.cols {
		c := &p.cols[i]
		for len(c.open) > 0 {
			p.endBar(c, p.y)
		}
		if !c.destroyed {
			c.end = p.y
		}
	}
	return p
}

func (p *plan) row(r *row) {
	switch r.Kind {
	case Note:
		p.note(r)
	case ActiveStart:
		if r.from >= 0 {
			c := &p.cols[r.from]
			c.open = append(c.open, p.last)
		}
	case ActiveEnd:
		if r.from >= 0 {
			p.endBar(&p.cols[r.from], max(p.last, p.y-6))
		}
	case Autonumber, CentralConnection, CentralConnectionReverse:
	case LoopStart, AltStart, OptStart, ParStart, ParOverStart, CriticalStart, BreakStart, RectStart:
		p.startFrame(r)
	case AltElse, ParAnd, CriticalOption:
		p.divide(r)
	case LoopEnd, AltEnd, OptEnd, ParEnd, CriticalEnd, BreakEnd, RectEnd:
		p.endFrame()
	default:
		if r.from >= 0 && r.to >= 0 {
			p.message(r)
		}
	}
}

func (p *plan) endBar(c *column, y float64) {
	n := len(c.open) - 1
	if n < 0 {
		return
	}
	top := c.open[n]
	c.open = c.open[:n]
	p.bars = append(p.bars, bar{c.x - barWidth/2 + float64(n)*barShift, top, max(y, top+12)})
}

// include makes the open frames hold the columns between left and right.
func (p *plan) include(left, right float64) {
	if n := len(p.open); n > 0 {
		f := p.open[n-1]
		f.left, f.right = min(f.left, left), max(f.right, right)
	}
}

// edge returns where an arrow touches column c, which has level activations,
// coming from the side dir (-1 left, 1 right).
func (c *column) edge(level int, dir float64) float64 {
	if level == 0 {
		return c.x
	}
	if dir < 0 {
		return c.x - barWidth/2
	}
	return c.x + barWidth/2 + float64(level-1)*barShift
}

func (p *plan) message(r *row) {
	from, to := &p.cols[r.from], &p.cols[r.to]
	a := arrow{row: r, ink: p.ink()}
	if r.self() {
		p.loop(&a, from)
		return
	}
	dir := 1.0
	if to.x < from.x {
		dir = -1
	}
	levelTo := len(to.open)
	if r.Activate && !r.ToCentral {
		levelTo++
	}
	a.x1, a.x2 = from.edge(len(from.open), dir), to.edge(levelTo, -dir)
	p.y += 10
	if r.created {
		// The arrow points at the middle of the new head.
		p.y = max(p.y, p.y+to.h/2-r.label.H-3)
		a.x2 = to.x - dir*to.w/2
	}
	left, right := min(a.x1, a.x2), max(a.x1, a.x2)
	shift := 0.0
	if r.number != "" {
		shift = dir * label.Badge.Width(r.number) / 2
	}
	a.place = svg.Box{X: (left+right)/2 - r.label.W/2 + shift, Y: p.y, W: r.label.W, H: r.label.H}
	p.y += r.label.H + 4
	a.y = p.y
	p.last = p.y
	p.y += 6
	if r.created {
		to.top = a.y - to.h/2
		p.y = a.y + to.h/2 + 2
	}
	p.include(min(from.x, to.x), max(from.x, to.x))
	if r.created {
		p.include(to.x-to.w/2+14, to.x+to.w/2-14)
	}
	p.arrows = append(p.arrows, a)
	p.destroy(r)
}

// loop places a message to oneself: out to the right and back.
func (p *plan) loop(a *arrow, c *column) {
	const drop = 20
	level := len(c.open)
	a.x1 = c.edge(level, 1)
	if a.Activate && !a.ToCentral {
		level++
	}
	a.x2 = c.edge(level, 1)
	h := max(drop, a.label.H)
	p.y += 10
	a.y = p.y + (h-drop)/2
	right := max(a.x1, a.x2) + loopWidth
	a.place = svg.Box{X: right + 8, Y: p.y + (h-a.label.H)/2, W: a.label.W, H: a.label.H}
	p.y += h
	p.last = a.y + drop
	p.y += 6
	p.include(c.x, right+8+a.label.W-6)
	p.arrows = append(p.arrows, *a)
	p.destroy(a.row)
}

// destroy ends the life line of the participant whose last message r is.
func (p *plan) destroy(r *row) {
	if r.ends < 0 {
		return
	}
	c := &p.cols[r.ends]
	c.destroyed = true
	c.end = p.last + 16
	for len(c.open) > 0 {
		p.endBar(c, p.last+6)
	}
	p.y = max(p.y, c.end+6)
}

func (p *plan) note(r *row) {
	if r.from < 0 || r.to < 0 {
		return
	}
	a, b := &p.cols[min(r.from, r.to)], &p.cols[max(r.from, r.to)]
	n := noteBox{row: r, Box: svg.Box{W: max(r.label.W+2*notePadX, 40), H: max(r.label.H, label.Small.Line()) + 2*notePadY}}
	switch {
	case r.Placement == RightOf:
		n.X = b.edge(max(1, len(b.open)), 1) + noteGap - barWidth/2
	case r.Placement == LeftOf:
		n.X = a.x - noteGap - barWidth/2 - n.W
	default:
		if a != b {
			n.W = max(n.W, b.x-a.x+2*noteOverhang)
		}
		n.X = (a.x+b.x)/2 - n.W/2
	}
	p.y += 8
	n.Y = p.y
	p.y += n.H + 4
	p.include(min(a.x, n.X+6), max(b.x, n.X+n.W-6))
	p.notes = append(p.notes, n)
}

// Space inside a frame beside the outmost life line, and what a frame adds
// for each frame in it.
const (
	framePad  = 20.0
	frameStep = 8.0
	tabHeight = 20.0
)

func (p *plan) startFrame(r *row) {
	f := &frameBox{kind: r.Kind, tag: tags[r.Kind], left: 1e9, right: -1e9}
	if r.Kind == RectStart {
		p.y += 8
		f.top, f.fill = p.y, r.Text
		f.ink = p.ink()
		p.open = append(p.open, f)
		return
	}
	p.y += 12
	f.top, f.ink = p.y, p.ink()
	f.tab = label.Head.Width(f.tag) + 20
	p.open = append(p.open, f)
	p.section(f, r)
}

// section begins a section.
func (p *plan) section(f *frameBox, r *row) {
	s := section{y: p.y}
	if r.Text != "" {
		s.label = label.Small.Wrap("["+r.Text+"]", labelWidth)
	}
	f.sections = append(f.sections, s)
	if len(f.sections) == 1 {
		p.y += max(tabHeight, s.label.H+2)
	} else {
		p.y += s.label.H + 3
	}
	p.last = p.y
}

func (p *plan) divide(r *row) {
	if len(p.open) == 0 {
		return
	}
	f := p.open[len(p.open)-1]
	p.y += 10
	p.section(f, r)
}

func (p *plan) endFrame() {
	n := len(p.open) - 1
	if n < 0 {
		return
	}
	f := p.open[n]
	p.open = p.open[:n]
	p.y += 10
	f.bottom = p.y
	p.y += 2
	if f.left > f.right {
		f.left, f.right = p.extent()
	}
	pad := framePad + float64(f.inner)*frameStep
	left, right := f.left, f.right
	f.left, f.right = left-pad, right+pad
	for i, s := range f.sections {
		indent := 8.0
		if i == 0 {
			indent += f.tab
		}
		f.right = max(f.right, f.left+indent+s.label.W+8)
	}
	if n > 0 {
		up := p.open[n-1]
		up.inner = max(up.inner, f.inner+1)
		up.left, up.right = min(up.left, left, f.left+framePad), max(up.right, right, f.right-pad)
	}
	if f.fill != "" || f.kind == RectStart {
		p.areas = append(p.areas, area{svg.Box{X: f.left, Y: f.top, W: f.right - f.left, H: f.bottom - f.top}, f.fill, n})
		return
	}
	p.frames = append(p.frames, f)
}

// extent returns the first and last life line's x.
func (p *plan) extent() (left, right float64) {
	if len(p.cols) == 0 {
		return 0, 120
	}
	return p.cols[0].x, p.cols[len(p.cols)-1].x
}

// ink returns the colours for what stands in the inmost open area.
func (p *plan) ink() ink {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].kind == RectStart {
			return newInk(p.open[i].fill)
		}
	}
	return ink{}
}
