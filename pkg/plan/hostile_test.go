package plan_test

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"course/pkg/plan"
	"course/pkg/source"
)

const front = "---\nphase: 15-ops\nplan: 02\nmust_haves:\n"

// hostile are plans that nobody writes by mistake. Each has to be judged, or
// refused with a finding, in bounded time and memory.
func hostile() map[string]string {
	var artifacts strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&artifacts, "    - path: a%d\n", i)
	}
	alternation := make([]string, 1000)
	for i := range alternation {
		alternation[i] = fmt.Sprintf("word%d.*", i)
	}
	bomb := front + "  a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("  %c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 10), ", "))
	}
	return map[string]string{
		"empty":            "",
		"only dashes":      "---",
		"10,000 artifacts": front + "  artifacts:\n" + artifacts.String() + "---\n",
		"line of 1 MB":     front + "  artifacts: [a.txt]\n---\n" + strings.Repeat("x ", 1<<19-200),
		"tags of 1 MB":     front + "  artifacts: [a.txt]\n---\n" + strings.Repeat("<task>", 170_000),
		"fences":           front + "  artifacts: [a.txt]\n---\n" + strings.Repeat("```\n", 100_000),
		"open fences":      front + "  artifacts: [a.txt]\n---\n" + strings.Repeat("```x\n", 150_000),
		"code spans":       front + "  artifacts: [a.txt]\n---\n<task>" + strings.Repeat("` `` ", 200_000),
		"asks":             front + "  artifacts: [content/c/m/01-a.mdx]\n---\n<task type=\"auto\"><files>content/c/m/01-a.mdx</files>\n<action>\n" + strings.Repeat("- type=\"tip\": gtid_mode\n", 20_000) + "</action></task>\n",
		"waivers":          front + "  artifacts: [b.txt]\n---\n" + strings.Repeat("<!-- plan-ok: contains x -->\n", 30_000),
		"too large":        strings.Repeat("x", 1<<20+1),
		"deep flow":        front + "  artifacts: " + strings.Repeat("[", 20_000) + "\n---\n",
		"deep block":       front + "  artifacts:\n" + strings.Repeat(" ", 100) + strings.Repeat("- ", 15_000) + "x\n---\n",
		"alias bomb":       bomb + "  artifacts: *j\n  truths: *j\n---\n",
		"alias of itself":  front + "  artifacts: &a [*a]\n---\n",
		"all lines broken": front + strings.Repeat("  - \"a\\.b\" c: 'd\n", 2500) + "---\n",
		"no line is YAML":  "---\n" + strings.Repeat("}{\n", 15_000) + "---\n",
		"alternation":      front + "  artifacts:\n    - path: a.txt\n      contains: \"" + strings.Join(alternation, "|") + "\"\n---\n",
		"expression":       front + "  artifacts:\n    - path: a.txt\n      contains: [\"(((a{100}){100}){100}){100}\", \"(x+x+)+y\"]\n---\n",
		"control bytes":    "---\n\x00\x01\xff\xfe: \x7f\n---\n<\x00task>",
		"many stars":       front + "  artifacts:\n    - path: \"" + strings.Repeat("*a", 2000) + "\"\n---\n",
		"binary":           front + "  artifacts:\n    - path: bin.dat\n      contains: [x, \"a.*b\"]\n      exports: [y]\n  key_links:\n    - {from: bin.dat, to: a.txt, pattern: \"q.*z\"}\n---\n",
	}
}

func TestHostilePlans(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":                {Data: []byte(strings.Repeat("x", 1<<20))},
		"bin.dat":              {Data: bytes.Repeat([]byte{0, 1, 2, 0xff}, 1<<18)},
		"content/c/m/01-a.mdx": {Data: []byte("---\ntitle: a\n---\n\n<Callout type=\"tip\">\nx\n</Callout>\n")},
	}
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			f := source.NewFile(".planning/phases/15-ops/15-02-PLAN.md", []byte(text))
			r := plan.Validate(newBench(fsys), []plan.Input{{File: f, Named: true}}, plan.Options{})
			if r.Plans[0].State == plan.Met || len(r.Plans[0].Checks) == 0 {
				if !strings.Contains(name, "MB") && !strings.Contains(name, "fences") && name != "code spans" && name != "waivers" {
					t.Errorf("%s with %d checks", r.Plans[0].State, len(r.Plans[0].Checks))
				}
			}
			var b bytes.Buffer
			if err := r.WriteText(&b, plan.TextOptions{Verbose: true}); err != nil {
				t.Fatal(err)
			}
			if b.Len() > 32<<20 {
				t.Errorf("the report has %d bytes", b.Len())
			}
			if err := r.WriteJSON(&b, plan.JSONOptions{Matrix: true}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// FuzzValidate judges any bytes as a plan over the lessons of the cases:
// positions have to lie in the file, and both forms of the report be made.
func FuzzValidate(f *testing.F) {
	for _, text := range hostile() {
		if len(text) < 4000 {
			f.Add([]byte(text))
		}
	}
	fsys := fstest.MapFS{"a.txt": {Data: []byte("x\n")}, "bin.dat": {Data: []byte{0, 1}}}
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, "PLAN.md") {
				f.Add(file.Data)
			} else if strings.HasPrefix(file.Name, "content/") && len(file.Data) > 400 {
				fsys[file.Name] = &fstest.MapFile{Data: file.Data}
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile(".planning/phases/15-ops/15-02-PLAN.md", data)
		r := plan.Validate(newBench(fsys), []plan.Input{{File: file, Named: true}}, plan.Options{})
		for _, p := range r.Plans {
			for _, c := range p.Checks {
				if c.At.File == file.Path && (c.At.Start > len(data) || c.At.End > len(data) || c.At.Start > c.At.End) {
					t.Errorf("%s at %d to %d of %d bytes", c.Code, c.At.Start, c.At.End, len(data))
				}
			}
			p.Fixed()
			r.SummaryFile(&p)
		}
		if err := r.WriteText(io.Discard, plan.TextOptions{Verbose: true, Matrix: true}); err != nil {
			t.Fatal(err)
		}
		if err := r.WriteJSON(io.Discard, plan.JSONOptions{Matrix: true}); err != nil {
			t.Fatal(err)
		}
	})
}
