// Package architecture reads and draws architecture charts
// (architecture-beta): services in groups, joined at their sides; see
// https://mermaid.js.org/syntax/architecture.html.
//
// The sides that edges join say how services lie to each other; every group
// is laid out on a grid of its own, so groups never overlap.
package architecture
