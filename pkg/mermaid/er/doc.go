// Package er reads and draws entity charts (erDiagram). Lexer and parser
// follow the reference implementation's grammar; see
// https://mermaid.js.org/syntax/entityRelationshipDiagram.html.
package er
