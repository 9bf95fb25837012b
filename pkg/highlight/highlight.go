// Package highlight turns the code of a fence into HTML.
//
// It does three things, each of which can be used alone:
//
//   - ParseMeta reads the info string of a fence in the forms that authors
//     bring from elsewhere (Expressive Code, Docusaurus, Nextra, VitePress,
//     mdBook, Hugo, Hugging Face) and keeps what it does not know;
//   - Highlighter.Parse adds the code: it resolves the language, takes the
//     notations out of the code (`[!code ++]`, `highlight-next-line`), reads a
//     diff, and tells a terminal session from a program;
//   - Highlighter.AppendLines writes one element for each line, with the
//     tokens reduced to the twelve roles of the theme.
//
// The figure around the lines, with the title and the label of the language,
// is a component of the theme. A block is used like this:
//
//	h := highlight.New(highlight.Options{})
//	b := h.Parse(`js title="app.js" {2}`, "const a = 1\nrun(a)\n")
//	html = h.AppendLines(html, b)
//	for _, p := range b.Problems { … } // spans are offsets in the info string
//
// Nothing here fails: what cannot be coloured is written as plain text, and
// what an author should mend is in Block.Problems.
//
// The colours come from chroma's lexers behind the small interface Lexer.
// They run on an engine of this package (engine.go, package backtrack), which
// gives the same tokens in a fraction of the time and counts steps where
// chroma looks at the clock, so that the output never depends on the machine.
package highlight

import (
	"strings"

	"course/pkg/diag"
)

// Lexer tells the roles of the parts of a text. It must be safe for
// concurrent use.
type Lexer interface {
	// Language resolves a name, alias or file extension, in any case.
	Language(name string) (Language, bool)
	// Names returns every name and alias that Language knows, for
	// did-you-mean.
	Names() []string
	// Tokens appends the tokens of text, which has only LF line ends and is
	// valid UTF-8. Tokens follow each other without gaps; a rest without
	// token is plain.
	Tokens(dst []Token, language Language, text string) []Token
}

// Language is a language that a Lexer knows.
type Language struct {
	// ID is the lexer's own name of the language; empty for plain text.
	ID string
	// Label is the name that learners read: "JSON", "Go", "C++".
	Label string
	// Session says that the code is a terminal session: prompts, commands
	// and their output.
	Session bool
}

// Plain reports whether the language has nothing to colour.
func (l Language) Plain() bool { return l.ID == "" }

// Token is a piece of text, up to the byte offset End, that plays a role.
type Token struct {
	End  int
	Role Role
}

// Options of a Highlighter.
type Options struct {
	// Lexer gives the tokens. Defaults to chroma's lexers.
	Lexer Lexer
	// CacheBytes bounds the memory for code that was coloured before.
	// Negative switches the memory off. Defaults to 16 MB.
	CacheBytes int
	// MaxBytes is the size above which code is not coloured. Defaults to
	// 512 KB.
	MaxBytes int
}

// Highlighter colours code. It is safe for concurrent use.
type Highlighter struct {
	lexer    Lexer
	maxBytes int
	cache    *cache
}

// New returns a Highlighter.
func New(o Options) *Highlighter {
	if o.Lexer == nil {
		o.Lexer = NewChroma()
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 512 << 10
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = 16 << 20
	}
	h := &Highlighter{lexer: o.Lexer, maxBytes: o.MaxBytes}
	if o.CacheBytes > 0 {
		h.cache = newCache(o.CacheBytes)
	}
	return h
}

// Block is one fence: what its info string says and its code.
type Block struct {
	Meta
	// Language of the code, resolved. Plain where the name is unknown.
	Lang Language
	// Text is the code without its notations, with LF line ends, ending with
	// a line end unless it is empty. It is what a learner should copy, but
	// for the prompts and output of a session.
	Text string
	// Lines is the number of lines of Text.
	Lines int
	// Wide says that a line is longer than the text column takes.
	Wide bool
	// Problems are findings about the info string; their spans are offsets in
	// it, with no file.
	Problems diag.List

	code    string // as given, for the cache
	lines   []line
	session bool
}

// Session reports whether the block is a terminal session.
func (b *Block) Session() bool { return b.session }

// Terminal reports whether the block is to look like a terminal: because it
// is a session, or because the author says so.
func (b *Block) Terminal() bool {
	switch b.Frame {
	case "terminal":
		return true
	case "code", "none":
		return false
	}
	return b.session || b.Lang.Session
}

// DataName returns the name under which an Attr can stand in HTML, after
// "data-": lower-case letters, digits and hyphens. It is empty for a name
// that leaves nothing.
func DataName(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && b.Len() > 0:
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// line is what is known of one line but for its text.
type line struct {
	kind  MarkKind
	label string
	fold  bool // inside a collapsed range
}
