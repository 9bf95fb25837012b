package plan

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"course/pkg/diag"
)

// class is what the path of a requirement turned out to be.
type class uint8

const (
	classMissing class = iota
	classFile
	classFolder
	classGlob
	classProse   // no path at all
	classEscapes // leads out of the project
	classOutside // absolute, and not below the project's root
	classIgnored // missing, and git ignores it
)

// place is where a path of a plan leads.
type place struct {
	Class class
	// Path is the path that is asked for, clean and below the root.
	Path string
	// Found lists what is there: a file, a folder, or the matches of a glob.
	Found []string
	// Lost lists those of several paths that are not there.
	Lost []string
	// Absolute says that the plan's path works on one machine only.
	Absolute bool
	// Moved says that Found was guessed: the file that Path names is gone.
	Moved bool
	Why   string // how a moved file was recognised
	// Candidates are files that may have been meant.
	Candidates []string
}

// isKnownExtension tells a file name from prose such as "prisma.message".
func isKnownExtension(ext string) bool {
	switch strings.ToLower(ext) {
	case ".md", ".mdx", ".markdown", ".txt", ".rst", ".html", ".htm", ".css", ".scss", ".sass", ".less", ".pdf",
		".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".json", ".jsonl", ".json5",
		".go", ".py", ".pyi", ".ipynb", ".rs", ".java", ".kt", ".kts", ".swift", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".rb",
		".php", ".ex", ".exs", ".erl", ".lua", ".dart", ".scala", ".clj", ".hs", ".r", ".jl", ".m", ".mm", ".zig", ".sql",
		".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".env", ".xml",
		".csv", ".tsv", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".prisma", ".graphql", ".gql", ".proto",
		".tf", ".tfvars", ".hcl", ".lock", ".mod", ".sum", ".gd", ".tscn", ".tres", ".glsl", ".wgsl", ".plist", ".gradle",
		".properties", ".template", ".tmpl", ".example", ".j2", ".hbs", ".ejs", ".liquid", ".service", ".dockerfile",
		".swiftui", ".storyboard", ".xcconfig", ".entitlements", ".pbxproj", ".sol", ".nix", ".bicep", ".feature", ".snap", ".mmd":
		return true
	}
	return false
}

var bareNames = map[string]bool{
	"Dockerfile": true, "Makefile": true, "LICENSE": true, "Procfile": true, "Gemfile": true, "Rakefile": true,
	"Justfile": true, "justfile": true, "Caddyfile": true, "Vagrantfile": true, "Jenkinsfile": true, "CODEOWNERS": true,
	".gitignore": true, ".env": true, ".dockerignore": true, ".npmrc": true, ".editorconfig": true, "CNAME": true,
}

// frameworks look like files and are none.
var frameworks = map[string]bool{
	"next.js": true, "node.js": true, "vue.js": true, "three.js": true, "d3.js": true, "chart.js": true, "express.js": true,
	"nuxt.js": true, "discord.js": true, "react.js": true, "alpine.js": true, "moment.js": true, "ember.js": true, "backbone.js": true,
	"socket.io": true, "asp.net": true, "e.g": true, "i.e": true,
}

// pathLike reports whether a word can only be a path or a file name.
func pathLike(s string) bool {
	if s == "" || strings.ContainsAny(s, " \t\n\"`|<>;") || strings.Contains(s, "://") || frameworks[strings.ToLower(s)] {
		return false
	}
	base := path.Base(s)
	if bareNames[base] || isKnownExtension(path.Ext(strings.TrimRight(base, "*"))) && !strings.ContainsAny(s, "()=,") {
		return true
	}
	if strings.Contains(s, "(") && !strings.Contains(s, "/(") {
		return false
	}
	return strings.HasSuffix(s, "/") && len(s) > 1 && !strings.HasPrefix(s, "/") ||
		strings.Count(s, "/") >= 1 && strings.ContainsAny(s, "*") ||
		strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../")
}

var (
	annotation   = regexp.MustCompile(`\s+(?:[(\[{—–→#]|--?>?\s|::?\s|<-|=>|←|:$).*$`)
	lineSuffix   = regexp.MustCompile(`:\d+(?:[-:]\d+)?$`)
	severalSigns = regexp.MustCompile(`\s*(?:[,;\n]|\s\+\s|\s&\s|\sand\s|\sи\s)\s*`)
	eitherSigns  = regexp.MustCompile(`\s+(?:or|OR|или|/|\|)\s+`)
	windowsDrive = regexp.MustCompile(`^[A-Za-z]:[\\/]`)
)

