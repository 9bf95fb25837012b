package architecture

import "course/pkg/mermaid/svg"

// icon draws one of the icons that every chart has around a centre, and
// reports whether it knows the name.
func icon(cv *svg.Canvas, name string, x, y float64) bool {
	var path svg.Path
	switch name {
	case "server":
		for _, dy := range [...]float64{-12, -3, 6} {
			path.M(x-11, y+dy).L(x+11, y+dy).L(x+11, y+dy+7).L(x-11, y+dy+7).Z()
			path.M(x-7, y+dy+3.5).L(x-4, y+dy+3.5)
		}
	case "database":
		path.M(x-10, y-9).A(10, 4, false, true, x+10, y-9).A(10, 4, false, true, x-10, y-9)
		path.L(x-10, y+9).A(10, 4, false, false, x+10, y+9).L(x+10, y-9)
		path.M(x-10, y).A(10, 4, false, false, x+10, y)
	case "disk":
		path.M(x-11, y-12).L(x+11, y-12).L(x+11, y+12).L(x-11, y+12).Z()
		path.M(x-8, y-1).A(8, 8, false, true, x+8, y-1).A(8, 8, false, true, x-8, y-1)
		path.M(x-2, y-1).A(2, 2, false, true, x+2, y-1).A(2, 2, false, true, x-2, y-1)
	case "internet":
		path.M(x-12, y).A(12, 12, false, true, x+12, y).A(12, 12, false, true, x-12, y).L(x+12, y)
		path.M(x, y-12).A(5.5, 12, false, true, x, y+12).A(5.5, 12, false, true, x, y-12)
	case "cloud":
		path.M(x-8, y+8).A(6, 6, false, true, x-9, y-3).A(9, 9, false, true, x+7, y-6).A(7, 7, false, true, x+8, y+8).Z()
	case "blank":
		return true
	default:
		return false
	}
	cv.Path(&path, svg.Class("line"))
	return true
}
