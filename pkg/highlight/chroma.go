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
	once  sync.Once
	all   []string          // every name and alias, sorted
	named map[string]string // lower-case name, alias, extension or file name -> name that chroma finds

	engine engine
	runs   sync.Pool // of *run
}

// NewChroma returns a Lexer with all languages that chroma knows.
func NewChroma() *Chroma { return &Chroma{} }

// prepare lists the names once. Chroma itself would go through the file
// patterns of all languages for each unknown name.
func (c *Chroma) prepare() {
	c.named = map[string]string{}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		config := l.Config()
		for _, glob := range slices.Concat(config.Filenames, config.AliasFilenames) {
			name := strings.TrimPrefix(glob, "*.")
			if !strings.ContainsAny(name, "*?[") {
				c.named[strings.ToLower(name)] = name
			}
		}
	}
	for _, name := range lexers.Names(true) {
		c.named[strings.ToLower(name)] = name
	}
	all := slices.Concat(lexers.Aliases(true), plainNames(), sessionNames())
	for name, to := range otherNames() {
		all = append(all, name)
		c.named[name] = to
	}
	slices.Sort(all)
	c.all = slices.Compact(all)
}

// Language resolves a name, alias, file extension or file name.
func (c *Chroma) Language(name string) (Language, bool) {
	c.once.Do(c.prepare)
	name = strings.ToLower(name)
	if slices.Contains(plainNames(), name) {
		return Language{Label: plainLabel(name)}, true
	}
	if slices.Contains(sessionNames(), name) {
		return Language{ID: "Bash", Label: "bash", Session: true}, true
	}
	base := name[strings.LastIndexByte(name, '/')+1:]
	to, ok := c.named[base]
	if !ok && strings.Contains(base, ".") {
		base = base[strings.LastIndexByte(base, '.')+1:]
		to, ok = c.named[base]
	}
	if !ok {
		return Language{}, false
	}
	l := c.engine.load(to).lexer
	if l == nil {
		return Language{}, false
	}
	id := l.Config().Name
	if id == "plaintext" || id == "fallback" {
		return Language{}, true
	}
	return Language{ID: id, Label: label(id, base)}, true
}

// Names returns every name and alias, sorted.
func (c *Chroma) Names() []string {
	c.once.Do(c.prepare)
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
	r.text = r.text[:0]
	for _, c := range text {
		r.text = append(r.text, c)
	}
	if err := r.all(l, r.text); err != nil {
		return dst
	}
	return appendTokens(dst, r.pieces, r.text, len(r.text) == len(text))
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
