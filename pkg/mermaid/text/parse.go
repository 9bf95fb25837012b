package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// builder collects the spans of a label.
type builder struct {
	label Label
	line  Line
	// bold and italic count open tags and delimiters.
	bold, italic, code, under int
	// literal is set where "\n" written out breaks no line.
	literal bool
}

func (b *builder) write(s string) {
	if s == "" {
		return
	}
	sp := Span{Text: DecodeEntities(s), Bold: b.bold > 0, Italic: b.italic > 0, Code: b.code > 0, Under: b.under > 0}
	if n := len(b.line); n > 0 {
		last := b.line[n-1]
		last.Text = ""
		same := sp
		same.Text = ""
		if last == same {
			b.line[n-1].Text += sp.Text
			return
		}
	}
	b.line = append(b.line, sp)
}

func (b *builder) breakLine() {
	b.label = append(b.label, trimLine(b.line))
	b.line = nil
}

func (b *builder) done() Label {
	b.breakLine()
	// Empty lines at both ends are not drawn.
	for len(b.label) > 1 && len(b.label[len(b.label)-1]) == 0 {
		b.label = b.label[:len(b.label)-1]
	}
	for len(b.label) > 1 && len(b.label[0]) == 0 {
		b.label = b.label[1:]
	}
	return b.label
}

func trimLine(l Line) Line {
	for len(l) > 0 {
		l[0].Text = strings.TrimLeft(l[0].Text, " \t")
		if l[0].Text != "" {
			break
		}
		l = l[1:]
	}
	for len(l) > 0 {
		n := len(l) - 1
		l[n].Text = strings.TrimRight(l[n].Text, " \t")
		if l[n].Text != "" {
			break
		}
		l = l[:n]
	}
	return l
}

// plain writes text that holds no tag, breaking at line ends and at "\n"
// written out.
func (b *builder) plain(s string) {
	for {
		i := strings.IndexByte(s, '\n')
		j := -1
		if !b.literal {
			j = strings.Index(s, `\n`)
		}
		if i < 0 && j < 0 {
			b.write(s)
			return
		}
		n := 1
		if i < 0 || j >= 0 && j < i {
			i, n = j, 2
		}
		b.write(s[:i])
		b.breakLine()
		s = s[i+n:]
	}
}

// parseHTML calls text for every piece between tags.
func parseHTML(s string, text func(*builder, string)) Label {
	var b builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		n, name, closing := tag(s[i:])
		if n == 0 {
			// No tag: the "<" belongs to the text.
			k := strings.IndexByte(s[i+1:], '<')
			if k < 0 {
				break
			}
			text(&b, s[:i+1+k])
			s = s[i+1+k:]
			continue
		}
		text(&b, s[:i])
		b.tag(name, closing)
		s = s[i+n:]
	}
	text(&b, s)
	return b.done()
}

// tag returns the length and name of the tag that s starts with.
func tag(s string) (n int, name string, closing bool) {
	i := 1
	if i < len(s) && s[i] == '/' {
		closing = true
		i++
	}
	start := i
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > start && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == start {
		return 0, "", false
	}
	name = strings.ToLower(s[start:i])
	end := strings.IndexByte(s[i:], '>')
	if end < 0 || !knownTags[name] {
		return 0, "", false
	}
	return i + end + 1, name, closing
}

// knownTags are the elements that are read as such; anything else in angle
// brackets is text.
var knownTags = map[string]bool{
	"b": true, "strong": true, "i": true, "em": true, "u": true, "code": true, "br": true, "p": true, "div": true, "span": true,
	"a": true, "sub": true, "sup": true, "small": true, "big": true, "font": true, "center": true, "img": true, "hr": true, "h1": true,
	"h2": true, "h3": true, "h4": true, "li": true, "ul": true, "ol": true, "s": true, "del": true, "mark": true, "kbd": true, "tt": true, "pre": true,
}

func (b *builder) tag(name string, closing bool) {
	d := 1
	if closing {
		d = -1
	}
	switch name {
	case "b", "strong":
		b.bold = max(0, b.bold+d)
	case "i", "em":
		b.italic = max(0, b.italic+d)
	case "u":
		b.under = max(0, b.under+d)
	case "code", "kbd", "tt":
		b.code = max(0, b.code+d)
	case "br", "hr":
		b.breakLine()
	case "p", "div", "li":
		if len(trimLine(b.line)) > 0 {
			b.breakLine()
		}
	}
}

// markdown writes a piece of a Markdown string. Delimiters follow the
// flanking rules of CommonMark as far as labels need them.
func (b *builder) markdown(s string) {
	start := 0
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '\\':
			if i+1 < len(s) && unicode.IsPunct(rune(s[i+1])) {
				b.plain(s[start:i])
				b.write(s[i+1 : i+2])
				i += 2
				start = i
				continue
			}
			i++
		case '`':
			end := strings.IndexByte(s[i+1:], '`')
			if end < 0 {
				i++
				continue
			}
			b.plain(s[start:i])
			b.code++
			b.plain(s[i+1 : i+1+end])
			b.code--
			i += end + 2
			start = i
		case '*', '_':
			n := 1
			for i+n < len(s) && s[i+n] == c {
				n++
			}
			used := b.delimiter(s, start, i, n)
			if used > 0 {
				start = i + used
			}
			i += n
		default:
			i++
		}
	}
	b.plain(s[start:])
}

// delimiter opens or closes emphasis at a run of n delimiters and returns how
// much of the run it took; what stands before it since start is written.
func (b *builder) delimiter(s string, start, i, n int) int {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	opens := i+n < len(s) && !unicode.IsSpace(after)
	closes := i > 0 && !unicode.IsSpace(before)
	if s[i] == '_' {
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		opens = opens && !(i > 0 && word(before))
		closes = closes && !(i+n < len(s) && word(after))
	}
	run := s[i : i+n]
	switch {
	case closes && n >= 2 && b.bold > 0:
		b.plain(s[start:i])
		b.bold--
		if n > 2 && b.italic > 0 {
			b.italic--
		}
	case closes && n == 1 && b.italic > 0:
		b.plain(s[start:i])
		b.italic--
	case opens && closesLater(s[i+n:], run):
		b.plain(s[start:i])
		if n >= 2 {
			b.bold++
		}
		if n != 2 {
			b.italic++
		}
	default:
		return 0
	}
	return n
}

// closesLater reports whether a run like the given one closes emphasis
// further on.
func closesLater(rest, run string) bool {
	for i := 0; ; {
		j := strings.Index(rest[i:], run)
		if j < 0 {
			return false
		}
		i += j
		before, _ := utf8.DecodeLastRuneInString(rest[:i])
		end := i
		for end < len(rest) && rest[end] == run[0] {
			end++
		}
		after, _ := utf8.DecodeRuneInString(rest[end:])
		word := end < len(rest) && (unicode.IsLetter(after) || unicode.IsDigit(after))
		if i > 0 && !unicode.IsSpace(before) && !(run[0] == '_' && word) {
			return true
		}
		i = end
	}
}
