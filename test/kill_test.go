package test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"course/test/sample"
)

const (
	killLessons = 60
	killMoments = 50
)

// TestKilled kills builds at random moments and looks at what stands then: the
// old site or the new one, never a part of either, and the next build ends
// with the site that an undisturbed build makes.
func TestKilled(t *testing.T) {
	old, changed := filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "new")
	makeSample(t, old, killLessons, 0)
	makeSample(t, changed, killLessons, 20)
	whole := map[string]map[string]string{}
	var took time.Duration
	for _, dir := range []string{old, changed} {
		start := time.Now()
		out := mustBuild(t, dir)
		took = time.Since(start)
		whole[dir] = digest(t, out)
	}
	random := rand.New(rand.NewPCG(1, 2))
	out := filepath.Join(t.TempDir(), "site")
	mustBuildTo(t, old, out)
	ended := map[string]int{}
	for i := range killMoments {
		moment := time.Duration(random.Int64N(int64(took + took/5)))
		killed := buildAndKill(t, changed, out, moment)
		state := stateOf(t, out, whole[old], whole[changed])
		ended[state]++
		if state == "" {
			t.Fatalf("killed after %v (%d of %d): the site is neither the old nor the new one", moment, i+1, killMoments)
		}
		if !killed {
			ended["(not killed)"]++
		}
		// On with the other course over what the kill left behind.
		mustBuildTo(t, changed, out)
		compare(t, whole[changed], digest(t, out))
		mustBuildTo(t, old, out)
		compare(t, whole[old], digest(t, out))
		if t.Failed() {
			t.Fatalf("after the kill at %v the next build went wrong", moment)
		}
	}
	t.Logf("builds of %d lessons take %v; after %d kills: %v", killLessons, took.Round(time.Millisecond), killMoments, ended)
}

// makeSample writes a course; of the first edited lessons the text is another
// and one lesson is missing, so that a build adds, changes and deletes.
func makeSample(t *testing.T, dir string, lessons, edited int) {
	t.Helper()
	if err := sample.Write(dir, lessons); err != nil {
		t.Fatal(err)
	}
	for i := range edited {
		path := filepath.Join(dir, filepath.FromSlash(sample.Path(i)))
		text := append(sample.Lesson(i, lessons), fmt.Sprintf("\n## Добавлено\n\nНовый текст %d.\n", i)...)
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if edited > 0 {
		extra := "---\ntitle: Ещё один\n---\n\n## Часть 1\n\nТекст.\n"
		if err := os.WriteFile(filepath.Join(dir, "content", "course", "001-module", "99-extra.mdx"), []byte(extra), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mustBuild(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	mustBuildTo(t, dir, out)
	return out
}

func mustBuildTo(t *testing.T, dir, out string) {
	t.Helper()
	if r := command(t, dir, nil, "build", "--out", out); r.code != 0 {
		t.Fatalf("course build: exit %d\n%s%s", r.code, r.stdout, tail(r.stderr, 3000))
	}
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// buildAndKill starts a build, kills it after a while, and reports whether it
// was still running.
func buildAndKill(t *testing.T, dir, out string, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(course, "build", "--out", out)
	cmd.Dir, cmd.Env = dir, cleanEnv(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() {
		// The process may be gone already; then there is nothing to kill.
		_ = cmd.Process.Kill()
	})
	defer timer.Stop()
	// A killed process is what this is about, so its error says nothing new.
	_ = cmd.Wait()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled()
}

// stateOf names the site that stands in a folder: "old", "new", or "between"
// where each file is whole but some are of the new site, which is allowed
// only once publishing is under way and the next command completes it. Else "".
func stateOf(t *testing.T, dir string, before, after map[string]string) string {
	t.Helper()
	now := digest(t, dir)
	isOld, isNew := len(now) == len(before), len(now) == len(after)
	for p, sum := range now {
		isOld = isOld && before[p] == sum
		isNew = isNew && after[p] == sum
		if before[p] != sum && after[p] != sum {
			t.Errorf("%s is of neither site", p)
			return ""
		}
	}
	for p, sum := range before {
		if after[p] == sum && now[p] != sum {
			t.Errorf("%s is of both sites and is missing", p)
			return ""
		}
	}
	switch {
	case isOld:
		return "old"
	case isNew:
		return "new"
	}
	return "between"
}
