package test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// plans are the folders of data for the rules that find such things in plans.
var plans = []string{"pkg/plan/explain/", "pkg/plan/testdata/"}

// unwanted is what no tracked file may hold: paths of the machine that it was
// written on, hosts of registries and of content networks, notes of work to
// be done. The patterns are written so that they do not match themselves.
var unwanted = []struct {
	what    string
	pattern *regexp.Regexp
	// except are folders for which the rule does not hold.
	except []string
}{
	{"a path of one machine", regexp.MustCompile(`/(?:wor[k]|far[m]|roo[t])/|/hom[e]/[a-z]+/|/tm[p]/[a-z_]+\.\$?UID|/User[s]/[A-Za-z]+/|[A-Z]:\\User[s]\\`), plans},
	{"the host of a registry", regexp.MustCompile(`(?:proxy|sum)\.golan[g]\.org|registry\.(?:np[m]js|yar[n]pkg)|cdn\.jsdeliv[r]|unpk[g]\.com|cdnj[s]\.cloudflare|fonts\.(?:googleapi[s]|gstati[c])`), nil},
	{"a note of work to be done", regexp.MustCompile(`\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b`), append([]string{"content/"}, plans...)},
	{"a word about who wrote it", regexp.MustCompile(`(?i)\bteammat[e]s?\b|\bsub-?agen[t]s?\b|\bas an A[I]\b|\bthis sessio[n] of wor[k]`), nil},
}

// TestLanguage reads all tracked files.
func TestLanguage(t *testing.T) {
	list := exec.Command("git", "ls-files", "-z")
	list.Dir = repository
	out, err := list.Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	files := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(repository, filepath.FromSlash(name)))
		if os.IsNotExist(err) {
			continue // deleted and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(data, 0) >= 0 {
			continue
		}
		for _, rule := range unwanted {
			if slices.ContainsFunc(rule.except, func(folder string) bool { return strings.HasPrefix(name, folder) }) {
				continue
			}
			for _, at := range rule.pattern.FindAllIndex(data, 3) {
				t.Errorf("%s:%d: %q is %s", name, 1+bytes.Count(data[:at[0]], []byte("\n")), data[at[0]:at[1]], rule.what)
			}
		}
	}
	t.Logf("%d files", len(files))
}
