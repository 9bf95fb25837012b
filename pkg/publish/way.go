package publish

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// way knows what stands where files are to go. Only what the old manifest
// lists and the new one does not may be cleared away.
type way struct {
	p    *Publication
	next manifest
	dirs map[string]bool // folders that were looked at: whether they exist
}

// mayGo reports whether a path is an old file of ours that goes.
func (w *way) mayGo(name string) bool {
	_, ours := w.p.old[name]
	_, stays := w.next[name]
	return ours && !stays
}

// check says whether a file can be put at a path.
func (w *way) check(name string) error {
	parents := parentsOf(name)
	for _, dir := range parents {
		if _, both := w.next[dir]; both {
			return fmt.Errorf("publish %s: %s is a file of the site: %w", name, dir, ErrTwice)
		}
	}
	for i, dir := range parents {
		if exists, seen := w.dirs[dir]; seen && exists {
			continue
		}
		info, err := w.p.disk.lstat(dir)
		if err != nil {
			return fmt.Errorf("look at %s: %w", dir, err)
		}
		w.dirs[dir] = info != nil && info.IsDir()
		if info != nil && !info.IsDir() && !w.mayGo(dir) {
			return w.p.foreign(dir)
		}
		if !w.dirs[dir] { // nothing below it
			for _, below := range parents[i+1:] {
				w.dirs[below] = false
			}
			return nil
		}
	}
	info, err := w.p.disk.lstat(name)
	if err != nil {
		return fmt.Errorf("look at %s: %w", name, err)
	}
	if info == nil {
		return nil
	}
	if info.IsDir() {
		return w.checkFolder(name)
	}
	if _, ours := w.p.old[name]; !ours {
		return w.p.foreign(name)
	}
	return nil
}

// checkFolder says whether a folder holds nothing but old files of ours.
func (w *way) checkFolder(dir string) error {
	return fs.WalkDir(w.p.disk.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && !w.mayGo(name) {
			return w.p.foreign(name)
		}
		return nil
	})
}

// missing returns the folders that check has not found, parents first.
func (w *way) missing() []string {
	var names []string
	for dir, exists := range w.dirs {
		if !exists {
			names = append(names, dir)
		}
	}
	slices.Sort(names)
	return names
}

// place renames a staged file to its path. It is done already where the
// stage has no such file.
func (w *way) place(name string, e entry) error {
	from := stagePath(e.stage)
	err := w.p.disk.rename(from, name)
	if err == nil {
		return nil
	}
	info, statErr := w.p.disk.lstat(from)
	if statErr != nil {
		return statErr
	}
	if info == nil {
		if info, statErr = w.p.disk.lstat(name); statErr == nil && info != nil && info.Size() == e.size {
			return nil
		}
		return fmt.Errorf("its staged file is lost: %w", err)
	}
	cleared, clearErr := w.clear(name)
	if clearErr != nil {
		return clearErr
	}
	if !cleared {
		return err
	}
	return w.p.disk.rename(from, name)
}

// clear removes the old files that stand in the place of a parent or in the
// file's own place, and makes the parents. It reports whether there was
// anything to do.
func (w *way) clear(name string) (bool, error) {
	cleared := false
	for _, dir := range parentsOf(name) {
		info, err := w.p.disk.lstat(dir)
		if err != nil {
			return false, err
		}
		if info != nil && info.IsDir() {
			continue
		}
		cleared = true
		if info != nil {
			if !w.mayGo(dir) {
				return false, w.p.foreign(dir)
			}
			if err := w.p.disk.remove(dir); err != nil {
				return false, err
			}
		}
		if err := w.p.disk.mkdir(dir); err != nil {
			return false, err
		}
	}
	info, err := w.p.disk.lstat(name)
	if err != nil || info == nil || !info.IsDir() {
		return cleared, err
	}
	return true, w.clearFolder(name)
}

func (w *way) clearFolder(dir string) error {
	if err := w.checkFolder(dir); err != nil {
		return err
	}
	folders := map[string]bool{dir: true}
	for _, name := range slices.Sorted(maps.Keys(w.p.old)) {
		if below(name, dir) && w.mayGo(name) {
			if err := w.p.disk.remove(name); err != nil {
				return err
			}
			for _, parent := range parentsOf(name) {
				if below(parent, dir) {
					folders[parent] = true
				}
			}
		}
	}
	for _, folder := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		if err := w.p.disk.remove(folder); err != nil {
			return err
		}
	}
	return nil
}

// delete removes an old file. What stands behind a link, or became a folder,
// is not the file that was written.
func (w *way) delete(name string) error {
	for _, dir := range parentsOf(name) {
		real, seen := w.dirs[dir]
		if !seen {
			info, err := w.p.disk.lstat(dir)
			if err != nil {
				return err
			}
			real = info != nil && info.IsDir()
			w.dirs[dir] = real
		}
		if !real {
			return nil
		}
	}
	info, err := w.p.disk.lstat(name)
	if err != nil || info == nil || info.IsDir() {
		return err
	}
	return w.p.disk.remove(name)
}

// prune removes a folder if it is empty and no link.
func (w *way) prune(dir string) bool {
	info, err := w.p.disk.lstat(dir)
	if err != nil || info == nil || !info.IsDir() {
		return true
	}
	return w.p.disk.remove(dir) == nil
}

// parentsOf returns the folders above a path, the highest first.
func parentsOf(name string) []string {
	var dirs []string
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
	}
	slices.Reverse(dirs)
	return dirs
}

func below(name, dir string) bool {
	return len(name) > len(dir) && name[len(dir)] == '/' && name[:len(dir)] == dir
}
