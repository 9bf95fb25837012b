package highlight

import (
	"regexp"
	"strconv"
	"strings"
)

// notation is the reader of what authors write into comments of the code:
// `[!code ++]` (VitePress, Shiki) and `highlight-next-line` (Docusaurus,
// Gatsby). The comments are taken out.
type notation struct {
	out   strings.Builder
	lines []line
	// pending marks of the lines to come, and the open range.
	pending MarkKind
	count   int
	open    MarkKind
	found   bool
}

func (b *Block) readNotations() {
	if !strings.Contains(b.Text, "code ") && !strings.Contains(b.Text, "highlight-") {
		return
	}
	n := notation{}
	i := 0
	for text := range strings.Lines(b.Text) {
		l := b.line(i)
		i++
		n.read(b, strings.TrimSuffix(text, "\n"), l)
	}
	if n.found {
		b.Text, b.lines = n.out.String(), n.lines
	}
}

func (n *notation) read(b *Block, text string, l line) {
	if n.magic(text) {
		n.found = true
		return
	}
	rest, kind, count := n.bracket(b, text)
	if rest != text {
		n.found = true
		if strings.TrimSpace(rest) == "" {
			n.pending, n.count = kind, max(count, 1)
			return // alone on its line: it speaks of the next ones
		}
		if kind != MarkNone {
			n.pending, n.count = kind, max(count, 1)
		}
	}
	if n.count > 0 {
		l.kind = max(l.kind, n.pending)
		n.count--
	} else {
		l.kind = max(l.kind, n.open)
	}
	n.out.WriteString(rest)
	n.out.WriteByte('\n')
	n.lines = append(n.lines, l)
}

// The openings and ends of comments in the usual languages.
const (
	commentOpen = `(?://|#|--|;+|%|/\*+|\{\s*/\*+|<!--|'|REM|rem)`
	commentEnd  = `(?:\*/\s*\}?|-->)?`
)

// patterns are compiled once; they are never changed.
var (
	magicLine    = regexp.MustCompile(`^\s*` + commentOpen + `\s*highlight-(next-line|start|end)\s*` + commentEnd + `\s*$`)
	magicTail    = regexp.MustCompile(`\s*` + commentOpen + `\s*highlight-line\s*` + commentEnd + `\s*$`)
	bracketTail  = regexp.MustCompile(`\s*` + commentOpen + `\s*\[!code ([a-z+-]+)(?::(\d{1,6}))?\]\s*` + commentEnd + `\s*$`)
	bracketInner = regexp.MustCompile(`\s*\[!code ([a-z+-]+)(?::(\d{1,6}))?\](\s*` + commentEnd + `\s*)$`)
	bracketWord  = regexp.MustCompile(`\s*` + commentOpen + `\s*\[!code word:([^\]]{1,200})\]\s*` + commentEnd + `\s*$`)
)

// magic reads a line that is nothing but a Docusaurus comment.
func (n *notation) magic(text string) bool {
	if !strings.Contains(text, "highlight-") {
		return false
	}
	m := magicLine.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	switch m[1] {
	case "next-line":
		n.pending, n.count = MarkLook, 1
	case "start":
		n.open = MarkLook
	case "end":
		n.open = MarkNone
	}
	return true
}

// bracket reads a notation at the end of a line and returns the line without
// it. An escaped one, `[\!code ++]`, loses its backslash and means nothing.
func (n *notation) bracket(b *Block, text string) (rest string, kind MarkKind, count int) {
	if at := strings.Index(text, `[\!code `); at >= 0 {
		return text[:at+1] + text[at+2:], MarkNone, 0
	}
	if strings.Contains(text, "highlight-line") {
		if loc := magicTail.FindStringIndex(text); loc != nil {
			return text[:loc[0]], MarkLook, 1
		}
	}
	if !strings.Contains(text, "[!code ") {
		return text, MarkNone, 0
	}
	if m := bracketWord.FindStringSubmatchIndex(text); m != nil {
		word := text[m[2]:m[3]]
		if at := strings.LastIndexByte(word, ':'); at > 0 {
			if _, err := strconv.Atoi(word[at+1:]); err == nil {
				word = word[:at]
			}
		}
		b.TextMarks = append(b.TextMarks, TextMark{Kind: MarkLook, Text: word})
		return text[:m[0]], MarkNone, 0
	}
	m, tail := bracketTail.FindStringSubmatchIndex(text), ""
	if m == nil {
		if m = bracketInner.FindStringSubmatchIndex(text); m == nil {
			return text, MarkNone, 0
		}
		tail = text[m[6]:m[7]]
	}
	kind = bracketKind(text[m[2]:m[3]])
	if kind == MarkNone {
		return text, MarkNone, 0
	}
	if m[4] >= 0 {
		count, _ = strconv.Atoi(text[m[4]:m[5]])
	}
	return strings.TrimRight(text[:m[0]]+tail, " \t"), kind, max(count, 1)
}

func bracketKind(word string) MarkKind {
	switch word {
	case "++":
		return MarkInsert
	case "--":
		return MarkDelete
	case "highlight", "hl", "focus", "warning", "error", "info":
		return MarkLook
	}
	return MarkNone
}
