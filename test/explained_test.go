package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"course/pkg/check"
	"course/pkg/plan"
)

// kebab is the form of a code.
var kebab = regexp.MustCompile(`^[a-z]+[0-9]?(?:-[a-z0-9]+)*$`)

// TestCodesAreExplained looks for all codes that the sources can report:
// values of a Code field, constants that are named after a code, what is given
// for a parameter named code, and records whose first field is a code.
func TestCodesAreExplained(t *testing.T) {
	explained := append(check.Codes(), plan.Codes()...)
	reported := map[string]string{}
	for dir, files := range sources(t, "pkg") {
		takes := map[string]int{}
		for _, f := range files {
			codeParameters(f, takes)
		}
		for _, f := range files {
			reportedCodes(f, takes, func(code string) { reported[code] = dir })
		}
	}
	if len(reported) < 100 {
		t.Errorf("only %d codes were recognised", len(reported))
	}
	for code, dir := range reported {
		if !slices.Contains(explained, code) {
			t.Errorf("%s can report %q, which `course explain` does not know", dir, code)
		}
	}
}

// sources parses the Go files below a folder of the repository that are not
// tests, by folder.
func sources(t *testing.T, root string) map[string][]*ast.File {
	t.Helper()
	all := map[string][]*ast.File{}
	err := filepath.WalkDir(filepath.Join(repository, root), func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		all[filepath.Dir(p)] = append(all[filepath.Dir(p)], f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// codeParameters adds the functions and methods with a parameter named code,
// and its place; and the records that start with a code, under "type" and name.
func codeParameters(f *ast.File, takes map[string]int) {
	note := func(name string, fn *ast.FuncType) {
		at := 0
		for _, field := range fn.Params.List {
			for _, n := range field.Names {
				if n.Name == "code" && isString(field.Type) {
					takes[name] = at
				}
				at++
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			note(n.Name.Name, n.Type)
		case *ast.TypeSpec:
			if st, ok := n.Type.(*ast.StructType); ok && len(st.Fields.List) > 0 {
				if names := st.Fields.List[0].Names; len(names) > 0 && names[0].Name == "code" {
					takes["type "+n.Name.Name] = 0
				}
			}
		case *ast.AssignStmt: // add := func(code string, …) { … }
			if id, ok := n.Lhs[0].(*ast.Ident); ok {
				if fn, ok := n.Rhs[0].(*ast.FuncLit); ok {
					note(id.Name, fn.Type)
				}
			}
		}
		return true
	})
}

func isString(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "string"
}

func reportedCodes(f *ast.File, takes map[string]int, found func(string)) {
	literal := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil && kebab.MatchString(s) {
				found(s)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(id.Name, "code") {
				literal(n.Value)
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if i < len(n.Rhs) && namesCode(left) {
					literal(n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) && strings.HasPrefix(name.Name, "code") {
					literal(n.Values[i])
				}
			}
		case *ast.CompositeLit:
			if id, ok := n.Type.(*ast.Ident); ok && len(n.Elts) > 0 {
				if _, ok := takes["type "+id.Name]; ok {
					literal(n.Elts[0])
				}
			}
		case *ast.CallExpr:
			if at, ok := takes[called(n)]; ok && at < len(n.Args) {
				literal(n.Args[at])
			}
		}
		return true
	})
}

// namesCode tells variables and fields for codes.
func namesCode(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "code"
	case *ast.SelectorExpr:
		return strings.EqualFold(e.Sel.Name, "code")
	}
	return false
}

// called is the bare name of the function that a call calls.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
