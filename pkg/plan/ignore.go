package plan

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// ignoreRule is one line of a .gitignore (gitignore(5)).
type ignoreRule struct {
	re     *regexp.Regexp
	negate bool
	dir    bool // matches folders only
}

// ignored reports whether git would ignore a path: a build output or a secret
// that is rightly absent cannot be called missing.
func (j *judge) ignored(p string) bool {
	if !fs.ValidPath(p) {
		return false
	}
	parts := strings.Split(p, "/")
	for n := 1; n <= len(parts); n++ {
		sub := strings.Join(parts[:n], "/")
		if j.ignoredItself(sub, n < len(parts)) {
			return true
		}
	}
	return false
}

// ignoredItself asks the rules of all folders above a path; the last rule
// that matches wins.
func (j *judge) ignoredItself(p string, isDir bool) bool {
	verdict := false
	parts := strings.Split(p, "/")
	for n := range parts {
		rel := strings.Join(parts[n:], "/")
		for _, r := range j.ignoreRules(path.Join(".", strings.Join(parts[:n], "/"))) {
			if (!r.dir || isDir) && r.re.MatchString(rel) {
				verdict = !r.negate
			}
		}
	}
	return verdict
}

func (j *judge) ignoreRules(dir string) []ignoreRule {
	if rules, ok := j.ignores[dir]; ok {
		return rules
	}
	var rules []ignoreRule
	if data, err := fs.ReadFile(j.root, path.Join(dir, ".gitignore")); err == nil && len(data) < 1<<18 {
		for _, line := range strings.Split(string(data), "\n") {
			if r, ok := parseIgnore(strings.TrimRight(line, " \t\r")); ok {
				rules = append(rules, r)
			}
		}
	}
	j.ignores[dir] = rules
	return rules
}

func parseIgnore(line string) (ignoreRule, bool) {
	if line == "" || line[0] == '#' {
		return ignoreRule{}, false
	}
	var r ignoreRule
	if line[0] == '!' {
		r.negate, line = true, line[1:]
	}
	if strings.HasSuffix(line, "/") {
		r.dir, line = true, strings.TrimSuffix(line, "/")
	}
	anchored := strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	expression := globExpression(line)
	if !anchored {
		expression = "^(?:.*/)?" + strings.TrimPrefix(expression, "^")
	}
	re, err := regexp.Compile(expression)
	if err != nil || line == "" {
		return ignoreRule{}, false
	}
	r.re = re
	return r, true
}
