package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// History is what git knows of a project's files. The zero value knows
// nothing.
type History struct {
	// Changed is the time of the last commit that changed a file.
	Changed map[string]time.Time
	renamed map[string]string // old path -> next path
}

// ErrNoHistory says that there is nothing to read: no repository, no git, or a
// clone without its past.
var ErrNoHistory = errors.New("no git history")

// historyLimit bounds the time for reading the history of a large repository.
const historyLimit = 20 * time.Second

// ReadHistory reads the history of a folder in one pass. Paths are relative to
// the folder, with slashes.
func ReadHistory(ctx context.Context, dir string) (*History, error) {
	ctx, cancel := context.WithTimeout(ctx, historyLimit)
	defer cancel()
	shallow, err := git(ctx, dir, "rev-parse", "--is-shallow-repository").Output()
	if err != nil {
		return nil, ErrNoHistory
	}
	if strings.TrimSpace(string(shallow)) == "true" {
		return nil, fmt.Errorf("%w: the clone is shallow", ErrNoHistory)
	}
	cmd := git(ctx, dir, "log", "--relative", "--name-status", "-M", "-z", "--no-merges", "--format=@%ct")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("read git history: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, ErrNoHistory
	}
	h := parseHistory(out)
	if err := cmd.Wait(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoHistory, err)
	}
	return h, nil
}

// git is a command that nothing in the user's environment or configuration can
// turn into another one.
func git(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", filepath.Clean(dir), "-c", "core.fsmonitor=false", "--no-pager"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	return cmd
}

// parseHistory reads fields that end with NUL: "@" and a time for each commit,
// then a status and one path, or for renames two, for each file.
func parseHistory(r io.Reader) *History {
	h := &History{Changed: map[string]time.Time{}, renamed: map[string]string{}}
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	scanner.Split(splitNUL)
	var when time.Time
	next := func() string {
		scanner.Scan()
		return scanner.Text()
	}
	for scanner.Scan() {
		field := strings.TrimLeft(scanner.Text(), "\n")
		switch {
		case strings.HasPrefix(field, "@"):
			seconds, _ := strconv.ParseInt(strings.TrimSpace(field[1:]), 10, 64)
			when = time.Unix(seconds, 0).UTC()
		case field == "":
		case field[0] == 'R' || field[0] == 'C':
			from, to := next(), next()
			h.touch(to, when)
			if _, known := h.renamed[from]; !known && field[0] == 'R' {
				h.renamed[from] = to
			}
		default:
			h.touch(next(), when)
		}
	}
	return h
}

// touch notes the first time that is seen of a file: the log runs backwards.
func (h *History) touch(path string, when time.Time) {
	if _, known := h.Changed[path]; !known {
		h.Changed[path] = when
	}
}

func splitNUL(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// Renamed follows the renames of a file that is not there any more to its last
// known path.
func (h *History) Renamed(path string) (string, bool) {
	if h == nil {
		return "", false
	}
	now, ok := h.renamed[path]
	for steps := 0; ok && steps < 100; steps++ {
		next, more := h.renamed[now]
		if !more {
			return now, true
		}
		now = next
	}
	return now, ok
}
