// Command course builds a site from the lessons of a course, checks them, and
// validates them against their plans.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"course/pkg/internal/terminal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cli := &CLI{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		OutTerminal: terminal.Detect(os.Stdout, os.LookupEnv),
		ErrTerminal: terminal.Detect(os.Stderr, os.LookupEnv),
	}
	os.Exit(cli.Run(ctx, os.Args[1:]))
}
