package plan

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// listing is the list of a project's files, for paths that are not found as
// written. It is made once, and only when it is needed.
type listing struct {
	paths  []string
	byBase map[string][]string
	loose  map[string][]string // by path without number prefixes
	dirs   map[string]bool
	byStem map[string][]string // made on demand
}

// stems lists the files by their name without extension.
func (l *listing) stems() map[string][]string {
	if l.byStem == nil {
		l.byStem = map[string][]string{}
		for _, p := range l.paths {
			l.byStem[stem(p)] = append(l.byStem[stem(p)], p)
		}
	}
	return l.byStem
}

// maxListed bounds the files of a listing.
const maxListed = 200_000

var errEnough = errors.New("enough files")

func (j *judge) listing() *listing {
	if j.list != nil {
		return j.list
	}
	l := &listing{byBase: map[string][]string{}, loose: map[string][]string{}, dirs: map[string]bool{}}
	j.list = l
	err := fs.WalkDir(j.root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // a folder that cannot be read has no files to suggest
		}
		if d.IsDir() {
			if skipFolder(d.Name()) && p != "." {
				return fs.SkipDir
			}
			l.dirs[p] = true
			return nil
		}
		l.paths = append(l.paths, p)
		if len(l.paths) >= maxListed {
			return errEnough
		}
		return nil
	})
	_ = err // only errEnough: the listing then holds the first files
	slices.Sort(l.paths)
	for _, p := range l.paths {
		l.byBase[path.Base(p)] = append(l.byBase[path.Base(p)], p)
		l.loose[looseKey(p)] = append(l.loose[looseKey(p)], p)
	}
	return l
}

// skipFolder leaves out what is not the project's own.
func skipFolder(name string) bool {
	switch name {
	case ".git", "node_modules", "vendor", "__pycache__", ".venv", "venv", ".next", ".astro", ".cache", ".course", "target":
		return true
	}
	return false
}

var segmentPrefix = regexp.MustCompile(`^\d+[-_.]\s*`)

// looseKey is a path without the number prefixes of its segments, so that
// module-1 and 01-module-1 are one.
func looseKey(p string) string {
	parts := strings.Split(p, "/")
	for i, s := range parts {
		if t := segmentPrefix.ReplaceAllString(s, ""); t != "" && t != path.Ext(s) {
			parts[i] = t
		}
	}
	return strings.Join(parts, "/")
}

// match lists the files that a glob matches: *, **, ? and {a,b}.
func (j *judge) match(glob string) []string {
	if found, ok := j.globs[glob]; ok {
		return found
	}
	var out []string
	if re, err := regexp.Compile(globExpression(glob)); err == nil {
		l := j.listing()
		for _, p := range l.paths {
			if re.MatchString(p) {
				out = append(out, p)
			}
		}
		if len(out) == 0 {
			for d := range l.dirs {
				if re.MatchString(d) {
					out = append(out, d)
				}
			}
			slices.Sort(out)
		}
	}
	j.globs[glob] = out
	return out
}

// globExpression turns a glob into RE2.
func globExpression(glob string) string {
	var b strings.Builder
	b.WriteString("^")
	depth := 0
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; {
		case strings.HasPrefix(glob[i:], "**/"):
			b.WriteString("(?:.*/)?")
			i += 2
		case strings.HasPrefix(glob[i:], "**"):
			b.WriteString(".*")
			i++
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '{' && strings.IndexByte(glob[i:], '}') > 0:
			b.WriteString("(?:")
			depth++
		case c == '}' && depth > 0:
			b.WriteString(")")
			depth--
		case c == ',' && depth > 0:
			b.WriteString("|")
		case c >= 0x80:
			b.WriteByte(c)
		default:
			b.WriteString(regexp.QuoteMeta(string(rune(c))))
		}
	}
	b.WriteString("$")
	return b.String()
}
