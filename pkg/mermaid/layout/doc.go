// Package layout places the nodes of layered graphs: flowcharts, state
// charts, class and entity charts.
//
// A Graph holds nodes with sizes, which may be nested in clusters, and edges
// whose labels take room. Place does what the reference implementation does,
// so that charts look as their authors know them: clusters that no edge
// crosses are laid out on their own, in their own direction, and then stand
// as one node; all others are laid out with what is around them.
//
//	g := layout.New(layout.TB)
//	a := g.AddNode(layout.Node{ID: "a", W: 80, H: 40})
//	b := g.AddNode(layout.Node{ID: "b", W: 80, H: 40})
//	g.AddEdge(layout.Edge{From: a, To: b, MinLen: 1})
//	err := g.Place()
//
// One level is laid out as in dagre, which goes back to Gansner, Koutsofios,
// North and Vo, "A Technique for Drawing Directed Graphs" (1993): cycles are
// broken, ranks assigned by network simplex, edges split by dummy nodes, the
// order within ranks found by weighted barycentres (Barth, Jünger and Mutzel
// count the crossings, Forster's constraints keep clusters apart, Sander's
// nesting graph keeps them whole), and positions by Brandes and Köpf, "Fast
// and Simple Horizontal Coordinate Assignment" (2001).
package layout
