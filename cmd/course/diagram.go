package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"course/pkg/diag"
	"course/pkg/mermaid"
	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/style"
	"course/pkg/report"
	"course/pkg/source"
)

// drawing is the flags of diagram.
type drawing struct {
	*CLI
	out, theme, lang string
	model            bool
}

func (c *CLI) diagramCommand() *cobra.Command {
	d := &drawing{CLI: c}
	cmd := &cobra.Command{
		Use:   "diagram FILE|-",
		Short: "Draw one Mermaid chart as SVG",
		Long: `diagram draws the Mermaid chart in a file, or on standard input, as an SVG that
stands alone, with its own styles. A chart that cannot be drawn gives an error
with line and column, and exit code 1.`,
		Example: `  course diagram flow.mmd -o flow.svg
  course diagram --theme dark - < flow.mmd
  course diagram --model flow.mmd`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("course diagram - reads standard input", "diagram takes one file")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			file, err := c.readInput(args[0])
			if err != nil {
				return err
			}
			return d.draw(file)
		},
	}
	cmd.Flags().StringVarP(&d.out, "output", "o", "", "write to this `file` instead of standard output")
	cmd.Flags().StringVar(&d.theme, "theme", "auto", "`colours`: light, dark, or auto, which follows the reader's system")
	cmd.Flags().StringVar(&d.lang, "lang", "en", "`language` of the description made for those who do not see the chart: en or ru")
	cmd.Flags().BoolVar(&d.model, "model", false, "print what the chart says as JSON, and draw nothing")
	return cmd
}

func (d *drawing) draw(file *source.File) error {
	themes := map[string]style.Theme{"light": style.Light, "dark": style.Dark, "auto": style.Auto}
	theme, ok := themes[d.theme]
	if !ok {
		return usage("", "there is no theme %q: choose light, dark or auto", d.theme)
	}
	var out []byte
	if d.model {
		model, err := mermaid.Model(file.Data)
		if err != nil {
			return d.reject(file, err)
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(model); err != nil {
			return fmt.Errorf("write the model: %w", err)
		}
		out = b.Bytes()
	} else {
		r, err := mermaid.Draw(file.Data, mermaid.Options{Theme: theme, Language: chart.Language(d.lang)})
		if err != nil {
			return d.reject(file, err)
		}
		if err := d.print(file, warnings(file, r.Warnings)); err != nil {
			return err
		}
		out = r.SVG
	}
	return d.write(out)
}

// write puts the result where the flags say, whole or not at all.
func (d *drawing) write(data []byte) error {
	if d.out == "" || d.out == "-" {
		_, err := d.Out.Write(data)
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(d.out), ".diagram-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", d.out, err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", d.out, err)
	}
	if err := os.Rename(f.Name(), d.out); err != nil {
		return fmt.Errorf("write %s: %w", d.out, err)
	}
	return nil
}

// reject prints why a chart cannot be drawn.
func (d *drawing) reject(file *source.File, err error) error {
	found := diag.Diagnostic{Code: "bad-diagram", Severity: diag.Error, Span: diag.Whole(file.Path), Message: err.Error()}
	var at *chart.Error
	var unsupported *chart.Unsupported
	switch {
	case errors.As(err, &at):
		found = finding(file, at, diag.Error)
	case errors.As(err, &unsupported):
		found.Span = diag.Span{File: file.Path, Start: unsupported.Offset, End: unsupported.Offset + len(unsupported.Type)}
		found.Message = fmt.Sprintf("charts of type %s are not drawn", unsupported.Type)
	}
	if err := d.print(file, diag.List{found}); err != nil {
		return err
	}
	return findings()
}

func warnings(file *source.File, list []*chart.Error) diag.List {
	var found diag.List
	for _, w := range list {
		found.Add(finding(file, w, diag.Warning))
	}
	return found
}

func finding(file *source.File, e *chart.Error, severity diag.Severity) diag.Diagnostic {
	return diag.Diagnostic{
		Code: "bad-diagram", Severity: severity, Message: e.Message, Hint: e.Hint,
		Span: diag.Span{File: file.Path, Start: e.Offset, End: e.Offset + e.Length},
	}
}

func (d *drawing) print(file *source.File, found diag.List) error {
	r := report.Report{Findings: found, Sources: oneFile{file}, Files: 1, Style: report.Style{Color: d.ErrTerminal.Color, Width: d.ErrTerminal.Width}}
	return r.Write(d.Err, report.Text)
}
