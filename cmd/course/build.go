package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"course/pkg/publish"
	"course/pkg/site"
)

func (c *CLI) buildCommand() *cobra.Command {
	p := &project{cli: c}
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: `build renders all lessons, checks them, and publishes the site to the output
folder. The folder always holds a whole site: the old one until all is made,
then the new one. Findings do not stop publishing, except for a lesson that
cannot be read at all; they set the exit code.`,
		Example: `  course build
  course build --out /tmp/site --base-url https://example.org/course/
  course build --drafts --strict`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.open(cmd); err != nil {
				return err
			}
			return p.build(cmd)
		},
	}
	cmd.Flags().String("out", "", "the output `folder` (default: public, or dist where public holds sources)")
	p.directoryFlag(cmd.Flags())
	p.siteFlags(cmd.Flags())
	p.reportFlags(cmd.Flags())
	return cmd
}

// build runs the pipeline once.
func (p *project) build(cmd *cobra.Command) error {
	out, err := p.outputDir(cmd)
	if err != nil {
		return err
	}
	if !p.cfg.Configured && p.cfg.Layout.Why != "" {
		fmt.Fprintln(p.cli.Err, "course: "+p.cfg.Layout.Why)
	}
	publication, err := publish.Open(out)
	if err != nil {
		return err
	}
	defer publication.Abort()
	s, stop, err := p.session(site.Options{})
	defer stop()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Update(cmd.Context(), nil); err != nil {
		return err
	}
	if err := p.needLessons(s); err != nil {
		stop()
		return err
	}
	if s.Rejected() {
		stop()
		if err := p.print(s.Diagnostics(), s.Lessons(), "nothing published: a lesson cannot be read"); err != nil {
			return err
		}
		return findings()
	}
	if err := s.Write(cmd.Context(), publication); err != nil {
		return err
	}
	if err := s.Unchanged(); err != nil {
		return fmt.Errorf("%w; run the build again", err)
	}
	changes, err := publication.Commit()
	if err != nil {
		return err
	}
	stop()
	found := s.Diagnostics()
	errs, warnings := found.Count()
	done := fmt.Sprintf("built %s into %s: %d files, %d changed, %d removed; %s, %s",
		plural(s.Lessons(), "lesson"), p.display(out), changes.Written+changes.Unchanged, changes.Written, changes.Deleted,
		plural(errs, "error"), plural(warnings, "warning"))
	if err := p.print(found, s.Lessons(), done); err != nil {
		return err
	}
	return p.verdict(found)
}

// outputDir is --out seen from the working directory, else the configured
// folder seen from the project. A folder that holds the project's sources is
// refused.
func (p *project) outputDir(cmd *cobra.Command) (string, error) {
	out := p.cfg.OutputDir()
	if flag := cmd.Flags().Lookup("out"); flag.Changed {
		abs, err := filepath.Abs(flag.Value.String())
		if err != nil {
			return "", err
		}
		out = abs
	}
	for _, input := range []string{".", p.cfg.Content.Dir, "templates"} {
		if sameOrAbove(out, filepath.Join(p.root, filepath.FromSlash(input))) {
			return "", usage("name a folder of its own, such as public", "the output folder %s holds the project's sources", p.display(out))
		}
	}
	return out, nil
}

// sameOrAbove reports whether a folder is or holds another one.
func sameOrAbove(folder, other string) bool {
	rel, err := filepath.Rel(folder, other)
	return err == nil && (rel == "." || filepath.IsLocal(rel))
}

// display is a path as short as it can be said from the project.
func (p *project) display(path string) string {
	if rel, err := filepath.Rel(p.root, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
