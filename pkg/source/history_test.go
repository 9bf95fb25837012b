package source

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestHistory reads a real repository in which a file was changed and moved
// twice, from a folder inside it.
func TestHistory(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "project")
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run("init", "-q")
	write("one/урок.mdx", "a lesson that is long enough to be recognised\nwith a second line\n")
	write("other.mdx", "something else\n")
	run("add", ".")
	run("commit", "-qm", "first")
	run("mv", "project/one", "project/two")
	run("commit", "-qm", "second")
	run("mv", "project/two/урок.mdx", "project/two/lesson.mdx")
	run("commit", "-qm", "third")

	h, err := ReadHistory(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := h.Renamed("one/урок.mdx"); !ok || got != "two/lesson.mdx" {
		t.Errorf("renamed to %q, %v; want two/lesson.mdx", got, ok)
	}
	if _, ok := h.Renamed("other.mdx"); ok {
		t.Error("a file that never moved counts as renamed")
	}
	if got := h.Changed["other.mdx"].Format("2006-01-02"); got != "2026-01-02" {
		t.Errorf("changed %s", got)
	}
	if _, err := ReadHistory(t.Context(), t.TempDir()); !errors.Is(err, ErrNoHistory) {
		t.Errorf("a folder without repository gives %v", err)
	}
}
