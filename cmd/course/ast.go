package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"course/pkg/diag"
	"course/pkg/lesson"
	"course/pkg/markdown"
	"course/pkg/report"
	"course/pkg/source"
	"course/pkg/theme"
)

func (c *CLI) astCommand() *cobra.Command {
	p := &project{cli: c, format: "text"}
	official, plain := false, false
	cmd := &cobra.Command{
		Use:   "ast FILE|-",
		Short: "Print a lesson's syntax tree as JSON",
		Long: `ast parses one lesson and prints its tree as JSON in the terms of mdast. Input
that is rejected gives errors with line and column, and exit code 1.`,
		Example: `  course ast content/course/01-intro/01-cdc.mdx
  echo '<Callout type="tip">Text</Callout>' | course ast -
  course ast --official lesson.mdx`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("course ast - reads standard input", "ast takes one file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.open(cmd); err != nil {
				return err
			}
			file, err := c.readInput(args[0])
			if err != nil {
				return err
			}
			md, err := p.astMarkdown(official)
			if err != nil {
				return err
			}
			return c.printTree(md, file, plain || filepath.Ext(args[0]) == ".md" && p.cfg.Content.Markdown == "md")
		},
	}
	p.directoryFlag(cmd.Flags())
	cmd.Flags().BoolVar(&official, "official", false, "accept and reject as the reference implementation of MDX does")
	cmd.Flags().BoolVar(&plain, "md", false, "read the input as Markdown, not MDX")
	return cmd
}

// readInput reads a file of the command line, or standard input for "-".
func (c *CLI) readInput(name string) (*source.File, error) {
	if name == "-" {
		data, err := io.ReadAll(io.LimitReader(c.In, lesson.MaxSize+1))
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return source.NewFile("<stdin>", data), nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, usage("", "%v", err)
	}
	return source.NewFile(filepath.ToSlash(name), data), nil
}

// theme loads the built-in templates and those of the project.
func (p *project) theme() (*theme.Theme, error) {
	layers := []theme.Layer{theme.Default()}
	own := filepath.Join(p.root, "templates")
	if info, err := os.Stat(own); err == nil && info.IsDir() {
		layers = append(layers, theme.Layer{FS: os.DirFS(own), Path: "templates"})
	}
	t, _, err := theme.Load(layers, theme.Options{})
	return t, err
}

// astMarkdown knows the built-in components and those of the project.
func (p *project) astMarkdown(official bool) (*markdown.Markdown, error) {
	t, err := p.theme()
	if err != nil {
		return nil, err
	}
	o := markdown.Options{Components: t.Components()}
	if official || p.cfg.MDX.Dialect == "official" {
		o.Dialect = markdown.Official
	}
	return markdown.New(o), nil
}

func (c *CLI) printTree(md *markdown.Markdown, file *source.File, plain bool) error {
	parsed, found := lesson.Parse(md, file, lesson.Options{MarkdownIsMDX: !plain})
	if parsed.Rejected() {
		found.Sort()
		r := report.Report{Findings: onlyErrors(found), Sources: oneFile{file}, Files: 1, Style: report.Style{Color: c.ErrTerminal.Color, Width: c.ErrTerminal.Width}}
		if err := r.Write(c.Err, report.Text); err != nil {
			return err
		}
		return findings()
	}
	tree, err := md.AST(parsed.Doc)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "%s\n", tree)
	return err
}

func onlyErrors(found diag.List) diag.List {
	var list diag.List
	for _, d := range found {
		if d.Severity == diag.Error {
			list.Add(d)
		}
	}
	return list
}

// oneFile is the source of findings in a file that may lie anywhere.
type oneFile struct{ file *source.File }

func (o oneFile) File(path string) *source.File {
	if path == o.file.Path {
		return o.file
	}
	return nil
}
