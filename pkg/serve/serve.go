// Package serve shows a course while it is being written.
//
// It is a web server for the author's own machine: it listens on loopback
// addresses only and answers only requests that name one, so that no other
// site can read the course through the author's browser. Pages are asked of a
// Site when they are asked for. Files are watched; after a change the site is
// updated, and each open page whose HTML differs loads itself again, keeping
// the place where the reader was. Errors lie over the page with their place,
// the line and the way out, and go away when they are mended.
//
//	err := serve.Run(ctx, site, serve.Options{Root: ".", Out: os.Stderr})
//
// Run returns when the context ends, after the requests that are under way.
//
// Pages are served under the policy that the published site is made for,
// default-src 'self', so what works here works there. What the server adds to
// a page is one script of its own, /.course/reload.js; nothing inline.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"course/pkg/diag"
)

// Site gives the files of a site. It must be safe for concurrent use: pages
// are asked for while an update runs.
type Site interface {
	// Page returns the file at a path below the site's root, such as
	// "course/01/index.html". A path without a file gives an error that is
	// fs.ErrNotExist.
	Page(ctx context.Context, path string) (Page, error)
	// Update takes notice of changed files, named by their paths below the
	// project's root, and returns all findings of the site. With no paths it
	// does so for the site as it stands; the path "." says that anything may
	// have changed. An error says that the site cannot
	// be built; the old one is served on.
	Update(ctx context.Context, changed []string) (diag.List, error)
	// Source returns the text of a file that a finding names.
	Source(file string) ([]byte, error)
}

// Page is one file of the site.
type Page struct {
	Data []byte
	// ContentType, with its charset. Defaults to what the path's extension
	// says.
	ContentType string
	// RemoteImages says that the author shows images of other hosts here,
	// which the policy then allows.
	RemoteImages bool
}

// Options of a server.
type Options struct {
	// Addr is where to listen. Its host must be a loopback address. Defaults
	// to "127.0.0.1:8080". If the port is taken, the next free one is used.
	Addr string
	// Root is the project's folder, which is watched. Empty: nothing is.
	Root string
	// Ignore tells paths below Root, with slashes, whose changes do not
	// matter, such as the output folder. Defaults to none. Hidden files,
	// editors' temporary files and node_modules never matter.
	Ignore func(path string) bool
	// Open opens a browser.
	Open bool
	// Out takes messages for the author. Defaults to none.
	Out io.Writer
	// Quiet is how long nothing must change before the site is updated.
	// Defaults to 30 ms.
	Quiet time.Duration
	// Listening is called with the address once the server listens.
	Listening func(url string)
}

// Server serves one site.
type Server struct {
	site Site
	o    Options
	hub  *hub

	out sync.Mutex
}

// New returns a server that does not listen yet.
func New(site Site, o Options) *Server {
	if o.Addr == "" {
		o.Addr = "127.0.0.1:8080"
	}
	if o.Quiet == 0 {
		o.Quiet = 30 * time.Millisecond
	}
	return &Server{site: site, o: o, hub: newHub()}
}

// Run serves the site until the context ends.
func Run(ctx context.Context, site Site, o Options) error {
	return New(site, o).Run(ctx)
}

// Run listens, watches and serves until the context ends.
func (s *Server) Run(ctx context.Context) error {
	listener, err := s.listen()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()

	changes := make(chan []string)
	if s.o.Root != "" {
		w, err := newWatcher(s.o)
		if err != nil {
			listener.Close()
			return err
		}
		wg.Go(func() { w.run(ctx, changes, s.say) })
	}
	wg.Go(func() { s.update(ctx, changes) })

	// Requests may finish when the context ends; event streams, which never
	// finish, end with it by themselves.
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	wg.Go(func() {
		<-ctx.Done()
		s.hub.close()
		end, stop := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer stop()
		if server.Shutdown(end) != nil {
			server.Close()
		}
	})
	url := "http://" + listener.Addr().String() + "/"
	s.say("serving %s (Ctrl-C stops)", url)
	if s.o.Listening != nil {
		s.o.Listening(url)
	}
	if s.o.Open {
		wg.Go(func() { s.browse(ctx, url) })
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve %s: %w", url, err)
	}
	return nil
}

// say prints one message for the author.
func (s *Server) say(format string, args ...any) {
	if s.o.Out == nil {
		return
	}
	s.out.Lock()
	defer s.out.Unlock()
	fmt.Fprintf(s.o.Out, format+"\n", args...)
}

// update keeps the site up to date with what the watcher reports. The first
// findings are made while the first pages are served already.
func (s *Server) update(ctx context.Context, changes <-chan []string) {
	s.Changed(ctx, nil)
	for {
		select {
		case <-ctx.Done():
			return
		case paths := <-changes:
			s.Changed(ctx, paths)
		}
	}
}

// Changed updates the site and tells the open pages. It is what the watcher
// calls.
func (s *Server) Changed(ctx context.Context, paths []string) {
	start := time.Now()
	found, err := s.site.Update(ctx, paths)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		s.say("error: %v", err)
	}
	if len(paths) > 0 && err == nil {
		errs, warnings := found.Count()
		s.say("%s: updated in %d ms, %s, %s", summary(paths), time.Since(start).Milliseconds(), count(errs, "error"), count(warnings, "warning"))
	}
	s.hub.publish(s.state(found, err))
}

func summary(paths []string) string {
	if len(paths) == 1 {
		return paths[0]
	}
	return fmt.Sprintf("%s and %d more", paths[0], len(paths)-1)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// listen takes the address, or the next free port.
func (s *Server) listen() (net.Listener, error) {
	host, port, err := checkAddr(s.o.Addr)
	if err != nil {
		return nil, err
	}
	for try := port; ; try++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, fmt.Sprint(try)))
		if err == nil {
			if try != port {
				s.say("port %d is taken, using %d", port, try)
			}
			return listener, nil
		}
		if !isTaken(err) || port == 0 || try >= min(port+50, 65535) {
			return nil, fmt.Errorf("listen on %s: %w", s.o.Addr, err)
		}
	}
}