// look finds what a path of a plan names.
func (j *judge) look(raw string) place {
	s := strings.Trim(strings.TrimSpace(raw), "`\"'")
	s = strings.TrimPrefix(s, "@./")
	if p, ok := j.asWritten(s); ok {
		return p
	}
	bare := strings.Trim(strings.TrimSpace(annotation.ReplaceAllString(s, "")), "`\"',;")
	if bare != s && bare != "" {
		if p, ok := j.asWritten(bare); ok {
			return p
		}
	}
	if p, ok := j.several(s); ok {
		return p
	}
	if word := soleWord(s); word != "" {
		if p, ok := j.asWritten(word); ok && len(p.Found) > 0 {
			return p
		}
	}
	if strings.ContainsAny(bare, " \t") {
		first := strings.Fields(bare)[0]
		if !pathLike(first) || !strings.Contains(first, "/") && !isKnownExtension(path.Ext(first)) {
			if !spacedPath(bare) {
				return place{Class: classProse, Path: raw}
			}
		} else if !spacedPath(bare) {
			bare = strings.TrimRight(first, ",;:")
		}
	}
	bare = symbolSuffix.ReplaceAllString(lineSuffix.ReplaceAllString(bare, ""), "$1")
	if p, ok := j.asWritten(bare); ok {
		return p
	}
	return j.missing(bare)
}

// soleWord returns the one word of a text that can only be a path; "" where
// there is none or more than one.
func soleWord(s string) string {
	found := ""
	for _, w := range strings.Fields(s) {
		w = symbolSuffix.ReplaceAllString(strings.Trim(w, "`\"',;:()[]"), "$1")
		if !pathLike(w) || w == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = w
	}
	return found
}

// spacedPath accepts a path with spaces in it: it has folders and ends in an
// extension.
func spacedPath(s string) bool {
	return strings.Contains(s, "/") && isKnownExtension(path.Ext(s)) && !strings.ContainsAny(s, ",;|→`\"") &&
		len(strings.Fields(s)) <= 6 && !pathLike(strings.Fields(s)[0])
}

