package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
	"golang.org/x/sync/errgroup"
)

// floor renders the first floorLessons lessons of a project with goldmark, its GFM extension and
// chroma, writes an .html file to the folder floor, and does nothing else.
func floor(dir string) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(fences{chromahtml.New(chromahtml.WithClasses(true))}, 100))),
	)
	content, lessons := filepath.Join(dir, "content"), 0
	err := filepath.WalkDir(content, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".mdx" {
			return err
		}
		if lessons++; lessons > floorLessons {
			return fs.SkipAll
		}
		to := filepath.Join(dir, "floor", strings.TrimPrefix(strings.TrimSuffix(path, ".mdx"), content)+".html")
		group.Go(func() error { return render(markdown, path, to) })
		return nil
	})
	if waited := group.Wait(); err == nil {
		err = waited
	}
	if err != nil {
		return fmt.Errorf("render the floor: %w", err)
	}
	return nil
}

func render(markdown goldmark.Markdown, path, to string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := markdown.Convert(text, &out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
}

// fences renders code blocks with chroma.
type fences struct{ formatter *chromahtml.Formatter }

// RegisterFuncs implements renderer.NodeRenderer.
func (f fences) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, f.render)
}

func (f fences) render(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := node.(*ast.FencedCodeBlock)
	lexer := lexers.Get(string(block.Language(source)))
	if lexer == nil {
		lexer = lexers.Fallback
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, string(block.Lines().Value(source)))
	if err != nil {
		return ast.WalkStop, err
	}
	return ast.WalkSkipChildren, f.formatter.Format(w, styles.Fallback, tokens)
}
