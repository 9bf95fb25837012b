package highlight

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// chromaSamples returns chroma's own test material: texts by language, with
// which chroma tests its lexers.
func chromaSamples(t *testing.T) map[string][]string {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	samples := map[string][]string{}
	root := filepath.Join(strings.TrimSpace(string(out)), "lexers", "testdata")
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".actual" {
			return err
		}
		name := filepath.Base(filepath.Dir(path))
		if name == "testdata" {
			name = strings.TrimSuffix(filepath.Base(path), ".actual")
		}
		data, err := os.ReadFile(path)
		samples[name] = append(samples[name], string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return samples
}

// TestEngineIsChroma compares the engine with chroma, token by token, over
// chroma's samples: each sample with its own lexer, and, where the corpus is
// here, real fences with theirs.
func TestEngineIsChroma(t *testing.T) {
	compared, bytes, foreign := 0, 0, []string{}
	e := &engine{}
	for name, texts := range chromaSamples(t) {
		lexer := lexers.Get(name)
		if lexer == nil {
			continue
		}
		if e.load(name).program == nil {
			foreign = append(foreign, name)
			continue
		}
		for _, text := range texts {
			compareLexers(t, e, name, text)
			compared++
			bytes += len(text)
		}
	}
	names := NewChroma()
	for _, f := range realFences(t) {
		name := ParseMeta(f.info).Language
		if l, ok := names.Language(name); ok && !l.Plain() && e.load(l.ID).program != nil {
			compareLexers(t, e, l.ID, f.code)
			compared++
			bytes += len(f.code)
		}
	}
	t.Logf("%d texts of %d bytes are equal; chroma runs %v itself", compared, bytes, foreign)
	if compared < 200 || len(foreign) > 40 {
		t.Errorf("only %d texts were compared", compared)
	}
}

func compareLexers(t *testing.T, e *engine, name, text string) {
	t.Helper()
	text = normalise(text)
	want := wantTokens(lexers.Get(name), text)
	runes := []rune(text)
	r := run{engine: e}
	got := []string{}
	if err := r.all(e.load(name), runes); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for i, p := range r.pieces {
		// chroma joins what follows each other with one type
		if i > 0 && r.pieces[i-1].token == p.token {
			got[len(got)-1] += string(runes[p.start:min(p.end, len(runes))])
			continue
		}
		got = append(got, p.token.String()+" "+string(runes[p.start:min(p.end, len(runes))]))
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("%s: token %d of %d and %d: got %q, want %q", name, i, len(got), len(want), at(got, i), at(want, i))
			return
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(nothing)"
}

func wantTokens(lexer chroma.Lexer, text string) (want []string) {
	defer func() {
		if p := recover(); p != nil {
			want = append(want, fmt.Sprint("panic ", p))
		}
	}()
	next, err := lexer.Tokenise(nil, text)
	if err != nil {
		return []string{err.Error()}
	}
	var last chroma.TokenType
	for tok := next(); tok != chroma.EOF; tok = next() {
		if tok.Value == "" || tok.Type == chroma.Ignore {
			continue
		}
		if len(want) > 0 && last == tok.Type {
			want[len(want)-1] += tok.Value
			continue
		}
		last = tok.Type
		want = append(want, tok.Type.String()+" "+tok.Value)
	}
	return want
}

// FuzzEngineIsChroma compares the two on texts that are no programs.
func FuzzEngineIsChroma(f *testing.F) {
	names := []string{"json", "yaml", "bash", "sql", "python", "java", "js", "ts", "go", "properties", "html", "css", "docker", "markdown", "c", "rust", "ruby", "xml", "toml", "hcl"}
	for i, name := range names {
		f.Add(i, name+" {\"a\": [1, 'b']} # `c`\n<d e=\"f\">\n")
	}
	e := &engine{}
	f.Fuzz(func(t *testing.T, i int, text string) {
		if len(text) < 200 && i >= 0 {
			compareLexers(t, e, names[i%len(names)], text)
		}
	})
}
