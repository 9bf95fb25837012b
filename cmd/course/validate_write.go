package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"course/pkg/plan"
	"course/pkg/source"
)

// onlyChanged leaves the plans that --changed concerns. All plans were judged
// all the same, since they are compared with each other.
func (v *validation) onlyChanged(r *plan.Report) error {
	if v.changed == "" {
		return nil
	}
	changed, err := source.ChangedSince(v.ctx, v.root, v.changed)
	switch {
	case errors.Is(err, source.ErrRevision):
		return usage("--changed takes a revision of git, such as HEAD~1 or origin/main", "%v", err)
	case errors.Is(err, source.ErrNoHistory):
		return usage("leave --changed out", "--changed needs a git repository")
	case err != nil:
		return err
	}
	r.Plans = slices.DeleteFunc(r.Plans, func(p plan.PlanReport) bool { return !p.Concerns(changed) })
	return nil
}

// fixPlans writes the plans that can be mended and returns all of them anew.
func (v *validation) fixPlans(r *plan.Report, inputs []plan.Input) ([]plan.Input, error) {
	out := slices.Clone(inputs)
	for i := range r.Plans {
		p := &r.Plans[i]
		text, n := p.Fixed()
		if n == 0 {
			continue
		}
		if err := os.WriteFile(v.places[p.Plan.Path], text, 0o644); err != nil {
			return nil, fmt.Errorf("mend plan: %w", err)
		}
		fmt.Fprintf(v.cli.Err, "course: mended %s in %s\n", plural(n, "path"), p.Plan.Path)
		for k := range out {
			if out[k].File.Path == p.Plan.Path {
				out[k].File = source.NewFile(p.Plan.Path, text)
			}
		}
	}
	return out, nil
}

// writeSummaries writes the summary of each plan. One that somebody else wrote
// is kept.
func (v *validation) writeSummaries(r *plan.Report) error {
	for i := range r.Plans {
		name, text := r.SummaryFile(&r.Plans[i])
		if !filepath.IsLocal(name) {
			fmt.Fprintf(v.cli.Err, "course: no summary of %s: %q lies outside of the project\n", r.Plans[i].Plan.Path, name)
			continue
		}
		path := filepath.Join(v.root, filepath.FromSlash(name))
		old, err := os.ReadFile(path)
		if err == nil && !bytes.Contains(old, []byte(plan.SummaryMark)) {
			fmt.Fprintf(v.cli.Err, "course: kept %s, which was not written by course; remove it to have it written\n", name)
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("write summary: %w", err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return fmt.Errorf("write summary: %w", err)
		}
		fmt.Fprintf(v.cli.Err, "course: wrote %s\n", name)
	}
	return nil
}
