package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"course/pkg/diag"
)

// folder is a Site of the files in a folder: x.txt is shown as x/index.html.
// A line with "wrong" in a file is an error.
type folder struct {
	root string

	mu      sync.Mutex
	updates [][]string
}

func (f *folder) Page(_ context.Context, path string) (Page, error) {
	switch path {
	case "index.html":
		return Page{Data: []byte("<!doctype html><head><title>Home</title></head><body><main>home</main></body>")}, nil
	case "remote/index.html":
		return Page{Data: []byte("<p>remote"), RemoteImages: true}, nil
	case "app.js":
		return Page{Data: []byte("1")}, nil
	case "broken/index.html":
		return Page{}, errors.New("template <b> fails")
	case "404.html":
		return Page{Data: []byte("<p>not here")}, nil
	}
	name, ok := strings.CutSuffix(path, "/index.html")
	if !ok {
		return Page{}, fs.ErrNotExist
	}
	data, err := os.ReadFile(filepath.Join(f.root, name+".txt"))
	if err != nil {
		return Page{}, err
	}
	return Page{Data: append([]byte("<p>"), data...)}, nil
}

func (f *folder) Source(file string) ([]byte, error) {
	return os.ReadFile(filepath.Join(f.root, file))
}

func (f *folder) Update(_ context.Context, changed []string) (diag.List, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.updates = append(f.updates, changed)
	var found diag.List
	names, err := filepath.Glob(filepath.Join(f.root, "*.txt"))
	for _, name := range names {
		data, _ := os.ReadFile(name)
		if at := bytes.Index(data, []byte("wrong")); at >= 0 {
			found.Add(diag.Diagnostic{
				Code: "is-wrong", Severity: diag.Error, Message: `"wrong" is wrong`, Hint: "write right",
				Span: diag.Span{File: filepath.Base(name), Start: at, End: at + 5},
			})
		}
		if bytes.Contains(data, []byte("fatal")) {
			err = errors.New("cannot go on")
		}
	}
	return found, err
}

