// Package sequence is the chart type sequenceDiagram.
package sequence
