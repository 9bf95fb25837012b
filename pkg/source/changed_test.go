package source

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestChangedSince asks a real repository, from a folder inside it, for what
// was changed, deleted, added and left untracked.
func TestChangedSince(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "project")
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := ChangedSince(t.Context(), dir, "HEAD"); !errors.Is(err, ErrNoHistory) {
		t.Errorf("without a repository: %v", err)
	}
	run("init", "-q")
	write("project/same.md", "1")
	write("project/changed.md", "1")
	write("project/gone.md", "1")
	write("elsewhere.md", "1")
	run("add", ".")
	run("commit", "-q", "-m", "one")
	write("project/changed.md", "2")
	write("project/new.md", "2")
	write("elsewhere.md", "2")
	if err := os.Remove(filepath.Join(dir, "gone.md")); err != nil {
		t.Fatal(err)
	}
	got, err := ChangedSince(t.Context(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || !got["changed.md"] || !got["gone.md"] || !got["new.md"] {
		t.Errorf("changed: %v", got)
	}
	for _, revision := range []string{"nosuch", "--output=x"} {
		if _, err := ChangedSince(t.Context(), dir, revision); !errors.Is(err, ErrRevision) {
			t.Errorf("revision %q: %v", revision, err)
		}
	}
}
