package plan_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"course/pkg/internal/explain"
	"course/pkg/plan"
)

// TestExamplesTrigger runs the example of every explanation: the bad one has
// the code, the good one has not.
func TestExamplesTrigger(t *testing.T) {
	for _, code := range plan.Codes() {
		t.Run(code, func(t *testing.T) {
			e, ok := plan.Explain(code)
			if !ok || len(e.Bad) == 0 || len(e.Good) == 0 {
				t.Fatal("no explanation, or no examples")
			}
			if first, _, _ := strings.Cut(e.Text, "\n\n"); len(first) > 200 || e.Text == first && len(e.Bad) == 0 {
				t.Errorf("the first paragraph is a sentence: %q", first)
			}
			if !found(t, code, e.Bad) {
				t.Error("the bad example does not have the code")
			}
			if found(t, code, e.Good) {
				t.Error("the good example has the code")
			}
		})
	}
}

func found(t *testing.T, code string, files []explain.File) bool {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	r := judge(t, fsys, nil, plan.Options{})
	for _, p := range r.Plans {
		for _, c := range p.Checks {
			if c.Code == code && c.State != plan.Met && c.State != plan.Waived {
				return true
			}
		}
	}
	return false
}

// TestEveryCodeIsExplained reads the package's source for words that are used
// as codes.
func TestEveryCodeIsExplained(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	codes := plan.Codes()
	word := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, lit := range codeLiterals(n) {
				if s, err := strconv.Unquote(lit.Value); err == nil && word.MatchString(s) && !slices.Contains(codes, s) {
					t.Errorf("%s: code %q has no explanation", e.Name(), s)
				}
			}
			return true
		})
	}
}

// codeLiterals returns the strings that a node sets a code to.
func codeLiterals(n ast.Node) []*ast.BasicLit {
	var out []*ast.BasicLit
	add := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			out = append(out, lit)
		}
	}
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Code" {
			add(n.Value)
		}
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if s, ok := l.(*ast.SelectorExpr); ok && s.Sel.Name == "Code" && i < len(n.Rhs) {
				add(n.Rhs[i])
			}
		}
	case *ast.CallExpr:
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "problem" && len(n.Args) > 0 {
			add(n.Args[0])
		}
	}
	return out
}
