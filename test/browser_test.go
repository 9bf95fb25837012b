package test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// maxAudited is the number of pages that get every check; of more lessons
// some are taken, spread over the course.
const maxAudited = 9

// TestBrowser looks at the site in Chromium, under the policy that the site
// promises to hold.
func TestBrowser(t *testing.T) {
	chromium := requireBrowser(t)
	if chromium == "" {
		return
	}
	dir := site(t)
	pages, lessons := audited(t, dir)
	report := audit(t, chromium, dir, pages, lessons)
	for _, check := range checks {
		t.Run(check, func(t *testing.T) {
			shown := map[string]int{}
			for _, p := range report.Problems {
				if p.Check != check {
					continue
				}
				// The same fault on other pages, shapes and schemes is one.
				if shown[p.What]++; shown[p.What] == 1 {
					t.Errorf("%s: %s", p.Page, p.What)
				}
			}
		})
	}
	t.Logf("%d pages, %d lessons: %s", len(pages), len(lessons), report.Facts)
}

// TestBrowserComplains shows the audit a page with a fault for each check.
func TestBrowserComplains(t *testing.T) {
	chromium := requireBrowser(t)
	if chromium == "" {
		return
	}
	report := audit(t, chromium, filepath.Join("testdata", "broken"), []string{"index.html"}, nil)
	for _, check := range checks {
		if check == "audit" || check == "weight" {
			continue // they concern the audit itself, and lessons
		}
		found := slices.ContainsFunc(report.Problems, func(p problem) bool { return p.Check == check })
		if !found {
			t.Errorf("the audit has no complaint of %s", check)
		}
	}
}

// checks are the names that the audit gives to its findings.
var checks = []string{
	"audit", "console", "requests", "axe", "contrast", "layout-shift", "tab-stops", "overflow",
	"motion", "forced-colours", "print", "no-script", "weight",
}

// requireBrowser returns the path of Chromium, "" where something is missing.
func requireBrowser(t *testing.T) string {
	t.Helper()
	chromium := findChromium()
	var missing []string
	if chromium == "" {
		missing = append(missing, "Chromium")
	}
	if _, err := exec.LookPath("node"); err != nil {
		missing = append(missing, "Node")
	}
	if _, err := os.Stat(filepath.Join(repository, "tools", "browser", "node_modules", "playwright-core")); err != nil {
		missing = append(missing, "the npm packages of tools/browser")
	}
	if !require(t, "browser tests", missing...) {
		return ""
	}
	return chromium
}

// strict adds the policy, and forbids caching so that visits are alike.
func strict(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		w.Header().Set("Cache-Control", "no-store")
		if name, ok := strings.CutSuffix(r.URL.Path, "/index.html"); ok {
			r = withPath(r, name+"/")
		}
		next.ServeHTTP(w, r)
	})
}

func findChromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

// audited chooses the pages to look at, and lists all lessons.
func audited(t *testing.T, dir string) (pages, lessons []string) {
	t.Helper()
	for _, p := range lessonFiles(t, filepath.Join(repository, "content")) {
		lessons = append(lessons, p)
	}
	slices.Sort(lessons)
	all := pagesOf(t, dir)
	for p, pg := range all {
		if pg.redirect || slices.Contains(lessons, p) {
			continue
		}
		// Pages of the theme: all at the top, one of each kind below.
		if strings.Count(p, "/") <= 1 || path.Base(path.Dir(p)) == "print" {
			pages = append(pages, p)
		}
	}
	slices.Sort(pages)
	pages = pages[:min(len(pages), maxAudited/2)]
	every := max(1, len(lessons)/(maxAudited-len(pages)))
	for i := 0; i < len(lessons) && len(pages) < maxAudited; i += every {
		pages = append(pages, lessons[i])
	}
	return pages, lessons
}

type auditReport struct {
	Problems []problem
	Facts    json.RawMessage
}

type problem struct{ Page, Check, What string }

// audit serves a folder and looks at its pages.
func audit(t *testing.T, chromium, dir string, pages, lessons []string) auditReport {
	t.Helper()
	server := httptest.NewServer(strict(http.FileServer(http.Dir(dir))))
	defer server.Close()
	absolute, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(map[string]any{
		"base": server.URL + "/", "folder": "file://" + filepath.ToSlash(absolute) + "/", "pages": pages, "lessons": append([]string{}, lessons...), "chromium": chromium,
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "audit.mjs")
	cmd.Dir = filepath.Join(repository, "tools", "browser")
	cmd.Stdin = bytes.NewReader(input)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("run the audit: %v\n%s", err, tail(stderr.String(), 3000))
	}
	var report auditReport
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatalf("read the audit's answer: %v\n%s", err, tail(stdout.String(), 1000))
	}
	return report
}
