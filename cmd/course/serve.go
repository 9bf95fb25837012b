package main

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"course/pkg/config"
	"course/pkg/course"
	"course/pkg/diag"
	"course/pkg/markdown"
	"course/pkg/serve"
	"course/pkg/site"
	"course/pkg/source"
)

func (c *CLI) serveCommand() *cobra.Command {
	p := &project{cli: c, drafts: true}
	addr, browser := "", false
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site while you write",
		Long: `serve shows the site on a loopback address, drafts included. When a file
changes the site is updated and open pages load themselves again; findings lie
over the page until they are mended.`,
		Example: `  course serve
  course serve --addr 127.0.0.1:9000 --open`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := serve.CheckAddr(addr); err != nil {
				return usage("", "%v", err)
			}
			if err := p.open(cmd); err != nil {
				return err
			}
			live := &live{project: p, cmd: cmd}
			defer live.close()
			out := p.display(p.cfg.OutputDir())
			return serve.Run(cmd.Context(), live, serve.Options{
				Addr: addr, Root: p.root, Open: browser, Out: c.Err,
				Ignore: func(path string) bool { return path == out || strings.HasPrefix(path, out+"/") },
			})
		},
	}
	p.directoryFlag(cmd.Flags())
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "loopback `address` to listen on; if it is taken, the next free port")
	cmd.Flags().BoolVar(&browser, "open", false, "open a browser")
	return cmd
}

// live is the site that serve shows: a session that is updated under a lock,
// and made anew when the configuration changes.
type live struct {
	*project
	cmd *cobra.Command

	mu      sync.RWMutex
	session *site.Session
}

func (l *live) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.session != nil {
		l.session.Close()
	}
}

// Update takes up changes; with a changed configuration it starts afresh.
func (l *live) Update(ctx context.Context, changed []string) (diag.List, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	everything := slices.Contains(changed, ".")
	if everything {
		changed = nil
	}
	if l.session == nil || everything || slices.Contains(changed, config.FileName) {
		if found, err := l.restart(); err != nil || len(found) > 0 {
			return found, err
		}
		changed = nil
	}
	if err := l.session.Update(ctx, changed); err != nil {
		return nil, err
	}
	return l.session.Diagnostics(), nil
}

// restart reads the configuration and opens a session. Findings in the
// configuration leave the old session in place.
func (l *live) restart() (diag.List, error) {
	cfg, found, err := config.Load(config.Options{Dir: l.root, FS: l.fsys, Flags: l.cmd.Flags()})
	if err != nil {
		return nil, err
	}
	if errs, _ := found.Count(); errs > 0 {
		return found, nil
	}
	l.cfg = cfg
	s, err := site.Open(site.Options{Config: cfg, FS: l.fsys, Drafts: true, Generator: "course"})
	if err != nil {
		return nil, err
	}
	if l.session != nil {
		l.session.Close()
	}
	l.session = s
	return nil, nil
}

// Page makes one file of the site.
func (l *live) Page(ctx context.Context, name string) (serve.Page, error) {
	l.mu.RLock()
	ready := l.session != nil && l.session.Graph() != nil
	l.mu.RUnlock()
	if !ready {
		if _, err := l.Update(ctx, nil); err != nil {
			return serve.Page{}, err
		}
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.session == nil || l.session.Graph() == nil {
		return serve.Page{}, fmt.Errorf("page %s: the configuration cannot be used: %w", name, fs.ErrNotExist)
	}
	data, found, err := l.session.Page(name)
	if err != nil {
		return serve.Page{}, err
	}
	if !found {
		return serve.Page{}, fmt.Errorf("page %s: %w", name, fs.ErrNotExist)
	}
	return serve.Page{Data: data, RemoteImages: l.remoteImages(name)}, nil
}

// remoteImages reports whether the author shows images of other hosts on a
// page, which the policy then allows.
func (l *live) remoteImages(name string) bool {
	if path.Base(name) != "index.html" {
		return false
	}
	route := "/" + strings.TrimSuffix(name, "index.html")
	graph := l.session.Graph()
	page, ok := graph.Page(route)
	if !ok {
		page, ok = graph.Page(strings.TrimSuffix(route, "print/"))
	}
	if !ok {
		return false
	}
	var lessons []*course.Lesson
	switch {
	case page.Lesson != nil:
		lessons = []*course.Lesson{page.Lesson}
	case page.Module != nil:
		lessons = page.Module.Lessons
	case page.Course != nil:
		lessons = page.Course.Lessons
	}
	for _, lesson := range lessons {
		if slices.ContainsFunc(lesson.Links, func(link markdown.Link) bool {
			return link.Kind == markdown.LinkAsset && course.IsExternal(link.Dest)
		}) {
			return true
		}
	}
	return false
}

// Source returns the text of a file that a finding names.
func (l *live) Source(file string) ([]byte, error) {
	f, err := source.Read(l.fsys, file)
	if err != nil {
		return nil, err
	}
	return f.Data, nil
}
