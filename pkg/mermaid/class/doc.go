// Package class reads and draws class charts (classDiagram).
//
// The lexer and parser follow the reference implementation's grammar; see
// https://mermaid.js.org/syntax/classDiagram.html. Members are read as the
// reference reads them: visibility, name, parameters, return type, and a
// trailing * (abstract) or $ (static).
package class
