package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"course/pkg/config"
	"course/pkg/diag"
	"course/pkg/report"
	"course/pkg/site"
)

// project is what a command works on, with the flags that commands share.
type project struct {
	cli    *CLI
	dir    string
	strict bool
	drafts bool
	format string
	report string

	root string
	fsys fs.FS
	cfg  config.Config
}

// directoryFlag adds -C.
func (p *project) directoryFlag(flags *pflag.FlagSet) {
	flags.StringVarP(&p.dir, "directory", "C", "", "the project's `folder` (default: the nearest parent with a course.yaml, else here)")
}

// reportFlags add what decides over findings and their form.
func (p *project) reportFlags(flags *pflag.FlagSet) {
	flags.BoolVar(&p.strict, "strict", false, "let warnings fail the run")
	flags.StringVar(&p.format, "format", "text", "`form` of the findings: text, json, github, sarif or junit")
	flags.StringVar(&p.report, "report", "", "write the findings in --format to this `file`, and text to stderr")
}

// siteFlags add what changes the site.
func (p *project) siteFlags(flags *pflag.FlagSet) {
	flags.String("base-url", "", "the site's absolute `address`, for canonical links and the 404 page")
	flags.BoolVar(&p.drafts, "drafts", false, "include lessons that are marked as drafts")
}

// open finds the project and reads its configuration. Findings in it end the
// run, since nothing after it could be trusted.
func (p *project) open(cmd *cobra.Command) error {
	if _, err := report.ParseFormat(p.format); p.format != "" && err != nil {
		return usage("", "%v", err)
	}
	if p.dir != "" {
		info, err := os.Stat(p.dir)
		if err != nil || !info.IsDir() {
			return usage("-C takes the folder of a project", "there is no folder %q", p.dir)
		}
		p.root = p.dir
	} else {
		root, _, err := config.FindRoot(".")
		if err != nil {
			return err
		}
		p.root = root
	}
	abs, err := filepath.Abs(p.root)
	if err != nil {
		return err
	}
	p.root, p.fsys = abs, os.DirFS(abs)
	cfg, found, err := config.Load(config.Options{Dir: abs, FS: p.fsys, Flags: cmd.Flags()})
	if err != nil {
		return err
	}
	if errs, _ := found.Count(); errs > 0 {
		if err := p.print(found, 1, ""); err != nil {
			return err
		}
		return &exit{code: ExitUsage}
	}
	if len(found) > 0 {
		r := p.newReport(found, 1)
		if err := r.Write(p.cli.Err, report.Text); err != nil {
			return err
		}
	}
	p.cfg = cfg
	return nil
}

// session opens the site's session, with progress on a terminal.
func (p *project) session(o site.Options) (*site.Session, func(), error) {
	progress := newStages(p.cli.Err, p.cli.ErrTerminal)
	o.Config, o.FS, o.Drafts, o.Generator = p.cfg, p.fsys, p.drafts, "course"
	o.Progress = progress.step
	s, err := site.Open(o)
	if err != nil {
		progress.stop()
		return nil, func() {}, err
	}
	return s, progress.stop, nil
}

func (p *project) newReport(found diag.List, files int) report.Report {
	style := report.Style{Color: p.cli.ErrTerminal.Color, Width: p.cli.ErrTerminal.Width}
	return report.Report{
		Findings: found, Sources: report.FromFS(p.fsys), Files: files, Style: style, Strict: p.strict,
		Tool: report.Tool{Name: "course", Version: version()},
	}
}

// print writes findings in the form that the flags ask for: text to stderr and
// the line that sums up to stdout, other forms to stdout or the report file.
func (p *project) print(found diag.List, files int, done string) error {
	r := p.newReport(found, files)
	format, err := report.ParseFormat(p.format)
	if err != nil {
		return usage("", "%v", err)
	}
	if p.report != "" {
		if err := p.writeReport(func(w io.Writer) error { return r.Write(w, format) }); err != nil {
			return err
		}
		format = report.Text
	}
	if format != report.Text {
		return r.Write(p.cli.Out, format)
	}
	if err := r.Write(p.cli.Err, report.Text); err != nil {
		return err
	}
	if len(found) > 0 {
		fmt.Fprintln(p.cli.Err)
	}
	if done == "" {
		done = r.Summary()
	}
	_, err = fmt.Fprintln(p.cli.Out, done)
	return err
}

// writeReport writes the report file whole or not at all.
func (p *project) writeReport(write func(io.Writer) error) error {
	dir, name := filepath.Split(p.report)
	if dir == "" {
		dir = "."
	}
	f, err := os.CreateTemp(dir, "."+name+".*")
	if err != nil {
		return fmt.Errorf("write report %s: %w", p.report, err)
	}
	defer os.Remove(f.Name())
	if err := errors.Join(write(f), f.Chmod(0o644), f.Close()); err != nil {
		return fmt.Errorf("write report %s: %w", p.report, err)
	}
	if err := os.Rename(f.Name(), p.report); err != nil {
		return fmt.Errorf("write report %s: %w", p.report, err)
	}
	return nil
}

// needLessons refuses a project without lessons: a run that looked at nothing
// must not pass for one that found nothing.
func (p *project) needLessons(s *site.Session) error {
	if s.Lessons() > 0 {
		return nil
	}
	hint := p.cfg.Layout.Why
	if hint == "" {
		hint = "put lessons into content/course/01-module/01-lesson.mdx, or name the project with -C"
	}
	return usage(hint, "there are no lessons in %s", p.root)
}

// verdict turns findings into an exit code.
func (p *project) verdict(found diag.List) error {
	errs, warnings := found.Count()
	if errs > 0 || p.strict && warnings > 0 {
		return findings()
	}
	return nil
}

// stages is the line of progress of a run with several stages.
type stages struct {
	out      io.Writer
	terminal report.Terminal
	current  atomic.Pointer[report.Progress]
	name     atomic.Pointer[string]
}

func newStages(w io.Writer, t report.Terminal) *stages { return &stages{out: w, terminal: t} }

// step tells how far a stage is. It is called from all workers.
func (s *stages) step(stage string, _, total int) {
	if name := s.name.Load(); name == nil || *name != stage {
		if s.name.CompareAndSwap(name, &stage) {
			if old := s.current.Swap(nil); old != nil {
				old.Stop()
			}
			p := report.StartProgress(s.out, s.terminal, stage)
			p.Total(total)
			s.current.Store(p)
		}
	}
	if p := s.current.Load(); p != nil {
		p.Step()
	}
}

// stop erases the line.
func (s *stages) stop() {
	if p := s.current.Swap(nil); p != nil {
		p.Stop()
	}
}
