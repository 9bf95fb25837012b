package gitgraph

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	dot      = 9.0
	nameWrap = 150.0
	idWrap   = 120.0
	tagPad   = 6.0
	turn     = 12.0 // radius of bends
)

// commit is a commit in its place.
type commit struct {
	*Commit
	lane, step int
	id         label.Label
	tags       []label.Label
	x, y       float64
}

// drawing places lanes along one axis and steps along the other.
type drawing struct {
	*svg.Canvas
	chart   *Chart
	commits []commit
	byID    map[string]*commit
	names   []label.Label
	lanes   []float64 // positions of the lanes
	last    float64   // position of the last step
	down    bool      // lanes are columns
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := newDrawing(c, cv)
	d.drawLanes()
	for i := range d.commits {
		d.drawParents(&d.commits[i])
	}
	for i := range d.commits {
		d.drawCommit(&d.commits[i])
	}
	for i := range d.commits {
		d.drawLabels(&d.commits[i])
	}
	if len(d.commits) == 0 && c.hideLanes {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
	}
	chart.DrawTitle(cv, c.heading())
	return nil
}

func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

func newDrawing(c *Chart, cv *svg.Canvas) *drawing {
	d := &drawing{Canvas: cv, chart: c, byID: map[string]*commit{}, down: c.Direction != "LR"}
	lane := map[string]int{}
	for i, b := range c.Branches {
		lane[b.Name] = i
		d.names = append(d.names, label.Bold.Wrap(b.Name, nameWrap))
	}
	d.commits = make([]commit, 0, len(c.Commits))
	for i, x := range c.Commits {
		k := commit{Commit: x, lane: lane[x.Branch], step: i}
		if !c.hideLabels {
			k.id = label.Muted.Wrap(x.ID, idWrap)
		}
		for _, t := range x.Tags {
			k.tags = append(k.tags, label.Tiny.Of(t))
		}
		if c.parallel {
			k.step = 0
			for _, p := range x.Parents {
				if parent := d.byID[p]; parent != nil {
					k.step = max(k.step, parent.step+1)
				}
			}
		}
		d.commits = append(d.commits, k)
		d.byID[x.ID] = &d.commits[len(d.commits)-1]
	}
	if d.down {
		d.placeDown()
	} else {
		d.placeAcross()
	}
	return d
}

// placeAcross gives every lane the height that its labels and tags need.
func (d *drawing) placeAcross() {
	above, below := make([]float64, len(d.names)), make([]float64, len(d.names))
	need := make([]float64, len(d.commits))
	for i, n := range d.names {
		above[i], below[i] = max(dot, n.H/2), max(dot, n.H/2)
	}
	for i, k := range d.commits {
		up := dot
		need[i] = k.id.W
		for _, t := range k.tags {
			up += t.H + 6
			need[i] = max(need[i], t.W+2*tagPad)
		}
		above[k.lane] = max(above[k.lane], up)
		below[k.lane] = max(below[k.lane], dot+4+k.id.H)
	}
	y := 0.0
	for i := range d.names {
		if i > 0 {
			y += below[i-1] + above[i] + 18
		}
		d.lanes = append(d.lanes, y)
	}
	at := d.space(need, 44)
	for i := range d.commits {
		k := &d.commits[i]
		k.x, k.y = at[k.step], d.lanes[k.lane]
		d.last = max(d.last, k.x)
	}
}

// space returns the places of the steps: at least a step from each other, and
// so far apart that in each lane the labels, which need the given room, have
// it.
func (d *drawing) space(need []float64, step float64) []float64 {
	steps := 0
	for _, k := range d.commits {
		steps = max(steps, k.step+1)
	}
	by := make([][]int, steps)
	for i, k := range d.commits {
		by[k.step] = append(by[k.step], i)
	}
	at := make([]float64, steps)
	end := make([]float64, len(d.names))
	for i := range end {
		end[i] = -1e9
	}
	for s := range at {
		if s > 0 {
			at[s] = at[s-1] + step
		}
		for _, i := range by[s] {
			at[s] = max(at[s], end[d.commits[i].lane]+need[i]/2)
		}
		for _, i := range by[s] {
			end[d.commits[i].lane] = at[s] + need[i]/2 + 10
		}
	}
	return at
}

