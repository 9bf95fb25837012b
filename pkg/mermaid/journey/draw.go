package journey

import (
	"strconv"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	taskGap   = 14.0
	textWidth = 120.0
	padY      = 7.0
	badge     = 9.0 // radius of a person's mark
	badgeGap  = 4.0
	step      = 26.0 // height of a point
	face      = 10.0
	scaleGap  = 26.0 // room for the scale
	keyWidth  = 260.0
)

// column is a task in its place.
type column struct {
	*Task
	name    label.Label
	people  []int
	section int // run of tasks of one section, -1 if none
	series  string
	x       float64
}

// run is a row of tasks of one section.
type run struct {
	title       label.Label
	first, last int
	series      string
}

// drawing is a journey with its columns placed.
type drawing struct {
	*svg.Canvas
	cols   []column
	runs   []run
	people []string
	width  float64
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := newDrawing(c)
	d.Canvas = cv
	if len(d.cols) == 0 {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
	} else {
		y := d.drawKey()
		y = d.drawSections(y)
		y = d.drawTasks(y)
		d.drawScores(y)
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

func newDrawing(c *Chart) *drawing {
	d := &drawing{width: 84}
	number := map[string]int{}
	for i, t := range c.Tasks {
		col := column{Task: t, name: label.Small.Wrap(t.Name, textWidth), section: -1, series: "1"}
		for _, name := range t.People {
			if name == "" {
				continue
			}
			n, known := number[name]
			if !known {
				n = len(d.people)
				number[name] = n
				d.people = append(d.people, name)
			}
			col.people = append(col.people, n)
		}
		n := len(d.runs) - 1
		switch {
		case t.Section == "":
		case i > 0 && c.Tasks[i-1].Section == t.Section:
			d.runs[n].last = i
			col.section, col.series = n, d.runs[n].series
		default:
			r := run{first: i, last: i, series: strconv.Itoa((n+1)%8 + 1)}
			d.runs = append(d.runs, r)
			col.section, col.series = n+1, r.series
		}
		d.width = max(d.width, col.name.W+18, float64(len(col.people))*(2*badge+badgeGap)+8)
		d.cols = append(d.cols, col)
	}
	for i := range d.runs {
		r := &d.runs[i]
		span := float64(r.last-r.first+1)*(d.width+taskGap) - taskGap
		r.title = label.Bold.Wrap(c.Tasks[r.first].Section, max(span-20, 90))
		d.width = max(d.width, (r.title.W+20+taskGap)/float64(r.last-r.first+1)-taskGap)
	}
	for i := range d.cols {
		d.cols[i].x = scaleGap + float64(i)*(d.width+taskGap)
	}
	return d
}

// drawKey says which mark is which person, in rows above the tasks.
func (d *drawing) drawKey() float64 {
	if len(d.people) == 0 {
		return 0
	}
	limit := max(d.cols[len(d.cols)-1].x+d.width, 2*keyWidth)
	x, y, h := scaleGap, 0.0, 0.0
	for i, name := range d.people {
		l := label.Small.Wrap(name, keyWidth)
		w := 2*badge + 7 + l.W
		if x > scaleGap && x+w > limit {
			x, y, h = scaleGap, y+h+6, 0
		}
		row := max(l.H, 2*badge)
		d.drawPerson(i, x+badge, y+row/2)
		l.Draw(d.Canvas, svg.Box{X: x + 2*badge + 7, Y: y, W: l.W, H: row}, svg.Left)
		h = max(h, row)
		x += w + 18
	}
	return y + h + 14
}

// drawPerson draws a person's mark: a colour and a number.
func (d *drawing) drawPerson(i int, x, y float64) {
	d.Circle(x, y, badge, svg.Class("s"+strconv.Itoa((i+2)%8+1)))
	number := label.Badge.Literal(strconv.Itoa(i + 1))
	number.Draw(d.Canvas, svg.Around(x, y, number.W, number.H), svg.Center)
}

func (d *drawing) drawSections(y float64) float64 {
	if len(d.runs) == 0 {
		return y
	}
	h := 0.0
	for _, r := range d.runs {
		h = max(h, r.title.H+2*padY)
	}
	for _, r := range d.runs {
		box := svg.Box{X: d.cols[r.first].x, Y: y, W: d.cols[r.last].x + d.width - d.cols[r.first].x, H: h}
		d.Rect(box, 3, svg.Class("s"+r.series))
		r.title.Draw(d.Canvas, box, svg.Center)
	}
	return y + h + 8
}

func (d *drawing) drawTasks(y float64) float64 {
	h, marks := 0.0, false
	for _, c := range d.cols {
		h = max(h, c.name.H+2*padY)
		marks = marks || len(c.people) > 0
	}
	for _, c := range d.cols {
		box := svg.Box{X: c.x, Y: y, W: d.width, H: h}
		d.Rect(box, 3, svg.Class("s"+c.series))
		c.name.Draw(d.Canvas, box, svg.Center)
	}
	y += h
	if !marks {
		return y + 16
	}
	y += 6 + badge
	for _, c := range d.cols {
		row := float64(len(c.people))*(2*badge+badgeGap) - badgeGap
		x := c.x + (d.width-row)/2 + badge
		for _, p := range c.people {
			d.drawPerson(p, x, y)
			x += 2*badge + badgeGap
		}
	}
	return y + badge + 18
}

// drawScores draws a face for every task, higher for a better score, and a
// line through them.
func (d *drawing) drawScores(top float64) {
	right := d.cols[len(d.cols)-1].x + d.width
	level := func(score float64) float64 { return top + (5-max(0, min(5, score)))*step + face }
	low := 1.0
	for _, c := range d.cols {
		if c.Scored && c.Score < 1 {
			low = 0
		}
	}
	for s := 5.0; s >= low; s-- {
		y := level(s)
		d.Line(scaleGap-4, y, right, y, svg.Class("grid"))
		n := label.Muted.Literal(strconv.Itoa(int(s)))
		n.Draw(d.Canvas, svg.Box{X: 0, Y: y - n.H/2, W: scaleGap - 10, H: n.H}, svg.Right)
	}
	path, started := new(svg.Path), false
	for _, c := range d.cols {
		x, y := c.x+d.width/2, level(c.Score)
		switch {
		case !c.Scored:
		case started:
			path.L(x, y)
		default:
			path.M(x, y)
			started = true
		}
	}
	if started {
		d.Path(path, svg.Class("edge"))
	}
	for _, c := range d.cols {
		if c.Scored {
			d.drawFace(c.Score, c.x+d.width/2, level(c.Score))
		}
	}
}

// drawFace draws a face that smiles from four points on and frowns below
// three.
func (d *drawing) drawFace(score, x, y float64) {
	d.Circle(x, y, face, svg.Class("node"))
	d.Circle(x-3.5, y-2.5, 1.3, svg.Class("ink"))
	d.Circle(x+3.5, y-2.5, 1.3, svg.Class("ink"))
	bend := 0.0
	switch {
	case score > 3:
		bend = 4.5
	case score < 3:
		bend = -4.5
	}
	my := y + 4 - bend/3
	d.Path(new(svg.Path).M(x-4.5, my).Q(x, my+bend, x+4.5, my), svg.Class("line"))
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("User journey", "Путь пользователя")
	}
	section := ""
	for _, t := range c.Tasks {
		if desc != "" {
			desc += " "
		}
		if t.Section != section {
			section = t.Section
			desc += said(section) + ". "
		}
		desc += said(t.Name)
		if t.Scored {
			desc += ": " + strconv.FormatFloat(t.Score, 'f', -1, 64) + l.Pick(" of 5", " из 5")
		}
		sep := " ("
		for _, p := range t.People {
			if p != "" {
				desc += sep + said(p)
				sep = ", "
			}
		}
		if sep == ", " {
			desc += ")"
		}
		desc += "."
	}
	return c.Acc.Or(title, desc)
}
