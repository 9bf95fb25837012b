package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"course/pkg/diag"
	"course/pkg/report"
)

// The exit codes, which scripts rely on.
const (
	ExitFine     = 0 // nothing to mend
	ExitFindings = 1 // findings that fail the run
	ExitUsage    = 2 // the command line or the configuration is wrong
	ExitStopped  = 3 // could not go on
)

// CLI is the command line with its streams.
type CLI struct {
	In          io.Reader
	Out, Err    io.Writer
	OutTerminal report.Terminal
	ErrTerminal report.Terminal
	Getenv      func(string) string
}

// exit is an error that carries an exit code. Text is empty where everything
// was said already.
type exit struct {
	code int
	text string
	hint string
}

func (e *exit) Error() string { return e.text }

// findings ends a run whose findings were printed.
func findings() error { return &exit{code: ExitFindings} }

// usage is a mistake on the command line.
func usage(hint, format string, args ...any) error {
	return &exit{code: ExitUsage, text: fmt.Sprintf(format, args...), hint: hint}
}

// Run runs one command line and returns the exit code.
func (c *CLI) Run(ctx context.Context, args []string) int {
	root := c.root()
	root.SetArgs(args)
	root.SetIn(c.In)
	root.SetOut(c.Out)
	root.SetErr(c.Err)
	err := root.ExecuteContext(ctx)
	var e *exit
	switch {
	case err == nil:
		return ExitFine
	case errors.As(err, &e):
		if e.text != "" {
			fmt.Fprintln(c.Err, "course: "+e.text)
		}
		if e.hint != "" {
			fmt.Fprintln(c.Err, "  help: "+e.hint)
		}
		return e.code
	case ctx.Err() != nil:
		fmt.Fprintln(c.Err, "course: stopped")
		return ExitStopped
	}
	fmt.Fprintln(c.Err, "course: "+err.Error())
	return ExitStopped
}

// root is the command tree. What stands in it works.
func (c *CLI) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "course",
		Short: "Build and check courses",
		Long: `course builds a static site from the lessons of a course, checks the lessons,
and validates them against the plans that they were written to.

Exit codes: 0 nothing to mend, 1 findings, 2 wrong usage or configuration,
3 could not go on.`,
		Example: `  course build                 build the site of this project
  course serve                 preview it, with changes as you write
  course check                 find what is wrong in lessons
  course validate              hold lessons against their plans`,
		SilenceErrors: true, SilenceUsage: true,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("course "+strings.TrimPrefix(cmd.CommandPath(), "course ")+" --help lists the flags", "%v", err)
	})
	root.AddCommand(c.buildCommand(), c.checkCommand(), c.validateCommand(), c.serveCommand(), c.astCommand(), c.componentsCommand(), c.diagramCommand(), c.newCommand(), c.explainCommand(), c.versionCommand())
	for _, cmd := range root.Commands() {
		if cmd.Args == nil {
			cmd.Args = noArguments
		}
	}
	return root
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(cmd.CommandPath()+" --help shows its use", "%s takes no arguments, but got %q", cmd.CommandPath(), args[0])
	}
	return nil
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	hint := "course --help lists the commands"
	if near := diag.Nearest(args[0], names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return usage(hint, "there is no command %q", args[0])
}
