package highlight

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"course/pkg/diag"
)

// wideColumns is the length of a line above which a block takes the wide
// measure of the theme.
const wideColumns = 72

// Parse reads a fence: its info string and the code between its lines.
func (h *Highlighter) Parse(info, code string) *Block {
	b := &Block{Meta: ParseMeta(info), code: code}
	b.Problems = append(b.Problems, b.Mistakes...)
	b.Lang = h.resolve(b)
	b.Text = normalise(code)
	b.readDiff()
	b.readNotations()
	b.markLines()
	b.readSession()
	b.measure()
	return b
}

// resolve finds the block's language and reports an unknown one.
func (h *Highlighter) resolve(b *Block) Language {
	name, at := b.Language, b.LanguageAt
	if strings.EqualFold(name, "diff") && b.DiffLanguage != "" {
		name, b.Diff = b.DiffLanguage, On
	}
	if name == "" {
		return Language{}
	}
	language, ok := h.lexer.Language(name)
	if ok {
		return language
	}
	hint := "use a known name, or text for code without colours"
	if near := diag.Nearest(name, h.namesLike(name)); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	b.Problems.Add(diag.Diagnostic{
		Code:     "unknown-language",
		Severity: diag.Error,
		Span:     diag.Span{Start: at.Start, End: at.End},
		Message:  fmt.Sprintf("no code language %q", name),
		Hint:     hint,
	})
	return Language{Label: name}
}

// namesLike returns the names whose length is about that of a name, which is
// all that a slip can leave.
func (h *Highlighter) namesLike(name string) []string {
	var like []string
	n := utf8.RuneCountInString(name)
	if n > 40 {
		return nil
	}
	for _, other := range h.lexer.Names() {
		if d := utf8.RuneCountInString(other) - n; d >= -2 && d <= 2 {
			like = append(like, other)
		}
	}
	return like
}

// normalise makes line ends LF and the text valid, and ends it with a line
// end.
func normalise(code string) string {
	if strings.IndexByte(code, '\r') >= 0 {
		code = strings.ReplaceAll(code, "\r\n", "\n")
		code = strings.ReplaceAll(code, "\r", "\n")
	}
	if !utf8.ValidString(code) {
		code = strings.ToValidUTF8(code, "\uFFFD")
	}
	if code != "" && !strings.HasSuffix(code, "\n") {
		code += "\n"
	}
	return code
}

// markLines applies the marks and folds of the info string.
func (b *Block) markLines() {
	b.Lines = strings.Count(b.Text, "\n")
	b.grow(b.Lines)
	for _, m := range b.LineMarks {
		if m.From > b.Lines {
			b.Problems.Add(diag.Diagnostic{
				Code:     "code-meta",
				Severity: diag.Warning,
				Span:     diag.Span{Start: m.At.Start, End: m.At.End},
				Message:  fmt.Sprintf("line %d is marked, but the code has %d", m.From, b.Lines),
				Hint:     "count the lines of the code from 1",
			})
		}
		for n := m.From; n <= min(m.To, b.Lines); n++ {
			l := &b.lines[n-1]
			l.kind = max(l.kind, m.Kind)
			if n == m.From {
				l.label = m.Label
			}
		}
	}
	for _, r := range b.Collapse {
		for n := r.From; n <= min(r.To, b.Lines); n++ {
			b.lines[n-1].fold = true
		}
	}
}

// grow makes room for n lines; blocks without marks stay without.
func (b *Block) grow(n int) {
	if b.lines == nil && len(b.LineMarks)+len(b.Collapse) == 0 {
		return
	}
	for len(b.lines) < n {
		b.lines = append(b.lines, line{})
	}
}

// line returns what is known of a line, from 0.
func (b *Block) line(n int) line {
	if n < len(b.lines) {
		return b.lines[n]
	}
	return line{}
}

func (b *Block) measure() {
	for text := range strings.Lines(b.Text) {
		if len(text) > wideColumns && columns(text) > wideColumns {
			b.Wide = true
			return
		}
	}
}

// columns is the width of a line in the cells of a fixed-width face: two for
// the scripts of East Asia and for a tab.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\n' || unicode.Is(unicode.Mn, r):
		case r == '\t' || r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
			n += 2
		default:
			n++
		}
	}
	return n
}
