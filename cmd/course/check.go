package main

import (
	"github.com/spf13/cobra"

	"course/pkg/site"
)

func (c *CLI) checkCommand() *cobra.Command {
	p := &project{cli: c}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find what is wrong in lessons",
		Long: `check reads all lessons, resolves their links and prerequisites and applies the
content rules. It writes nothing. It says what build would say.`,
		Example: `  course check
  course check --strict --format github
  course check --format sarif --report findings.sarif`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.open(cmd); err != nil {
				return err
			}
			s, stop, err := p.session(site.Options{CheckOnly: true})
			defer stop()
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.Update(cmd.Context(), nil); err != nil {
				return err
			}
			stop()
			if err := p.needLessons(s); err != nil {
				return err
			}
			if err := p.print(s.Diagnostics(), s.Lessons(), ""); err != nil {
				return err
			}
			return p.verdict(s.Diagnostics())
		},
	}
	p.directoryFlag(cmd.Flags())
	p.siteFlags(cmd.Flags())
	p.reportFlags(cmd.Flags())
	return cmd
}
