package test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are the packages from the ground up: a package imports only those
// that stand above it in this list. A sub-package stands where its parent
// does.
var layers = strings.Fields(`
	diag source config report mdx mermaid highlight markdown lesson course
	plan check search theme publish cache site export serve lsp scaffold`)

type goPackage struct {
	Dir, ImportPath string
	Imports         []string
	GoFiles         []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=Dir,ImportPath,Imports,GoFiles", "./...")
	cmd.Dir = repository
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// layer returns the place of a package of pkg in the list, -1 for others.
func layer(path string) int {
	name, ok := strings.CutPrefix(path, "course/pkg/")
	if !ok {
		return -1
	}
	name, _, _ = strings.Cut(name, "/")
	return slices.Index(layers, name)
}

// TestLayers proves the architecture: dependencies point one way.
func TestLayers(t *testing.T) {
	all := packages(t)
	if len(all) < 10 {
		t.Fatalf("go list names %d packages only", len(all))
	}
	for _, p := range all {
		internal := strings.HasPrefix(p.ImportPath, "course/pkg/internal/")
		if strings.HasPrefix(p.ImportPath, "course/pkg/") && !internal && layer(p.ImportPath) < 0 {
			t.Errorf("%s has no place in the list of layers", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if problem := forbidden(p.ImportPath, imported); problem != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, problem)
			}
		}
	}
}

// forbidden says why a package must not import another one, "" where it may.
func forbidden(path, imported string) string {
	if imported == "github.com/spf13/viper" && path != "course/pkg/config" {
		return "only config knows viper"
	}
	if !strings.HasPrefix(imported, "course/") {
		return ""
	}
	from, to := layer(path), layer(imported)
	switch {
	case strings.HasPrefix(path, "course/cmd/"):
		return ""
	case strings.HasPrefix(path, "course/test"):
		if !strings.HasPrefix(imported, "course/test") {
			return "these tests see the binary alone"
		}
	case path == "course/templates":
		return "templates import nothing of ours"
	case imported == "course/templates":
		if path != "course/pkg/theme" {
			return "only theme imports templates"
		}
	case strings.HasPrefix(path, "course/pkg/internal/"):
		if to < 0 || to > slices.Index(layers, "source") {
			return "internal packages import diag and source at most"
		}
	case strings.HasPrefix(imported, "course/pkg/internal/"):
	case to < 0 || to > from:
		return "it stands below"
	}
	return ""
}

// TestHabits holds the code of cmd and pkg to what style asks for: no init,
// no panic, no log, and os.Exit in main alone.
func TestHabits(t *testing.T) {
	for _, p := range packages(t) {
		if strings.HasPrefix(p.ImportPath, "course/test") || strings.HasPrefix(p.ImportPath, "course/pkg/internal/testkit") {
			continue
		}
		for _, name := range p.GoFiles {
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			complain := func(n ast.Node, what string) {
				at := set.Position(n.Pos())
				rel, _ := filepath.Rel(repository, at.Filename)
				t.Errorf("%s:%d: %s", filepath.ToSlash(rel), at.Line, what)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				habit(n, p.ImportPath, complain)
				return true
			})
		}
	}
}

func habit(n ast.Node, path string, complain func(ast.Node, string)) {
	switch n := n.(type) {
	case *ast.ImportSpec:
		if n.Path.Value == `"log"` || n.Path.Value == `"log/slog"` {
			complain(n, "imports log")
		}
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			complain(n, "has an init function")
		}
	case *ast.CallExpr:
		switch f := n.Fun.(type) {
		case *ast.Ident:
			if f.Name == "panic" {
				complain(n, "panics")
			}
		case *ast.SelectorExpr:
			if x, ok := f.X.(*ast.Ident); ok && x.Name == "os" && f.Sel.Name == "Exit" && path != "course/cmd/course" {
				complain(n, "calls os.Exit")
			}
		}
	}
}

// TestForbidden proves that the rules can fail.
func TestForbidden(t *testing.T) {
	for _, tt := range []struct {
		path, imported string
		allowed        bool
	}{
		{"course/pkg/lesson", "course/pkg/markdown", true},
		{"course/pkg/markdown", "course/pkg/lesson", false},
		{"course/pkg/mermaid/sequence", "course/pkg/mermaid/svg", true},
		{"course/pkg/mermaid/svg", "course/pkg/theme", false},
		{"course/pkg/theme", "course/templates", true},
		{"course/pkg/site", "course/templates", false},
		{"course/templates", "course/pkg/diag", false},
		{"course/pkg/internal/yamlpos", "course/pkg/source", true},
		{"course/pkg/internal/yamlpos", "course/pkg/lesson", false},
		{"course/pkg/site", "course/cmd/course", false},
		{"course/pkg/site", "github.com/spf13/viper", false},
		{"course/test/bench", "course/pkg/site", false},
		{"course/cmd/course", "course/pkg/site", true},
	} {
		if problem := forbidden(tt.path, tt.imported); (problem == "") != tt.allowed {
			t.Errorf("%s imports %s: %q", tt.path, tt.imported, problem)
		}
	}
}
