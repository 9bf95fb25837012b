package scan

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/chart"
)

// The newer grammars of the reference share these terminals: a title, the
// statements of accessibility, texts in quotes, comments.

// Common is a statement that all of them have.
type Common int

// The common statements.
const (
	NoCommon Common = iota
	Title
	CommonAccTitle
	CommonAccDescr
)

var (
	titleLine   = regexp.MustCompile(`^title([\t ][^\n]*)?`)
	accTitleOf  = regexp.MustCompile(`^accTitle[\t ]*:([^\n]*)`)
	accDescrOf  = regexp.MustCompile(`^accDescr(?:[\t ]*:([^\n]*)|\s*\{([^}]*)\})`)
	manyBlanks  = regexp.MustCompile(`[\t ]{2,}`)
	manyNewline = regexp.MustCompile(`\n{2,}`)
)

// CommonStatement matches "title text", "accTitle: text" and both forms of
// accDescr, and returns the length, what it sets, and the text.
func CommonStatement(s string) (n int, kind Common, value string) {
	switch {
	case strings.HasPrefix(s, "title"):
		value, n = oneLine(titleLine.FindStringSubmatch(s))
		return n, Title, value
	case strings.HasPrefix(s, "accTitle"):
		if m := accTitleOf.FindStringSubmatch(s); m != nil {
			value, n = oneLine(m)
			return n, CommonAccTitle, value
		}
	case strings.HasPrefix(s, "accDescr"):
		m := accDescrOf.FindStringSubmatch(s)
		switch {
		case m == nil:
		case strings.HasSuffix(m[0], "}") && m[1] == "":
			return len(m[0]), CommonAccDescr, paragraph(m[2])
		default:
			value, n = oneLine(m[:2])
			return n, CommonAccDescr, value
		}
	}
	return 0, NoCommon, ""
}

// SetCommon sets what a common statement says.
func SetCommon(title *string, acc *chart.Accessibility, kind Common, value string) {
	switch kind {
	case Title:
		*title = chart.Sanitize(value)
	case CommonAccTitle:
		SetAcc(acc, AccTitle, value)
	case CommonAccDescr:
		SetAcc(acc, AccDescr, value)
	}
}

// oneLine returns a one-line value, which a comment may end, and the length
// of the whole match.
func oneLine(m []string) (value string, n int) {
	value, n = m[1], len(m[0])
	if i := strings.Index(value, "%%"); i >= 0 {
		n -= len(value) - i
		value = value[:i]
	}
	return manyBlanks.ReplaceAllString(Trim(value), " "), n
}

// paragraph returns a value of several lines without the blanks around them.
func paragraph(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Trim(lines[i])
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	return manyNewline.ReplaceAllString(manyBlanks.ReplaceAllString(s, " "), "\n")
}

// Blank returns the length of blanks, tabs and comments at the start of s.
func Blank(s string) int {
	n := 0
	for {
		m := len(s[n:]) - len(strings.TrimLeft(s[n:], "\t "))
		if strings.HasPrefix(s[n+m:], "%%") {
			m += Until(s[n+m:], "\n")
		}
		if m == 0 {
			return n
		}
		n += m
	}
}

// BlankLines is Blank with line ends.
func BlankLines(s string) int {
	n := 0
	for {
		n += Blank(s[n:])
		if n == len(s) || s[n] != '\n' {
			return n
		}
		n++
	}
}

// Keyword matches a word that white space, a comment or the end must follow.
func Keyword(s, word string) int {
	if !strings.HasPrefix(s, word) {
		return 0
	}
	after := s[len(word):]
	if after != "" && Space(after) == 0 && !strings.HasPrefix(after, "%%") {
		return 0
	}
	return len(word)
}

// Quoted returns the length of a text in quotes at the start of s, and the
// text.
func Quoted(s string) (n int, text string) {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return 0, ""
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case s[0]:
			return i + 1, unescape(s[1:i])
		case '\\':
			if i++; i < len(s) && s[i] == '\n' {
				return 0, ""
			}
		}
	}
	return 0, ""
}

// unescape resolves what "\" escapes.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if k := strings.IndexByte("bfnrtv0", s[i]); k >= 0 {
			b.WriteByte("\b\f\n\r\t\v\x00"[k])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
