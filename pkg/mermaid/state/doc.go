// Package state reads and draws state charts (stateDiagram, stateDiagram-v2).
//
// The parser gives statements; build makes states and transitions of them as
// the reference implementation does: [*] becomes a start or end of its own in
// every composite state, "--" splits a composite state into regions, a note
// stands with its state in an invisible group.
// See https://mermaid.js.org/syntax/stateDiagram.html.
package state
