package serve

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"course/pkg/source"

	"github.com/fsnotify/fsnotify"
)

// watcher reports the files that change below a folder. Changes that come
// close together are reported together: editors save by several steps, and
// version control changes many files at once.
type watcher struct {
	o       Options
	root    string // without links, as events name it
	notify  *fsnotify.Watcher
	pending map[string]bool
	since   time.Time // of the first pending change
}

func newWatcher(o Options) (*watcher, error) {
	root, err := filepath.EvalSymlinks(o.Root)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", o.Root, err)
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", o.Root, err)
	}
	w := &watcher{o: o, root: root, notify: notify, pending: map[string]bool{}}
	if err := w.add(root, false); err != nil {
		notify.Close()
		return nil, fmt.Errorf("watch %s: %w; where the system's limit of watched folders is reached, raise it (fs.inotify.max_user_watches on Linux)", o.Root, err)
	}
	return w, nil
}

// rel returns the path below the root, with slashes.
func (w *watcher) rel(name string) string {
	rel, err := filepath.Rel(w.root, name)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// matters tells the project's files from what editors and tools leave.
func (w *watcher) matters(rel string) bool {
	if rel == "" || strings.HasPrefix(rel, "../") {
		return false
	}
	for name := range strings.SplitSeq(rel, "/") {
		if source.Skip(name) {
			return false
		}
	}
	base := path.Base(rel)
	if strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") || base == "4913" {
		return false
	}
	switch path.Ext(base) {
	case ".swp", ".swx", ".tmp", ".crswap", ".part":
		return false
	}
	if strings.Contains(base, "___jb_") || strings.Contains(base, ".goutputstream") {
		return false
	}
	return w.o.Ignore == nil || !w.o.Ignore(rel)
}

// add watches a folder and all below it. Files of a folder that has just come
// are changes themselves: they may have been written before it was watched.
func (w *watcher) add(dir string, report bool) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name != dir && os.IsNotExist(err) {
				return nil // gone again
			}
			return err
		}
		rel := w.rel(name)
		if rel != "." && !w.matters(rel) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return w.notify.Add(name)
		}
		if report {
			w.pending[rel] = true
		}
		return nil
	})
}

// run reports changes until the context ends.
func (w *watcher) run(ctx context.Context, changes chan<- []string, say func(string, ...any)) {
	defer w.notify.Close()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	var ready []string          // sorted, to be handed over
	var deliver chan<- []string // nil while there is nothing
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if w.event(e, say) {
				w.wait(timer)
			}
		case err := <-w.notify.Errors:
			if err != nil { // lost events: everything may have changed
				say("watching: %v", err)
				w.pending["."] = true
				w.wait(timer)
			}
		case <-timer.C:
			for _, p := range ready {
				w.pending[p] = true
			}
			ready = slices.Sorted(maps.Keys(w.pending))
			clear(w.pending)
			w.since = time.Time{}
			if len(ready) > 0 {
				deliver = changes
			}
		case deliver <- ready:
			ready, deliver = nil, nil
		}
	}
}

// wait lets the quiet begin anew, but not for ever: a file that is written all
// the time must not hold up the others.
func (w *watcher) wait(timer *time.Timer) {
	if w.since.IsZero() {
		w.since = time.Now()
	}
	if time.Since(w.since) < 10*w.o.Quiet {
		timer.Reset(w.o.Quiet)
	}
}

// event notes one event and reports whether it matters.
func (w *watcher) event(e fsnotify.Event, say func(string, ...any)) bool {
	rel := w.rel(e.Name)
	if e.Op == fsnotify.Chmod || rel == "." || !w.matters(rel) {
		return false
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
			if err := w.add(e.Name, true); err != nil && !os.IsNotExist(err) {
				say("cannot watch %s: %v", rel, err)
			}
			return len(w.pending) > 0
		}
	}
	w.pending[rel] = true
	return true
}