// placeDown gives every lane the width that its labels need; they stand on
// the right of the commits.
func (d *drawing) placeDown() {
	right := make([]float64, len(d.names))
	need := make([]float64, len(d.commits))
	for i, n := range d.names {
		right[i] = max(dot+20, n.W/2+10)
	}
	for i, k := range d.commits {
		w, h := k.id.W, max(2*dot, k.id.H)
		for _, t := range k.tags {
			w, h = max(w, t.W+2*tagPad), h+t.H+6
		}
		right[k.lane] = max(right[k.lane], dot+8+w)
		need[i] = h
	}
	x := 0.0
	for i := range d.names {
		if i > 0 {
			x += right[i-1] + max(24, d.names[i].W/2+14)
		}
		d.lanes = append(d.lanes, x)
	}
	dir := 1.0
	if d.chart.Direction == "BT" {
		dir = -1
	}
	at := d.space(need, 38)
	for i := range d.commits {
		k := &d.commits[i]
		k.x, k.y = d.lanes[k.lane], at[k.step]*dir
		d.last = max(d.last*dir, k.y*dir) * dir
	}
}

func series(lane int) string { return strconv.Itoa(lane%8 + 1) }

// drawLanes draws the branches' names and their guiding lines.
func (d *drawing) drawLanes() {
	if d.chart.hideLanes {
		return
	}
	start := -34.0
	sign := 1.0
	if d.chart.Direction == "BT" {
		sign = -1
	}
	for i, n := range d.names {
		at, class := d.lanes[i], svg.Class("s"+series(i))
		var box svg.Box
		if d.down {
			d.Line(at, start*sign, at, d.last+20*sign, svg.Class("grid"))
			box = svg.Around(at, (start-n.H/2-6)*sign, n.W+20, n.H+10)
		} else {
			d.Line(start, at, d.last+24, at, svg.Class("grid"))
			box = svg.Box{X: start - n.W - 20, Y: at - n.H/2 - 5, W: n.W + 20, H: n.H + 10}
		}
		d.Rect(box, 3, class)
		n.Draw(d.Canvas, box, svg.Center)
	}
}

// drawParents draws the lines to a commit's parents: straight in a lane, with
// a bend from one to another. What begins a branch bends at its parent, what
// is merged at the merge, so no line runs over another commit.
func (d *drawing) drawParents(k *commit) {
	for i, id := range k.Parents {
		parent := d.byID[id]
		if parent == nil {
			continue
		}
		lane, class := k.lane, "l"
		merged := i > 0
		if merged {
			lane = parent.lane
		}
		path := new(svg.Path).M(parent.x, parent.y)
		switch {
		case parent.lane == k.lane:
			path.L(k.x, k.y)
		case k.Kind == CherryPick && merged:
			class = "edge dash l"
			d.bend(path, parent, k, true)
		default:
			d.bend(path, parent, k, merged)
		}
		d.Path(path, svg.Class(class+series(lane)))
	}
}

// bend draws a line with one rounded corner: in the parent's lane and then
// across if late, else across first.
func (d *drawing) bend(path *svg.Path, from, to *commit, late bool) {
	cx, cy := from.x, to.y
	if late != d.down {
		cx, cy = to.x, from.y
	}
	toward := func(x, y float64) (float64, float64) {
		dx, dy := x-cx, y-cy
		dist := max(dx, -dx) + max(dy, -dy)
		if dist == 0 {
			return cx, cy
		}
		r := min(turn, dist/2)
		return cx + dx/dist*r, cy + dy/dist*r
	}
	x1, y1 := toward(from.x, from.y)
	x2, y2 := toward(to.x, to.y)
	path.L(x1, y1).Q(cx, cy, x2, y2).L(to.x, to.y)
}

