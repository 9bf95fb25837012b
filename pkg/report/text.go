package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"course/pkg/diag"
	"course/pkg/source"
)

// Style is how text looks.
type Style struct {
	// Color adds ANSI colours.
	Color bool
	// Width of the terminal in cells; longer source lines are shown in part.
	// Defaults to 120.
	Width int
}

// The colours: the sixteen that every terminal lets its user choose.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	cyan   = "36"
	green  = "32"
)

func (s Style) paint(color, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

func (r *Report) writeText(w io.Writer) error {
	out := bufio.NewWriter(w)
	t := text{w: out, style: r.Style, report: r}
	for i, d := range r.Findings {
		if i > 0 {
			out.WriteByte('\n')
		}
		t.finding(d)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	return nil
}

// text writes findings; errors stay in the buffered writer until Flush.
type text struct {
	w      *bufio.Writer
	style  Style
	report *Report
}

func (t *text) finding(d diag.Diagnostic) {
	color := yellow
	if d.Severity == diag.Error {
		color = red
	}
	gutter := t.gutter(d)
	fmt.Fprintf(t.w, "%s%s %s [%s]\n", t.place(d.Span), t.style.paint(color, d.Severity.String()+":"),
		t.style.paint(bold, printable(d.Message)), printable(d.Code))
	t.excerpt(d.Span, gutter, color)
	for _, related := range d.Related {
		fmt.Fprintf(t.w, "    %s%s %s\n", t.place(related.Span), t.style.paint(cyan, "note:"), printable(related.Message))
		t.excerpt(related.Span, gutter, cyan)
	}
	for i, line := range strings.Split(d.Hint, "\n") {
		switch {
		case d.Hint == "":
		case i == 0:
			fmt.Fprintf(t.w, "    %s %s\n", t.style.paint(green, "help:"), printable(line))
		default:
			fmt.Fprintf(t.w, "          %s\n", printable(line))
		}
	}
}

// place writes "path:line:col: ", as editors and terminals recognise it.
func (t *text) place(span diag.Span) string {
	if span.File == "" {
		return ""
	}
	place := printable(span.File) + ":"
	if !span.IsWhole() && t.report.file(span.File) != nil {
		at := Resolve(t.report.Sources, span).Start
		place += fmt.Sprintf("%d:%d:", at.Line, at.Column)
	}
	return t.style.paint(bold, place) + " "
}

// gutter returns the width of the widest line number that a finding shows.
func (t *text) gutter(d diag.Diagnostic) int {
	line := Resolve(t.report.Sources, d.Span).Start.Line
	for _, related := range d.Related {
		line = max(line, Resolve(t.report.Sources, related.Span).Start.Line)
	}
	return len(strconv.Itoa(line))
}

// excerpt writes the line where a span starts and marks the span. Of a span
// over several lines the first is shown, with "…" behind the marks.
func (t *text) excerpt(span diag.Span, gutter int, color string) {
	file := t.report.file(span.File)
	if file == nil || span.IsWhole() {
		return
	}
	number := file.Line(span.Start)
	start, end := file.LineSpan(number)
	if start == len(file.Data) {
		return // the empty line behind the last line feed
	}
	cells := layOut(file.Data[start:end], span.Start-start, span.End-start)
	width := t.style.Width
	if width == 0 {
		width = 120
	}
	// One cell is kept free for the mark, or the "…", behind the line's end.
	line, marks := cells.window(max(20, width-gutter-len("     | ")-1))
	if continues(file, span, end) {
		marks += "…"
	}
	fmt.Fprintf(t.w, "    %s %s\n", t.style.paint(cyan, fmt.Sprintf("%*d |", gutter, number)), line)
	pad := strings.Repeat(" ", len(marks)-len(strings.TrimLeft(marks, " ")))
	fmt.Fprintf(t.w, "    %s %s%s\n", t.style.paint(cyan, fmt.Sprintf("%*s |", gutter, "")), pad, t.style.paint(color, marks[len(pad):]))
}

// continues reports whether there is text of the span behind its first line.
func continues(file *source.File, span diag.Span, lineEnd int) bool {
	end := min(span.End, len(file.Data))
	return end > lineEnd && strings.TrimSpace(string(file.Data[lineEnd:end])) != ""
}