// running is a server under way.
type running struct {
	*folder
	url  string
	out  *lockedBuffer
	stop func() error
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func start(t *testing.T, addr string) *running {
	t.Helper()
	r := &running{folder: &folder{root: t.TempDir()}, out: &lockedBuffer{}}
	ctx, cancel := context.WithCancel(context.Background())
	urls, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Run(ctx, r.folder, Options{
			Addr: addr, Root: r.root, Out: r.out,
			Ignore:    func(path string) bool { return strings.HasPrefix(path, "public") },
			Listening: func(url string) { urls <- url },
		})
	}()
	select {
	case r.url = <-urls:
	case err := <-ended:
		t.Fatal(err)
	}
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func (r *running) write(t *testing.T, name, content string) {
	t.Helper()
	name = filepath.Join(r.root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// do sends a request as written: the path is not cleaned on the way.
func (r *running) do(t *testing.T, method, path, host string) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(r.url, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", method, path, host)
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestRequests(t *testing.T) {
	r := start(t, "127.0.0.1:0")
	r.write(t, "lesson.txt", "text")
	for _, test := range []struct {
		method, path string
		status       int
		header, want string
		body         string
	}{
		{"GET", "/", 200, "Content-Type", "text/html; charset=utf-8", "<main>home"},
		{"GET", "/", 200, "Content-Security-Policy", "default-src 'self'", `<script defer src="/.course/reload.js?`},
		{"GET", "/", 200, "Cache-Control", "no-store", ""},
		{"GET", "/", 200, "X-Content-Type-Options", "nosniff", ""},
		{"GET", "/remote/", 200, "Content-Security-Policy", "default-src 'self'; img-src 'self' https: http:", "<p>remote"},
		{"GET", "/lesson/", 200, "", "", "<p>text"},
		{"GET", "/lesson/index.html", 200, "", "", "<p>text"},
		{"GET", "/lesson", 302, "Location", "/lesson/", ""},
		{"GET", "/lesson?q=1", 302, "Location", "/lesson/?q=1", ""},
		{"GET", "//lesson", 302, "Location", "/lesson", ""},
		{"GET", "//evil.example/..", 400, "", "", ""},
		{"GET", "//lesson//", 302, "Location", "/lesson/", ""},
		{"GET", "/app.js", 200, "Content-Type", "text/javascript; charset=utf-8", "1"},
		{"GET", "/nothing", 404, "Content-Type", "text/html; charset=utf-8", "<p>not here<script defer"},
		{"GET", "/broken/", 500, "Content-Security-Policy", "default-src 'self'", "template &lt;b&gt; fails"},
		{"GET", "/../../etc/passwd", 400, "", "", "no path"},
		{"GET", "/a/%2e%2e/%2e%2e/etc/passwd", 400, "", "", "no path"},
		{"GET", `/a\..\..\b`, 400, "", "", "no path"},
		{"GET", "/%00", 400, "", "", "no path"},
		{"GET", "/.course/reload.js", 200, "Content-Type", "text/javascript; charset=utf-8", "EventSource"},
		{"GET", "/.course/overlay.css", 200, "Content-Type", "text/css; charset=utf-8", ":host"},
		{"GET", "/.course/../serve.go", 400, "", "", ""},
		{"GET", "/.course/nothing", 404, "", "", ""},
		{"POST", "/", 405, "Allow", "GET, HEAD", ""},
	} {
		resp, body := r.do(t, test.method, test.path, "localhost:1234")
		if resp.StatusCode != test.status || !strings.Contains(body, test.body) {
			t.Errorf("%s %s: %d %q, want %d %q", test.method, test.path, resp.StatusCode, body, test.status, test.body)
		}
		if test.header != "" && resp.Header.Get(test.header) != test.want {
			t.Errorf("%s %s: %s: %q, want %q", test.method, test.path, test.header, resp.Header.Get(test.header), test.want)
		}
	}
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	r := start(t, "127.0.0.1:0")
	for _, path := range []string{"/", "/nothing", "/app.js", "/.course/reload.js"} {
		get, body := r.do(t, "GET", path, "127.0.0.1")
		head, none := r.do(t, "HEAD", path, "127.0.0.1")
		if none != "" || head.StatusCode != get.StatusCode || head.ContentLength != int64(len(body)) {
			t.Errorf("%s: HEAD gives %d, %d bytes announced, %q; GET %d, %d bytes", path, head.StatusCode, head.ContentLength, none, get.StatusCode, len(body))
		}
		if head.Header.Get("ETag") != get.Header.Get("ETag") {
			t.Errorf("%s: the marks differ", path)
		}
	}
}

func TestHosts(t *testing.T) {
	r := start(t, "127.0.0.1:0")
	for host, status := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "127.0.0.1:1": 200, "127.9.9.9": 200, "[::1]:8080": 200, "[::1]": 200,
		"evil.example": 403, "evil.example:8080": 403, "localhost.evil.example": 403, "192.168.1.1": 403, "0.0.0.0": 403, "": 403,
	} {
		if resp, _ := r.do(t, "GET", "/", host); resp.StatusCode != status && resp.StatusCode != 400 {
			t.Errorf("Host %q: %d, want %d", host, resp.StatusCode, status)
		}
	}
}

func TestAddresses(t *testing.T) {
	for addr, want := range map[string]string{
		"0.0.0.0:8080":     "other machines",
		":8080":            "other machines",
		"[::]:8080":        "other machines",
		"192.168.0.1:8080": "other machines",
		"example.org:8080": "other machines",
		"127.0.0.1":        "want host:port",
		"127.0.0.1:http":   "no port",
		"127.0.0.1:99999":  "no port",
	} {
		err := Run(context.Background(), &folder{}, Options{Addr: addr})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", addr, err, want)
		}
	}
	for _, addr := range []string{"localhost:8080", "[::1]:0", "127.1.2.3:80"} {
		if _, _, err := checkAddr(addr); err != nil {
			t.Error(err)
		}
	}
}

func TestNextPort(t *testing.T) {
	first := start(t, "127.0.0.1:0")
	second := start(t, strings.Trim(strings.TrimPrefix(first.url, "http://"), "/"))
	if first.url == second.url {
		t.Fatalf("both at %s", first.url)
	}
	if out := second.out.String(); !strings.Contains(out, "is taken, using") || !strings.Contains(out, second.url) {
		t.Errorf("said %q", out)
	}
}

// stream reads the states that an open page gets.
func (r *running) stream(t *testing.T) <-chan overlay {
	t.Helper()
	resp, err := http.Get(r.url + ".course/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if kind := resp.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("content type %q", kind)
	}
	states := make(chan overlay)
	go func() {
		defer close(states)
		lines := bufio.NewScanner(resp.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && !strings.Contains(data, `"pending"`) {
				var o overlay
				if err := json.Unmarshal([]byte(data), &o); err != nil {
					t.Error(err)
				}
				states <- o
			}
		}
	}()
	return states
}

// until waits for a state.
func until(t *testing.T, states <-chan overlay, what string, want func(overlay) bool) overlay {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case o, ok := <-states:
			if !ok {
				t.Fatalf("the stream ended before: %s", what)
			}
			if want(o) {
				return o
			}
		case <-deadline:
			t.Fatalf("never came: %s", what)
		}
	}
}

