// Package sequence is the chart type sequenceDiagram: participants in columns,
// messages and notes in rows, frames around them.
//
// The lexer (lex.go) and the parser (parse.go) follow the reference grammar
// rule by rule; the builder (build.go) makes the model (model.go) and finds
// what contradicts what was said before. The drawing has three passes: columns
// (columns.go) finds distances in which everything has room, rows (rows.go)
// goes through the steps from top to bottom, and draw.go, arrow.go and head.go
// write the shapes.
//
// Some things are drawn otherwise than by the reference: participants stand
// once, at the top; long texts are wrapped; a box's colour fills the band
// behind its heads only, so that messages can be read; what a participant
// links to stands below its name, since there are no menus without scripts.
package sequence
