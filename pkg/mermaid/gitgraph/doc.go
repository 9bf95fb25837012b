// Package gitgraph is the chart type gitGraph: commits on branches.
//
// The parser follows the reference grammar, the repository (repo.go) does
// what the statements say and refuses what git would. Commits without an id
// get one made from their place in the chart, so that the same chart gives
// the same drawing.
package gitgraph
