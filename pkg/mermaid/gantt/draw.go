package gantt

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

const (
	plotWidth  = 620.0
	rowHeight  = 30.0
	barHeight  = 22.0
	barPad     = 8.0
	labelGap   = 6.0
	sectionMax = 150.0
	axisGap    = 6.0
	tickGap    = 14.0
)

// bar is a task in its place.
type bar struct {
	*Task
	row         int
	x1, x2      float64
	label       label.Label
	side        side
	left, right float64 // with the label
	series      string
}

// side is where a bar's label stands.
type side int

const (
	within side = iota
	toRight
	toLeft
)

// band is a run of rows with one section.
type band struct {
	section     string
	title       label.Label
	first, last int // rows
}

type drawing struct {
	*svg.Canvas
	chart *Chart
	scale scale
	bars  []bar
	bands []band
	rows  int
	verts []*Task
	now   time.Time
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	d := &drawing{Canvas: cv, chart: c, now: c.now}
	if !d.span() {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
		chart.DrawTitle(cv, c.heading())
		return nil
	}
	d.place()
	d.drawExcluded()
	d.drawBands()
	d.drawAxis()
	d.drawVerts()
	d.drawNow()
	for i := range d.bars {
		d.drawBar(&d.bars[i])
	}
	chart.DrawTitle(cv, c.heading())
	return nil
}

func (c *Chart) heading() string {
	if t := strings.TrimSpace(c.Title); t != "" {
		return t
	}
	return c.frontName
}

// span finds the first and the last moment. It reports whether there is
// anything to draw.
func (d *drawing) span() bool {
	d.scale.width = plotWidth
	for _, t := range d.chart.Tasks {
		for _, at := range [...]time.Time{t.Start, t.shownEnd()} {
			if at.IsZero() {
				continue
			}
			if d.scale.from.IsZero() || at.Before(d.scale.from) {
				d.scale.from = at
			}
			if at.After(d.scale.to) {
				d.scale.to = at
			}
		}
	}
	if d.scale.from.IsZero() {
		return false
	}
	if !d.scale.to.After(d.scale.from) {
		d.scale.to = d.scale.from.Add(day)
	}
	return true
}

func (d *drawing) height() float64 { return float64(d.rows) * rowHeight }

// place puts the tasks into rows: one each, or in compact charts as few as
// have room for bars and labels.
func (d *drawing) place() {
	c := d.chart
	series := map[string]string{}
	var free []float64 // right ends of the rows of this section
	for _, t := range c.Tasks {
		if t.Vert {
			d.verts = append(d.verts, t)
			continue
		}
		if series[t.Section] == "" {
			series[t.Section] = strconv.Itoa(len(series)%8 + 1)
		}
		b := d.newBar(t)
		b.series = series[t.Section]
		n := len(d.bands) - 1
		if n < 0 || d.bands[n].section != t.Section {
			d.bands = append(d.bands, band{section: t.Section, title: label.Head.Wrap(t.Section, sectionMax), first: d.rows, last: d.rows - 1})
			n++
			free = nil
		}
		row := -1
		for i, end := range free {
			if c.compact && b.left > end+4 {
				row = d.bands[n].first + i
				break
			}
		}
		if row < 0 {
			row = d.rows
			d.rows++
			free = append(free, 0)
			d.bands[n].last = row
		}
		free[row-d.bands[n].first] = b.right
		b.row = row
		d.bars = append(d.bars, b)
	}
	// A title that needs more room than its rows pushes the rows below.
	for i := range d.bands {
		b := &d.bands[i]
		need := int((b.title.H + rowHeight - 1) / rowHeight)
		if more := need - (b.last - b.first + 1); more > 0 {
			d.rows += more
			for k := range d.bars {
				if d.bars[k].row > b.last {
					d.bars[k].row += more
				}
			}
			for k := i + 1; k < len(d.bands); k++ {
				d.bands[k].first += more
				d.bands[k].last += more
			}
			b.last += more
		}
	}
}

// newBar measures a task and decides where its label stands.
func (d *drawing) newBar(t *Task) bar {
	b := bar{Task: t, label: label.Tiny.Of(strings.TrimSpace(t.Name))}
	start, end := t.Start, t.shownEnd()
	if start.IsZero() {
		start = d.scale.from
	}
	if end.IsZero() || end.Before(start) {
		end = start
	}
	b.x1, b.x2 = d.scale.x(start), d.scale.x(end)
	if t.Milestone {
		mid := (b.x1 + b.x2) / 2
		b.x1, b.x2 = mid-barHeight/2, mid+barHeight/2
	}
	b.x2 = max(b.x2, b.x1+3)
	b.left, b.right = b.x1, b.x2
	room := b.x2 - b.x1 - 2*barPad
	if t.Done || t.Crit {
		room -= tickGap
	}
	switch {
	case b.label.W <= room && !t.Milestone:
		b.side = within
	case b.x2+labelGap+b.label.W <= plotWidth+30 || b.x1-labelGap-b.label.W < 0:
		b.side = toRight
		b.right = b.x2 + labelGap + b.label.W
	default:
		b.side = toLeft
		b.left = b.x1 - labelGap - b.label.W
	}
	return b
}

