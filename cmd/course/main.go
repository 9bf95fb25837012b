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
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		OutTerminal: terminal.Of(os.Stdout, os.Getenv), ErrTerminal: terminal.Of(os.Stderr, os.Getenv),
	}
	code := cli.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