func TestChangeIsSeen(t *testing.T) {
	r := start(t, "127.0.0.1:0")
	states := r.stream(t)
	until(t, states, "the first state", func(o overlay) bool { return len(o.Errors) == 0 })
	_, before := r.do(t, "GET", "/", "localhost")

	r.write(t, "урок.txt", "one\nvery wrong word\n")
	o := until(t, states, "the error", func(o overlay) bool { return len(o.Errors) == 1 })
	want := finding{
		Code: "is-wrong", Message: `"wrong" is wrong`, Hint: "write right", File: "урок.txt",
		Line: 2, Column: 6, Before: "very ", Marked: "wrong", After: " word",
	}
	if o.Errors[0] != want {
		t.Errorf("finding %+v, want %+v", o.Errors[0], want)
	}
	if resp, _ := r.do(t, "GET", "/", "localhost"); !strings.Contains(before, strings.Trim(resp.Header.Get("ETag"), `"`)) {
		t.Error("the mark of an unchanged page changed")
	}

	// as editors do: a new file takes the old one's name
	r.write(t, "урок.txt~", "one\nvery right word\n")
	if err := os.Rename(filepath.Join(r.root, "урок.txt~"), filepath.Join(r.root, "урок.txt")); err != nil {
		t.Fatal(err)
	}
	until(t, states, "the error is mended", func(o overlay) bool { return len(o.Errors) == 0 })

	r.write(t, "fatal.txt", "fatal")
	until(t, states, "the failure", func(o overlay) bool { return o.Failure == "cannot go on" })
	if err := os.Remove(filepath.Join(r.root, "fatal.txt")); err != nil {
		t.Fatal(err)
	}
	until(t, states, "the failure is mended", func(o overlay) bool { return o.Failure == "" })
}

func TestWhatIsWatched(t *testing.T) {
	r := start(t, "127.0.0.1:0")
	states := r.stream(t)
	until(t, states, "the first state", func(overlay) bool { return true })
	for _, name := range []string{".git/index", "node_modules/x/y", "public/index.html", "a.swp", "b~", "4913", ".hidden"} {
		r.write(t, name, "x")
	}
	r.write(t, "new/deep/folder/lesson.mdx", "x") // folders that did not exist
	until(t, states, "the new file", func(overlay) bool { return r.saw("new/deep/folder/lesson.mdx") })
	r.write(t, "new/deep/other.mdx", "x")
	until(t, states, "a file in the new folder", func(overlay) bool { return r.saw("new/deep/other.mdx") })
	if err := os.Rename(filepath.Join(r.root, "new"), filepath.Join(r.root, "moved")); err != nil {
		t.Fatal(err)
	}
	until(t, states, "the moved file", func(overlay) bool { return r.saw("moved/deep/other.mdx") && r.saw("new") })
	for _, paths := range r.seen() {
		for _, p := range paths {
			if !strings.HasPrefix(p, "new") && !strings.HasPrefix(p, "moved") {
				t.Errorf("%s was reported", p)
			}
		}
	}
}

func (f *folder) seen() [][]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.updates)
}

func (f *folder) saw(path string) bool {
	return slices.ContainsFunc(f.seen(), func(paths []string) bool { return slices.Contains(paths, path) })
}

func TestStopEndsStreams(t *testing.T) {
	r := start(t, "127.0.0.1:0")
	states := r.stream(t)
	until(t, states, "the first state", func(overlay) bool { return true })
	done := make(chan error)
	go func() { done <- r.stop() }()
	for range states { // ends when the server closes the stream
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(r.url); err == nil {
		t.Error("still serving")
	}
}

func TestCut(t *testing.T) {
	long := strings.Repeat("я", 100)
	if got := cut([]byte(long), 81); !strings.HasPrefix(long, strings.TrimSuffix(got, "…")) || len(got) > 90 {
		t.Errorf("cut: %q", got)
	}
	if got := cut([]byte(long), -81); !strings.HasSuffix(long, strings.TrimPrefix(got, "…")) || len(got) > 90 {
		t.Errorf("cut: %q", got)
	}
}