// drawExcluded shades the days on which no work is done.
func (d *drawing) drawExcluded() {
	if len(d.chart.Excludes) == 0 || d.scale.to.Sub(d.scale.from) > 5*366*day {
		return
	}
	cal := newCalendar(d.chart, strings.TrimSpace(d.chart.DateFormat))
	var from time.Time
	flush := func(to time.Time) {
		if from.IsZero() {
			return
		}
		x1, x2 := max(0, d.scale.x(from)), min(plotWidth, d.scale.x(to))
		if x2-x1 >= 1 {
			d.Rect(svg.Box{X: x1, W: x2 - x1, H: d.height()}, 0, svg.Class("shade"))
		}
		from = time.Time{}
	}
	t := d.scale.from.Truncate(day)
	for ; !t.After(d.scale.to); t = t.AddDate(0, 0, 1) {
		switch off := cal.excludes(t); {
		case off && from.IsZero():
			from = t
		case !off:
			flush(t)
		}
	}
	flush(t)
}

// drawBands draws the sections' titles and the lines between them.
func (d *drawing) drawBands() {
	left := 0.0
	for _, b := range d.bands {
		left = max(left, b.title.W)
	}
	if left > 0 {
		left += 16
	}
	for i, b := range d.bands {
		top := float64(b.first) * rowHeight
		if i > 0 {
			d.Line(-left, top, plotWidth, top, svg.Class("axis"))
		}
		rows := float64(b.last - b.first + 1)
		b.title.Draw(d.Canvas, svg.Box{X: -left, Y: top, W: b.title.W, H: rows * rowHeight}, svg.Left)
	}
	d.IncludeBox(svg.Box{X: -left, W: left + plotWidth, H: d.height()})
}

func (d *drawing) axisFormat() string {
	switch {
	case d.chart.AxisFormat != "":
		return d.chart.AxisFormat
	case d.chart.DateFormat == "D":
		return "%d"
	case d.chart.axis != "":
		return d.chart.axis
	}
	return "%Y-%m-%d"
}

// tickTimes chooses the ticks: those that the author asks for if their labels
// have room, else the closest that have.
func (d *drawing) tickTimes(format string) []time.Time {
	fits := func(list []time.Time) bool {
		end := -1e9
		for _, t := range list {
			w := label.Tiny.Width(strftime(t, format))
			x := d.scale.x(t) - w/2
			if x < end+tickGap {
				return false
			}
			end = x + w
		}
		return true
	}
	ask := d.chart.TickInterval
	if ask == "" {
		ask = d.chart.interval
	}
	if u, ok := parseInterval(ask); ok && d.scale.to.Sub(d.scale.from)/u.length() < maxTicks {
		if list := d.scale.ticks(u, d.chart.Weekday); len(list) > 0 && fits(list) {
			return list
		}
	}
	for _, u := range steps {
		if d.scale.to.Sub(d.scale.from)/u.length() > 14 {
			continue
		}
		if list := d.scale.ticks(u, d.chart.Weekday); fits(list) {
			return list
		}
	}
	return nil
}

func (d *drawing) drawAxis() {
	format := d.axisFormat()
	h := d.height()
	for _, t := range d.tickTimes(format) {
		x := d.scale.x(t)
		d.Line(x, 0, x, h, svg.Class("grid"))
		l := label.Muted.Literal(strftime(t, format))
		l.Draw(d.Canvas, svg.Box{X: x - l.W/2, Y: h + axisGap, W: l.W, H: l.H}, svg.Center)
		if d.chart.topAxis {
			l.Draw(d.Canvas, svg.Box{X: x - l.W/2, Y: -axisGap - l.H, W: l.W, H: l.H}, svg.Center)
		}
	}
	d.Line(0, h, plotWidth, h, svg.Class("axis"))
	if d.chart.topAxis {
		d.Line(0, 0, plotWidth, 0, svg.Class("axis"))
	}
}

func (d *drawing) drawBar(b *bar) {
	link, linked := d.chart.Links[b.ID]
	linked = linked && safe(link.URL)
	if linked {
		d.Anchor(svg.Link{URL: link.URL, Offset: link.at, Length: link.n})
		defer d.CloseAnchor()
	}
	y := float64(b.row)*rowHeight + (rowHeight-barHeight)/2
	cy := y + barHeight/2
	box := svg.Box{X: b.x1, Y: y, W: b.x2 - b.x1, H: barHeight}
	class := svg.Class(b.class())
	text := box
	if b.Milestone {
		const r = barHeight / 2
		d.Polygon([]svg.Point{{X: b.x1, Y: cy}, {X: b.x1 + r, Y: y}, {X: b.x2, Y: cy}, {X: b.x1 + r, Y: y + barHeight}}, class)
	} else {
		d.Rect(box, 3, class)
		text = b.drawMark(d, box)
	}
	align := svg.Left
	switch b.side {
	case toRight:
		text = svg.Box{X: b.x2 + labelGap, Y: y, W: b.label.W, H: barHeight}
		d.ground(text)
	case toLeft:
		text = svg.Box{X: b.x1 - labelGap - b.label.W, Y: y, W: b.label.W, H: barHeight}
		d.ground(text)
		align = svg.Right
	default:
		text.X, text.W = text.X+barPad, text.W-2*barPad
	}
	b.label.Draw(d.Canvas, text, align)
}

