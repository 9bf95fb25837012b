// Package c4 is the chart types C4Context, C4Container, C4Component,
// C4Dynamic and C4Deployment: people, systems, containers and components in
// boundaries, and relations between them.
//
// lex.go and parse.go follow the reference grammar, build.go makes the model,
// place.go, block.go and room.go the layout, draw.go the drawing. What
// relations tie together is laid out by package layout; the reference puts
// everything into rows, which leaves arrows across boxes. Offsets of labels
// are kept in the model and not drawn, sprites and tags neither.
package c4
