package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var consoleBlock = regexp.MustCompile("(?ms)^```(console|sh|bash)\n(.*?)^```$")

// TestReadme runs the commands of README.md, in order, in a fresh clone. A
// block of "console" holds commands behind "$ " and what they print, where
// "…" stands for anything; other blocks of shell are scripts.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	clone := filepath.Join(t.TempDir(), "clone")
	if out, err := exec.Command("git", "clone", "-q", repository, clone).CombinedOutput(); err != nil {
		t.Fatalf("clone: %v\n%s", err, out)
	}
	ran := 0
	for _, block := range consoleBlock.FindAllStringSubmatch(string(text), -1) {
		for _, step := range steps(block[1], block[2]) {
			if step.command == "" {
				continue
			}
			out, err := shell(t, clone, step.command)
			if err != nil {
				t.Errorf("$ %s: %v\n%s", step.command, err, out)
				continue
			}
			if step.output != "" && !matchesOutput(step.output, out) {
				t.Errorf("$ %s prints\n%s\nthe README says\n%s", step.command, out, step.output)
			}
			ran++
		}
	}
	if ran == 0 {
		t.Error("the README has no commands to run")
	}
}

// leftOut are commands that do not end, that fetch the repository anew, or
// that would run these tests again.
var leftOut = regexp.MustCompile(`\bserve\b|^git clone|go install .*@|make (setup|test|race|fuzz|bench|cover|lint)|\.ci/run`)

type step struct{ command, output string }

func steps(kind, block string) []step {
	var all []step
	script := ""
	for line := range strings.Lines(block) {
		command, isCommand := strings.CutPrefix(strings.TrimRight(line, "\n"), "$ ")
		switch {
		case kind != "console" && leftOut.MatchString(line):
		case kind != "console":
			script += line
		case isCommand && leftOut.MatchString(command):
			all = append(all, step{})
		case isCommand:
			all = append(all, step{command: command})
		case len(all) > 0:
			all[len(all)-1].output += line
		}
	}
	return append(all, step{command: strings.TrimSpace(script)})
}

// shell runs a command as the README's reader would, with the binary on the
// path.
func shell(t *testing.T, dir, command string) (string, error) {
	t.Helper()
	cmd := exec.Command("sh", "-e", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(cleanEnv(t), "PATH="+filepath.Dir(course)+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GOCACHE="+goEnv(t, "GOCACHE"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"))
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// matchesOutput compares line by line; "…" in a wanted line stands for
// anything, and a line of "…" alone for any number of lines.
func matchesOutput(want, got string) bool {
	var pattern strings.Builder
	pattern.WriteString(`(?s)^`)
	for line := range strings.Lines(strings.TrimRight(want, "\n") + "\n") {
		line = strings.TrimRight(line, "\n")
		if strings.TrimSpace(line) == "…" {
			pattern.WriteString(`.*`)
			continue
		}
		pattern.WriteString(strings.ReplaceAll(regexp.QuoteMeta(line), "…", `[^\n]*`) + `\s*`)
	}
	pattern.WriteString(`$`)
	return regexp.MustCompile(pattern.String()).MatchString(got)
}
