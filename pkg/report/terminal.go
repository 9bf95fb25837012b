package report

import (
	"io"

	"course/pkg/internal/terminal"
)

// Terminal is what an output stream can show: colour, its width, whether
// anybody watches.
type Terminal = terminal.Terminal

// Progress is a line on a terminal that says how far some work is.
type Progress = terminal.Progress

// TerminalOf looks at a stream and the environment (NO_COLOR, CLICOLOR_FORCE,
// TERM).
func TerminalOf(w io.Writer, getenv func(string) string) Terminal { return terminal.Of(w, getenv) }

// StartProgress shows how far work is, if it lasts and w is a terminal; Stop
// must be called.
func StartProgress(w io.Writer, t Terminal, label string) *Progress {
	return terminal.StartProgress(w, t, label)
}

// StyleOf is the style of text for a terminal.
func StyleOf(t Terminal) Style { return Style{Color: t.Color, Width: t.Width} }
