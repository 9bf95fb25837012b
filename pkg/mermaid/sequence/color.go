package sequence

import (
	"strings"

	"course/pkg/mermaid/style"
)

// validColor reports whether CSS takes s for a colour.
func validColor(s string) bool {
	switch strings.ToLower(s) {
	case "inherit", "initial", "unset", "revert", "revert-layer", "currentcolor",
		"canvas", "canvastext", "linktext", "visitedtext", "activetext", "buttonface", "buttontext", "buttonborder",
		"field", "fieldtext", "highlight", "highlighttext", "selecteditem", "selecteditemtext", "mark", "marktext",
		"graytext", "accentcolor", "accentcolortext":
		return true
	}
	_, ok := style.ParseColor(s)
	return ok
}
