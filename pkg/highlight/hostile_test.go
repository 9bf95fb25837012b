package highlight

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// TestHostile: whatever the code is, it is shown whole.
func TestHostile(t *testing.T) {
	h := New(Options{MaxBytes: 100_000})
	for name, test := range map[string]struct{ info, code string }{
		"exponential name":   {"rust", strings.Repeat(strings.Repeat("A", 60)+"0a ", 200)},
		"deep brackets":      {"json", strings.Repeat("[", 50_000)},
		"deep strings":       {"bash", strings.Repeat("$(", 20_000)},
		"too large":          {"go", strings.Repeat("x := 1\n", 30_000)},
		"invalid text":       {"js", "a\xff\xfe\x00\x01b\r\nc\rd"},
		"fences in markdown": {"md", strings.Repeat("```md\n", 200)},
		"one long line":      {"python", strings.Repeat("'", 99_999)},
		"many marks":         {"js " + strings.Repeat(`"a" /a/ `, 100), strings.Repeat("aaaaaaa\n", 500)},
		"running pattern":    {"text /(?=(a+)+$)b/", strings.Repeat("a", 5000)},
	} {
		t.Run(name, func(t *testing.T) {
			b := h.Parse(test.info, test.code)
			out := h.AppendLines(nil, b)
			if !utf8.Valid(out) {
				t.Error("the output is no UTF-8")
			}
			want := strings.Map(func(r rune) rune {
				if r < 0x20 && r != '\n' && r != '\t' {
					return 0x2400 + r
				}
				return r
			}, b.Text)
			if got := textOf(t, string(out)); got != want {
				t.Errorf("the text differs: %s", cmp.Diff(want[:min(2000, len(want))], got[:min(2000, len(got))]))
			}
		})
	}
}

// textOf returns the text of HTML.
func textOf(t *testing.T, source string) string {
	t.Helper()
	var text strings.Builder
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return text.String()
		case html.TextToken:
			text.WriteString(html.UnescapeString(string(z.Raw())))
		}
	}
}

// panicking is a lexer that stumbles.
type panicking struct{ chroma.Lexer }

func TestStumblingLexer(t *testing.T) {
	r := run{engine: &engine{}}
	err := r.foreign([]rune("x"), 0, func() (chroma.Iterator, error) { panic(panicking{}) })
	if !errors.Is(err, errLexer) {
		t.Errorf("error %v", err)
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache(10_000)
	for i := range 1000 {
		key := cacheKey{"js", strings.Repeat("x", i)}
		c.put(key, make([]byte, 100))
		size := 0
		for _, m := range []map[cacheKey][]byte{c.young, c.old} {
			for k, v := range m {
				size += len(k.code) + len(v)
			}
		}
		if size > 10_000 {
			t.Fatalf("%d bytes are kept", size)
		}
	}
}

func TestCacheGivesTheSame(t *testing.T) {
	h := New(Options{})
	const info, code = "js {1} title=a.js", "const a = 1 // [!code ++]\n"
	first := h.AppendLines(nil, h.Parse(info, code))
	again := h.AppendLines(nil, h.Parse(info, code))
	if diff := cmp.Diff(string(first), string(again)); diff != "" {
		t.Error(diff)
	}
}

func FuzzLines(f *testing.F) {
	f.Add(`js {1,3-5} title="a" "x" /y/ ins={2}`, "a // [!code ++]\n# highlight-start\n")
	f.Add(`diff lang="ts" collapse={1-2}`, "+a\n-b\n c\n")
	f.Add("console", "$ a \\\n> b\nout\n")
	h := New(Options{CacheBytes: -1})
	f.Fuzz(func(t *testing.T, info, code string) {
		if len(info) > 500 || len(code) > 2000 {
			return
		}
		b := h.Parse(info, code)
		checkPlaces(t, &b.Meta)
		for _, p := range b.Problems {
			if p.Span.Start < 0 || p.Span.End > len(info) || p.Span.End < p.Span.Start {
				t.Errorf("finding outside: %+v", p)
			}
		}
		if out := string(h.AppendLines(nil, b)); strings.Count(out, "\n") != b.Lines {
			t.Errorf("%d lines of %d", strings.Count(out, "\n"), b.Lines)
		}
	})
}

// TestRealMeta: info strings of real courses have no mistakes.
func TestRealMeta(t *testing.T) {
	h := New(Options{})
	unknown := map[string]int{}
	for _, f := range realFences(t) {
		for _, p := range h.Parse(f.info, f.code).Problems {
			unknown[f.info+": "+p.Message]++
		}
	}
	for what, n := range unknown {
		t.Errorf("%d: %s", n, what)
	}
}

// TestConcurrent: many lessons are coloured at once, from a cold start.
func TestConcurrent(t *testing.T) {
	const code = "# a\nname: \"x\" # {y}\nfor i in range(3): print(i)\n"
	names := []string{"yaml", "python", "bash", "js", "go", "markdown", "html", "sql", "console"}
	one := New(Options{})
	want := map[string]string{}
	for _, name := range names {
		want[name] = string(one.AppendLines(nil, one.Parse(name, code)))
	}
	h := New(Options{CacheBytes: 2000})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, name := range names {
				if got := string(h.AppendLines(nil, h.Parse(name, code))); got != want[name] {
					t.Errorf("%s: %s", name, cmp.Diff(want[name], got))
				}
			}
		})
	}
	wg.Wait()
}
