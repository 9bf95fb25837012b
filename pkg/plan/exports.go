package plan

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// dialect is a group of languages that export alike.
type dialect uint8

const (
	dialectNone dialect = iota
	dialectES
	dialectPython
	dialectGo
	dialectRust
	dialectLesson
)

func dialectOf(c *content) dialect {
	if c.lesson != nil {
		return dialectLesson
	}
	switch strings.ToLower(path.Ext(c.file.Path)) {
	case ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro":
		return dialectES
	case ".py", ".pyi":
		return dialectPython
	case ".go":
		return dialectGo
	case ".rs":
		return dialectRust
	case ".md", ".mdx":
		return dialectLesson
	}
	return dialectNone
}

var (
	exportNoise = regexp.MustCompile(`^(?:(?:export|default|async|function\*?|class|const|let|var|type|interface|enum|struct|trait|impl|def|func|fn|pub(?:\([a-z]+\))?|abstract|public|static)\s+)+`)
	exportName  = regexp.MustCompile(`^(?:\*?[\p{L}_$][\p{L}\p{N}_$]*\.)*([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:[(<:{\[=,].*|\s[-–—(].*|)$`)
)

// exportedName takes the name out of what plans write: "getUser",
// "getUser(id)", "class Store", "Store.get()", "type Lesson", "default".
// It returns false for prose.
func exportedName(s string) (string, bool) {
	s = strings.Trim(strings.TrimSpace(s), "`\"'{} ")
	if s == "default" || strings.HasPrefix(s, "default ") || strings.HasPrefix(s, "default(") || strings.HasPrefix(s, "export default") {
		return "default", true
	}
	s = exportNoise.ReplaceAllString(s, "")
	m := exportName.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// exports checks one export.
func (t *trial) exports(e Text, name string, files []*content) {
	c := Check{Code: "exports", Kind: KindExports, State: Inconclusive, At: e.Span, Requirement: name + " exports " + quote(e.Value)}
	defer func() { t.note("exports "+name+" "+e.Value, c) }()
	var near []Evidence
	decided, star := false, false
	for _, f := range files {
		if f.binary || f.large {
			continue
		}
		d := dialectOf(f)
		if d == dialectLesson {
			if ev, ok := lessonExport(e.Value, f); ok {
				c.State, c.Evidence = Met, []Evidence{ev}
				return
			}
			continue
		}
		word, ok := exportedName(e.Value)
		if !ok {
			c.Message, c.Hint = "this is prose, not a name", "write the name that is exported"
			return
		}
		if d == dialectNone {
			near = append(near, firstWord(word, f)...)
			continue
		}
		ev, found, unsure := codeExport(d, word, f)
		if found {
			c.State, c.Evidence = Met, []Evidence{ev}
			return
		}
		decided, star = decided || !unsure, star || unsure
		if ev.File != "" {
			near = append(near, ev)
		} else {
			near = append(near, firstWord(word, f)...)
		}
	}
	c.Evidence = near[:min(len(near), 2)]
	switch {
	case decided:
		c.State, c.Message = Unmet, "it does not"
		if len(near) > 0 {
			c.Message, c.Hint = "the name stands there, but is not exported", "export it"
		}
	case len(files) > 0 && dialectOf(files[0]) == dialectLesson:
		c.Message = "no heading, anchor or component of the lesson has that name"
		c.Hint = "name a heading or a component, or use contains:"
	case star:
		c.Message, c.Hint = "it may come through another file", "name the file that defines it"
	default:
		c.Message = "what this kind of file exports is not known"
		c.Hint = "use contains: for text"
	}
}

// firstWord returns the first line that holds a word.
func firstWord(word string, f *content) []Evidence {
	re, err := regexp.Compile(`(?:^|[^\p{L}\p{N}_$])` + regexp.QuoteMeta(word) + `(?:$|[^\p{L}\p{N}_$])`)
	if err != nil {
		return nil
	}
	if m := re.FindIndex(f.seen); m != nil {
		at := m[0]
		if at < len(f.seen) && f.seen[at] == '\n' {
			at++
		}
		return []Evidence{f.at(at)}
	}
	return nil
}

// exportForms are the ways in which a name NAME leaves a file.
var exportForms = map[dialect][]string{
	dialectES: {
		`^\s*export\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|type|interface|enum|const\s+enum|namespace)\s+NAME\b`,
		`^\s*export\s+(?:type\s+)?\{[^}]*\bNAME\b[^}]*\}`,
		`^\s*export\s+(?:const|let|var)\s+[{\[][^}\]=]*\bNAME\b[^}\]=]*[}\]]\s*=`,
		`^\s*export\s+default\s+NAME\b`,
		`^\s*export\s+\*\s+as\s+NAME\b`,
		`\bexports\.NAME\s*=`,
		`\bexports\[['"]NAME['"]\]\s*=`,
		`\bmodule\.exports\s*=\s*NAME\b`,
		`\bmodule\.exports\s*=\s*\{[^}]*\bNAME\b`,
		`\bmodule\.exports\s*=\s*(?:async\s+)?(?:function\s*\*?|class)\s+NAME\b`,
	},
	dialectPython: {
		`^(?:async\s+)?def\s+NAME\s*\(`, `^class\s+NAME\b`, `^NAME\s*(?::[^=\n]+)?=`,
		`^\s+(?:async\s+)?def\s+NAME\s*\(`,
		`__all__\s*(?::[^=\n]+)?\+?=\s*[\[(][^\])]*['"]NAME['"]`,
		`^from\s+\S+\s+import\s+[^\n]*\bNAME\b`, `^from\s+\S+\s+import\s*\([^)]*\bNAME\b`, `^import\s+NAME\b`,
		`^(?:if|try|else|except)\b[^\n]*:\n(?:\s+[^\n]*\n)*?\s+(?:def\s+NAME\s*\(|class\s+NAME\b|NAME\s*=)`,
	},
	dialectGo: {
		`^func\s+(?:\([^)]*\)\s*)?NAME\s*[(\[]`, `^type\s+NAME\b`, `^(?:var|const)\s+NAME\b`,
		`^\t(?:\w+,\s*)*NAME\b(?:,\s*\w+)*\s*(?:[\w.*\[\]]+\s*)?(?:=[^=]|$|//)`, `^\tNAME\s+(?:struct|interface|func)\b`,
	},
	dialectRust: {
		`^\s*pub(?:\([a-z ]+\))?\s+(?:async\s+|unsafe\s+|const\s+|extern\s+"C"\s+)*(?:fn|struct|enum|trait|type|const|static|mod|union)\s+(?:mut\s+)?NAME\b`,
		`^\s*pub\s+use\s+[^;]*\bNAME\b`, `#\[macro_export\][^{]*macro_rules!\s+NAME\b`,
	},
}

// codeExport looks for an export form of a name. unsure says that the name may
// come through a re-export that only running the code would tell.
func codeExport(d dialect, word string, f *content) (ev Evidence, found, unsure bool) {
	if d == dialectES && word == "default" {
		return defaultExport(f)
	}
	if d == dialectGo && (word[0] < 'A' || word[0] > 'Z') {
		unsure = true // not exported in the language's sense; plans mean declared
	}
	for _, form := range exportForms[d] {
		re, err := regexp.Compile("(?m)" + boundary(form, regexp.QuoteMeta(word)))
		if err != nil {
			continue
		}
		if m := re.FindIndex(f.seen); m != nil {
			return f.at(skipSpace(f.seen, m[0])), true, false
		}
	}
	if d == dialectES && starExport.Match(f.seen) {
		unsure = true
	}
	return Evidence{}, false, unsure
}

// boundary puts a name into a form. Beside "$" and letters beyond ASCII \b is
// no boundary and left out.
func boundary(form, name string) string {
	if !asciiWord.MatchString(name) {
		form = strings.NewReplacer(`\bNAME\b`, "NAME", `\bNAME`, "NAME", `NAME\b`, "NAME").Replace(form)
	}
	return strings.ReplaceAll(form, "NAME", name)
}

var asciiWord = regexp.MustCompile(`^\w+$`)

func skipSpace(b []byte, at int) int {
	for at < len(b) && (b[at] == '\n' || b[at] == '\r' || b[at] == ' ' || b[at] == '\t') {
		at++
	}
	return at
}

var (
	starExport     = regexp.MustCompile(`(?m)^\s*export\s+\*\s+from\b|\bmodule\.exports\s*=\s*(?:require\(|\{[^}]*\.\.\.)`)
	defaultPattern = regexp.MustCompile(`(?m)^\s*export\s+default\b|^\s*export\s*\{[^}]*\bdefault\b|\bmodule\.exports\s*=|\bexports\.default\s*=`)
)

func defaultExport(f *content) (Evidence, bool, bool) {
	if m := defaultPattern.FindIndex(f.seen); m != nil {
		return f.at(skipSpace(f.seen, m[0])), true, false
	}
	switch strings.ToLower(path.Ext(f.file.Path)) {
	case ".vue", ".svelte", ".astro": // the component is the default export
		return Evidence{File: f.file.Path, Text: "the component itself"}, true, false
	}
	return Evidence{}, false, false
}

// lessonExport finds a heading, an anchor or a component of a name.
func lessonExport(name string, f *content) (Evidence, bool) {
	if f.lesson == nil || f.lesson.Facts == nil {
		return Evidence{}, false
	}
	folded := strings.ToLower(strings.Trim(name, "`\"' #"))
	for _, h := range f.lesson.Facts.Headings {
		if strings.ToLower(h.Text) == folded || strings.ToLower(h.ID) == folded {
			return f.at(h.Span.Start), true
		}
	}
	for _, a := range f.lesson.Facts.Anchors {
		if strings.ToLower(a.ID) == folded {
			return f.at(a.Span.Start), true
		}
	}
	for _, u := range f.lesson.Facts.Components {
		if strings.EqualFold(u.Name, strings.Trim(name, "`<>/ ")) {
			return f.at(u.Span.Start), true
		}
	}
	if folded == "frontmatter" && f.lesson.Front.Whole.End > 0 {
		return Evidence{File: f.file.Path, Line: 1, Text: fmt.Sprintf("front matter of %d bytes", f.lesson.Front.Whole.End-f.lesson.Front.Whole.Start)}, true
	}
	return Evidence{}, false
}
