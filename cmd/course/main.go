// Command course builds a site from the lessons of a course, checks them, and
// validates them against their plans.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"course/pkg/report"
)

// gcPercent trades a few percent of CPU for a third of the memory: what a
// build keeps of all lessons is small, but grows with the course.
const gcPercent = 60

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
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
