package sequence

import (
	"sort"

	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

// Distances in pixels.
const (
	headPadX   = 14.0
	headPadY   = 10.0
	headGap    = 28.0 // between two heads
	boxPad     = 12.0 // around the heads of a box
	barWidth   = 10.0
	barShift   = 5.0 // of an activation on top of another
	loopWidth  = 34.0
	noteGap    = 14.0
	notePadX   = 10.0
	notePadY   = 7.0
	labelWidth = 300.0 // at which messages are wrapped
	noteWidth  = 220.0
	selfWidth  = 200.0
	headWidth  = 170.0
)

// column is a participant's place.
type column struct {
	actor *Actor
	label label.Label
	links []label.Label
	w, h  float64
	x     float64
	// top is where the head begins; the life line goes from top+h to end.
	top, end  float64
	created   bool
	destroyed bool
	// ink is set on a band of the author's colour.
	ink ink
	// open are the tops of the activations that go on, inmost last.
	open []float64
}

// row is a step with its label measured.
type row struct {
	*Step
	from, to int // columns, -1 if none
	label    label.Label
	number   string
	created  bool // the message makes its receiver
	ends     int  // column that ends here, or -1
}

// layout is everything that is known before the drawing.
type layout struct {
	chart *Chart
	cols  []column
	index map[string]int
	rows  []row
	gaps  []float64
}

func newLayout(c *Chart) *layout {
	l := &layout{chart: c, index: map[string]int{}}
	for i, a := range c.Actors {
		l.index[a.Name] = i
		l.cols = append(l.cols, newColumn(a))
	}
	for name := range c.Created {
		l.cols[l.index[name]].created = true
	}
	ends := map[int]int{}
	for name, at := range c.Destroyed {
		if i, ok := l.index[name]; ok {
			ends[at] = i
		}
	}
	n := numbering{value: 1, inc: 1}
	for i, s := range c.Steps {
		r := row{Step: s, from: l.column(s.From), to: l.column(s.To), ends: -1}
		if s.Kind == Autonumber {
			n.set(s.Number)
		}
		if s.isMessage() {
			r.number = n.next()
			if end, ok := ends[i]; ok {
				r.ends = end
			}
			at, ok := c.Created[s.To]
			r.created = ok && at == i
		}
		r.measure(r.limit())
		l.rows = append(l.rows, r)
	}
	l.solve()
	for i := range l.rows {
		l.fit(&l.rows[i])
	}
	return l
}

func (l *layout) column(name string) int {
	if i, ok := l.index[name]; ok && name != "" {
		return i
	}
	return -1
}

func newColumn(a *Actor) column {
	c := column{actor: a, label: label.Bold.Wrap(a.Label, headWidth)}
	w, h := c.label.W, c.label.H
	for _, link := range a.Links {
		l := label.Tiny.Of(link.Label)
		c.links = append(c.links, l)
		w, h = max(w, l.W), h+l.H
	}
	if figures[a.Type] != nil {
		c.w, c.h = max(w, figureSize), h+figureSize+4
		return c
	}
	c.w, c.h = max(w+2*headPadX, 72), h+2*headPadY
	return c
}

// isMessage reports whether the step is an arrow.
func (s *Step) isMessage() bool { return s.From != "" && s.To != "" && s.Kind != Note }

func (r *row) self() bool { return r.isMessage() && r.from == r.to }

// limit is the width at which the step's label is wrapped at first.
func (r *row) limit() float64 {
	switch {
	case r.Kind == Note:
		return noteWidth
	case r.self():
		return selfWidth
	default:
		return labelWidth
	}
}

func (r *row) measure(limit float64) {
	if r.Text == "" || r.Kind == RectStart {
		return
	}
	if r.Kind == Note && r.from != r.to {
		limit = max(limit, labelWidth)
	}
	r.label = label.Small.Wrap(r.Text, limit)
}

// fit wraps again where the columns leave more room than was asked for.
func (l *layout) fit(r *row) {
	if !r.isMessage() && r.Kind != Note || r.from == r.to || len(r.label.Lines) < 2 {
		return
	}
	span := l.cols[r.to].x - l.cols[r.from].x
	span = max(span, -span)
	if r.Kind != Note {
		span -= 30
	}
	if span > r.limit() {
		r.measure(span)
	}
}

// need asks for a distance of two columns.
type need struct {
	i, j int
	d    float64
}

// solve places the columns: every need is met, and what a wide need lacks is
// spread over all the gaps that it spans.
func (l *layout) solve() {
	n := len(l.cols)
	l.gaps = make([]float64, max(0, n-1))
	var needs []need
	for i := 0; i+1 < n; i++ {
		a, b := &l.cols[i], &l.cols[i+1]
		d := (a.w+b.w)/2 + headGap
		if a.actor.Box != b.actor.Box {
			d += 2 * boxPad
		}
		needs = append(needs, need{i, i + 1, max(d, 90)})
	}
	for i := range l.rows {
		needs = l.rows[i].needs(needs, l.cols)
	}
	for _, b := range l.chart.Boxes {
		needs = l.boxNeeds(needs, b)
	}
	sort.SliceStable(needs, func(a, b int) bool { return needs[a].j-needs[a].i < needs[b].j-needs[b].i })
	for _, nd := range needs {
		if nd.i < 0 || nd.j >= n || nd.i >= nd.j {
			continue
		}
		have := 0.0
		for _, g := range l.gaps[nd.i:nd.j] {
			have += g
		}
		if more := (nd.d - have) / float64(nd.j-nd.i); more > 0 {
			for k := nd.i; k < nd.j; k++ {
				l.gaps[k] += more
			}
		}
	}
	for i := 1; i < n; i++ {
		l.cols[i].x = l.cols[i-1].x + l.gaps[i-1]
	}
}

// needs appends what the row needs.
func (r *row) needs(to []need, cols []column) []need {
	if r.from < 0 || r.to < 0 {
		return to
	}
	i, j := min(r.from, r.to), max(r.from, r.to)
	if r.Kind == Note {
		w := r.label.W + 2*notePadX
		switch {
		case r.Placement == RightOf:
			return append(to, need{i, i + 1, w + 2*noteGap + barWidth})
		case r.Placement == LeftOf:
			return append(to, need{i - 1, i, w + 2*noteGap + barWidth})
		case i == j:
			return append(to, need{i - 1, i, w/2 + noteGap}, need{i, i + 1, w/2 + noteGap})
		}
		return append(to, need{i, j, w - 2*noteOverhang})
	}
	if i == j {
		return append(to, need{i, i + 1, barWidth + loopWidth + 8 + r.label.W + noteGap})
	}
	d := r.label.W + 26 + barWidth
	if r.number != "" {
		d += label.Badge.Width(r.number) + 8
	}
	if r.created {
		d += cols[r.to].w / 2
	}
	return append(to, need{i, j, d})
}

// noteOverhang is how far a note over several columns reaches beyond them.
const noteOverhang = 26.0

// boxNeeds makes room for a box's title above its participants.
func (l *layout) boxNeeds(to []need, b *Box) []need {
	first, last, ok := l.members(b)
	if !ok || !b.Named {
		return to
	}
	w := label.Head.Wrap(b.Name, headWidth).W
	if first == last {
		l.cols[first].w = max(l.cols[first].w, w)
		return append(to,
			need{first - 1, first, w/2 + boxPad + headGap},
			need{first, first + 1, w/2 + boxPad + headGap})
	}
	return append(to, need{first, last, w - l.cols[first].w/2 - l.cols[last].w/2})
}

// members returns the first and last column of a box.
func (l *layout) members(b *Box) (first, last int, ok bool) {
	first, last = len(l.cols), -1
	for i := range l.cols {
		if l.cols[i].actor.Box == b {
			first, last = min(first, i), max(last, i)
		}
	}
	return first, last, last >= 0
}

func (c *column) box() svg.Box { return svg.Box{X: c.x - c.w/2, Y: c.top, W: c.w, H: c.h} }
