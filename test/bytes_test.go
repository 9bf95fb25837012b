package test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestSameBytes builds the repository's course in different ways: again, on
// one core, from another folder, from a copy elsewhere, in another time zone
// and locale. The sites are the same to the byte.
func TestSameBytes(t *testing.T) {
	want := digest(t, site(t))
	copied := filepath.Join(t.TempDir(), "elsewhere", "copy")
	for _, name := range []string{"content", "templates", "course.yaml", ".planning"} {
		from := filepath.Join(repository, name)
		if info, err := os.Stat(from); err == nil && info.IsDir() {
			if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
		} else if err == nil {
			copyFile(t, from, filepath.Join(copied, name))
		}
	}
	for _, tt := range []struct {
		name, dir string
		env       []string
		args      []string
	}{
		{"again", repository, nil, nil},
		{"on one core", repository, []string{"GOMAXPROCS=1"}, nil},
		{"from another folder", os.TempDir(), nil, []string{"-C", repository}},
		{"from a folder below", filepath.Join(repository, "content"), nil, nil},
		{"from a copy", copied, nil, nil},
		{"in another place", repository, []string{"TZ=Asia/Kathmandu", "LC_ALL=tr_TR.UTF-8", "RUNEWIDTH_EASTASIAN=1"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "site")
			r := command(t, tt.dir, tt.env, append(append([]string{"build"}, tt.args...), "--out", out)...)
			if r.code != 0 {
				t.Fatalf("course build: exit %d\n%s%s", r.code, r.stdout, r.stderr)
			}
			compare(t, want, digest(t, out))
		})
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// digest maps the published files of a site to the hashes of their contents.
func digest(t *testing.T, dir string) map[string]string {
	t.Helper()
	sums := map[string]string{}
	for _, p := range filesOf(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		sums[p] = fmt.Sprintf("%x", sha256.Sum256(data))
	}
	return sums
}

func compare(t *testing.T, want, got map[string]string) {
	t.Helper()
	for p, sum := range want {
		switch other, ok := got[p]; {
		case !ok:
			t.Errorf("%s is missing", p)
		case other != sum:
			t.Errorf("%s differs", p)
		}
	}
	for p := range got {
		if _, ok := want[p]; !ok {
			t.Errorf("%s is new", p)
		}
	}
}
