package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
	"time"
)

// Publication is one change of a folder. Put and Copy are safe for concurrent
// use; Commit or Abort ends it.
type Publication struct {
	dir  string // as given, for messages
	made bool   // the folder was made for this change
	disk *disk
	lock *os.File
	old  manifest
	// written is when the old manifest was: files that are younger were
	// touched by somebody else and are looked into.
	written time.Time

	mu     sync.Mutex
	next   manifest
	staged int
	ended  bool
}

// Open begins a change of the folder, which is made if it is not there. It
// completes a change that was decided but not finished, drops what was staged
// and not decided, and keeps others out until the change ends.
func Open(dir string) (*Publication, error) { return open(dir, nil) }

func open(dir string, before func(op, name string) error) (*Publication, error) {
	if err := checkOwner(dir); err != nil {
		return nil, err
	}
	_, err := os.Lstat(dir)
	made := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("make the output folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the output folder: %w", err)
	}
	p := &Publication{dir: dir, made: made, disk: &disk{root: root, before: before}, next: manifest{}}
	if err := p.begin(); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// checkOwner refuses a folder with files that we have not written. It changes
// nothing.
func checkOwner(dir string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.IsDir() {
		return fmt.Errorf("output %s is a file: %w; name a folder", dir, ErrForeign)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read the output folder: %w", err)
	}
	for _, name := range []string{"manifest", "commit"} {
		if _, err := os.Lstat(path.Join(dir, own, name)); err == nil {
			return nil
		}
	}
	for _, e := range entries {
		if e.Name() != own && !keeps(e.Name()) {
			return fmt.Errorf("output folder %s holds %s: %w; empty the folder or name another one", dir, e.Name(), ErrForeign)
		}
	}
	return nil
}

func (p *Publication) begin() error {
	if info, err := p.disk.lstat(own); err != nil || info == nil {
		if err := p.disk.mkdir(own); err != nil {
			return fmt.Errorf("make the output folder's records: %w", err)
		}
	} else if !info.IsDir() { // a link would put our records elsewhere
		return fmt.Errorf("%s in %s is no folder: %w", own, p.dir, ErrForeign)
	}
	if err := p.takeLock(); err != nil {
		return err
	}
	if err := p.readManifest(); err != nil {
		return err
	}
	return p.recover()
}

func (p *Publication) takeLock() error {
	f, err := p.disk.root.OpenFile(local(path.Join(own, "lock")), os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return fmt.Errorf("lock the output folder: %w", err)
	}
	p.lock = f
	taken, err := lockFile(f)
	if err != nil {
		return fmt.Errorf("lock the output folder: %w", err)
	}
	if !taken {
		return fmt.Errorf("output folder %s: %w; wait for it or name another folder", p.dir, ErrLocked)
	}
	return nil
}

func (p *Publication) readManifest() error {
	name := path.Join(own, "manifest")
	data, err := p.disk.root.ReadFile(local(name))
	if errors.Is(err, fs.ErrNotExist) {
		p.old = manifest{}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the manifest: %w", err)
	}
	if p.old, err = parseManifest(data); err != nil {
		return fmt.Errorf("read the manifest %s: %w; remove the folder %s to build it afresh", path.Join(p.dir, name), err, p.dir)
	}
	info, err := p.disk.lstat(name)
	if err != nil {
		return fmt.Errorf("read the manifest: %w", err)
	}
	p.written = info.ModTime()
	return nil
}

// Put hands over one file.
func (p *Publication) Put(name string, kind Kind, data []byte) error {
	n, err := p.reserve(name, kind)
	if err != nil {
		return err
	}
	e := entry{hash: sha256.Sum256(data), size: int64(len(data)), kind: kind}
	same, err := p.unchanged(name, e)
	if err != nil {
		return err
	}
	if !same {
		if err := p.disk.write(stagePath(n), data); err != nil {
			return p.failed("write", name, err)
		}
		e.stage = n
	}
	p.record(name, e)
	return nil
}

