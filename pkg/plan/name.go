package plan

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Name is what the name of a plan file says.
type Name struct {
	Phase string // "15", "06.2", "07a"; empty where the name has none
	Plan  string // "02"; empty for PLAN.md
}

var (
	planNumbered = regexp.MustCompile(`^(\d+[A-Za-z]?(?:\.\d+)*[A-Za-z]?)-(?:(\d+[A-Za-z]?|[A-Z])-)?(?:[^/]*-)?PLAN\.md$`)
	planLettered = regexp.MustCompile(`^([A-Za-z]{1,8})(\d{1,3}[a-z]?)?-(?:(\d+[A-Za-z]?)-)?(?:[^/]*-)?PLAN\.md$`)
	planSuffixed = regexp.MustCompile(`^PLAN(?:-(\d+[A-Za-z]?))?\.md$`)
	phaseFolder  = regexp.MustCompile(`^(?:phase-)?(\d+[A-Za-z]?(?:\.\d+)*[A-Za-z]?)(?:-|$)`)
)

// ParseName reads the name of a plan file: 15-02-PLAN.md, 01-02-FIX-PLAN.md,
// 06.2-01-PLAN.md, FS-02-PLAN.md, 01-PLAN.md, PLAN-01.md, PLAN.md. It returns
// false for any other name.
func ParseName(base string) (Name, bool) {
	if m := planNumbered.FindStringSubmatch(base); m != nil {
		if m[2] == "" {
			return Name{Plan: m[1]}, true
		}
		return Name{Phase: m[1], Plan: m[2]}, true
	}
	if m := planLettered.FindStringSubmatch(base); m != nil && m[2]+m[3] != "" {
		if m[3] == "" {
			return Name{Plan: m[2]}, true
		}
		return Name{Phase: m[1] + m[2], Plan: m[3]}, true
	}
	if m := planSuffixed.FindStringSubmatch(base); m != nil {
		return Name{Plan: m[1]}, true
	}
	return Name{}, false
}

// Find lists the plan files below the given folders, sorted. A folder that
// does not exist has none.
func Find(fsys fs.FS, dirs []string) ([]string, error) {
	var out []string
	for _, dir := range dirs {
		if _, err := fs.Stat(fsys, dir); err != nil {
			continue
		}
		err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules") {
				return fs.SkipDir
			}
			if _, ok := ParseName(d.Name()); ok && d.Type().IsRegular() {
				out = append(out, p)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("find plans in %s: %w", dir, err)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// number drops leading zeros of each part of a phase or plan number, so that
// names can be compared: "08" and "8" name one plan, "06.2" and "6.2" one
// phase, "010" and "10" one plan.
func number(s string) string {
	parts := strings.Split(strings.ToLower(s), ".")
	for i, p := range parts {
		t := strings.TrimLeft(p, "0")
		if t == "" || t[0] < '0' || t[0] > '9' {
			t = p[max(0, len(p)-len(t)-1):]
		}
		parts[i] = t
	}
	return strings.Join(parts, ".")
}

// phaseNumber returns the number that a phase's folder or field starts with,
// or "" where it starts with none.
func phaseNumber(s string) string {
	if m := phaseFolder.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		return m[1]
	}
	return ""
}

// summaryPath is where the summary of a plan lies by its name.
func summaryPath(planPath string) string {
	dir, base := path.Split(planPath)
	return dir + strings.Replace(base, "PLAN", "SUMMARY", 1)
}
