package highlight

import (
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Chroma is the Lexer over chroma's registry of languages.
type Chroma struct {
	known sync.Map // lower-case name -> found; unknown names too, for they are dear to look up
	names sync.Once
	all   []string
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

// Tokens appends the tokens of text.
func (c *Chroma) Tokens(dst []Token, language Language, text string) []Token {
	from := len(dst)
	lexer := lexers.Get(language.ID)
	if lexer == nil {
		return dst
	}
	dst, err := tokenise(dst, lexer, text)
	if err != nil {
		return dst[:from]
	}
	return dst
}

// tokenise runs a chroma lexer as it is. A lexer may panic on what it has not
// foreseen; then the code stays plain.
func tokenise(dst []Token, lexer chroma.Lexer, text string) (out []Token, err error) {
	from := len(dst)
	defer func() {
		if recover() != nil {
			out, err = dst[:from], errLexer
		}
	}()
	next, err := lexer.Tokenise(nil, text)
	if err != nil {
		return dst, err
	}
	at := 0
	for t := next(); t != chroma.EOF; t = next() {
		at += len(t.Value)
		dst = append(dst, Token{End: at, Role: roleOf(t.Type)})
	}
	return dst, nil
}
