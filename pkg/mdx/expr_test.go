package mdx

import (
	"encoding/json"
	"testing"
)

// TestEval evaluates what authors write in braces, and refuses the rest.
func TestEval(t *testing.T) {
	scope := func(name string) (any, bool) {
		if name == "frontmatter" {
			return map[string]any{"a": map[string]any{"b": "c"}, "list": []any{"x", "y"}}, true
		}
		return nil, false
	}
	for _, test := range []struct{ in, want, what string }{
		{in: `1`, want: `1`},
		{in: `-1.5e3`, want: `-1500`},
		{in: `0x10`, want: `16`},
		{in: `1_000`, want: `1000`},
		{in: `"a\n\u0041\x42"`, want: `"a\nAB"`},
		{in: `'a"b'`, want: `"a\"b"`},
		{in: "`a\n b`", want: `"a\n b"`},
		{in: "`a ${1 + 2} b`", want: `"a 3 b"`},
		{in: `true`, want: `true`},
		{in: `!true`, want: `false`},
		{in: `null`, want: `null`},
		{in: `undefined`, want: `null`},
		{in: `[1, 'b', [true],]`, want: `[1,"b",[true]]`},
		{in: `{a: 1, "b-c": {d: [2]}, e,}`, what: "the name e"},
		{in: `{a: 1, "b-c": {d: [2]}, 3: 4,}`, want: `{"3":4,"a":1,"b-c":{"d":[2]}}`},
		{in: `"a" + 'b' + 1`, want: `"ab1"`},
		{in: `1 + 2`, want: `3`},
		{in: `frontmatter.a.b`, want: `"c"`},
		{in: `frontmatter["a"].b`, want: `"c"`},
		{in: `frontmatter.list[1]`, want: `"y"`},
		{in: `frontmatter?.list?.length`, want: `2`},
		{in: `(("a"))`, want: `"a"`},
		{in: `{...{a: 1}, b: 2}`, want: `{"a":1,"b":2}`},
		{in: `[...[1], 2]`, want: `[1,2]`},
		{in: `/* c */ 1 // d`, want: `1`},
		{in: `x`, what: "the name x"},
		{in: `f(1)`, what: "a call"},
		{in: `() => 1`, what: "a function"},
		{in: `async (a, {b}) => { return "}" }`, what: "a function"},
		{in: `function () { return /}/ }`, what: "a function"},
		{in: `a ? 1 : 2`, what: "a conditional"},
		{in: `[1].map((x) => <li key={x}>{x}</li>)`, what: "a call"},
		{in: `a && b`, what: "the operator &&"},
		{in: `new Date()`, what: "a call"},
		{in: `/a}/g`, what: "a regular expression"},
	} {
		e, err := ParseExpr(test.in)
		if err != nil || e == nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		v, what := e.Eval(scope)
		if what != test.what {
			t.Errorf("%s: not evaluated because of %q, want %q", test.in, what, test.what)
			continue
		}
		got, _ := json.Marshal(v)
		if test.what == "" && string(got) != test.want {
			t.Errorf("%s = %s, want %s", test.in, got, test.want)
		}
	}
}

// TestNoExpression refuses what cannot be an expression, at the right place.
func TestNoExpression(t *testing.T) {
	for in, offset := range map[string]int{
		`a b`: 1, `#x`: 0, `: x`: 0, `% if %`: 0, `if (a) {}`: 0, `1 +`: 3, `"a`: 0, `[1, 2`: 5, `{a: }`: 4, `a,`: 2,
	} {
		_, err := ParseExpr(in)
		e, ok := err.(*ExprError)
		if !ok {
			t.Errorf("%q is taken for an expression", in)
			continue
		}
		if e.Offset != offset {
			t.Errorf("%q: error at %d, want %d: %s", in, e.Offset, offset, e.Message)
		}
	}
	for _, in := range []string{"", " ", "/* c */", "// c\n", "\n\t"} {
		if e, err := ParseExpr(in); e != nil || err != nil {
			t.Errorf("%q is not empty: %v %v", in, e, err)
		}
	}
}

// FuzzExpr parses and evaluates any text.
func FuzzExpr(f *testing.F) {
	for _, s := range []string{`{a: [1, "b"]}`, "`a${b}c`", `() => {}`, `<a b={c}>{d}</a>`, `a ? b : c`, `/x/`, `((((`, `{...a}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseExpr(s)
		if err == nil && e != nil {
			e.Eval(nil)
		}
	})
}
