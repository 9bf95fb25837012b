package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"course/pkg/plan"
	"course/pkg/report"
	"course/pkg/site"
	"course/pkg/source"
)

// validation is the flags of validate.
type validation struct {
	*project
	verbose, matrix bool
	summary, fix    bool
	changed         string
	ctx             context.Context
	places          map[string]string // where the plans lie on disk
}

func (c *CLI) validateCommand() *cobra.Command {
	v := &validation{project: &project{cli: c}}
	cmd := &cobra.Command{
		Use:   "validate [PLAN...]",
		Short: "Hold lessons against their plans",
		Long: `validate decides whether the lessons on disk meet the plans they were written
to: length, keywords, links, and what a plan's text asks for. Without arguments
it finds all plans of the project.

Exit code 1: a requirement is not met, or a plan has nothing that can be
checked. With --strict also: warnings, and what is pending or could not be
decided.`,
		Example: `  course validate
  course validate .planning/phases/15-production-operations/15-02-PLAN.md
  course validate --verbose --matrix
  course validate --changed origin/main
  course validate --format junit --report plans.xml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := v.open(cmd); err != nil {
				return err
			}
			return v.run(cmd, args)
		},
	}
	v.directoryFlag(cmd.Flags())
	v.reportFlags(cmd.Flags())
	cmd.Flags().BoolVarP(&v.verbose, "verbose", "v", false, "show what is met as well, and by which line")
	cmd.Flags().BoolVar(&v.matrix, "matrix", false, "show the evidence for each truth")
	cmd.Flags().StringVar(&v.changed, "changed", "", "report only plans that are concerned by what changed since a `revision`")
	cmd.Flags().BoolVar(&v.summary, "summary", false, "write the summary of each plan from what was measured")
	cmd.Flags().BoolVar(&v.fix, "fix", false, "write the present paths of moved files into the plans")
	return cmd
}

func (v *validation) run(cmd *cobra.Command, args []string) error {
	v.ctx = cmd.Context()
	inputs, err := v.inputs(args)
	if err != nil {
		return err
	}
	workspace, err := site.OpenWorkspace(cmd.Context(), site.Options{Config: v.cfg, FS: v.fsys})
	if err != nil {
		return err
	}
	defer workspace.Close()
	options := v.options(cmd.Context())
	r := plan.Validate(workspace, inputs, options)
	if v.fix {
		if inputs, err = v.fixPlans(r, inputs); err != nil {
			return err
		}
		r = plan.Validate(workspace, inputs, options)
	}
	if err := v.onlyChanged(r); err != nil {
		return err
	}
	if err := v.printPlans(r); err != nil {
		return err
	}
	if v.summary {
		if err := v.writeSummaries(r); err != nil {
			return err
		}
	}
	if len(inputs) == 0 {
		fmt.Fprintf(v.cli.Err, "course: no plans in %s\n", strings.Join(v.cfg.Plans.Dirs, ", "))
	}
	if r.Failed(v.strict) || v.strict && len(inputs) == 0 {
		return findings()
	}
	return nil
}

func (v *validation) options(ctx context.Context) plan.Options {
	// The history is asked for only when a file is missing, and then once.
	history := sync.OnceValue(func() *source.History {
		h, err := source.ReadHistory(ctx, v.root)
		if err != nil {
			return nil
		}
		return h
	})
	o := plan.Options{
		Dirs: v.cfg.Plans.Dirs, Root: v.root,
		Renames: func(path string) (string, bool) { return history().Renamed(path) },
		Prose:   v.prose,
	}
	for _, p := range v.cfg.Plans.Paths {
		o.Paths = append(o.Paths, plan.Alias{From: p.From, To: p.To})
	}
	return o
}

// prose is the language that the configuration asks the course of a lesson to
// be written in.
func (v *validation) prose(lesson string) string {
	language, longest := "", -1
	for _, c := range v.cfg.Courses {
		dir := path.Join(v.cfg.Content.Dir, c.Dir)
		if (dir == "." || strings.HasPrefix(lesson, dir+"/")) && len(dir) > longest {
			language, longest = c.Prose, len(dir)
		}
	}
	return language
}

// inputs reads the plans that were named, or all plans of the project.
func (v *validation) inputs(args []string) ([]plan.Input, error) {
	var inputs []plan.Input
	v.places = map[string]string{}
	if len(args) == 0 {
		paths, err := plan.Find(v.fsys, v.cfg.Plans.Dirs)
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			file, err := source.Read(v.fsys, p)
			if err != nil {
				return nil, err
			}
			v.places[p] = filepath.Join(v.root, filepath.FromSlash(p))
			inputs = append(inputs, plan.Input{File: file})
		}
		return inputs, nil
	}
	for _, arg := range args {
		data, err := os.ReadFile(arg)
		if err != nil {
			return nil, usage("name a plan file, such as .planning/phases/01-start/01-01-PLAN.md", "%v", err)
		}
		name, inside := v.fromRoot(arg)
		v.places[name] = arg
		inputs = append(inputs, plan.Input{File: source.NewFile(name, data), Named: true, Foreign: !inside || !v.inPlanFolder(name)})
	}
	return inputs, nil
}

// fromRoot is a path of the command line seen from the project, or as it was
// given where it lies outside.
func (p *project) fromRoot(arg string) (name string, inside bool) {
	abs, err := filepath.Abs(arg)
	if err == nil {
		if rel, err := filepath.Rel(p.root, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel), true
		}
	}
	return filepath.ToSlash(arg), false
}

func (v *validation) inPlanFolder(name string) bool {
	for _, dir := range v.cfg.Plans.Dirs {
		if strings.HasPrefix(name, dir+"/") {
			return true
		}
	}
	return false
}

// printPlans writes the report in the form that the flags ask for.
func (v *validation) printPlans(r *plan.Report) error {
	format, err := report.ParseFormat(v.format)
	if err != nil {
		return usage("", "%v", err)
	}
	if v.report != "" {
		if err := v.writeReport(func(w io.Writer) error { return v.writePlans(w, r, format) }); err != nil {
			return err
		}
		format = report.Text
	}
	if format != report.Text {
		return v.writePlans(v.cli.Out, r, format)
	}
	if err := v.writePlans(v.cli.Err, r, report.Text); err != nil {
		return err
	}
	_, err = fmt.Fprintln(v.cli.Out, r.Summary())
	return err
}

func (v *validation) writePlans(w io.Writer, r *plan.Report, format report.Format) error {
	switch format {
	case report.Text:
		return r.WriteText(w, plan.TextOptions{Verbose: v.verbose, Matrix: v.matrix, Style: v.style()})
	case report.JSON:
		return r.WriteJSON(w, plan.JSONOptions{Matrix: v.matrix})
	case report.JUnit:
		return report.WriteJUnit(w, "course validate", v.suites(r))
	}
	found := r.Diagnostics()
	all := v.newReport(found, len(r.Plans))
	all.Sources = planSources{r, all.Sources}
	return all.Write(w, format)
}

// suites are the plans as suites of tests, a case for each check.
func (v *validation) suites(r *plan.Report) []report.Suite {
	var suites []report.Suite
	for _, p := range r.Plans {
		suite := report.Suite{Name: p.Plan.Path}
		for _, c := range p.Checks {
			one := report.Case{Name: c.Requirement, Kind: c.Code, Message: c.Message, Text: checkText(c)}
			switch c.State {
			case plan.Unmet:
				one.Outcome = report.CaseFailed
			case plan.Met:
			case plan.Waived:
				one.Outcome = report.CaseSkipped
			default:
				one.Outcome = report.CaseSkipped
				if v.strict {
					one.Outcome = report.CaseFailed
				}
			}
			suite.Cases = append(suite.Cases, one)
		}
		suites = append(suites, suite)
	}
	return suites
}

// checkText is all that a check has to say, in lines.
func checkText(c plan.Check) string {
	var lines []string
	for _, e := range c.Evidence {
		lines = append(lines, fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text))
	}
	if c.Reason != "" {
		lines = append(lines, "waived: "+c.Reason)
	}
	if c.Hint != "" && c.State != plan.Met {
		lines = append(lines, "help: "+c.Hint)
	}
	return strings.Join(lines, "\n")
}

// style colours the words of the text form.
func (v *validation) style() func(role, s string) string {
	if !v.cli.ErrTerminal.Color {
		return nil
	}
	colors := map[string]string{
		"met": "32", "waived": "32", "warning": "1;33", "pending": "1;33", "inconclusive": "1;33", "unmet": "1;31",
		"path": "1", "code": "36", "faint": "2",
	}
	return func(role, s string) string {
		if color, ok := colors[role]; ok {
			return "\x1b[" + color + "m" + s + "\x1b[0m"
		}
		return s
	}
}

// planSources gives the files that plans were read from, which may lie outside
// the project, then those of the project.
type planSources struct {
	plans *plan.Report
	rest  report.Sources
}

func (p planSources) File(path string) *source.File {
	if f, ok := p.plans.Source(path); ok {
		return f
	}
	return p.rest.File(path)
}
