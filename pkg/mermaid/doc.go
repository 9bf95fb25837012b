// Package mermaid turns Mermaid charts into SVG, in the process and without a
// browser.
//
// Draw does everything: it finds the chart's type, parses, lays out and
// draws. The result needs the rules and variables of package style on its
// page, or carries them itself when a theme is asked for:
//
//	result, err := mermaid.Draw(source, mermaid.Options{IDPrefix: "c1-"})
//
// Parse and Model stop after the parser. Compiler is the same as Draw behind
// the interface of go.abhg.dev/goldmark/mermaid.
//
// A chart that is rejected gives a *chart.Error with line, column, length and
// a hint; one whose type is known but not drawn a *chart.Unsupported. What a
// chart asks for and does not get (icons, scripts) is a warning in the result.
//
// A type is one package with a parser, a model and a drawing, and one line in
// the table of types.go. The packages below, in the order of their imports:
// text (measuring), svg (writing), style (colours), chart (what all types
// share), layout (layered graphs), then the types.
package mermaid
