// Package timeline is the chart type timeline: periods in order with their
// events, across or, with "timeline TD", down the page.
package timeline
