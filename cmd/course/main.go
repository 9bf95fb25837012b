// Command course builds a site from the lessons of a course, checks them, and
// validates them against their plans.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"course/pkg/report"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cli := &CLI{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		OutTerminal: report.TerminalOf(os.Stdout, os.Getenv), ErrTerminal: report.TerminalOf(os.Stderr, os.Getenv),
	}
	code := cli.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
