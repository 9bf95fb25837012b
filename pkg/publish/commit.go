package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Commit puts the change into place and ends it. If it fails before the
// change is decided, the site is as it was. If it fails later, the next Open
// completes the change, and the error says so.
func (p *Publication) Commit() (Changes, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return Changes{}, errors.New("commit: the change has ended")
	}
	p.ended = true
	defer p.close()
	c := p.count()
	if c.Written+c.Deleted == 0 && !p.written.IsZero() {
		return c, p.dropStage()
	}
	if err := p.decide(); err != nil {
		return Changes{}, errors.Join(err, p.dropStage())
	}
	if err := p.apply(p.next); err != nil {
		return c, fmt.Errorf("the change of %s is decided but not finished, the next command completes it: %w", p.dir, err)
	}
	return c, nil
}

func (p *Publication) count() Changes {
	var c Changes
	for _, e := range p.next {
		if e.stage > 0 {
			c.Written++
		} else {
			c.Unchanged++
		}
	}
	for name := range p.old {
		if _, stays := p.next[name]; !stays {
			c.Deleted++
		}
	}
	return c
}

// decide checks that nothing is in the way, makes room, and writes the
// record: the point from which the change is to be completed.
func (p *Publication) decide() error {
	w := way{p: p, next: p.next, dirs: map[string]bool{}}
	names := p.stagedNames(p.next)
	for _, name := range names {
		if err := w.check(name); err != nil {
			return err
		}
	}
	if err := p.prepare(w.missing()); err != nil {
		return p.failed("prepare", "the change", err)
	}
	staged := []string{path.Join(own, "stage", "manifest"), path.Join(own, "stage", "commit"), path.Join(own, "stage")}
	for _, name := range names {
		staged = append(staged, stagePath(p.next[name].stage))
	}
	if err := p.disk.sync(staged); err != nil {
		return p.failed("sync", "the staged files", err)
	}
	if err := p.disk.rename(path.Join(own, "stage", "commit"), path.Join(own, "commit")); err != nil {
		return p.failed("write", "the record", err)
	}
	if err := p.disk.syncEach([]string{own}); err != nil {
		return fmt.Errorf("sync the record: %w", err)
	}
	return nil
}

// prepare writes all that needs room on the disk while nothing is decided:
// the folders, the manifest and the record.
func (p *Publication) prepare(folders []string) error {
	list := strings.Join(folders, "\n")
	if err := p.disk.write(path.Join(own, "stage", "folders"), []byte(list)); err != nil {
		return err
	}
	for _, dir := range folders {
		if err := p.disk.mkdir(dir); err != nil && !isNotDir(err) && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	if err := p.disk.write(path.Join(own, "stage", "manifest"), p.next.format(false)); err != nil {
		return err
	}
	return p.disk.write(path.Join(own, "stage", "commit"), p.next.format(true))
}

// stagedNames returns the changed files in the order of their renames.
func (p *Publication) stagedNames(m manifest) []string {
	var names []string
	for name, e := range m {
		if e.stage > 0 {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if k := int(m[a].kind) - int(m[b].kind); k != 0 {
			return k
		}
		return strings.Compare(a, b)
	})
	return names
}

// apply does a decided change. Every step may have been done before.
func (p *Publication) apply(next manifest) error {
	w := way{p: p, next: next, dirs: map[string]bool{}}
	names := p.stagedNames(next)
	for kind := range kindCount {
		touched := map[string]bool{}
		for _, name := range names {
			if next[name].kind != kind {
				continue
			}
			if err := w.place(name, next[name]); err != nil {
				return fmt.Errorf("put %s into place: %w", name, err)
			}
			addParents(touched, name)
		}
		if err := p.disk.sync(slices.Sorted(maps.Keys(touched))); err != nil {
			return err
		}
	}
	if err := p.deleteOld(&w); err != nil {
		return err
	}
	return p.finish()
}

func (p *Publication) deleteOld(w *way) error {
	parents := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(p.old)) {
		if _, stays := w.next[name]; stays {
			continue
		}
		if err := w.delete(name); err != nil {
			return fmt.Errorf("delete %s: %w", name, err)
		}
		addParents(parents, name)
	}
	delete(parents, ".")
	kept := map[string]bool{".": true}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(parents))) {
		if !w.prune(dir) {
			kept[dir] = true
		}
	}
	if len(parents) == 0 {
		return nil
	}
	return p.disk.sync(slices.Sorted(maps.Keys(kept)))
}

// finish writes the manifest and forgets the record and the stage.
func (p *Publication) finish() error {
	staged, final := path.Join(own, "stage", "manifest"), path.Join(own, "manifest")
	if info, err := p.disk.lstat(staged); err != nil {
		return err
	} else if info != nil {
		if err := p.disk.rename(staged, final); err != nil {
			return fmt.Errorf("write the manifest: %w", err)
		}
	}
	if err := p.disk.syncEach([]string{own}); err != nil {
		return err
	}
	if err := p.disk.remove(path.Join(own, "commit")); err != nil {
		return fmt.Errorf("remove the record: %w", err)
	}
	// The change is done. A stage that cannot be removed now is dropped by the
	// next Open.
	_ = p.disk.removeStage()
	return nil
}

// recover completes a decided change, or drops what was staged.
func (p *Publication) recover() error {
	name := path.Join(own, "commit")
	data, err := p.disk.root.ReadFile(local(name))
	if errors.Is(err, fs.ErrNotExist) {
		if err := p.dropStage(); err != nil {
			return fmt.Errorf("drop the files of an unfinished build: %w", err)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the record of an unfinished change: %w", err)
	}
	next, err := parseManifest(data)
	if err != nil {
		return fmt.Errorf("read the record of an unfinished change: %s: %w", path.Join(p.dir, name), err)
	}
	if maps.EqualFunc(p.old, next, sameFile) { // only the tidying up is left
		return p.finish()
	}
	if err := p.apply(next); err != nil {
		return fmt.Errorf("complete the unfinished change of %s: %w", p.dir, err)
	}
	return p.readManifest()
}

// dropStage removes what was staged, and the folders that were made for it.
func (p *Publication) dropStage() error {
	data, err := p.disk.root.ReadFile(local(path.Join(own, "stage", "folders")))
	if err == nil {
		w := way{p: p, next: p.next, dirs: map[string]bool{}}
		for _, dir := range slices.Backward(strings.Split(string(data), "\n")) {
			if checkPath(dir) == nil {
				w.prune(dir)
			}
		}
	}
	return p.disk.removeStage()
}

func addParents(set map[string]bool, name string) {
	for dir := path.Dir(name); !set[dir]; dir = path.Dir(dir) {
		set[dir] = true
	}
}

func sameFile(a, b entry) bool { return a.hash == b.hash && a.size == b.size && a.kind == b.kind }
