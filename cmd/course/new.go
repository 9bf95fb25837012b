package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"course/pkg/plan"
)

func (c *CLI) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "new",
		Short:   "Write a file to start from",
		Long:    `new writes a file to start from. It never overwrites one.`,
		Example: `  course new plan --phase 15-production-operations --plan 02 content/course/08-ops/11-gtid.mdx`,
		Args:    unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.newPlanCommand())
	return cmd
}

func (c *CLI) newPlanCommand() *cobra.Command {
	n := newPlan{project: project{cli: c}}
	cmd := &cobra.Command{
		Use:   "plan LESSON",
		Short: "Write a plan for a lesson",
		Long: `plan writes a plan for LESSON, the path of a lesson below the project's folder
that may not exist yet, and prints where the plan lies. What the plan states by
way of example is to be replaced; until the lesson is begun, course validate
calls it pending.

The plan goes to the first folder of plans.dirs in course.yaml: under --phase
15-production-operations and --plan 02 that is
.planning/phases/15-production-operations/15-02-PLAN.md.`,
		Example: `  course new plan --phase 15-production-operations --plan 02 content/course/08-ops/11-gtid.mdx
  course validate`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("course new plan --help shows an example", "course new plan takes one lesson, but got %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := n.open(cmd); err != nil {
				return err
			}
			return n.write(args[0])
		},
	}
	n.directoryFlag(cmd.Flags())
	cmd.Flags().StringVar(&n.phase, "phase", "", "`name` of the phase's folder, such as 15-production-operations")
	cmd.Flags().StringVar(&n.number, "plan", "", "`number` of the plan in its phase, such as 02")
	cmd.Flags().StringVar(&n.title, "title", "", "`title` of the lesson (default: from its file name)")
	return cmd
}

// newPlan is one run of `course new plan`.
type newPlan struct {
	project
	phase, number, title string
}

var (
	phaseName  = regexp.MustCompile(`^[0-9]+[a-z]?(?:\.[0-9]+)?(?:-[\p{L}\p{N}]+)+$`)
	planNumber = regexp.MustCompile(`^[0-9]{1,3}[a-z]?$`)
)

func (n *newPlan) write(lesson string) error {
	lesson = path.Clean(filepath.ToSlash(lesson))
	switch ext := path.Ext(lesson); {
	case !phaseName.MatchString(n.phase):
		return usage("--phase takes a number and words, such as 15-production-operations", "%q is no name of a phase", n.phase)
	case !planNumber.MatchString(n.number):
		return usage("--plan takes the plan's number in its phase, such as 02", "%q is no number of a plan", n.number)
	case ext != ".mdx" && ext != ".md":
		return usage("a lesson ends in .mdx or .md", "%q is no lesson", lesson)
	case !filepath.IsLocal(filepath.FromSlash(lesson)):
		return usage("write its path from the project's folder", "the lesson %q lies outside of the project", lesson)
	}
	dir := ".planning"
	if len(n.cfg.Plans.Dirs) > 0 {
		dir = n.cfg.Plans.Dirs[0]
	}
	s := plan.Scaffold{
		Phase: n.phase, Number: n.number, Lesson: lesson, Title: n.title,
		Russian: strings.HasPrefix(n.cfg.Language, "ru"),
	}
	if s.Title == "" {
		s.Title = titleOf(lesson)
	}
	name := s.Path(dir)
	if err := writeNew(filepath.Join(n.root, filepath.FromSlash(name)), s.Text(dir)); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return usage("choose another --plan, or edit that one", "there is a plan %s", name)
		}
		return fmt.Errorf("write plan: %w", err)
	}
	_, err := fmt.Fprintln(n.cli.Out, name)
	return err
}

// titleOf makes a title of a file's name: its words without the number.
func titleOf(lesson string) string {
	name := strings.TrimSuffix(path.Base(lesson), path.Ext(lesson))
	words := strings.TrimLeft(name, "0123456789-_. ")
	if words == "" {
		return name
	}
	return strings.ReplaceAll(strings.ReplaceAll(words, "-", " "), "_", " ")
}

// writeNew writes a file that is not there yet.
func writeNew(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
