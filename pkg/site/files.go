package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/gif" // formats whose size is read
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	_ "golang.org/x/image/webp"
)

// files answers what the graph asks about the project's files, each question
// once.
type files struct {
	fsys  fs.FS
	has   sync.Map // path -> bool
	sizes sync.Map // path -> string
}

func newFiles(fsys fs.FS) *files { return &files{fsys: fsys} }

// Has reports whether the project has a regular file of this path.
func (f *files) Has(p string) bool {
	if v, ok := f.has.Load(p); ok {
		return v.(bool)
	}
	info, err := fs.Stat(f.fsys, p)
	ok := err == nil && info.Mode().IsRegular()
	f.has.Store(p, ok)
	return ok
}

// List returns the names of the files in a folder.
func (f *files) List(folder string) []string {
	entries, err := fs.ReadDir(f.fsys, path.Clean(folder))
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// Size returns the attributes ` width="…" height="…"` of an image, or "" where
// they cannot be read. With them a page does not jump while it loads.
func (f *files) Size(p string) string {
	if v, ok := f.sizes.Load(p); ok {
		return v.(string)
	}
	attributes := ""
	if w, h := f.measure(p); w > 0 && h > 0 {
		attributes = fmt.Sprintf(` width="%d" height="%d"`, w, h)
	}
	f.sizes.Store(p, attributes)
	return attributes
}

func (f *files) measure(p string) (width, height int) {
	file, err := f.fsys.Open(p)
	if err != nil {
		return 0, 0
	}
	defer file.Close()
	if strings.EqualFold(path.Ext(p), ".svg") {
		head := make([]byte, 8<<10)
		n, _ := file.Read(head)
		return svgSize(head[:n])
	}
	c, _, err := image.DecodeConfig(file)
	if err != nil {
		return 0, 0
	}
	return c.Width, c.Height
}

// svgSize reads width and height of the root element, else its view box.
func svgSize(head []byte) (width, height int) {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	for {
		token, err := d.RawToken()
		if err != nil {
			return 0, 0
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		var w, h float64
		var box []string
		for _, a := range root.Attr {
			switch a.Name.Local {
			case "width":
				w, _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
			case "height":
				h, _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
			case "viewBox":
				box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
			}
		}
		if (w <= 0 || h <= 0) && len(box) == 4 {
			w, _ = strconv.ParseFloat(box[2], 64)
			h, _ = strconv.ParseFloat(box[3], 64)
		}
		return int(w + .5), int(h + .5)
	}
}
