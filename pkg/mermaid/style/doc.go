// Package style is how charts look: the one stylesheet of a site, the same
// with colours for an SVG that stands alone, and the reading of the author's
// own colours.
//
// Shapes carry classes (mermaid.css names them all) and take their colours
// from --mm-* variables, so light and dark follow the page. What an author
// sets (classDef, style, linkStyle) becomes presentation attributes; the
// rules of the stylesheet are written as .node:not([fill]), so that they step
// back. The colour of a label on an author's fill is chosen by luminance, with
// a contrast of at least 4.5.
package style