// ground puts the page's colour behind a label that a vertical line runs
// through.
func (d *drawing) ground(b svg.Box) {
	for _, t := range d.verts {
		if x := d.scale.x(t.Start); x > b.X-2 && x < b.X+b.W+2 {
			d.Rect(svg.Box{X: b.X - 2, Y: b.Y + 2, W: b.W + 4, H: b.H - 4}, 0, svg.Class("ebg"))
			return
		}
	}
}

// class returns the classes of the bar: the section's series, or what the
// task's state is drawn with.
func (b *bar) class() string {
	class := "s" + b.series
	switch {
	case b.Active:
		class += " now"
	case b.Done:
		class += " past"
	}
	if b.Crit {
		class += " crit"
	}
	return class
}

// drawMark draws a tick into a bar that is done and an exclamation mark into
// one that is critical, so that colour is not the only sign. It returns what
// is left of the bar for the label.
func (b *bar) drawMark(d *drawing, box svg.Box) svg.Box {
	if box.W < 18 || !b.Done && !b.Crit {
		return box
	}
	x, y := box.X+12, box.CY()
	if b.side != within {
		x = box.CX()
	}
	if b.Done {
		d.Path(new(svg.Path).M(x-4, y).L(x-1, y+3.5).L(x+5, y-4), svg.Class("edge"))
	} else {
		d.Path(new(svg.Path).M(x, y-5).L(x, y+1.5).M(x, y+3.5).L(x, y+5), svg.Class("edge mark"))
	}
	box.X, box.W = box.X+tickGap, box.W-tickGap
	return box
}

// drawVerts draws the vertical lines of tasks marked vert, labels below the
// axis.
func (d *drawing) drawVerts() {
	if len(d.verts) == 0 {
		return
	}
	sort.SliceStable(d.verts, func(i, j int) bool { return d.verts[i].Start.Before(d.verts[j].Start) })
	h := d.height()
	base := h + axisGap + label.Tiny.Line() + 4
	var ends []float64 // right ends of the rows of labels
	for _, t := range d.verts {
		x := d.scale.x(t.Start)
		l := label.Tiny.Of(strings.TrimSpace(t.Name))
		row := 0
		for row < len(ends) && ends[row]+8 > x-l.W/2 {
			row++
		}
		if row == len(ends) {
			ends = append(ends, 0)
		}
		ends[row] = x + l.W/2
		y := base + float64(row)*(label.Tiny.Line()+2)
		d.Line(x, 0, x, h+axisGap, svg.Class("l2"))
		l.Draw(d.Canvas, svg.Box{X: x - l.W/2, Y: y, W: l.W, H: l.H}, svg.Center)
	}
}

// drawNow draws today's line, if the chart was given a today.
func (d *drawing) drawNow() {
	if d.now.IsZero() || strings.TrimSpace(d.chart.TodayMarker) == "off" || d.now.Before(d.scale.from) || d.now.After(d.scale.to) {
		return
	}
	x := d.scale.x(d.now)
	d.Line(x, -4, x, d.height()+4, svg.Class("l8"))
}

// safe reports whether an address runs no script.
func safe(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return url != ""
	}
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Spoken(text.Plain(s)) }
	title = said(c.heading())
	if title == "" {
		title = l.Pick("Gantt chart", "Диаграмма Ганта")
	}
	format := "2006-01-02"
	for _, t := range c.Tasks {
		if !t.Start.IsZero() && !t.Start.Equal(t.Start.Truncate(day)) {
			format = "2006-01-02 15:04"
		}
	}
	if !strings.ContainsAny(c.DateFormat, "YXx") && c.DateFormat != "" {
		format = "15:04"
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
		desc += said(t.Name) + ": "
		if t.Milestone || t.Vert || t.shownEnd().Equal(t.Start) {
			desc += t.Start.Format(format)
		} else {
			desc += t.Start.Format(format) + " – " + t.shownEnd().Format(format)
		}
		desc += t.state(l) + "."
	}
	return c.Acc.Or(title, desc)
}

// state names what the task's tags say.
func (t *Task) state(l chart.Language) string {
	s := ""
	for _, tag := range []struct {
		on     bool
		en, ru string
	}{
		{t.Milestone, "milestone", "веха"},
		{t.Done, "done", "выполнено"},
		{t.Active, "in progress", "в работе"},
		{t.Crit, "critical", "критично"},
	} {
		if tag.on {
			s += ", " + l.Pick(tag.en, tag.ru)
		}
	}
	return s
}
