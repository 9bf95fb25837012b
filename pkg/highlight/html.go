package highlight

import (
	"strconv"
	"strings"
)

// AppendLines appends one element for each line of the block: span, mark, ins
// or del with the class "line", which holds the line and its line end.
//
// Lines of a collapsed range also have the class "fold", the first of them
// data-fold with their number. Where numbers are on and do not start at 1,
// each line has its number in data-n.
func (h *Highlighter) AppendLines(dst []byte, b *Block) []byte {
	key := cacheKey{b.Info, b.code}
	if html, ok := h.cache.get(key); ok {
		return append(dst, html...)
	}
	start := len(dst)
	w := lineWriter{dst: dst, block: b, text: b.Text}
	w.write(merge(h.tokens(b), b.Text), b.spans())
	h.cache.put(key, w.dst[start:])
	return w.dst
}

func (h *Highlighter) tokens(b *Block) []Token {
	switch {
	case b.session && len(b.Text) <= h.maxBytes:
		return h.sessionTokens(nil, b)
	case b.Lang.Plain() || len(b.Text) > h.maxBytes:
		return nil
	}
	return h.lexer.Tokens(make([]Token, 0, len(b.Text)/6+8), b.Lang, b.Text)
}

// merge joins neighbours of one role, across the blanks between them, and
// drops the roles that need no element.
func merge(tokens []Token, text string) []Token {
	out := tokens[:0]
	at := 0
	for _, t := range tokens {
		t.End = min(t.End, len(text))
		if t.End <= at {
			continue
		}
		if t.Role.class() == "" || t.Role != Error && isBlank(text[at:t.End]) {
			t.Role = Plain
		}
		start := at
		at = t.End
		n := len(out)
		if n > 0 && out[n-1].Role == t.Role {
			out[n-1].End = t.End
			continue
		}
		if n > 1 && t.Role != Plain && t.Role != Error && out[n-1].Role == Plain &&
			out[n-2].Role == t.Role && isBlank(text[out[n-2].End:start]) {
			out[n-2].End = t.End
			out = out[:n-1]
			continue
		}
		out = append(out, t)
	}
	return out
}

func isBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' && s[i] != '\t' && s[i] != '\n' {
			return false
		}
	}
	return true
}

// lineWriter writes lines of tokens with marks inside.
type lineWriter struct {
	dst    []byte
	block  *Block
	text   string
	tokens []Token
	marks  []span
	at     int
}

func (w *lineWriter) write(tokens []Token, marks []span) {
	w.tokens, w.marks = tokens, marks
	for n := 0; w.at < len(w.text); n++ {
		end := len(w.text)
		if i := strings.IndexByte(w.text[w.at:], '\n'); i >= 0 {
			end = w.at + i
		}
		l := w.block.line(n)
		w.open(n, l)
		w.line(end)
		w.dst = append(w.dst, '\n')
		w.dst = append(w.dst, "</"+element(l.kind)+">"...)
		w.at = end + 1
	}
}

func element(kind MarkKind) string {
	switch kind {
	case MarkLook:
		return "mark"
	case MarkInsert:
		return "ins"
	case MarkDelete:
		return "del"
	}
	return "span"
}

func (w *lineWriter) open(n int, l line) {
	w.dst = append(w.dst, '<')
	w.dst = append(w.dst, element(l.kind)...)
	if l.fold {
		w.dst = append(w.dst, ` class="line fold"`...)
		if n == 0 || !w.block.line(n-1).fold {
			to := n
			for w.block.line(to).fold {
				to++
			}
			w.dst = append(w.dst, ` data-fold="`...)
			w.dst = strconv.AppendInt(w.dst, int64(to-n), 10)
			w.dst = append(w.dst, '"')
		}
	} else {
		w.dst = append(w.dst, ` class="line"`...)
	}
	if w.block.Numbers == On && w.block.Start > 1 {
		w.dst = append(w.dst, ` data-n="`...)
		w.dst = strconv.AppendInt(w.dst, int64(w.block.Start+n), 10)
		w.dst = append(w.dst, '"')
	}
	if l.label != "" {
		w.dst = append(w.dst, ` data-label="`...)
		w.dst = appendEscaped(w.dst, l.label, true)
		w.dst = append(w.dst, '"')
	}
	w.dst = append(w.dst, '>')
}

// line writes the pieces up to end, each cut at tokens and marks.
func (w *lineWriter) line(end int) {
	for w.at < end {
		for len(w.marks) > 0 && w.marks[0].end <= w.at {
			w.marks = w.marks[1:]
		}
		if len(w.marks) == 0 || w.marks[0].start >= end {
			w.pieces(end)
			return
		}
		m := w.marks[0]
		w.pieces(m.start)
		w.dst = append(w.dst, "<"+element(m.kind)+">"...)
		w.pieces(min(m.end, end))
		w.dst = append(w.dst, "</"+element(m.kind)+">"...)
	}
}

func (w *lineWriter) pieces(end int) {
	for w.at < end {
		for len(w.tokens) > 0 && w.tokens[0].End <= w.at {
			w.tokens = w.tokens[1:]
		}
		stop, role := end, Plain
		if len(w.tokens) > 0 {
			stop, role = min(end, w.tokens[0].End), w.tokens[0].Role
		}
		w.piece(w.text[w.at:stop], role)
		w.at = stop
	}
}

func (w *lineWriter) piece(text string, role Role) {
	class := role.class()
	if class == "" {
		w.dst = appendEscaped(w.dst, text, false)
		return
	}
	if role != Prompt && role != Error { // blanks at the start need no colour
		n := len(text) - len(strings.TrimLeft(text, " \t"))
		w.dst = append(w.dst, text[:n]...)
		if text = text[n:]; text == "" {
			return
		}
	}
	w.dst = append(w.dst, `<span class="`...)
	w.dst = append(w.dst, class...)
	w.dst = append(w.dst, '"', '>')
	w.dst = appendEscaped(w.dst, text, false)
	w.dst = append(w.dst, "</span>"...)
}

// appendEscaped appends text for HTML. Control characters, which HTML cannot
// hold, are shown by their pictures.
func appendEscaped(dst []byte, text string, attribute bool) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 0x40 && c != 0x7F && c != 0xC2 {
			continue
		}
		size, with := 1, ""
		switch {
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '"' && attribute:
			with = "&quot;"
		case c == 0x7F:
			with = "\u2421"
		case c < 0x20 && c != '\t' && c != '\n':
			with = string(rune(0x2400 + int(c)))
		case c == 0xC2 && i+1 < len(text) && text[i+1] < 0xA0: // C1
			size, with = 2, "\uFFFD"
		default:
			continue
		}
		dst = append(dst, text[from:i]...)
		dst = append(dst, with...)
		i += size - 1
		from = i + 1
	}
	return append(dst, text[from:]...)
}
