package publish

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var errFault = errors.New("fault")

// TestEveryStep stops a change at each of its steps, once for good, as a
// crash would, and once for that step alone, as a full disk would.
func TestEveryStep(t *testing.T) {
	old := state{"a": "old", "b/i": "old", "b/p": "old", "c/d": "same", "e/f/g": "old", "h": "h"}
	next := state{"a/i": "new", "b": "new", "c/d": "same", "e/f/g": "newer", "j/k/l/p": "new"}
	for _, forGood := range []bool{true, false} {
		steps := int64(1)
		for k := int64(0); k < steps; k++ {
			dir := t.TempDir()
			mustBuild(t, dir, old)
			var n atomic.Int64
			p, err := open(dir, func(op, name string) error {
				at := n.Add(1) - 1
				if at == k || forGood && at > k {
					return fmt.Errorf("%s %s: %w", op, name, errFault)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			_, err = build(p, next)
			steps = max(steps, n.Load())
			what := fmt.Sprintf("step %d of %d, for good: %t: %v", k, steps, forGood, err)
			if err != nil && !errors.Is(err, errFault) {
				t.Fatal(what)
			}
			wantWhole(t, what, dir, old, next)
			if err != nil && !forGood && !exists(filepath.Join(dir, own, "commit")) {
				wantState(t, dir, old)
			}
			again, err := Open(dir)
			if err != nil {
				t.Fatalf("%s: open again: %v", what, err)
			}
			again.Abort()
			if got := read(t, dir); maps.Equal(got, old) {
				wantState(t, dir, old)
			} else {
				wantState(t, dir, next)
			}
			mustBuild(t, dir, next)
			wantState(t, dir, next)
		}
		if steps < 15 {
			t.Errorf("only %d steps were tried", steps)
		}
	}
}

// wantWhole asserts that each file is whole, old or new, and that all of them
// are old while nothing is decided.
func wantWhole(t *testing.T, what, dir string, old, next state) {
	t.Helper()
	got := read(t, dir)
	if !exists(filepath.Join(dir, own, "commit")) && !maps.Equal(got, old) && !maps.Equal(got, next) {
		t.Fatalf("%s: nothing is decided, but the folder holds\n%s", what, describe(got))
	}
	for name, content := range got {
		if content != old[name] && content != next[name] {
			t.Fatalf("%s: %s is %.30q", what, name, content)
		}
	}
}

// bigState is a site of many files; round changes about a third of them.
func bigState(round int) state {
	s := state{}
	r := rand.New(rand.NewPCG(7, uint64(round)))
	for i := range 300 {
		if r.IntN(10) == 0 {
			continue
		}
		content := fmt.Sprint(i, " ", round*r.IntN(2), "\n")
		s[fmt.Sprintf("m%d/p%d/x.html", i%7, i)] = strings.Repeat(content, 1+i*3)
	}
	s["index.html"] = fmt.Sprint(round)
	return s
}

// TestMain lets the test binary be the build that is killed.
func TestMain(m *testing.M) {
	dir, round := os.Getenv("PUBLISH_TEST_DIR"), os.Getenv("PUBLISH_TEST_ROUND")
	if dir == "" {
		os.Exit(m.Run())
	}
	n, err := strconv.Atoi(round)
	if err == nil {
		var p *Publication
		if p, err = Open(dir); err == nil {
			_, err = build(p, bigState(n))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func child(t *testing.T, dir string, round int) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PUBLISH_TEST_DIR="+dir, "PUBLISH_TEST_ROUND="+strconv.Itoa(round))
	cmd.Stderr = os.Stderr
	return cmd
}

// TestKilled kills a real build at fifty moments of its life.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, bigState(0))
	start := time.Now()
	if err := child(t, dir, 1).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(start)
	r := rand.New(rand.NewPCG(uint64(start.UnixNano()), 0))
	last, decided, undecided := bigState(1), 0, 0
	for i := range 50 {
		round := i + 2
		next := bigState(round)
		cmd := child(t, dir, round)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(whole))))
		cmd.Process.Kill()
		finished := cmd.Wait() == nil
		what := fmt.Sprintf("kill %d", i)
		wantWhole(t, what, dir, last, next)
		hasRecord := exists(filepath.Join(dir, own, "commit"))
		p, err := Open(dir)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		p.Abort()
		switch got := read(t, dir); {
		case maps.Equal(got, next):
			last = next
			decided++
		case maps.Equal(got, last) && !hasRecord && !finished:
			undecided++
		default:
			t.Fatalf("%s: neither old nor new after the next command", what)
		}
		wantState(t, dir, last)
	}
	t.Logf("%d killed before the record, %d after it", undecided, decided)
}