// asWritten tries one path without guessing. Its second result says that the
// question is settled.
func (j *judge) asWritten(s string) (place, bool) {
	if s == "" {
		return place{Class: classProse}, false
	}
	p := place{Path: s}
	if outside, settled := j.absolute(&p); settled {
		return outside, true
	}
	if strings.Contains(p.Path, `\`) && !strings.Contains(p.Path, "/") {
		p.Path = strings.ReplaceAll(p.Path, `\`, "/")
	}
	clean := path.Clean(unmarked(p.Path))
	if j.exists(path.Clean(p.Path)) {
		clean = path.Clean(p.Path)
	}
	if clean == ".." || strings.HasPrefix(clean, "../") {
		p.Class, p.Path = classEscapes, clean
		return p, true
	}
	p.Path = clean
	for _, candidate := range j.aliased(clean) {
		if !j.exists(candidate) {
			continue
		}
		p.Path, p.Class, p.Found = candidate, classFile, []string{candidate}
		if j.isDir(candidate) {
			p.Class = classFolder
		}
		return p, true
	}
	if strings.ContainsAny(clean, "*?") || strings.Contains(clean, "{") && strings.Contains(clean, ",") {
		for _, candidate := range j.aliased(clean) {
			if found := j.match(candidate); len(found) > 0 {
				p.Class, p.Path, p.Found = classGlob, candidate, found
				return p, true
			}
		}
		if strings.ContainsAny(clean, "*{") && !strings.ContainsAny(clean, " ") {
			p.Class = classGlob
			return p, true
		}
	}
	return p, false
}

// unmarked takes the "@" off that marks a file for the reader of a plan. In
// "@/lib/store" and "@scope/package" it is part of the name.
func unmarked(s string) string {
	if rest, ok := strings.CutPrefix(s, "@"); ok && isKnownExtension(path.Ext(s)) && !strings.HasPrefix(rest, "/") {
		return rest
	}
	return s
}

// aliased returns a path as written and as the aliases of the configuration
// read it. The alias comes first where what it names exists.
func (j *judge) aliased(p string) []string {
	out := []string{p}
	for _, a := range j.opt.Paths {
		from := strings.Trim(a.From, "/")
		if p == from || strings.HasPrefix(p, from+"/") {
			out = append(out, path.Join(strings.Trim(a.To, "/"), strings.TrimPrefix(p, from)))
		}
	}
	return out
}

// absolute makes an absolute path relative where it lies below the root, or
// where its end names a file of the project.
func (j *judge) absolute(p *place) (place, bool) {
	s := strings.ReplaceAll(p.Path, `\ `, " ")
	home := strings.HasPrefix(s, "~") || strings.HasPrefix(s, "$") || strings.HasPrefix(s, "%")
	if !home && !strings.HasPrefix(s, "/") && !windowsDrive.MatchString(s) {
		return place{}, false
	}
	s = strings.ReplaceAll(s, `\`, "/")
	p.Absolute = true
	if root := strings.TrimSuffix(j.opt.Root, "/"); root != "" && strings.HasPrefix(s, root+"/") {
		p.Path = strings.TrimPrefix(s, root+"/")
		return place{}, false
	}
	parts := strings.Split(strings.Trim(s, "/"), "/")
	for i := range parts {
		tail := strings.Join(parts[i:], "/")
		if len(parts)-i < 2 && i > 0 {
			break
		}
		for _, candidate := range j.aliased(tail) {
			if j.exists(path.Clean(candidate)) {
				p.Path = path.Clean(candidate)
				return place{}, false
			}
		}
	}
	p.Class = classOutside
	return *p, true
}

// several reads more than one path in one value. "a and b" asks for both,
// "a or b" for one of them.
func (j *judge) several(s string) (place, bool) {
	both := j.allPaths(severalSigns.Split(s, -1))
	either := false
	if both == nil {
		both = j.allPaths(eitherSigns.Split(s, -1))
		either = true
	}
	if both == nil {
		return place{}, false
	}
	out := place{Class: classFile, Path: s}
	for _, part := range both {
		p, ok := j.asWritten(part)
		if !ok {
			p = j.missing(part)
		}
		out.Absolute = out.Absolute || p.Absolute
		if len(p.Found) == 0 || p.Moved {
			out.Lost = append(out.Lost, p.Path)
			out.Candidates = append(out.Candidates, append(p.Candidates, p.Found...)...)
			continue
		}
		out.Found = append(out.Found, p.Found...)
	}
	if either && len(out.Found) > 0 {
		out.Lost = nil
	}
	if len(out.Lost) > 0 {
		out.Class = classMissing
	}
	return out, true
}

// allPaths returns the parts without annotations if there are several and all
// of them are paths.
func (j *judge) allPaths(parts []string) []string {
	if len(parts) < 2 || len(parts) > 100 {
		return nil
	}
	var out []string
	for _, part := range parts {
		part = strings.Trim(strings.TrimSpace(annotation.ReplaceAllString(part, "")), "`\"'")
		if part == "" {
			continue
		}
		if !pathLike(part) && !j.exists(path.Clean(part)) {
			return nil
		}
		out = append(out, part)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// missing explains a path that is not there: ignored by git, moved, or gone.
func (j *judge) missing(s string) place {
	p := place{Path: path.Clean(unmarked(s))}
	if p.Path == ".." || strings.HasPrefix(p.Path, "../") {
		p.Class = classEscapes
		return p
	}
	wanted := p.Path
	if a := j.aliased(wanted); len(a) > 1 {
		wanted = a[len(a)-1]
		p.Path = wanted
	}
	if strings.HasPrefix(wanted, "node_modules/") || j.ignored(wanted) {
		p.Class = classIgnored
		return p
	}
	to, why, candidates := j.moved(wanted)
	if to != "" {
		p.Class, p.Found, p.Moved, p.Why = classFile, []string{to}, true, why
	}
	p.Candidates = candidates
	return p
}

// moved looks for the file that a missing path once named: by segments that
// differ in a number prefix only, by a base name that only one file has, by
// what git saw. Where none is certain it returns candidates.
func (j *judge) moved(p string) (to, why string, candidates []string) {
	l := j.listing()
	if near := l.loose[looseKey(p)]; len(near) == 1 {
		return near[0], "its path differs in number prefixes only", nil
	}
	same := l.byBase[path.Base(p)]
	if len(same) == 1 && (!generic(path.Base(p)) || sharedParent(same[0], p)) {
		return same[0], "it is the only file of that name", nil
	}
	if j.opt.Renames != nil {
		if to, ok := j.opt.Renames(p); ok && j.exists(to) {
			return to, "git saw it being renamed", nil
		}
	}
	if len(same) > 0 {
		return "", "", same[:min(len(same), 5)]
	}
	return "", "", l.nearName(p)
}

// nearName lists files in the same folder or of a like base name.
func (l *listing) nearName(p string) []string {
	want := looseKey(path.Base(p))
	var out []string
	for base, paths := range l.byBase {
		b := looseKey(base)
		if b == want || path.Ext(b) == path.Ext(want) && len(want) > 6 && closeWords(b, want) {
			out = append(out, paths...)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), 5)]
}

// generic names are shared by files that have nothing to do with each other.
func generic(base string) bool {
	switch strings.TrimSuffix(base, path.Ext(base)) {
	case "index", "main", "mod", "lib", "utils", "util", "types", "config", "constants", "route", "page", "layout", "README",
		"__init__", "schema", "client", "server", "app", "helpers", "models", "test", "setup", "package", "styles", "loading", "error":
		return true
	}
	return false
}

func sharedParent(a, b string) bool {
	return path.Base(path.Dir(a)) == path.Base(path.Dir(b)) && path.Dir(b) != "."
}

// closeWords reports whether two file names differ by a slip only.
func closeWords(a, b string) bool {
	limit := min(2, len(b)/6)
	return diag.Distance(a, b, limit) <= limit
}
