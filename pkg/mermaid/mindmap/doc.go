// Package mindmap is the chart type mindmap: a root and its branches, which
// the author indents.
//
// The map is drawn as a tree on both sides of the root (on one, if there are
// few branches): text on lines in the colour of the branch. Icons are not
// drawn; a warning says so.
package mindmap
