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
	whole := map[string]map[string]string{
		old:     digest(t, mustBuild(t, old)),
		changed: digest(t, mustBuild(t, changed)),
	}
	out := filepath.Join(t.TempDir(), "site")
	mustBuildTo(t, old, out)
	start := time.Now()
	mustBuildTo(t, changed, out)
	took := time.Since(start)

	random := rand.New(rand.NewPCG(1, 2))
	before, after := changed, old
	ended := map[string]int{}
	for i := range killMoments {
		// Two thirds of the kills fall into the publishing, which is short:
		// behind the first staged file, and behind the commit record.
		sign, moment := "", time.Duration(random.Int64N(int64(took)))
		switch i % 3 {
		case 1:
			sign, moment = "stage", time.Duration(random.Int64N(int64(20*time.Millisecond)))
		case 2:
			sign, moment = "commit", time.Duration(random.Int64N(int64(3*time.Millisecond)))
		}
		if !buildAndKill(t, after, out, sign, moment) {
			ended["ended before the kill"]++
		}
		state := stateOf(t, out, whole[before], whole[after])
		ended[state]++
		if state == "" {
			t.Fatalf("killed %v after %q (%d of %d): the site is neither the old nor the new one", moment, sign, i+1, killMoments)
		}
		// The next build goes on over what the kill left behind.
		mustBuildTo(t, after, out)
		compare(t, whole[after], digest(t, out))
		if t.Failed() {
			t.Fatalf("after the kill %v after %q the next build went wrong", moment, sign)
		}
		before, after = after, before
	}
	t.Logf("builds of %d lessons take %v; %d kills: %v", killLessons, took.Round(time.Millisecond), killMoments, ended)
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

// buildAndKill starts a build, kills it a while after a file appears in the
// folder where it prepares what it publishes ("" for after its start), and
// reports whether it was still running.
func buildAndKill(t *testing.T, dir, out, sign string, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(course, "build", "--out", out)
	cmd.Dir, cmd.Env = dir, cleanEnv(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		// A killed process is what this is about, so its error says nothing new.
		_ = cmd.Wait()
	}()
	running := func() bool {
		select {
		case <-ended:
			return false
		default:
			return true
		}
	}
	for sign != "" && running() {
		if _, err := os.Lstat(filepath.Join(out, ".course", sign)); err == nil {
			break
		}
	}
	select {
	case <-ended:
	case <-time.After(after):
		// The process may be gone just now; then there is nothing to kill.
		_ = cmd.Process.Kill()
	}
	<-ended
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
