package mermaid_test

import (
	"context"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	extension "go.abhg.dev/goldmark/mermaid"

	"course/pkg/mermaid"
	"course/pkg/mermaid/style"
)

// TestCompiler renders a chart through the goldmark extension.
func TestCompiler(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(&extension.Extender{
		RenderMode: extension.RenderModeServer,
		Compiler:   mermaid.Compiler{Options: mermaid.Options{IDPrefix: "p1-", Language: "ru"}},
	}))
	var b strings.Builder
	if err := md.Convert([]byte("```mermaid\nflowchart LR\n  A[Снимок] --> B[Поток]\n```\n"), &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<svg", `role="img"`, `aria-labelledby="p1-t"`, "Снимок → Поток", ">Поток</text>"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing in\n%s", want, b.String())
		}
	}
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (mermaid.Compiler{}).Compile(canceled, &extension.CompileRequest{Source: "pie"}); err == nil {
		t.Error("a cancelled request is compiled")
	}
}

// TestThemes holds that a standalone SVG carries its colours and one in a
// page none, and that author's fills get labels that can be read.
func TestThemes(t *testing.T) {
	const source = "flowchart LR\n  A:::x --> B\n  classDef x fill:#036,color:#049"
	for _, theme := range []style.Theme{style.Page, style.Light, style.Dark, style.Auto} {
		r, err := mermaid.Draw([]byte(source), mermaid.Options{Theme: theme})
		if err != nil {
			t.Fatal(err)
		}
		if has := strings.Contains(string(r.SVG), "--mm-fill:"); has != (theme != style.Page) {
			t.Errorf("theme %q: colours: %v", theme, has)
		}
		if !strings.Contains(string(r.SVG), `fill="#fff" text-anchor="middle">A</text>`) {
			t.Errorf("theme %q: the label on a dark fill is not white:\n%s", theme, r.SVG)
		}
	}
}

// TestLinks holds that links are reported where they stand.
func TestLinks(t *testing.T) {
	const source = "%% top\nflowchart LR\n  A --> B\n  click A \"../02-next.mdx\" \"Дальше\"\n  click B \"javascript:x\""
	r, err := mermaid.Draw([]byte(source), mermaid.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Links) != 1 || r.Links[0].URL != "../02-next.mdx" || !strings.HasPrefix(source[r.Links[0].Offset:], "../02-next.mdx") || r.Links[0].Line != 4 {
		t.Errorf("links: %+v", r.Links)
	}
	if len(r.Warnings) != 1 || strings.Contains(string(r.SVG), "javascript") {
		t.Errorf("warnings: %v", r.Warnings)
	}
}
