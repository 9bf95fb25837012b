package test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryLessonHasAPage counts lessons in and pages out.
func TestEveryLessonHasAPage(t *testing.T) {
	pages := pagesOf(t, site(t))
	for lesson, want := range lessonFiles(t, filepath.Join(repository, "content")) {
		if pages[want] == nil {
			t.Errorf("content/%s has no page %s", lesson, want)
		}
	}
}

// TestAddresses checks every address of every page as a browser would read it
// from a folder: it names a file of the site (never a folder, which a server
// would have to turn into one), its fragment exists, nothing is fetched from
// elsewhere.
func TestAddresses(t *testing.T) {
	checkAddresses(t, site(t))
}

func checkAddresses(t *testing.T, dir string) {
	t.Helper()
	pages := pagesOf(t, dir)
	files := map[string]bool{}
	for _, f := range filesOf(t, dir) {
		files[f] = true
	}
	checked := 0
	for _, pg := range pages {
		for _, ref := range pg.links {
			if problem := checkReference(pg, ref, pages, files); problem != "" {
				t.Errorf("%s: <%s %s=%q> %s", pg.path, ref.tag, ref.attr, ref.value, problem)
			}
			checked++
		}
	}
	for f := range files {
		if path.Ext(f) == ".css" {
			checked += checkSheet(t, dir, f, files)
		}
	}
	t.Logf("%d pages, %d files, %d addresses", len(pages), len(files), checked)
}

func checkReference(pg *page, ref reference, pages map[string]*page, files map[string]bool) string {
	u, err := url.Parse(ref.value)
	if err != nil {
		return "is not an address: " + err.Error()
	}
	switch u.Scheme {
	case "":
	case "http", "https":
		if ref.loads && ref.tag != "img" && ref.tag != "video" && ref.tag != "source" {
			return "is fetched from elsewhere"
		}
		return ""
	case "mailto", "tel":
		return ""
	case "data":
		return "is a data: address, which the policy default-src 'self' refuses"
	default:
		return "has the scheme " + u.Scheme
	}
	if u.Host != "" {
		return "has a host and no scheme"
	}
	target := pg.path
	switch {
	case strings.HasPrefix(u.Path, "/"):
		if !pg.rooted {
			return "is rooted; addresses in pages are relative"
		}
		target = strings.TrimPrefix(u.Path, "/")
		if target == "" || strings.HasSuffix(target, "/") {
			target += "index.html" // a page that only servers show may leave it to them
		}
	case u.Path != "":
		target = path.Join(path.Dir(pg.path), u.Path)
	}
	if !files[target] {
		return "leads to no file: " + target
	}
	if u.Fragment == "" {
		return ""
	}
	if to := pages[target]; to != nil && to.ids[u.Fragment] == 0 {
		return fmt.Sprintf("leads to no id %q in %s", u.Fragment, target)
	}
	return ""
}

var sheetURL = regexp.MustCompile(`url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']`)

// checkSheet checks the addresses in a style sheet and returns their number.
func checkSheet(t *testing.T, dir, file string, files map[string]bool) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	found := sheetURL.FindAllStringSubmatch(string(data), -1)
	for _, m := range found {
		address := m[1] + m[2]
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
			t.Errorf("%s: url(%s) is not relative", file, address)
			continue
		}
		if target := path.Join(path.Dir(file), u.Path); u.Path != "" && !files[target] {
			t.Errorf("%s: url(%s) leads to no file", file, address)
		}
	}
	return len(found)
}

// TestCrawl follows the links over HTTP, as robots do: from the home page
// every page is reached, whatever the base path is.
func TestCrawl(t *testing.T) {
	for _, base := range []string{"/", "/a/b/"} {
		t.Run(strings.Trim(base, "/")+"/", func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			r := command(t, repository, nil, "build", "--out", dir, "--base-url", "https://example.org"+base)
			if r.code != 0 {
				t.Fatalf("course build: exit %d\n%s%s", r.code, r.stdout, r.stderr)
			}
			server := serveAt(t, dir, base)
			reached := crawl(t, server.URL+base, server.URL+base+"404.html")
			for p, pg := range pagesOf(t, dir) {
				if pg.redirect || p == "404.html" {
					continue
				}
				if !reached[base+p] && !reached[base+strings.TrimSuffix(p, "index.html")] {
					t.Errorf("no link leads to %s", p)
				}
			}
		})
	}
}

// serveAt serves a folder under a base path, and nothing beside it.
func serveAt(t *testing.T, dir, base string) *httptest.Server {
	t.Helper()
	files := http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(dir)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, base) {
			http.NotFound(w, r)
			return
		}
		// http.FileServer redirects …/index.html to its folder; serving it
		// as it is keeps relative addresses to what a plain host would do.
		if name, ok := strings.CutSuffix(r.URL.Path, "/index.html"); ok {
			http.ServeFile(w, withPath(r, name+"/"), filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, base))))
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server
}

func withPath(r *http.Request, p string) *http.Request {
	clone := r.Clone(r.Context())
	clone.URL.Path = p
	return clone
}

// crawl fetches start and everything that its pages refer to on the same
// host, and returns the paths that were found.
func crawl(t *testing.T, starts ...string) map[string]bool {
	t.Helper()
	reached := map[string]bool{}
	queue := slices.Clone(starts)
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if reached[u.Path] {
			continue
		}
		reached[u.Path] = true
		response, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", u.Path, response.Status)
			continue
		}
		if strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
			queue = append(queue, linksOf(t, u, string(body))...)
		}
	}
	return reached
}

// linksOf returns the addresses on the same host that a page refers to.
func linksOf(t *testing.T, at *url.URL, body string) []string {
	t.Helper()
	pg := parseText(t, at.Path, body)
	var out []string
	for _, ref := range pg.links {
		u, err := at.Parse(ref.value)
		if err != nil || u.Host != at.Host || u.Scheme != at.Scheme {
			continue
		}
		u.Fragment = ""
		out = append(out, u.String())
	}
	return out
}
