// Package requirement reads and draws requirement charts
// (requirementDiagram); see https://mermaid.js.org/syntax/requirementDiagram.html.
package requirement
