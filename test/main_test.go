package test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// course is the path of the binary under test, repository the path of the
// checkout, scratch a folder that lasts as long as the tests.
var course, repository, scratch string

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "course-test-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	scratch = dir
	if repository, err = filepath.Abs(".."); err != nil {
		return 0, err
	}
	// COURSE_BINARY names a binary that is built already, such as a release.
	if given := os.Getenv("COURSE_BINARY"); given != "" {
		if course, err = filepath.Abs(given); err != nil {
			return 0, err
		}
		return m.Run(), nil
	}
	course = filepath.Join(dir, "course")
	build := exec.Command("go", "build", "-trimpath", "-o", course, "./cmd/course")
	build.Dir = repository
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build the binary: %w\n%s", err, out)
	}
	return m.Run(), nil
}

// result is how a command ended.
type result struct {
	code           int
	stdout, stderr string
}

// command runs the binary in a folder. Its cache and temporary files stay in
// a folder of the test.
func command(t *testing.T, dir string, env []string, args ...string) result {
	t.Helper()
	cmd := exec.Command(course, args...)
	cmd.Dir = dir
	cmd.Env = append(cleanEnv(t), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("run course %s: %v", strings.Join(args, " "), err)
	}
	return result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// cleanEnv is the environment without settings of the person who runs the
// tests.
func cleanEnv(t *testing.T) []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "COURSE_") && !strings.HasPrefix(v, "NO_COLOR") && !strings.HasPrefix(v, "CLICOLOR") {
			env = append(env, v)
		}
	}
	home := t.TempDir()
	return append(env, "HOME="+home, "XDG_CACHE_HOME="+filepath.Join(home, ".cache"))
}

// built is the repository's own course as a site, built once for all tests.
var built = struct {
	once   sync.Once
	dir    string
	result result
}{}

// site returns the folder of the repository's own course, built. It must not
// be written to.
func site(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		var err error
		if built.dir, err = os.MkdirTemp(scratch, "site-"); err != nil {
			t.Fatal(err)
		}
		built.result = command(t, repository, nil, "build", "--out", built.dir)
	})
	if built.result.code != 0 {
		t.Fatalf("course build: exit %d\n%s%s", built.result.code, built.result.stdout, built.result.stderr)
	}
	return built.dir
}

// require passes where the tools are there. Where one is missing the test
// ends: as failed under CI, else with a line that says what was left out.
func require(t *testing.T, what string, missing ...string) bool {
	t.Helper()
	if len(missing) == 0 {
		return true
	}
	text := fmt.Sprintf("%s: left out, for lack of %s; make setup installs it", what, strings.Join(missing, ", "))
	if os.Getenv("CI") != "" {
		t.Fatal(text)
	}
	fmt.Fprintln(os.Stderr, text)
	return false
}

// shared returns a folder of test material outside of the repository, "" (and
// a line that says so) where it is not there.
func shared(t *testing.T, path string) string {
	t.Helper()
	root := os.Getenv("COURSE_SHARED")
	if root == "" {
		root = filepath.Join(repository, "..", "shared")
	}
	dir := filepath.Join(root, filepath.FromSlash(path))
	if _, err := os.Stat(dir); err != nil {
		fmt.Fprintf(os.Stderr, "%s: left out, there is no %s\n", t.Name(), path)
		return ""
	}
	return dir
}
