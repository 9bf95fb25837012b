package sequence

import (
	"math"
	"sort"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
)

// ink is the colours of what stands on an area with the author's colour; empty
// where the theme's hold.
type ink struct{ color, ground string }

func newInk(fill string) ink {
	c, ok := style.ParseColor(fill)
	if !ok || c.A < 0.5 {
		return ink{}
	}
	return ink{style.Readable(c), fill}
}

func (k ink) text() svg.Attr   { return svg.Fill(k.color) }
func (k ink) stroke() svg.Attr { return svg.Stroke(k.color) }

// heading is the title: the chart's own, or that of the front matter.
func (c *Chart) heading() string {
	if c.Title != "" {
		return c.Title
	}
	return c.front
}

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	if len(c.Actors) == 0 {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
		chart.DrawTitle(cv, c.heading())
		return nil
	}
	p := newPlan(newLayout(c))
	p.drawBoxes(cv)
	p.drawAreas(cv)
	p.drawLives(cv)
	for _, b := range p.bars {
		cv.Rect(svg.Box{X: b.x, Y: b.top, W: barWidth, H: b.bottom - b.top}, 0, svg.Class("act"))
	}
	p.drawFrames(cv)
	for i := range p.arrows {
		p.drawArrow(cv, &p.arrows[i])
	}
	for _, n := range p.notes {
		cv.Rect(n.Box, 2, svg.Class("note"))
		n.label.Draw(cv, n.Box, svg.Center)
	}
	for i := range p.cols {
		p.cols[i].draw(cv)
	}
	chart.DrawTitle(cv, c.heading())
	return nil
}

// drawBoxes draws the groups of participants: a band behind the heads and an
// outline down to the end. The author's colour fills the band only, so that
// messages stand on the page's ground.
func (p *plan) drawBoxes(cv *svg.Canvas) {
	head := 0.0
	for i := range p.cols {
		if c := &p.cols[i]; !c.created {
			head = max(head, c.top+c.h)
		}
	}
	for _, b := range p.chart.Boxes {
		first, last, ok := p.members(b)
		if !ok {
			continue
		}
		left, right := math.Inf(1), math.Inf(-1)
		for i := first; i <= last; i++ {
			c := &p.cols[i]
			left, right = min(left, c.x-c.w/2-boxPad), max(right, c.x+c.w/2+boxPad)
		}
		title := label.Head.Wrap(b.Name, right-left-8)
		if more := title.W - (right - left - 8); more > 0 {
			left, right = left-more/2, right+more/2
		}
		top := -title.H - 14
		var author style.Author
		author.Read([]string{"fill:" + b.Fill})
		if author.Fill == "none" {
			author.Fill = ""
		}
		band := svg.Box{X: left, Y: top, W: right - left, H: head + 8 - top}
		cv.Rect(band, 3, svg.Class("cluster"), svg.Fill(author.Fill))
		cv.Rect(svg.Box{X: left, Y: top, W: right - left, H: p.y + 6 - top}, 3, svg.Class("grid"))
		title.Draw(cv, svg.Box{X: left, Y: top + 5, W: right - left, H: title.H}, svg.Center, author.Label())
		for i := first; i <= last; i++ {
			if c := &p.cols[i]; c.actor.Box == b && !c.created {
				c.ink = newInk(author.Fill)
			}
		}
	}
}

func (p *plan) drawAreas(cv *svg.Canvas) {
	sort.SliceStable(p.areas, func(i, j int) bool { return p.areas[i].level < p.areas[j].level })
	for _, a := range p.areas {
		var author style.Author
		author.Read([]string{"fill:" + a.fill})
		if author.Fill == "" {
			cv.Rect(a.Box, 2, svg.Class("cluster"))
			continue
		}
		cv.Rect(a.Box, 2, svg.Fill(author.Fill))
	}
}

func (p *plan) drawLives(cv *svg.Canvas) {
	for i := range p.cols {
		c := &p.cols[i]
		cv.Line(c.x, c.top+c.h, c.x, c.end, svg.Class("life"))
		if c.destroyed {
			const r = 6
			path := new(svg.Path).M(c.x-r, c.end-r).L(c.x+r, c.end+r).M(c.x+r, c.end-r).L(c.x-r, c.end+r)
			cv.Path(path, svg.Class("edge"))
		}
	}
}

func (p *plan) drawFrames(cv *svg.Canvas) {
	for _, f := range p.frames {
		cv.Rect(svg.Box{X: f.left, Y: f.top, W: f.right - f.left, H: f.bottom - f.top}, 0, svg.Class("frame"))
		for i, s := range f.sections {
			box := svg.Box{X: f.left + 8, Y: s.y + 3, W: s.label.W, H: s.label.H}
			if i == 0 {
				box.X, box.Y = box.X+f.tab, s.y+1
			} else {
				cv.Line(f.left, s.y, f.right, s.y, svg.Class("edge dash"), f.ink.stroke())
			}
			p.ground(cv, box, f.ink)
			s.label.Draw(cv, box, svg.Left, f.ink.text())
		}
		p.drawTab(cv, f)
	}
}

// drawTab draws the corner that names the frame.
func (p *plan) drawTab(cv *svg.Canvas, f *frameBox) {
	const cut = 7
	x, y, w := f.left, f.top, f.tab
	path := new(svg.Path).M(x, y).L(x+w, y).L(x+w, y+tabHeight-cut).L(x+w-cut, y+tabHeight).L(x, y+tabHeight).Z()
	cv.Path(path, svg.Class("tab"))
	tag := svg.Box{X: x + 8, Y: y, W: w - 16, H: tabHeight}
	label.Head.Literal(f.tag).Draw(cv, tag, svg.Left)
}

// ground puts the page's colour, or the area's, behind a label that a life
// line runs through.
func (p *plan) ground(cv *svg.Canvas, b svg.Box, k ink) {
	for i := range p.cols {
		c := &p.cols[i]
		if b.W > 0 && c.x > b.X-3 && c.x < b.X+b.W+3 && c.end > b.Y && c.top < b.Y+b.H {
			cv.Rect(svg.Box{X: b.X - 3, Y: b.Y, W: b.W + 6, H: b.H}, 0, svg.Class("ebg"), svg.Fill(k.ground))
			return
		}
	}
}
