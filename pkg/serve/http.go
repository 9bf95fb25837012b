package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

//go:embed assets
var assets embed.FS

// ownPrefix is for what the server itself serves. No published file can have
// such a path.
const ownPrefix = "/.course/"

// The policies of pages.
const (
	policy             = "default-src 'self'"
	policyRemoteImages = "default-src 'self'; img-src 'self' https: http:"
)

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if !hostAllowed(r.Host) {
		plain(w, http.StatusForbidden, fmt.Sprintf("Host %q is not this machine's loopback address.", r.Host))
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "Only GET and HEAD are answered.")
		return
	}
	if !validPath(r.URL.Path) {
		plain(w, http.StatusBadRequest, "This is no path of a site.")
		return
	}
	if strings.HasPrefix(r.URL.Path, ownPrefix) {
		s.serveOwn(w, r)
		return
	}
	s.servePage(w, r)
}

func plain(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, message)
}

func validPath(p string) bool {
	if !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "\\\x00") {
		return false
	}
	for name := range strings.SplitSeq(p, "/") {
		if name == ".." || name == "." {
			return false
		}
	}
	return true
}

func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, ownPrefix)
	if name == "events" {
		s.hub.serve(w, r)
		return
	}
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		plain(w, http.StatusNotFound, "There is no such file.")
		return
	}
	send(w, http.StatusOK, contentType(name), data)
}

func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	clean := path.Clean(r.URL.Path)
	folder := strings.HasSuffix(r.URL.Path, "/")
	if folder && clean != "/" {
		clean += "/"
	}
	if clean != r.URL.Path { // doubled slashes
		redirect(w, r, clean)
		return
	}
	name := strings.TrimPrefix(clean, "/")
	if folder {
		name += "index.html"
	}
	page, err := s.site.Page(r.Context(), name)
	switch {
	case err == nil:
		s.sendPage(w, http.StatusOK, name, page)
	case errors.Is(err, fs.ErrNotExist):
		s.notFound(w, r, name, folder)
	case r.Context().Err() != nil:
	default:
		s.say("error: %s: %v", name, err)
		s.sendPage(w, http.StatusInternalServerError, name, errorPage("This page cannot be made", err.Error()))
	}
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request, name string, folder bool) {
	if !folder && s.has(r.Context(), name+"/index.html") {
		redirect(w, r, "/"+name+"/")
		return
	}
	page, err := s.site.Page(r.Context(), "404.html")
	if err != nil {
		page = errorPage("There is no such page", "/"+name)
	}
	s.sendPage(w, http.StatusNotFound, "404.html", page)
}

func (s *Server) has(ctx context.Context, name string) bool {
	_, err := s.site.Page(ctx, name)
	return err == nil
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	target := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", target.EscapedPath()+query(target))
	w.WriteHeader(http.StatusFound)
}

func query(u url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	return "?" + u.RawQuery
}

// errorPage is for what the site has no page for.
func errorPage(title, text string) Page {
	const form = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%[1]s</title></head><body><h1>%[1]s</h1><p>%[2]s</p></body></html>\n"
	return Page{Data: fmt.Appendf(nil, form, html.EscapeString(title), html.EscapeString(text)), ContentType: "text/html; charset=utf-8"}
}

// sendPage sends a file; a page of HTML gets the script that loads it again.
// The script's address holds the page's mark, by which it knows whether the
// page it shows is still the page there is.
func (s *Server) sendPage(w http.ResponseWriter, status int, name string, page Page) {
	if page.RemoteImages {
		w.Header().Set("Content-Security-Policy", policyRemoteImages)
	}
	kind := page.ContentType
	if kind == "" {
		kind = contentType(name)
	}
	data := page.Data
	if strings.HasPrefix(kind, "text/html") {
		mark := markOf(data)
		w.Header().Set("ETag", `"`+mark+`"`)
		data = inject(data, `<script defer src="`+ownPrefix+`reload.js?`+mark+`"></script>`)
	}
	send(w, status, kind, data)
}

func send(w http.ResponseWriter, status int, kind string, data []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	w.Write(data) // net/http leaves the body out for HEAD
}

func markOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// inject puts a tag at the end of the head, or of the body, or of all.
func inject(data []byte, tag string) []byte {
	at := bytes.Index(data, []byte("</head>"))
	if at < 0 {
		at = bytes.LastIndex(data, []byte("</body>"))
	}
	if at < 0 {
		at = len(data)
	}
	out := make([]byte, 0, len(data)+len(tag))
	out = append(out, data[:at]...)
	out = append(out, tag...)
	return append(out, data[at:]...)
}

// contentType knows the files of a site. The system's own list differs from
// machine to machine.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".svg":
		return "image/svg+xml"
	case ".png", ".gif", ".webp", ".avif", ".bmp":
		return "image/" + strings.ToLower(path.Ext(name))[1:]
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".ico":
		return "image/x-icon"
	case ".xml", ".rss", ".atom":
		return "application/xml"
	case ".pdf", ".zip", ".wasm":
		return "application/" + strings.ToLower(path.Ext(name))[1:]
	case ".epub":
		return "application/epub+zip"
	case ".mp4", ".webm":
		return "video/" + strings.ToLower(path.Ext(name))[1:]
	case ".mp3":
		return "audio/mpeg"
	case ".ogg", ".wav":
		return "audio/" + strings.ToLower(path.Ext(name))[1:]
	case ".woff", ".woff2", ".ttf", ".otf":
		return "font/" + strings.ToLower(path.Ext(name))[1:]
	case ".md", ".mdx":
		return "text/markdown; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".txt", ".sh", ".sql", ".yaml", ".yml", ".toml", ".ini", ".properties", ".py", ".go", ".java", ".log", ".conf":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}
