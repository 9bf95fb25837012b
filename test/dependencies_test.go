package test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	requirement = regexp.MustCompile(`(?m)^\s*(?:require )?([a-z0-9][a-z0-9.-]*\.[a-z]+/\S+|mvdan\.cc/\S+) (v\S+)`)
	tableRow    = regexp.MustCompile(`(?m)^\| (\S+)(?: \([a-z]+\))? \| (v?[0-9]\S*) \|.*\| ([^|]+) \|$`)
	toolVersion = regexp.MustCompile(`(?m)^(?:GOFUMPT|STATICCHECK|GOVULNCHECK)\s*:= (\S+)@(v\S+)$`)
	npmVersion  = regexp.MustCompile(`"([a-z-]+)": "([0-9.]+)"`)
)

// TestDependencies compares the tables of CONTRIBUTING.md with what is used:
// the same modules and tools, of the same versions, each with a licence.
func TestDependencies(t *testing.T) {
	used := map[string]string{}
	for _, m := range requirement.FindAllStringSubmatch(readText(t, "go.mod"), -1) {
		used[m[1]] = m[2]
	}
	for _, m := range npmVersion.FindAllStringSubmatch(readText(t, "tools/browser/package.json"), -1) {
		used[m[1]] = m[2]
	}
	for _, m := range toolVersion.FindAllStringSubmatch(readText(t, "Makefile"), -1) {
		module, _, _ := strings.Cut(m[1], "/cmd/")
		used[module] = m[2]
	}
	listed := map[string]string{}
	for _, m := range tableRow.FindAllStringSubmatch(readText(t, "CONTRIBUTING.md"), -1) {
		listed[m[1]] = m[2]
		if strings.TrimSpace(m[3]) == "" {
			t.Errorf("CONTRIBUTING.md gives no licence of %s", m[1])
		}
	}
	if len(used) < 10 {
		t.Fatalf("only %d dependencies were recognised", len(used))
	}
	for name, version := range used {
		if listed[name] != version {
			t.Errorf("%s %s is used; CONTRIBUTING.md lists %q", name, version, listed[name])
		}
	}
	for name, version := range listed {
		if used[name] == "" {
			t.Errorf("CONTRIBUTING.md lists %s %s, which is not used", name, version)
		}
	}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