// Copy hands over a file that is too large to hold in memory. One that can
// be read twice (an io.Seeker) is not written where it is unchanged.
func (p *Publication) Copy(name string, kind Kind, r io.Reader) error {
	n, err := p.reserve(name, kind)
	if err != nil {
		return err
	}
	e := entry{kind: kind}
	if again, ok := r.(io.ReadSeeker); ok {
		if e.size, e.hash, err = sumOf(again, nil); err != nil {
			return fmt.Errorf("publish %s: %w", name, err)
		}
		same, err := p.unchanged(name, e)
		if err != nil {
			return err
		}
		if same {
			p.record(name, e)
			return nil
		}
		if _, err := again.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("publish %s: %w", name, err)
		}
	}
	if e.size, e.hash, err = p.stream(n, r); err != nil {
		return p.failed("write", name, err)
	}
	e.stage = n
	same, err := p.unchanged(name, e)
	if err != nil {
		return err
	}
	if same { // known only now
		e.stage = 0
		if err := p.disk.remove(stagePath(n)); err != nil {
			return p.failed("write", name, err)
		}
	}
	p.record(name, e)
	return nil
}

// stream writes a staged file.
func (p *Publication) stream(n int, r io.Reader) (size int64, hash [sha256.Size]byte, err error) {
	if err := p.disk.step("write", stagePath(n)); err != nil {
		return 0, hash, err
	}
	f, err := p.disk.create(stagePath(n))
	if err != nil {
		return 0, hash, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return sumOf(r, f)
}

// sumOf reads all of r, copies it to w if there is one, and returns its size
// and hash.
func sumOf(r io.Reader, w io.Writer) (int64, [sha256.Size]byte, error) {
	sum := sha256.New()
	to := io.Writer(sum)
	if w != nil {
		to = io.MultiWriter(w, sum)
	}
	size, err := io.Copy(to, r)
	return size, [sha256.Size]byte(sum.Sum(nil)), err
}

// reserve takes the path and a number in the stage.
func (p *Publication) reserve(name string, kind Kind) (int, error) {
	if err := checkPath(name); err != nil {
		return 0, err
	}
	if kind >= kindCount {
		return 0, fmt.Errorf("publish %s: no %v", name, kind)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return 0, fmt.Errorf("publish %s: the change has ended", name)
	}
	if _, ok := p.next[name]; ok {
		return 0, fmt.Errorf("publish %s: %w", name, ErrTwice)
	}
	p.next[name] = entry{}
	p.staged++
	return p.staged, nil
}

func (p *Publication) record(name string, e entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next[name] = e
}

// unchanged reports whether the file is in place already.
func (p *Publication) unchanged(name string, e entry) (bool, error) {
	was, ours := p.old[name]
	info, err := p.disk.lstat(name)
	if err != nil {
		return false, fmt.Errorf("look at %s: %w", name, err)
	}
	if info == nil {
		return false, nil
	}
	if !ours {
		if info.IsDir() {
			return false, nil // decided in Commit, when all paths are known
		}
		return false, p.foreign(name)
	}
	if was.hash != e.hash || was.size != e.size || was.kind != e.kind || !info.Mode().IsRegular() || info.Size() != e.size {
		return false, nil
	}
	if info.ModTime().After(p.written) {
		data, err := p.disk.root.ReadFile(local(name))
		return err == nil && sha256.Sum256(data) == e.hash, nil
	}
	return true, nil
}

func (p *Publication) foreign(name string) error {
	return fmt.Errorf("%s is in the way in %s: %w; move it, or name another output folder", name, p.dir, ErrForeign)
}

// failed words an error of the file system before anything is decided.
func (p *Publication) failed(verb, name string, err error) error {
	if isFull(err) {
		return fmt.Errorf("%s %s: the disk of %s is full; the site is as it was: %w", verb, name, p.dir, err)
	}
	return fmt.Errorf("%s %s; the site is as it was: %w", verb, name, err)
}

// Abort drops the change. After a Commit, and a second time, it does nothing.
func (p *Publication) Abort() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return nil
	}
	p.ended = true
	defer p.close()
	if err := p.dropStage(); err != nil {
		return fmt.Errorf("drop the staged files: %w", err)
	}
	if p.written.IsZero() {
		p.leave()
	}
	return nil
}

// leave takes our records out of a folder that was never published to, and
// the folder itself if it was made for that. What is in use, or has other
// files, stays.
func (p *Publication) leave() {
	p.lock.Close() // some systems remove no open files
	if p.disk.remove(path.Join(own, "lock")) == nil && p.disk.remove(own) == nil && p.made {
		_ = os.Remove(p.dir)
	}
}

func (p *Publication) close() {
	if p.lock != nil {
		p.lock.Close()
	}
	p.disk.root.Close()
}