// drawCommit draws a commit's mark. Each kind has a shape of its own.
func (d *drawing) drawCommit(k *commit) {
	class := svg.Class("s" + series(k.lane))
	kind := k.Kind
	if kind == Merge && k.override != nil {
		kind = *k.override
	}
	switch kind {
	case Highlight:
		d.Rect(svg.Around(k.x, k.y, 2*dot+2, 2*dot+2), 2, class)
		d.Rect(svg.Around(k.x, k.y, dot, dot), 1, svg.Class("ink"))
	case Reverse:
		d.Circle(k.x, k.y, dot, class)
		const r = 4.5
		d.Path(new(svg.Path).M(k.x-r, k.y-r).L(k.x+r, k.y+r).M(k.x+r, k.y-r).L(k.x-r, k.y+r), svg.Class("edge"))
	case Merge:
		d.Circle(k.x, k.y, dot, class)
		d.Circle(k.x, k.y, dot-4, class)
	case CherryPick:
		d.Circle(k.x, k.y, dot, class)
		d.Path(new(svg.Path).M(k.x-3, k.y+1.5).Q(k.x-1, k.y-4, k.x+2, k.y-5).M(k.x+3, k.y+2.5).Q(k.x+3, k.y-2, k.x+2, k.y-5), svg.Class("line"))
		d.Circle(k.x-3, k.y+2.5, 2, svg.Class("ink"))
		d.Circle(k.x+3, k.y+3.5, 2, svg.Class("ink"))
	default:
		d.Circle(k.x, k.y, dot, class)
	}
}

// drawLabels draws a commit's id and tags.
func (d *drawing) drawLabels(k *commit) {
	if d.down {
		h := k.id.H
		for _, t := range k.tags {
			h += t.H + 6
		}
		x, y := k.x+dot+8, k.y-h/2
		if !k.id.Empty() {
			d.Rect(svg.Box{X: x - 2, Y: y, W: k.id.W + 4, H: k.id.H}, 0, svg.Class("ebg"))
			k.id.Draw(d.Canvas, svg.Box{X: x, Y: y, W: k.id.W, H: k.id.H}, svg.Left)
		}
		y += k.id.H + 2
		for _, t := range k.tags {
			d.drawTag(t, x, y)
			y += t.H + 6
		}
		return
	}
	if !k.id.Empty() {
		box := svg.Box{X: k.x - k.id.W/2, Y: k.y + dot + 4, W: k.id.W, H: k.id.H}
		d.Rect(svg.Box{X: box.X - 2, Y: box.Y, W: box.W + 4, H: box.H}, 0, svg.Class("ebg"))
		k.id.Draw(d.Canvas, box, svg.Center)
	}
	y := k.y - dot
	for _, t := range k.tags {
		y -= t.H + 6
		d.drawTag(t, k.x-t.W/2-tagPad, y)
	}
}

func (d *drawing) drawTag(t label.Label, x, y float64) {
	box := svg.Box{X: x, Y: y, W: t.W + 2*tagPad, H: t.H + 3}
	d.Rect(box, 2, svg.Class("note"))
	t.Draw(d.Canvas, box, svg.Center)
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	var names []string
	for _, b := range c.Branches {
		names = append(names, said(b.Name))
	}
	if title == "" {
		title = l.Pick("Git graph: ", "Граф Git: ") + strings.Join(names, ", ")
	}
	branch := ""
	for _, k := range c.Commits {
		if k.Branch != branch {
			branch = k.Branch
			desc += l.Pick("On ", "На ветке ") + said(branch) + ": "
		}
		switch {
		case k.Kind == Merge && len(k.Parents) == 2:
			desc += l.Pick("merge of ", "слияние с ") + said(k.Parents[1])
		case k.Kind == CherryPick && len(k.Parents) == 2:
			desc += l.Pick("cherry-pick of ", "перенос ") + said(k.Parents[1])
		default:
			desc += l.Pick("commit ", "коммит ") + said(k.ID)
			if k.Message != "" {
				desc += " (" + said(k.Message) + ")"
			}
		}
		for _, t := range k.Tags {
			desc += l.Pick(", tag ", ", метка ") + said(t)
		}
		desc += ". "
	}
	return c.Acc.Or(title, strings.TrimSpace(desc))
}
