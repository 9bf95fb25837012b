package source

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// ErrRevision says that git does not know a revision.
var ErrRevision = errors.New("unknown revision")

// ChangedSince lists the files of a folder that differ from a revision,
// untracked ones included. Paths are relative to the folder, with slashes.
func ChangedSince(ctx context.Context, dir, revision string) (map[string]bool, error) {
	ctx, cancel := context.WithTimeout(ctx, historyLimit)
	defer cancel()
	if err := git(ctx, dir, "rev-parse", "--git-dir").Run(); err != nil {
		return nil, ErrNoHistory
	}
	if strings.HasPrefix(revision, "-") || git(ctx, dir, "rev-parse", "--verify", "--quiet", revision+"^{commit}").Run() != nil {
		return nil, fmt.Errorf("%w %q", ErrRevision, revision)
	}
	out := map[string]bool{}
	for _, cmd := range []*exec.Cmd{
		git(ctx, dir, "diff", "--name-only", "--relative", "--no-renames", "-z", revision, "--"),
		git(ctx, dir, "ls-files", "--others", "--exclude-standard", "-z"),
	} {
		list, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("ask git what changed: %w", err)
		}
		for _, name := range strings.Split(string(list), "\x00") {
			if name != "" {
				out[name] = true
			}
		}
	}
	return out, nil
}
