// Package treemap is the chart type treemap: a hierarchy as rectangles whose
// areas are their values. What has no room for its label gets a number, which
// a list below the chart explains.
package treemap
