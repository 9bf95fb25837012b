package highlight

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// sharedRoot is the folder of test material that is not part of the
// repository.
func sharedRoot() string {
	if dir := os.Getenv("COURSE_SHARED"); dir != "" {
		return dir
	}
	return "../../../shared"
}

// fence is one fenced block of a real course.
type fence struct{ info, code string }

// realFences returns the fences of the shared corpus. It is a plain reading,
// enough for measuring.
func realFences(tb testing.TB) []fence {
	var all []fence
	err := filepath.WalkDir(filepath.Join(sharedRoot(), "corpus"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(filepath.Ext(path), ".md") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		all = append(all, fencesOf(string(data))...)
		return nil
	})
	if err != nil {
		tb.Logf("left out: no shared corpus: %v", err)
		return nil
	}
	return all
}

func fencesOf(text string) []fence {
	var all []fence
	var open string
	var f fence
	for l := range strings.Lines(text) {
		trimmed := strings.TrimSpace(l)
		switch {
		case open == "" && strings.HasPrefix(trimmed, "```"):
			open = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, "`"))]
			f = fence{info: strings.TrimSpace(trimmed[len(open):])}
		case open != "" && trimmed == open:
			all = append(all, f)
			open = ""
		case open != "":
			f.code += l
		}
	}
	return all
}

func benchFences(b *testing.B) []fence {
	all := realFences(b)
	if all == nil {
		b.Skip("the shared corpus is not here")
	}
	return all
}

func BenchmarkLines(b *testing.B) {
	all := benchFences(b)
	h := New(Options{CacheBytes: -1})
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		size := 0
		for _, f := range all {
			dst = h.AppendLines(dst[:0], h.Parse(f.info, f.code))
			size += len(f.code)
		}
		b.SetBytes(int64(size))
	}
}

// BenchmarkChromaHTML is the same work by chroma and its own formatter.
func BenchmarkChromaHTML(b *testing.B) {
	all := benchFences(b)
	formatter := html.New(html.WithClasses(true))
	style := styles.Get("github")
	names := NewChroma()
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		size := 0
		for _, f := range all {
			m := ParseMeta(f.info)
			lexer := lexers.Fallback
			if l, ok := names.Language(m.Language); ok && !l.Plain() {
				lexer = lexers.Get(l.ID)
			}
			it, err := chroma.Coalesce(lexer).Tokenise(nil, f.code)
			if err != nil {
				b.Fatal(err)
			}
			out.Reset()
			if err := formatter.Format(&out, style, it); err != nil {
				b.Fatal(err)
			}
			size += len(f.code)
		}
		b.SetBytes(int64(size))
	}
}
