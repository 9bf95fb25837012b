package highlight

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2/lexers"
)

// Chroma is the Lexer over chroma's registry of languages.
type Chroma struct {
	known sync.Map // lower-case name -> found; unknown names too, for they are dear to look up
	names sync.Once
	all   []string

	engine engine
	runs   sync.Pool // of *run
}

type found struct {
	language Language
	ok       bool
}

// NewChroma returns a Lexer with all languages that chroma knows.
func NewChroma() *Chroma { return &Chroma{} }

// Language resolves a name, alias, file extension or file name.
func (c *Chroma) Language(name string) (Language, bool) {
	name = strings.ToLower(name)
	if f, ok := c.known.Load(name); ok {
		return f.(found).language, f.(found).ok
	}
	f := lookUp(name)
	c.known.Store(strings.Clone(name), f)
	return f.language, f.ok
}

func lookUp(name string) found {
	if len(name) > 64 {
		return found{}
	}
	if slices.Contains(plainNames(), name) {
		return found{language: Language{Label: plainLabel(name)}, ok: true}
	}
	if slices.Contains(sessionNames(), name) {
		return found{language: Language{ID: "Bash", Label: "bash", Session: true}, ok: true}
	}
	if to, ok := otherNames()[name]; ok {
		name = to
	}
	if strings.ContainsAny(name, "*?[\\/") {
		name = name[strings.LastIndexByte(name, '/')+1:]
		if strings.ContainsAny(name, "*?[\\") {
			return found{}
		}
	}
	l := lexers.Get(name)
	if l == nil {
		return found{}
	}
	id := l.Config().Name
	if id == "plaintext" || id == "fallback" {
		return found{language: Language{}, ok: true}
	}
	return found{language: Language{ID: id, Label: label(id, name)}, ok: true}
}

// Names returns every name and alias, sorted.
func (c *Chroma) Names() []string {
	c.names.Do(func() {
		all := slices.Concat(lexers.Aliases(true), plainNames(), sessionNames())
		for name := range otherNames() {
			all = append(all, name)
		}
		slices.Sort(all)
		c.all = slices.Compact(all)
	})
	return c.all
}

// Tokens appends the tokens of text. What takes too many steps, or a lexer
// that stumbles, leaves the text plain.
func (c *Chroma) Tokens(dst []Token, language Language, text string) []Token {
	l := c.engine.load(language.ID)
	if l.lexer == nil {
		return dst
	}
	r, _ := c.runs.Get().(*run)
	if r == nil {
		r = &run{engine: &c.engine}
	}
	defer c.runs.Put(r)
	runes := []rune(text)
	if err := r.all(l, runes); err != nil {
		return dst
	}
	return appendTokens(dst, r.pieces, runes, len(runes) == len(text))
}

// all runs a lexer over a whole text.
func (r *run) all(l *loaded, text []rune) error {
	r.pieces = r.pieces[:0]
	r.steps = stepsBase + stepsPerRune*len(text)
	return r.other(l, text, 0, false, -1)
}

// appendTokens turns pieces, which count runes and may overlap where groups
// of a pattern do, into tokens, which count bytes and follow each other.
func appendTokens(dst []Token, pieces []piece, runes []rune, ascii bool) []Token {
	at, offset := 0, 0 // the same place in runes and in bytes
	move := func(to int) int {
		if ascii {
			offset += to - at
		} else {
			for _, c := range runes[at:to] {
				offset += utf8.RuneLen(c)
			}
		}
		at = to
		return offset
	}
	for _, p := range pieces {
		if p.end <= at {
			continue
		}
		if p.start > at {
			dst = append(dst, Token{End: move(p.start)})
		}
		end := min(p.end, len(runes))
		dst = append(dst, Token{End: move(end), Role: roleOf(p.token)})
	}
	return dst
}
