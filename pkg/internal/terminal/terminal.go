// Package terminal knows what an output stream can show: whether it is a
// terminal, whether colour is wanted, how wide it is; and it draws the one
// line of progress that long work may show there.
package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Terminal is what a stream can show.
type Terminal struct {
	// TTY says that somebody may be watching: control sequences work.
	TTY bool
	// Color says that colour is wanted.
	Color bool
	// Width in cells; 0 where it is not known.
	Width int
}

// Of looks at a stream and the environment.
//
// NO_COLOR, not empty, switches colour off (no-color.org); else
// CLICOLOR_FORCE, not empty and not 0, switches it on
// (bixense.com/clicolors); else it is on for a terminal whose TERM is not
// "dumb".
func Of(w io.Writer, getenv func(string) string) Terminal {
	var t Terminal
	dumb := getenv("TERM") == "dumb"
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		t.TTY = !dumb
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			t.Width = width
		}
	}
	force := getenv("CLICOLOR_FORCE")
	switch {
	case getenv("NO_COLOR") != "":
	case force != "" && force != "0":
		t.Color = true
	default:
		t.Color = t.TTY
	}
	return t
}
