package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"course/pkg/check"
	"course/pkg/diag"
	"course/pkg/plan"
)

func (c *CLI) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain CODE",
		Short: "Say what a finding means and what to do",
		Long: `explain says what a code of build, check or validate means, why it matters and
what to do, with an example. Without a code it lists all of them.`,
		Example: `  course explain broken-link
  course explain`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return allCodes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := fmt.Fprintln(c.Out, strings.Join(allCodes(), "\n"))
				return err
			}
			text, ok := explanation(args[0])
			if !ok {
				hint := "course explain lists all codes"
				if near := diag.Nearest(args[0], allCodes()); near != "" {
					hint = fmt.Sprintf("did you mean %q?", near)
				}
				return usage(hint, "there is no code %q", args[0])
			}
			_, err := fmt.Fprint(c.Out, text)
			return err
		},
	}
}

// explanation looks a code up, in all packages that report some.
func explanation(code string) (string, bool) {
	if e, ok := check.Explain(code); ok {
		return e.String(), true
	}
	e, ok := plan.Explain(code)
	return e.String(), ok
}

func allCodes() []string {
	codes := append(check.Codes(), plan.Codes()...)
	slices.Sort(codes)
	return slices.Compact(codes)
}
