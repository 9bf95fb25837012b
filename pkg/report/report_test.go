package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/internal/testkit"
	"course/pkg/report"
)

var update = flag.Bool("update", false, "rewrite the wanted output")

// written is a finding as the cases write it: places are given by the text
// that stands there.
type written struct {
	Code, Severity, File, At, Message, Hint string
	Empty                                   bool // only the start of At
	Related                                 []written
	Fix                                     []struct{ At, Text string }
}

// options of a case: which formats, how wide.
type options struct {
	Formats []report.Format
	Width   int
	Color   bool
	Strict  bool
	Prefix  string
	Files   int
}

func TestCases(t *testing.T) {
	testkit.Run(t, "testdata/*.txtar", *update, func(t *testing.T, c *testkit.Case) {
		o := options{Formats: []report.Format{report.Text}}
		if text, ok := c.File("options"); ok {
			if err := yaml.Unmarshal([]byte(text), &o); err != nil {
				t.Fatal(err)
			}
		}
		r := caseReport(t, c, o)
		for _, format := range o.Formats {
			var out bytes.Buffer
			if err := r.Write(&out, format); err != nil {
				t.Fatal(err)
			}
			checkSchema(t, format, out.Bytes())
			got := out.String()
			if format == report.JSON {
				got = indent(t, out.Bytes())
			}
			c.Want("want."+string(format), strings.ReplaceAll(got, "\x1b", "ESC"))
		}
		if len(o.Formats) > 1 {
			c.Want("want.summary", r.Summary())
		}
	})
}

func caseReport(t *testing.T, c *testkit.Case, o options) report.Report {
	t.Helper()
	text, _ := c.File("findings")
	var list []written
	if err := yaml.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	files := c.FS()
	var found diag.List
	for _, w := range list {
		found.Add(w.diagnostic(t, files))
	}
	return report.Report{
		Findings: found, Sources: report.FromFS(files), Files: o.Files, Strict: o.Strict, Prefix: o.Prefix,
		Style: report.Style{Color: o.Color, Width: o.Width},
		Tool:  report.Tool{Name: "course", Version: "1.2.3", Explain: explain},
	}
}

func explain(code string) string {
	if code == "broken-link" {
		return "A link leads nowhere."
	}
	return ""
}

func (w written) diagnostic(t *testing.T, files fs.FS) diag.Diagnostic {
	d := diag.Diagnostic{Code: w.Code, Severity: diag.Error, Span: w.span(t, files), Message: w.Message, Hint: w.Hint}
	if w.Severity == "warning" {
		d.Severity = diag.Warning
	}
	for _, related := range w.Related {
		d.Related = append(d.Related, diag.Related{Span: related.span(t, files), Message: related.Message})
	}
	for _, edit := range w.Fix {
		at := written{File: w.File, At: edit.At}.span(t, files)
		d.Fix = append(d.Fix, diag.Edit{Start: at.Start, End: at.End, Text: edit.Text})
	}
	return d
}

func (w written) span(t *testing.T, files fs.FS) diag.Span {
	t.Helper()
	if w.At == "" {
		return diag.Whole(w.File)
	}
	data, err := fs.ReadFile(files, w.File)
	if err != nil {
		return diag.Span{File: w.File, Start: 10, End: 20} // a file that went away
	}
	start := strings.Index(string(data), w.At)
	if start < 0 {
		t.Fatalf("%s does not hold %q", w.File, w.At)
	}
	span := diag.Span{File: w.File, Start: start, End: start + len(w.At)}
	if w.Empty {
		span.End = start
	}
	return span
}

func indent(t *testing.T, data []byte) string {
	t.Helper()
	if n := bytes.Count(data, []byte("\n")); n != 1 {
		t.Errorf("JSON is %d lines, want one object on one line", n)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestParseFormat(t *testing.T) {
	for _, f := range report.Formats() {
		if got, err := report.ParseFormat(string(f)); err != nil || got != f {
			t.Errorf("ParseFormat(%q) = %q, %v", f, got, err)
		}
	}
	_, err := report.ParseFormat("jsn")
	if err == nil || !strings.Contains(err.Error(), `did you mean "json"?`) {
		t.Errorf("ParseFormat(jsn) says %v", err)
	}
}

// FuzzText holds the layout to its promises: every line fits, nothing acts on
// the terminal, the marks stand below the excerpt.
func FuzzText(f *testing.F) {
	f.Add("a\tb\u0301 日本 👩‍👩‍👧 x", 2, 5, 40)
	f.Add("\x1b[31m\u202e\xff", 0, 1, 20)
	f.Add(strings.Repeat("слово ", 100), 300, 400, 60)
	f.Fuzz(func(t *testing.T, text string, start, end, width int) {
		if start < 0 || end < start || width < 40 || width > 500 || len(text) > 4096 {
			return
		}
		files := testFS(text)
		r := report.Report{
			Findings: diag.List{{Code: "c", Severity: diag.Error, Message: "m", Span: diag.Span{File: "a", Start: start, End: end}}},
			Sources:  report.FromFS(files), Style: report.Style{Width: width},
		}
		var out strings.Builder
		if err := r.Write(&out, report.Text); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u202e' }) {
				t.Errorf("%s acts on a terminal", strconv.Quote(line))
			}
			if w := displayWidth(line); w > width {
				t.Errorf("%d cells wide, want at most %d: %s", w, width, strconv.Quote(line))
			}
		}
	})
}
