// Package text measures, splits and wraps the labels of charts.
//
// A page draws a label in whatever sans-serif face the reader has, so widths
// can only be estimated, and an estimate that is too small clips text. The
// advances of the Go fonts (golang.org/x/image/font/gofont) serve as measure:
// they cover Latin, Greek and Cyrillic and are about one per cent wider than
// the wide faces that browsers pick. The tables in advance_table.go are made
// from the fonts by the package's test (go test -update), so that no font is
// read at run time.
//
// A Label is text in lines of spans. Plain and Markdown make one from a
// chart's text; Font.Wrap breaks it at a width:
//
//	label := text.Plain("first line<br>second")
//	font := text.Font{Size: 14}
//	w, h := font.Measure(label)
package text
