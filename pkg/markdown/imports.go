package markdown

import (
	"path"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
)

// imports is what the ESM of a document binds.
type imports struct {
	list    []mdx.Import
	byName  map[string]mdx.Import
	exports map[string]*mdx.Expr
}

func collectImports(root ast.Node) (im imports) {
	im.collect(root)
	return im
}

// collect goes down into elements, because a statement between two tags stands
// inside the element once they are paired.
func (im *imports) collect(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *mdx.ESM:
			im.add(n)
		case *mdx.Element:
			if !n.Inline {
				im.collect(n)
			}
		}
	}
}

func (im *imports) add(e *mdx.ESM) {
	if im.byName == nil {
		im.byName, im.exports = map[string]mdx.Import{}, map[string]*mdx.Expr{}
	}
	for _, i := range e.Imports {
		im.list = append(im.list, i)
		if i.Name != "" {
			im.byName[i.Name] = i
		}
	}
	for _, x := range e.Exports {
		im.exports[x.Name] = x.Expr
	}
}

// importKind tells what an import gives.
type importKind uint8

const (
	importCode    importKind = iota // a component or module of a framework
	importAsset                     // a file to link to
	importData                      // JSON
	importText                      // any file as text
	importPartial                   // another lesson
	importStyle                     // a style sheet, for its side effects
)

func kindOf(i mdx.Import) importKind {
	from, query, _ := strings.Cut(i.From, "?")
	if query == "raw" {
		return importText
	}
	if query == "url" {
		return importAsset
	}
	switch strings.ToLower(path.Ext(from)) {
	case ".json":
		return importData
	case ".md", ".mdx", ".markdown":
		return importPartial
	case ".css", ".scss", ".sass", ".less":
		return importStyle
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp", ".mp4", ".webm", ".ogg", ".mp3", ".wav", ".m4a",
		".pdf", ".zip", ".gz", ".csv", ".tsv", ".txt", ".yaml", ".yml", ".woff2":
		return importAsset
	}
	return importCode
}

// foreign is a value of another file: known when the page is made.
type foreign struct {
	ref string // path, and for JSON "#" and the path within
	at  diag.Span
}

// Member implements mdx.Member.
func (f foreign) Member(name string) any {
	if !strings.Contains(f.ref, "#") {
		return foreign{f.ref + "#" + name, f.at}
	}
	if !strings.HasSuffix(f.ref, "#") {
		name = "." + name
	}
	return foreign{f.ref + name, f.at}
}

// scope gives the values that names have in expressions of the document.
func (d *Document) scope(name string) (any, bool) {
	switch name {
	case "frontmatter", "frontMatter", "meta":
		if d.input.Front == nil {
			return map[string]any{}, true
		}
		return d.input.Front, true
	case "props":
		return d.input.Front, d.input.Front != nil
	}
	if i, ok := d.modules.byName[name]; ok {
		at := diag.Span{File: d.File.Path, Start: i.Range.Start, End: i.Range.Stop}
		from, _, _ := strings.Cut(i.From, "?")
		switch kindOf(i) {
		case importAsset:
			return asset{from, at}, true
		case importData:
			return foreign{from + "#", at}, true
		case importText:
			return foreign{from, at}, true
		}
		return nil, false
	}
	if e, ok := d.modules.exports[name]; ok && e != nil {
		v, what := e.Eval(nil)
		return v, what == ""
	}
	return nil, false
}

// asset is a file that was imported by name.
type asset struct {
	path string
	at   diag.Span
}

// Member implements mdx.Member: image.src is the image in Astro and Next.
func (a asset) Member(name string) any {
	if name == "src" || name == "default" {
		return a
	}
	return nil
}

// value evaluates an expression and turns what belongs to this package into
// plain values: imported files become their paths.
func (d *Document) value(e *mdx.Expr) (any, string) {
	v, what := e.Eval(d.scope)
	if what != "" {
		return nil, what
	}
	if a, ok := v.(asset); ok {
		return a.path, ""
	}
	return v, ""
}
