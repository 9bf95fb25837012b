package mermaid_test

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"testing"

	"course/pkg/mermaid"
	"course/pkg/mermaid/text"
)

// fontOf returns the font that a text's classes set.
func fontOf(classes string) text.Font {
	f := text.Font{Size: 14}
	for _, c := range strings.Fields(classes) {
		switch c {
		case "elabel":
			f.Size = 13
		case "ctext":
			f.Size, f.Bold = 13, true
		case "sm":
			f.Size = 12
		case "xs":
			f.Size = 11
		case "title":
			f.Size, f.Bold = 16, true
		case "b":
			f.Bold = true
		}
	}
	return f
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(e xml.StartElement, name string) float64 {
	f, err := strconv.ParseFloat(attr(e, name), 64)
	if err != nil {
		return 0
	}
	return f
}

// geometryOf collects what the geometry tests look at.
type geometryOf struct {
	view  [4]float64
	nodes []box
	// texts are lines of text with their extents.
	texts []box
}

func measureSVG(t *testing.T, name string, svg []byte) geometryOf {
	var g geometryOf
	var outer, now xml.StartElement
	inside := false
	var line strings.Builder
	x, y := 0.0, 0.0
	flush := func() {
		s := strings.TrimSpace(line.String())
		line.Reset()
		if s == "" {
			return
		}
		f := fontOf(attr(outer, "class"))
		w := f.Width(s)
		b := box{X: x + w/2, Y: y, W: w, H: f.Size, Text: s}
		switch attr(outer, "text-anchor") {
		case "middle":
			b.X = x
		case "end":
			b.X = x - w/2
		}
		g.texts = append(g.texts, b)
	}
	walk(t, name, svg, func(tok xml.Token) {
		switch tok := tok.(type) {
		case xml.StartElement:
			now = tok
			switch {
			case tok.Name.Local == "svg":
				for i, s := range strings.Fields(attr(tok, "viewBox")) {
					g.view[i], _ = strconv.ParseFloat(s, 64)
				}
			case tok.Name.Local == "text":
				outer, inside = tok, true
				x, y = number(tok, "x"), number(tok, "y")
			case tok.Name.Local == "tspan" && attr(tok, "x") != "":
				flush()
				x = number(tok, "x")
				if attr(tok, "y") != "" {
					y = number(tok, "y")
				}
			case tok.Name.Local == "rect" && attr(tok, "class") == "node":
				g.nodes = append(g.nodes, box{X: number(now, "x"), Y: number(now, "y"), W: number(now, "width"), H: number(now, "height")})
			}
		case xml.CharData:
			if inside {
				line.Write(tok)
			}
		case xml.EndElement:
			if tok.Name.Local == "text" {
				flush()
				inside = false
			}
		}
	})
	return g
}

// TestGeometry holds that no text leaves the view box and that nodes do not
// overlap.
func TestGeometry(t *testing.T) {
	for name, list := range samples(t) {
		for _, c := range list {
			r, err := mermaid.Draw([]byte(c.Source), mermaid.Options{})
			if err != nil {
				continue
			}
			g := measureSVG(t, c.Name, r.SVG)
			for _, l := range g.texts {
				if l.X-l.W/2 < g.view[0]-1 || l.X+l.W/2 > g.view[0]+g.view[2]+1 || l.Y-l.H < g.view[1]-1 || l.Y > g.view[1]+g.view[3]+1 {
					t.Errorf("%s: text %q leaves the view box", c.Name, l.Text)
				}
			}
			switch name {
			case "flowchart", "flowchart-elk", "state", "class", "er":
				checkOverlap(t, c.Name, g.nodes)
			}
		}
	}
}

func checkOverlap(t *testing.T, name string, nodes []box) {
	for i, a := range nodes {
		for _, b := range nodes[i+1:] {
			// The sheets of a stack lie 4 apart.
			if dx := math.Abs(a.X - b.X); math.Abs(dx-4) < 0.2 || math.Abs(dx-8) < 0.2 {
				continue
			}
			if a.X+a.W > b.X+1 && b.X+b.W > a.X+1 && a.Y+a.H > b.Y+1 && b.Y+b.H > a.Y+1 {
				t.Errorf("%s: nodes at %.0f,%.0f and %.0f,%.0f overlap", name, a.X, a.Y, b.X, b.Y)
			}
		}
	}
}
