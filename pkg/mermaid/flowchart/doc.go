// Package flowchart reads and draws flowcharts (flowchart, graph and
// flowchart-elk): Parse makes a *Chart from a prepared source, and the Chart
// draws itself with the layout of package layout.
//
// The lexer and parser follow the reference implementation's grammar rule by
// rule, since what looks like freedom there is meaning here; see
// https://mermaid.js.org/syntax/flowchart.html.
package flowchart
