// Package svg writes the SVG of charts: shapes with geometry and classes, no
// style element or attribute (a strict content security policy forbids both),
// no foreignObject and no script.
//
// A Canvas is one chart's drawing. Coordinates are rounded to a tenth of a
// pixel, the extent of everything drawn is kept, and whoever made the canvas
// puts the outer svg element around the result with a view box that fits:
//
//	c := svg.New("c1-")
//	c.Open("g", svg.Class("n"))
//	c.Rect(svg.Box{X: 0, Y: 0, W: 80, H: 40}, 3, svg.Class("node"))
//	c.Text(40, 24, "start", svg.Class("b"), svg.Middle)
//	c.Close("g")
//
// An author's colours are presentation attributes (Fill, Stroke …). The
// stylesheet's rules are written as .node:not([fill]){…}, so that they do not
// apply where there is such an attribute.
package svg
