package test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFullDisk publishes to a disk that has room for one site and not for the
// next. The build says so, ends with exit code 3, and the old site stands.
func TestFullDisk(t *testing.T) {
	disk := smallDisk(t, "1500k")
	if disk == "" {
		return
	}
	project := t.TempDir()
	lesson := filepath.Join(project, "content", "course", "01-a", "01-b.mdx")
	writeText(t, lesson, "---\ntitle: Урок\n---\n\nТекст.\n")
	out := filepath.Join(disk, "site")
	mustBuildTo(t, project, out)
	before := digest(t, out)

	writeText(t, lesson, "---\ntitle: Урок\n---\n\nДругой текст.\n\n![рисунок](big.png)\n")
	if err := os.WriteFile(filepath.Join(filepath.Dir(lesson), "big.png"), make([]byte, 4<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	r := command(t, project, nil, "build", "--out", out)
	if r.code != 3 {
		t.Errorf("exit code %d, want 3\n%s%s", r.code, r.stdout, r.stderr)
	}
	if !strings.Contains(r.stderr, "no space left on device") {
		t.Errorf("the message does not say that the disk is full:\n%s", r.stderr)
	}
	compare(t, before, digest(t, out))

	// With room again, the same command succeeds.
	if err := os.Remove(filepath.Join(filepath.Dir(lesson), "big.png")); err != nil {
		t.Fatal(err)
	}
	writeText(t, lesson, "---\ntitle: Урок\n---\n\nДругой текст.\n")
	mustBuildTo(t, project, out)
}

// TestReadOnlyOutput publishes to a folder that cannot be written to.
func TestReadOnlyOutput(t *testing.T) {
	disk := smallDisk(t, "1500k")
	if disk == "" {
		return
	}
	project, out := t.TempDir(), filepath.Join(disk, "site")
	writeText(t, filepath.Join(project, "content", "a.mdx"), "# A\n")
	mustBuildTo(t, project, out)
	before := digest(t, out)
	writeText(t, filepath.Join(project, "content", "a.mdx"), "# B\n")
	if text, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
		t.Fatalf("make the disk read-only: %v\n%s", err, text)
	}
	r := command(t, project, nil, "build", "--out", out)
	if r.code != 3 || !strings.Contains(r.stderr, "read-only file system") {
		t.Errorf("exit code %d, want 3 and the reason\n%s%s", r.code, r.stdout, r.stderr)
	}
	compare(t, before, digest(t, out))
}

// smallDisk mounts a file system of that size in memory and returns its
// folder. Only root may mount; for others it says what is left out.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	text, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "course-test", dir).CombinedOutput()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: left out, a small disk needs the right to mount: %s\n", t.Name(), strings.TrimSpace(string(text)))
		return ""
	}
	t.Cleanup(func() {
		if text, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v\n%s", err, text)
		}
	})
	return dir
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
