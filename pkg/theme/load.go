package theme

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"course/pkg/diag"
	"course/pkg/source"
)

// folders of a layer; files elsewhere in it are not the theme's.
var folders = [...]string{"layouts", "partials", "components", "assets", "strings"}

// loader collects the files of all layers and builds the theme from them.
type loader struct {
	layers  []Layer
	options Options
	// files holds, by path below a layer, the versions of a file from the first
	// layer to the last. A version equal to the one before is left out.
	files map[string][]version
	found diag.List
}

// version is a file of one layer.
type version struct {
	*source.File
	layer int
}

func (l *loader) load() (*Theme, error) {
	if err := l.collect(); err != nil {
		return nil, err
	}
	t := &Theme{}
	// Styles and templates are half of the work each and know nothing of each
	// other.
	beside := loader{files: maps.Clone(l.files), options: l.options}
	var bad error
	var wait sync.WaitGroup
	wait.Go(func() { t.styles, bad = beside.loadStyles() })
	err := l.loadTemplates(t)
	wait.Wait()
	l.found.Add(beside.found...)
	if err := errors.Join(err, bad); err != nil {
		return nil, err
	}
	return t, nil
}

func (l *loader) loadTemplates(t *Theme) (err error) {
	if t.words, err = l.loadWords(); err != nil {
		return err
	}
	if t.views, err = l.loadViews(funcs(t.words, l.icons(), l.options.Typography)); err != nil {
		return err
	}
	t.components = newComponents(t.views)
	return nil
}

// collect reads the files of all layers.
func (l *loader) collect() error {
	l.files = map[string][]version{}
	for i := range l.layers {
		for _, folder := range folders {
			if err := l.collectFolder(i, folder); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *loader) collectFolder(at int, folder string) error {
	layer := l.layers[at]
	return fs.WalkDir(layer.FS, folder, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == folder {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := fs.ReadFile(layer.FS, p)
		if err != nil {
			return fmt.Errorf("read %s: %w", path.Join(layer.Path, p), err)
		}
		versions := l.files[p]
		if n := len(versions); n > 0 && bytes.Equal(versions[n-1].Data, data) {
			return nil
		}
		l.files[p] = append(versions, version{source.NewFile(path.Join(layer.Path, p), data), at})
		return nil
	})
}

// paths returns the paths of the files below a folder with a file name ending,
// sorted.
func (l *loader) paths(folder, ending string) []string {
	var all []string
	for p := range l.files {
		if strings.HasPrefix(p, folder+"/") && strings.HasSuffix(p, ending) {
			all = append(all, p)
		}
	}
	slices.Sort(all)
	return all
}

// last returns the winning version of a file.
func (l *loader) last(p string) (version, bool) {
	versions := l.files[p]
	if len(versions) == 0 {
		return version{}, false
	}
	return versions[len(versions)-1], true
}

// drop takes away the winning version of a file, which cannot be used. That is
// a finding where a project wrote it, and an error in the first layer.
func (l *loader) drop(p string, bad *TemplateError) error {
	v, _ := l.last(p)
	if v.layer == 0 {
		return bad
	}
	l.found.Add(bad.Diagnostic())
	l.files[p] = l.files[p][:len(l.files[p])-1]
	if len(l.files[p]) == 0 {
		delete(l.files, p)
	}
	return nil
}
