package kanban

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/svg"
)

const (
	columnWidth = 200.0
	columnGap   = 14.0
	cardGap     = 9.0
	pad         = 10.0
)

// Draw implements chart.Chart.
func (c *Chart) Draw(cv *svg.Canvas) error {
	if len(c.Columns) == 0 {
		cv.IncludeBox(svg.Box{W: 40, H: 20})
		return nil
	}
	type column struct {
		title label.Label
		cards []card
	}
	var columns []column
	head, deep := 0.0, 0.0
	for _, item := range c.Columns {
		col := column{title: label.Bold.Wrap(item.Label, columnWidth-2*pad)}
		h := 0.0
		for _, n := range c.Cards(item) {
			k := newCard(n)
			col.cards = append(col.cards, k)
			h += k.h + cardGap
		}
		head, deep = max(head, col.title.H+2*pad-4), max(deep, h)
		columns = append(columns, col)
	}
	for i, col := range columns {
		x := float64(i) * (columnWidth + columnGap)
		box := svg.Box{X: x, W: columnWidth, H: head}
		cv.Rect(svg.Box{X: x, W: columnWidth, H: head + cardGap + deep}, 3, svg.Class("cluster"))
		cv.Rect(box, 3, svg.Class("s"+strconv.Itoa(i%8+1)))
		col.title.Draw(cv, box, svg.Center)
		y := head + cardGap
		for _, k := range col.cards {
			c.drawCard(cv, k, svg.Box{X: x + 7, Y: y, W: columnWidth - 14, H: k.h})
			y += k.h + cardGap
		}
	}
	chart.DrawTitle(cv, c.front)
	return nil
}

// card is a card with its labels measured.
type card struct {
	*Item
	text, ticket, who label.Label
	h                 float64
}

func newCard(n *Item) card {
	const width = columnWidth - 14 - 2*pad
	k := card{Item: n, text: label.Small.Wrap(n.Label, width-10)}
	k.h = k.text.H + 2*pad - 4
	if n.Ticket != "" || n.Assigned != "" {
		k.ticket = label.Tiny.Wrap(n.Ticket, width/2)
		k.who = label.Muted.Wrap(n.Assigned, width/2)
		k.h += max(k.ticket.H, k.who.H) + 4
	}
	return k
}

func (c *Chart) drawCard(cv *svg.Canvas, k card, box svg.Box) {
	cv.Rect(box, 3, svg.Class("node"))
	drawPriority(cv, k.Priority, box)
	k.text.Draw(cv, svg.Box{X: box.X + pad, Y: box.Y + pad - 2, W: k.text.W, H: k.text.H}, svg.Left)
	y := box.Y + box.H - pad + 2
	ticket := svg.Box{X: box.X + pad, Y: y - k.ticket.H, W: k.ticket.W, H: k.ticket.H}
	if url := strings.ReplaceAll(c.ticketURL, "#TICKET#", k.Ticket); k.Ticket != "" && safe(url) {
		cv.Anchor(svg.Link{URL: url})
		k.ticket.Draw(cv, ticket, svg.Left)
		cv.CloseAnchor()
	} else {
		k.ticket.Draw(cv, ticket, svg.Left)
	}
	k.who.Draw(cv, svg.Box{X: box.X + box.W - pad - k.who.W, Y: y - k.who.H, W: k.who.W, H: k.who.H}, svg.Right)
}

// drawPriority marks a card's edge, and points up or down, once or twice.
func drawPriority(cv *svg.Canvas, priority string, box svg.Box) {
	class, up, n := "", 1.0, 1
	switch strings.ToLower(priority) {
	case "very high":
		class, n = "l8", 2
	case "high":
		class = "l2"
	case "low":
		class, up = "l3", -1
	case "very low":
		class, up, n = "l7", -1, 2
	default:
		return
	}
	cv.Line(box.X+1.5, box.Y+3, box.X+1.5, box.Y+box.H-3, svg.Class(class))
	x, y := box.X+box.W-11, box.Y+11
	path := new(svg.Path)
	for i := range n {
		dy := float64(i)*5 - float64(n-1)*2.5
		path.M(x-4, y+dy+2*up).L(x, y+dy-2*up).L(x+4, y+dy+2*up)
	}
	cv.Path(path, svg.Class(class))
}

// safe reports whether an address runs no script.
func safe(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return url != ""
	}
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "http", "https":
		return true
	}
	return false
}

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	said := func(s string) string { return label.Normal.Of(s).String() }
	title = said(c.front)
	if title == "" {
		title = l.Pick("Kanban board", "Доска канбан")
	}
	for _, col := range c.Columns {
		desc += said(col.Label)
		for i, n := range c.Cards(col) {
			if i == 0 {
				desc += ": "
			} else {
				desc += "; "
			}
			desc += said(n.Label)
			for _, v := range [...]string{n.Ticket, n.Assigned, n.Priority} {
				if v != "" {
					desc += ", " + said(v)
				}
			}
		}
		desc += ". "
	}
	return title, strings.TrimSpace(desc)
}
