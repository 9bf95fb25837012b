// Command bench times whole builds of the real binary and prints ratios.
//
// For each size it makes a course of so many lessons (package sample), builds
// it twice into a fresh folder, and prints wall time, CPU time (user and
// system), both per lesson, and the peak of resident memory, as the operating
// system counts them. The second build has nothing to do.
//
// Beside it, over the same lessons (the first 1,000 of them) and in the same
// run, stands the floor: a bare program that does nothing but goldmark and
// chroma, on all cores. What a lesson costs is said as a multiple of what it
// costs there, so figures of different machines can be compared.
//
// Three bars fail the run: CPU per lesson may grow by a tenth from 1,000 to
// 10,000 lessons, 10,000 lessons may take 300 MB, and every build must
// succeed.
//
//	go run ./test/bench -course bin/course -sizes 56,1000,10000
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"course/test/sample"
)

// The bars.
const (
	maxGrowth = 1.1
	maxMemory = 300 << 20
)

// floorLessons is enough for the floor, whose cost per lesson is constant.
const floorLessons = 1000

func main() {
	course := flag.String("course", "bin/course", "the `binary` to time")
	sizes := flag.String("sizes", "56,1000,10000", "numbers of lessons, separated by commas")
	floorOf := flag.String("floor", "", "be the floor: render the lessons of this `project` and exit")
	flag.Parse()
	err := error(nil)
	if *floorOf != "" {
		err = floor(*floorOf)
	} else {
		err = bench(*course, *sizes)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: "+err.Error())
		os.Exit(1)
	}
}

// cost is what one process took.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes
}

func (c cost) perLesson(n int) time.Duration { return c.cpu / time.Duration(n) }

func bench(course, sizes string) error {
	course, err := filepath.Abs(course)
	if err != nil {
		return fmt.Errorf("find the binary: %w", err)
	}
	dir, err := os.MkdirTemp("", "course-bench-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	fmt.Printf("%s, %d cores\n\n", runtime.Version(), runtime.NumCPU())
	fmt.Printf("%8s  %-8s %9s %9s %11s %9s %8s\n", "lessons", "", "wall", "CPU", "CPU/lesson", "memory", "floors")
	builds := map[int]cost{}
	for field := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 {
			return fmt.Errorf("%q is not a number of lessons", field)
		}
		if builds[n], err = size(course, filepath.Join(dir, field), n); err != nil {
			return err
		}
	}
	return judge(builds)
}

// size times one size and returns the cost of the build.
func size(course, dir string, n int) (cost, error) {
	if err := sample.Write(dir, n); err != nil {
		return cost{}, err
	}
	defer os.RemoveAll(dir)
	self, err := os.Executable()
	if err != nil {
		return cost{}, fmt.Errorf("find the floor: %w", err)
	}
	// The floor reads the files first, so they are warm for both.
	base, err := run(dir, self, "-floor", dir)
	if err != nil {
		return cost{}, err
	}
	perFloor := base.perLesson(min(n, floorLessons))
	row(min(n, floorLessons), "floor", base, perFloor)
	build, err := run(dir, course, "build", "--out", filepath.Join(dir, "out"))
	if err != nil {
		return cost{}, err
	}
	row(n, "build", build, perFloor)
	again, err := run(dir, course, "build", "--out", filepath.Join(dir, "out"))
	if err != nil {
		return cost{}, err
	}
	row(n, "again", again, perFloor)
	return build, nil
}

func row(n int, name string, c cost, perFloor time.Duration) {
	fmt.Printf("%8d  %-8s %9s %9s %11s %6d MB %8.2f\n", n, name, c.wall.Round(time.Millisecond), c.cpu.Round(time.Millisecond),
		c.perLesson(n).Round(time.Microsecond), c.memory>>20, float64(c.perLesson(n))/float64(perFloor))
}

// run runs a process to its end. Findings (exit 1) are not failures here:
// what counts is that the site was made.
func run(dir, name string, args ...string) (cost, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CACHE_HOME="+filepath.Join(dir, ".cache"))
	start := time.Now()
	out, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		tail := out[max(0, len(out)-1000):]
		return cost{}, fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, tail)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return cost{}, fmt.Errorf("this system does not count the memory of processes")
	}
	memory := usage.Maxrss
	if runtime.GOOS != "darwin" {
		memory <<= 10 // kilobytes, but on macOS bytes (getrusage(2))
	}
	return cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memory}, nil
}

// judge compares the builds with the bars.
func judge(builds map[int]cost) error {
	small, hasSmall := builds[1000]
	large, hasLarge := builds[10000]
	if !hasLarge {
		return nil
	}
	fmt.Println()
	failed := 0
	bar := func(ok bool, format string, args ...any) {
		mark := "holds"
		if !ok {
			mark = "FAILS"
			failed++
		}
		fmt.Printf("%s  %s\n", mark, fmt.Sprintf(format, args...))
	}
	if hasSmall {
		growth := float64(large.perLesson(10000)) / float64(small.perLesson(1000))
		bar(growth <= maxGrowth, "CPU per lesson, 10,000 over 1,000: %.2f, at most %.1f", growth, maxGrowth)
	}
	bar(large.memory < maxMemory, "memory of 10,000 lessons: %d MB, under %d", large.memory>>20, maxMemory>>20)
	if failed > 0 {
		return fmt.Errorf("%d bars do not hold", failed)
	}
	return nil
}
