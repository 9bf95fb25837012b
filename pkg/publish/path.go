package publish

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// own is the folder for our own records inside the site's folder.
const own = ".course"

// checkPath refuses what cannot be a file of a site on every system.
func checkPath(p string) error {
	switch {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("%q: %w: not a path below the site's root", p, ErrPath)
	case !utf8.ValidString(p) || strings.ContainsFunc(p, func(r rune) bool { return r < 0x20 || r == 0x7F }):
		return fmt.Errorf("%q: %w: control characters", p, ErrPath)
	case strings.ContainsAny(p, `\:*?"<>|`):
		return fmt.Errorf("%q: %w: a sign that file systems or addresses do not have", p, ErrPath)
	case p == own || strings.HasPrefix(p, own+"/"):
		return fmt.Errorf("%q: %w: the folder is for the builder's own records", p, ErrPath)
	case len(p) > 1024:
		return fmt.Errorf("%.40q…: %w: longer than 1024 bytes", p, ErrPath)
	}
	for name := range strings.SplitSeq(p, "/") {
		if len(name) > 255 {
			return fmt.Errorf("%q: %w: a name longer than 255 bytes", p, ErrPath)
		}
	}
	return nil
}

// keeps tells files that only keep a folder in version control, or belong to
// the system; a folder with nothing else is empty.
func keeps(name string) bool {
	switch name {
	case ".gitkeep", ".keep", ".gitignore", ".gitattributes", ".git", ".hgkeep", ".placeholder", ".DS_Store":
		return true
	}
	return false
}
