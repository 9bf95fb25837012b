package publish

import (
	"errors"
	"maps"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk publishes to a real file system that is too small. Where the
// test may not mount one, TestEveryStep stands for it: there every write
// fails once.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Logf("left out: no right to mount a small file system: %v", err)
		return
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	old := state{"index.html": "old", "a/p.html": strings.Repeat("old ", 10000)}
	mustBuild(t, dir+"/public", old)
	p, err := Open(dir + "/public")
	if err != nil {
		t.Fatal(err)
	}
	next := maps.Clone(old)
	next["index.html"] = "new"
	for _, name := range []string{"b", "c", "d"} {
		next[name] = strings.Repeat("x", 100_000)
	}
	_, err = build(p, next)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the site is as it was") {
		t.Fatalf("error %v", err)
	}
	wantState(t, dir+"/public", old)
	delete(next, "c")
	delete(next, "d")
	mustBuild(t, dir+"/public", next)
	wantState(t, dir+"/public", next)
}
