package sequence

import (
	"strings"

	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

// figureSize is the height of the figures that stand for some participants.
const figureSize = 34.0

// figures draw the participants that are no boxes, around x with their top
// at y. The name stands below.
var figures = map[string]func(p pen, x, y float64){
	"actor":       drawPerson,
	"boundary":    drawBoundary,
	"control":     drawControl,
	"entity":      drawEntity,
	"database":    drawDatabase,
	"queue":       drawQueue,
	"collections": drawCollections,
}

// draw draws the participant's head.
func (c *column) draw(cv *svg.Canvas) {
	box := c.box()
	y := c.top + headPadY
	ink := ink{}
	if f := figures[c.actor.Type]; f != nil {
		ink = c.ink
		f(pen{cv, ink}, c.x, c.top)
		y = c.top + figureSize + 2
		// The life line begins below the name.
		cv.IncludeBox(box)
	} else {
		cv.Rect(box, 3, svg.Class("actor"))
	}
	c.label.Draw(cv, svg.Box{X: box.X, Y: y, W: box.W, H: c.label.H}, svg.Center, ink.text())
	y += c.label.H
	for i, l := range c.links {
		drawLink(cv, c.actor.Links[i], svg.Box{X: box.X, Y: y, W: box.W, H: l.H}, l, ink)
		y += l.H
	}
}

func drawLink(cv *svg.Canvas, l Link, box svg.Box, label label.Label, k ink) {
	url, _ := l.URL.(string)
	if !safe(url) {
		label.Draw(cv, box, svg.Center, k.text())
		return
	}
	cv.Anchor(svg.Link{URL: url, Offset: l.at, Length: l.n})
	label.Draw(cv, box, svg.Center, k.text())
	cv.CloseAnchor()
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

// pen draws figures.
type pen struct {
	*svg.Canvas
	ink ink
}

func (p pen) circle(x, y, r float64) { p.Circle(x, y, r, svg.Class("actor"), p.ink.stroke()) }
func (p pen) shape(path *svg.Path)   { p.Path(path, svg.Class("actor"), p.ink.stroke()) }
func (p pen) line(path *svg.Path)    { p.Path(path, svg.Class("line"), p.ink.stroke()) }

func drawPerson(p pen, x, y float64) {
	p.circle(x, y+7, 6)
	p.line(new(svg.Path).M(x, y+13).L(x, y+23).M(x-11, y+17).L(x+11, y+17).M(x-8, y+33).L(x, y+23).L(x+8, y+33))
}

func drawBoundary(p pen, x, y float64) {
	p.line(new(svg.Path).M(x-17, y+7).L(x-17, y+29).M(x-17, y+18).L(x-6, y+18))
	p.circle(x+5, y+18, 11)
}

func drawControl(p pen, x, y float64) {
	p.circle(x, y+20, 12)
	p.line(new(svg.Path).M(x+5, y+3).L(x-1, y+8).L(x+5, y+12))
}

func drawEntity(p pen, x, y float64) {
	p.circle(x, y+17, 12)
	p.line(new(svg.Path).M(x-12, y+32).L(x+12, y+32))
}

func drawDatabase(p pen, x, y float64) {
	const w, r = 15.0, 5.0
	p.shape(new(svg.Path).M(x-w, y+7).A(w, r, false, true, x+w, y+7).L(x+w, y+27).A(w, r, false, true, x-w, y+27).Z())
	p.line(new(svg.Path).M(x-w, y+7).A(w, r, false, false, x+w, y+7))
}

func drawQueue(p pen, x, y float64) {
	const h, r = 10.0, 5.0
	p.shape(new(svg.Path).M(x-17, y+18-h).L(x+17, y+18-h).A(r, h, false, true, x+17, y+18+h).L(x-17, y+18+h).A(r, h, false, true, x-17, y+18-h).Z())
	p.line(new(svg.Path).M(x+17, y+18-h).A(r, h, false, false, x+17, y+18+h))
}

func drawCollections(p pen, x, y float64) {
	p.Rect(svg.Box{X: x - 13, Y: y + 4, W: 30, H: 20}, 2, svg.Class("actor"), p.ink.stroke())
	p.Rect(svg.Box{X: x - 18, Y: y + 10, W: 30, H: 20}, 2, svg.Class("actor"), p.ink.stroke())
}
