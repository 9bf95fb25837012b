// Package radar is the chart type radar: curves over axes that run out from
// one point.
package radar
