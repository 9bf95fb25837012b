// Package block reads and draws block charts (block, block-beta): blocks in
// columns, in rows, inside each other, and arrows between them. See
// https://mermaid.js.org/syntax/block.html.
package block
