package course

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// prefix is the number that orders a file or folder: "08-", "1.2_", "3. ".
var prefix = regexp.MustCompile(`^(\d{1,9}(?:\.\d{1,9})*)(?:[-_. ]+)(.)`)

// StripNumber takes the number prefix off one path element. A name that is
// only a number is kept.
func StripNumber(name string) string {
	m := prefix.FindStringSubmatchIndex(name)
	if m == nil {
		return name
	}
	return name[m[4]:]
}

// StripNumbers takes the number prefixes off all elements of a path.
func StripNumbers(p string) string {
	elements := strings.Split(p, "/")
	for i, e := range elements {
		elements[i] = StripNumber(e)
	}
	return strings.Join(elements, "/")
}

// number returns the number prefix of a name as text without leading zeros
// and as a value to sort by; a name that is only a number counts as well.
func number(name string) (string, float64, bool) {
	text := ""
	if m := prefix.FindStringSubmatch(name); m != nil {
		text = m[1]
	} else if name != "" && strings.Trim(name, "0123456789") == "" {
		text = name
	} else {
		return "", 0, false
	}
	parts := strings.Split(text, ".")
	for i, p := range parts {
		if p = strings.TrimLeft(p, "0"); p == "" {
			p = "0"
		}
		parts[i] = p
	}
	text = strings.Join(parts, ".")
	value, _ := strconv.ParseFloat(strings.Join(parts[:min(2, len(parts))], "."), 64)
	return text, value, true
}

// IsLessonFile reports whether a file is a lesson by its name. Files, and all
// that lies in folders, whose names start with an underscore below the content
// root are partials.
func IsLessonFile(root, p string) bool {
	ext, p := path.Ext(p), "/"+below(root, p)
	return (ext == ".mdx" || ext == ".md") && !strings.Contains(p, "/_") && !strings.HasPrefix(path.Base(p), ".")
}

// trimExt takes ".mdx" or ".md" off a path.
func trimExt(p string) string {
	return strings.TrimSuffix(strings.TrimSuffix(p, ".mdx"), ".md")
}

// RouteOf returns the route of a lesson file for a content root.
func RouteOf(root, file string) string {
	p := "/" + trimExt(below(root, file))
	if path.Base(p) == "index" {
		p = path.Dir(p)
	}
	return asRoute(p)
}

// asRoute makes a rooted path end in one slash.
func asRoute(p string) string {
	if p = path.Clean("/" + p); p == "/" {
		return p
	}
	return p + "/"
}

// below returns a path relative to a folder that holds it.
func below(folder, p string) string {
	if folder == "." || folder == "" {
		return p
	}
	return strings.TrimPrefix(strings.TrimPrefix(p, folder), "/")
}

// inside reports whether a path lies below a folder.
func inside(folder, p string) bool {
	return folder == "." || folder == "" || p == folder || strings.HasPrefix(p, folder+"/")
}

// File returns the file of a route's page below the output folder.
func File(route string) string { return strings.TrimPrefix(route, "/") + "index.html" }

// Relative returns the address of a file of the site, seen from the page of a
// route. Both are rooted; the result is percent-encoded and never rooted.
func Relative(fromRoute, toFile string) string {
	from := strings.Split(strings.Trim(fromRoute, "/"), "/")
	if fromRoute == "/" {
		from = nil
	}
	to := strings.Split(strings.Trim(toFile, "/"), "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	var b strings.Builder
	for range from[same:] {
		b.WriteString("../")
	}
	for i, element := range to[same:] {
		if i > 0 {
			b.WriteByte('/')
		}
		b.WriteString(url.PathEscape(element))
	}
	return b.String()
}

// RelativePage is Relative for the page of a route: it names the file, so that
// the page works without a server.
func RelativePage(fromRoute, toRoute string) string {
	return Relative(fromRoute, "/"+File(toRoute))
}

// Up returns the way from the page of a route to the site's root: "../../" or
// the empty string.
func Up(route string) string {
	return strings.Repeat("../", strings.Count(strings.TrimSuffix(route, "/"), "/"))
}

// humanize makes a title from a file or folder name: "08-gtid_mode" is "Gtid
// mode".
func humanize(name string) string {
	words := strings.FieldsFunc(StripNumber(name), func(r rune) bool { return r == '-' || r == '_' || r == ' ' })
	title := strings.Join(words, " ")
	for i, r := range title {
		return string(unicode.ToUpper(r)) + title[i+len(string(r)):]
	}
	return name
}
