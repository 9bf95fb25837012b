// Package sankey is the chart type sankey: amounts that flow between nodes,
// written as rows of comma-separated values.
package sankey
