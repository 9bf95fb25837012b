package text

import (
	"html"
	"strings"
)

// The marks between which entity codes (#quot; #9829;) stand in a prepared
// source. They are the reference implementation's own, so that models compare.
const (
	NameMark   = "ﬂ°"
	NumberMark = "ﬂ°°"
	EndMark    = "¶ß"
)

// DecodeEntities turns the markers of entity codes, and HTML entities, into
// the characters they stand for.
func DecodeEntities(s string) string {
	if strings.Contains(s, NameMark) {
		s = marks.Replace(s)
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return s
}

var marks = strings.NewReplacer(NumberMark, "&#", NameMark, "&", EndMark, ";")
