package test

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is an HTML file of a site: what it defines and what it refers to.
type page struct {
	path  string // below the site's root, with slashes
	title string
	ids   map[string]int
	links []reference
	// rooted says that addresses may begin with a slash: the page can be
	// shown for any address.
	rooted bool
	// redirect says that the page only leads to another one.
	redirect bool
}

// reference is an address in a page.
type reference struct {
	tag, attr, value string
	// loads says that a browser fetches the address without being asked.
	loads bool
}

// pagesOf parses all HTML files of a site.
func pagesOf(t *testing.T, site string) map[string]*page {
	t.Helper()
	pages := map[string]*page{}
	for _, p := range filesOf(t, site) {
		if path.Ext(p) != ".html" {
			continue
		}
		pages[p] = parsePage(t, site, p)
	}
	if len(pages) == 0 {
		t.Fatalf("no pages in %s", site)
	}
	return pages
}

// filesOf lists the published files of a site in order.
func filesOf(t *testing.T, site string) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(site), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p == ".course" {
				return fs.SkipDir // what publishing keeps for itself
			}
			return nil
		}
		files = append(files, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func parsePage(t *testing.T, site, p string) *page {
	t.Helper()
	f, err := os.Open(filepath.Join(site, filepath.FromSlash(p)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return parseText(t, p, string(text))
}

func parseText(t *testing.T, p, text string) *page {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	pg := &page{path: p, ids: map[string]int{}, rooted: p == "404.html"}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			pg.element(n)
		}
	}
	return pg
}

// addresses are the attributes that hold one address.
var addresses = []string{"href", "src", "poster", "action", "formaction", "data", "cite", "xlink:href", "manifest", "background"}

func (pg *page) element(n *html.Node) {
	attrs := map[string]string{}
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		attrs[key] = a.Val
	}
	if id, ok := attrs["id"]; ok {
		pg.ids[id]++
	}
	if n.Data == "title" && n.Parent != nil && n.Parent.Data == "head" && n.FirstChild != nil {
		pg.title = n.FirstChild.Data
	}
	if n.Data == "meta" && strings.EqualFold(attrs["http-equiv"], "refresh") {
		pg.redirect = true
		if _, address, ok := strings.Cut(attrs["content"], "url="); ok {
			pg.links = append(pg.links, reference{tag: "meta", attr: "content", value: address})
		}
	}
	for _, key := range addresses {
		value, ok := attrs[key]
		if !ok {
			continue
		}
		loads := n.Data != "a" && n.Data != "area" && n.Data != "form" && key != "cite" && n.Data != "base"
		if n.Data == "link" && slices.Contains([]string{"canonical", "alternate", "next", "prev", "license", "help", "author"}, attrs["rel"]) {
			loads = false
		}
		pg.links = append(pg.links, reference{n.Data, key, value, loads})
	}
	for candidate := range strings.SplitSeq(attrs["srcset"], ",") {
		if fields := strings.Fields(candidate); len(fields) > 0 {
			pg.links = append(pg.links, reference{n.Data, "srcset", fields[0], true})
		}
	}
}

// lessonFiles lists the lessons below a content root, with the paths of their
// pages.
func lessonFiles(t *testing.T, content string) map[string]string {
	t.Helper()
	lessons := map[string]string{}
	err := fs.WalkDir(os.DirFS(content), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() && p == "static":
			return fs.SkipDir
		case d.IsDir() || path.Ext(p) != ".mdx" && path.Ext(p) != ".md":
			return nil
		}
		route := strings.TrimSuffix(p, path.Ext(p))
		if path.Base(route) == "index" {
			route = path.Dir(route)
		}
		lessons[p] = path.Join(route, "index.html")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(lessons) == 0 {
		t.Fatalf("no lessons in %s", content)
	}
	return lessons
}
