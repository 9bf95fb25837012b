package source

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Entry is one file of a tree.
type Entry struct {
	Path string // below the tree's root, with slashes
	Size int64  // bytes
	// ModTime in nanoseconds since 1970. With Size it tells whether a file
	// changed while it was being used; it never influences output.
	ModTime int64
}

// Tree is the list of files below some folders of a file system, in path
// order. It holds no content.
type Tree struct {
	fsys    fs.FS
	entries []Entry
	index   map[string]int
}

// Skip reports whether a folder of this name is never read: version control,
// dependencies, and hidden folders.
func Skip(name string) bool {
	return name == "node_modules" || (len(name) > 1 && name[0] == '.')
}

// Scan lists the files below the given folders of fsys. A folder that does
// not exist gives no files. Symbolic links to folders are not followed.
func Scan(fsys fs.FS, folders ...string) (*Tree, error) {
	t := &Tree{fsys: fsys, index: map[string]int{}}
	for _, folder := range folders {
		if _, err := fs.Stat(fsys, folder); err != nil {
			continue
		}
		err := fs.WalkDir(fsys, folder, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if p != folder && Skip(d.Name()) {
					return fs.SkipDir
				}
				return nil
			}
			return t.add(p, d)
		})
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", folder, err)
		}
	}
	slices.SortFunc(t.entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	t.entries = slices.CompactFunc(t.entries, func(a, b Entry) bool { return a.Path == b.Path })
	for i, e := range t.entries {
		t.index[e.Path] = i
	}
	return t, nil
}

func (t *Tree) add(p string, d fs.DirEntry) error {
	info, err := d.Info()
	if err != nil {
		return err
	}
	if d.Type()&fs.ModeSymlink != 0 {
		if info, err = fs.Stat(t.fsys, p); err != nil || info.IsDir() {
			return nil
		}
	} else if !d.Type().IsRegular() {
		return nil
	}
	t.entries = append(t.entries, Entry{Path: p, Size: info.Size(), ModTime: info.ModTime().UnixNano()})
	return nil
}

// Entries returns all files in path order. The slice is the tree's own.
func (t *Tree) Entries() []Entry { return t.entries }

// Has reports whether the tree has a file of this path.
func (t *Tree) Has(p string) bool {
	_, ok := t.index[p]
	return ok
}

// Entry returns the entry of a path.
func (t *Tree) Entry(p string) (Entry, bool) {
	i, ok := t.index[p]
	if !ok {
		return Entry{}, false
	}
	return t.entries[i], true
}

// Changed reports whether a file's size or time differs from the listing.
func (t *Tree) Changed(p string) bool {
	e, ok := t.Entry(p)
	info, err := fs.Stat(t.fsys, p)
	if err != nil || !ok {
		return ok == (err != nil)
	}
	return info.Size() != e.Size || info.ModTime().UnixNano() != e.ModTime
}

// FS returns the file system that the tree lists.
func (t *Tree) FS() fs.FS { return t.fsys }

// Read opens one file. The error names the path.
func (t *Tree) Read(p string) (*File, error) { return Read(t.fsys, p) }

// Read reads a file of a file system.
func Read(fsys fs.FS, p string) (*File, error) {
	data, err := fs.ReadFile(fsys, path.Clean(p))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p, err)
	}
	return NewFile(p, data), nil
}
