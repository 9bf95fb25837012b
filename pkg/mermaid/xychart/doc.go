// Package xychart is the chart type xychart: bars and lines over categories or
// a range of numbers, upright or horizontal.
//
// The reference's database holds pixels for this type; the model here holds
// the data. Bars of several series stand side by side.
package xychart
