package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
)

// disk is the site's folder. All access goes through an os.Root, so that no
// name and no symbolic link leads out of it.
type disk struct {
	root *os.Root
	// before is called ahead of every change; an error stops the change.
	// Tests let it fail or stop dead. Nil otherwise.
	before func(op, name string) error
}

func (d *disk) step(op, name string) error {
	if d.before == nil {
		return nil
	}
	return d.before(op, name)
}

func stagePath(n int) string { return path.Join(own, "stage", strconv.Itoa(n)) }

func (d *disk) write(name string, data []byte) (err error) {
	if err := d.step("write", name); err != nil {
		return err
	}
	f, err := d.create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.Write(data)
	return err
}

// create opens a file of the stage for writing. The stage is made by the
// first of them, so that a build without changes writes nothing.
func (d *disk) create(name string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	f, err := d.root.OpenFile(local(name), flags, 0o666)
	if errors.Is(err, fs.ErrNotExist) {
		if err := d.root.MkdirAll(local(path.Dir(name)), 0o777); err != nil {
			return nil, err
		}
		return d.root.OpenFile(local(name), flags, 0o666)
	}
	return f, err
}

func (d *disk) rename(from, to string) error {
	if err := d.step("rename", to); err != nil {
		return err
	}
	return d.root.Rename(local(from), local(to))
}

func (d *disk) mkdir(name string) error {
	if err := d.step("mkdir", name); err != nil {
		return err
	}
	return d.root.Mkdir(local(name), 0o777)
}

// remove removes a file or an empty folder; one that is not there is no
// error.
func (d *disk) remove(name string) error {
	if err := d.step("remove", name); err != nil {
		return err
	}
	if err := d.root.Remove(local(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (d *disk) removeStage() error {
	if _, err := d.root.Lstat(local(path.Join(own, "stage"))); err != nil {
		return nil
	}
	if err := d.step("remove", path.Join(own, "stage")); err != nil {
		return err
	}
	return d.root.RemoveAll(local(path.Join(own, "stage")))
}

// lstat returns nil where there is nothing, also where a file stands in the
// place of a parent.
func (d *disk) lstat(name string) (fs.FileInfo, error) {
	info, err := d.root.Lstat(local(name))
	if errors.Is(err, fs.ErrNotExist) || isNotDir(err) {
		return nil, nil
	}
	return info, err
}

// sync makes files or folders durable: one by one where they are few, all at
// once where the system can do that.
func (d *disk) sync(names []string) error {
	if len(names) == 0 {
		return nil
	}
	if err := d.step("sync", names[0]); err != nil {
		return err
	}
	if len(names) > 64 {
		dir, err := d.root.Open(local(own))
		if err != nil {
			return err
		}
		defer dir.Close()
		if done, err := syncFileSystem(dir); done {
			return err
		}
	}
	return d.syncEach(names)
}

func (d *disk) syncEach(names []string) error {
	next := make(chan string)
	errs := make([]error, min(8, len(names)))
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			for name := range next {
				if err := d.syncOne(name); err != nil && errs[i] == nil {
					errs[i] = fmt.Errorf("sync %s: %w", name, err)
				}
			}
		})
	}
	for _, name := range names {
		next <- name
	}
	close(next)
	wg.Wait()
	return errors.Join(errs...)
}

func (d *disk) syncOne(name string) error {
	mode := os.O_RDONLY
	if runtime.GOOS == "windows" {
		mode = os.O_RDWR // FlushFileBuffers wants the right to write
	}
	f, err := d.root.OpenFile(local(name), mode, 0)
	if err != nil {
		if runtime.GOOS == "windows" {
			return nil // a folder, which Windows cannot flush
		}
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func local(name string) string { return filepath.FromSlash(name) }
