package mdx

import "unicode/utf8"

// memo remembers, for one run of lines, where braces close, so that text full
// of opening braces is read once and not once for each of them. The value of
// a brace that never closes is unclosed.
type memo map[int]int

const unclosed = -1

// braces moves the cursor from an opening brace behind the matching closing
// one and reports whether there is one. Strings, template literals, comments,
// regular expressions and markup are skipped as JavaScript reads them (the
// lexical grammar of ECMA-262, section 12), because a brace in them counts
// for nothing.
func (c *cursor) braces(known memo) bool {
	if known != nil {
		if end, ok := known[c.pos]; ok && end == unclosed {
			return false
		}
	}
	l := lexer{cursor: c, regexp: true, known: known}
	start := c.mark()
	if l.skip() {
		return true
	}
	if known != nil {
		for _, b := range l.open {
			if b.at >= 0 {
				known[b.at] = unclosed
			}
		}
	}
	c.reset(start)
	return false
}

// lexer skips JavaScript up to the brace that closes its first.
type lexer struct {
	*cursor
	known memo
	open  []opening
	// regexp says that a slash here starts a regular expression and a
	// less-than sign markup: an operand is expected.
	regexp bool
}

// opening is a construct that is not closed yet.
type opening struct {
	kind byte // '{' brace, '$' substitution, '`' template
	at   int
}

func (l *lexer) skip() bool {
	for {
		b := l.peek()
		if b == eof {
			return false
		}
		if n := len(l.open); n > 0 && l.open[n-1].kind == '`' {
			l.template(b)
			continue
		}
		switch b {
		case '{':
			if end, ok := l.known[l.pos]; len(l.open) >= maxNesting || ok && end == unclosed {
				return false
			}
			l.open = append(l.open, opening{'{', l.pos})
			l.pos++
			l.regexp = true
		case '}':
			l.pos++
			l.open = l.open[:len(l.open)-1]
			l.regexp = false
			if len(l.open) == 0 {
				return true
			}
		case '`':
			l.open = append(l.open, opening{'`', -1})
			l.pos++
		case '"', '\'':
			l.quoted(byte(b))
			l.regexp = false
		case '/':
			if !l.slash() {
				return false
			}
		case '<':
			if !l.regexp || !l.markup() {
				l.pos++
				l.regexp = true
			}
		default:
			l.other(b)
		}
	}
}

// template reads one step inside a template literal.
func (l *lexer) template(b int) {
	switch {
	case b == '\\':
		l.pos++
		if l.pos < l.stop {
			l.pos++
		}
	case b == '`':
		l.pos++
		l.open = l.open[:len(l.open)-1]
		l.regexp = false
	case b == '$' && l.peekAt(1) == '{':
		l.open = append(l.open, opening{'$', -1})
		l.pos += 2
		l.regexp = true
	default:
		l.pos++
	}
}

// quoted skips a string. A quote without partner on its line is an apostrophe
// of some text and counts as a plain character.
func (l *lexer) quoted(quote byte) {
	for i := l.pos + 1; i < l.stop; i++ {
		switch l.src[i] {
		case '\\':
			i++
		case '\n':
			l.pos++
			return
		case quote:
			l.pos = i + 1
			return
		}
	}
	l.pos++
}

// slash skips a comment, a regular expression or a division sign. It returns
// false for a comment without end.
func (l *lexer) slash() bool {
	switch l.peekAt(1) {
	case '/':
		for l.pos < l.stop && l.src[l.pos] != '\n' {
			l.pos++
		}
		return true
	case '*':
		l.pos += 2
		for b := l.peek(); b != eof; b = l.peek() {
			if b == '*' && l.peekAt(1) == '/' {
				l.pos += 2
				return true
			}
			l.pos++
		}
		return false
	}
	if l.regexp && l.pattern() {
		l.regexp = false
		return true
	}
	l.pos++
	l.regexp = true
	return true
}

// markup skips an element with its children, whose text may hold apostrophes
// and slashes that mean nothing to JavaScript.
func (l *lexer) markup() bool {
	if b := l.peekAt(1); b != '>' && !(b != eof && isNameStart(rune(b))) || l.failed[l.pos] || l.markupDepth > maxNesting {
		return false
	}
	start := l.mark()
	l.markupDepth++
	ok := l.elements()
	l.markupDepth--
	if !ok {
		l.reset(start)
		if l.failed == nil {
			l.failed = map[int]bool{}
		}
		l.failed[l.pos] = true
		return false
	}
	l.regexp = false
	return true
}

// elements skips tags, text and expressions until as many tags are closed as
// were opened.
func (l *lexer) elements() bool {
	depth := 0
	for {
		switch l.peek() {
		case eof:
			return false
		case '<':
			s := tagScanner{cursor: l.cursor, known: l.known, official: true, lexing: true}
			t, bad := s.scanTag()
			if t == nil || bad != nil {
				return false
			}
			if t.Close {
				depth--
			} else if !t.SelfClosing {
				depth++
			}
			if depth <= 0 {
				return depth == 0
			}
		case '{':
			if !l.braces(l.known) {
				return false
			}
		default:
			l.pos++
		}
	}
}

// pattern skips a regular expression if one ends on this line.
func (l *lexer) pattern() bool {
	class := false
	for i := l.pos + 1; i < l.stop && l.src[i] != '\n'; i++ {
		switch l.src[i] {
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '/':
			if class {
				continue
			}
			l.pos = i + 1
			return true
		}
	}
	return false
}

// other skips a plain character or a word, and notes whether an operand may
// follow.
func (l *lexer) other(b int) {
	switch {
	case b == ' ' || b == '\t' || b == '\n' || b == '\r':
		l.pos++
	case isWordByte(byte(b)):
		start := l.pos
		for l.pos < l.stop && isWordByte(l.src[l.pos]) {
			l.pos++
		}
		l.regexp = operandFollows(string(l.src[start:l.pos]))
	case b == ')' || b == ']':
		l.pos++
		l.regexp = false
	default:
		l.pos++
		l.regexp = true
	}
}

// operandFollows reports whether a word is an operator or starts a statement,
// so that a slash behind it cannot be a division.
func operandFollows(word string) bool {
	switch word {
	case "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "await", "yield":
		return true
	}
	return false
}

func isWordByte(b byte) bool {
	return b == '_' || b == '$' || b >= utf8.RuneSelf || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
