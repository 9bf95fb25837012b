package c4

import "course/pkg/mermaid/svg"

// rows places what is not tied in b in rows, from x, y on, and returns the
// size of it all and whether there are boundaries in it.
func (p *plan) rows(b *boundary, x, y float64) (w, h float64, areas bool) {
	const gap = 28.0
	var row []*svg.Box
	flush := func() {
		tall, at := 0.0, x
		for _, box := range row {
			tall = max(tall, box.H)
		}
		for _, box := range row {
			box.X, box.Y = at, y+h+(tall-box.H)/2
			at += box.W + gap
		}
		if len(row) > 0 {
			w, h = max(w, at-gap-x), h+tall+gap
		}
		row = nil
	}
	for _, s := range b.shapes {
		if s.tied {
			continue
		}
		if row = append(row, &s.box); len(row) == p.chart.PerRow {
			flush()
		}
	}
	flush()
	for _, sub := range b.inside {
		if sub.tied {
			continue
		}
		areas = true
		sub.measure(p)
		if row = append(row, &sub.box); len(row) == p.chart.BoundariesPerRow {
			flush()
		}
	}
	flush()
	return w, max(0, h-gap), areas
}

// areaPad is the space around what stands in a boundary.
const areaPad = 20.0

// measure sets the size of a boundary in which nothing is tied.
func (b *boundary) measure(p *plan) {
	w, h, _ := p.rows(b, 0, 0)
	tw, th := stack(b.labels)
	b.box.W, b.box.H = max(w+2*areaPad, tw+30), th+2*boundaryUp+h+areaPad
}

// settle takes over the places from the graph and places what stands in
// blocks.
func (p *plan) settle(b *boundary) {
	for _, s := range b.shapes {
		if s.tied {
			s.box = p.nodeBox(s.node)
		}
	}
	if b.block >= 0 {
		at := p.nodeBox(b.block)
		p.rows(b, at.X, at.Y)
	}
	for _, sub := range b.inside {
		if sub.tied {
			sub.box = p.nodeBox(sub.node)
			p.settle(sub)
		} else {
			p.spread(sub)
		}
	}
}

// spread places what stands in a boundary in which nothing is tied.
func (p *plan) spread(b *boundary) {
	_, th := stack(b.labels)
	p.rows(b, b.box.X+areaPad, b.box.Y+th+2*boundaryUp)
	for _, sub := range b.inside {
		p.spread(sub)
	}
}
