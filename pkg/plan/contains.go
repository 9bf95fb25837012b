package plan

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// hit is a place where a keyword was found.
type hit struct {
	in     *content
	offset int
}

// finding is the outcome of looking for a keyword.
type finding struct {
	hits []hit
	how  string // empty for the literal text
	// invalid is why the text is no regular expression, where it was tried.
	invalid string
}

// compiled is a regular expression or why it is none.
type compiled struct {
	re  *regexp.Regexp
	err error
}

// maxRegex bounds the length of an expression.
const maxRegex = 20_000

// regex compiles an expression once for the run.
func (j *judge) regex(expression string) (*regexp.Regexp, error) {
	if c, ok := j.regexes[expression]; ok {
		return c.re, c.err
	}
	var c compiled
	if len(expression) > maxRegex {
		c.err = fmt.Errorf("the expression has %d bytes, more than %d", len(expression), maxRegex)
	} else {
		c.re, c.err = regexp.Compile(expression)
	}
	j.regexes[expression] = c
	return c.re, c.err
}

// words shows a keyword in a requirement.
func (k Keyword) words() string {
	s := quote(k.Text)
	if k.Regex {
		s = "a match of " + s
	}
	if k.MinCount > 1 {
		s += fmt.Sprintf(" at least %d times", k.MinCount)
	}
	if k.In != "" {
		s += " in " + k.In
	}
	if k.IgnoreCase {
		s += ", upper or lower case"
	}
	return s
}

// find looks for a keyword in files: literally, and as RE2 if that misses and
// the text has signs of an expression.
func (t *trial) find(k Keyword, files []*content) finding {
	var f finding
	if !k.Regex {
		for _, c := range files {
			f.hits = append(f.hits, literal(k, c)...)
		}
		if len(f.hits) > 0 || k.Literal || !strings.ContainsAny(k.Text, `\^$.|?*+()[]{}`) {
			return f
		}
	}
	flags := "(?m)" // as in regexProblem
	if k.IgnoreCase {
		flags = "(?mi)"
	}
	re, err := t.regex(flags + unescapeYAML(k.Text))
	if err != nil {
		f.invalid = regexProblem(err)
		return f
	}
	for _, c := range files {
		f.hits = append(f.hits, matches(re, k, c)...)
	}
	if !k.Regex {
		f.how = "as a regular expression"
	}
	if len(f.hits) == 0 && strings.Contains(k.Text, `\\`) {
		f.hits, f.how = t.halved(k, files), "with each double backslash read as one: only double quotes need them doubled"
	}
	return f
}

// halved tries a keyword whose backslashes were doubled outside double quotes.
func (t *trial) halved(k Keyword, files []*content) []hit {
	re, err := t.regex("(?m)" + strings.ReplaceAll(k.Text, `\\`, `\`))
	if err != nil {
		return nil
	}
	var out []hit
	for _, c := range files {
		out = append(out, matches(re, k, c)...)
	}
	return out
}

// unescapeYAML gives back the escapes of regular expressions that YAML reads
// as control characters in double quotes: "\b" is a backspace there.
func unescapeYAML(s string) string {
	if !strings.ContainsAny(s, "\b\f\v\a\x1b") {
		return s
	}
	return strings.NewReplacer("\b", `\b`, "\f", `\f`, "\v", `\v`, "\a", `\a`, "\x1b", `\e`).Replace(s)
}

// maxHits bounds the hits that are collected in one file.
const maxHits = 1000

// literal finds the text itself. Texts are compared in Unicode's composed
// form, so that it does not matter how an accent was typed.
func literal(k Keyword, c *content) []hit {
	if c.large {
		return nil
	}
	want, in := []byte(k.Text), c.seen
	if bytes.IndexByte(want, '\n') >= 0 {
		want = bytes.TrimRight(want, "\n")
	}
	if k.IgnoreCase {
		want, in = bytes.ToLower(want), c.folded()
	}
	if len(want) == 0 {
		return nil
	}
	var out []hit
	for at := 0; len(out) < maxHits; {
		i := bytes.Index(in[at:], want)
		if i < 0 {
			break
		}
		if k.IgnoreCase { // offsets of the lower-cased text hold for the line alone
			line := 1 + bytes.Count(in[:at+i], []byte{'\n'})
			start, _ := c.file.LineSpan(line)
			out = append(out, hit{c, start})
		} else if c.inPlace(k.In, at+i) {
			out = append(out, hit{c, at + i})
		}
		at += i + len(want)
	}
	if len(out) == 0 && !isASCII(k.Text) && !norm.NFC.IsNormalString(k.Text+string(lettersOf(in))) {
		if i := bytes.Index(norm.NFC.Bytes(in), norm.NFC.Bytes(want)); i >= 0 {
			start, _ := c.file.LineSpan(1 + bytes.Count(norm.NFC.Bytes(in)[:i], []byte{'\n'}))
			out = append(out, hit{c, start})
		}
	}
	return out
}

// lettersOf is the text whose normal form is asked for; invalid UTF-8 is none.
func lettersOf(b []byte) []byte { return bytes.ToValidUTF8(b, nil) }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// matches finds an expression.
func matches(re *regexp.Regexp, k Keyword, c *content) []hit {
	if c.large {
		return nil
	}
	limit := 1
	if k.MinCount > 1 || k.In != "" {
		limit = maxHits
	}
	var out []hit
	for _, m := range re.FindAllIndex(c.seen, limit) {
		if c.inPlace(k.In, m[0]) {
			out = append(out, hit{c, m[0]})
		}
	}
	return out
}

// inPlace reports whether an offset lies where a keyword has to stand.
func (c *content) inPlace(where string, at int) bool {
	if where == "" {
		return true
	}
	if c.lesson == nil || c.lesson.Facts == nil {
		return c.inText(where, at)
	}
	facts := c.lesson.Facts
	switch where {
	case "frontmatter":
		w := c.lesson.Front.Whole
		return at >= w.Start && at < w.End
	case "heading":
		for _, h := range facts.Headings {
			if at >= h.Span.Start && at < h.Span.End {
				return true
			}
		}
	case "code":
		for _, b := range facts.Code {
			if at >= b.Body.Start && at < b.Body.End {
				return true
			}
		}
	case "prose":
		for _, s := range facts.Prose {
			if at >= s.Start && at < s.End {
				return true
			}
		}
	}
	return false
}

// inText is inPlace for files that are no lessons.
func (c *content) inText(where string, at int) bool {
	cut := splitFront(c.file.Data)
	inFront := cut.found && !cut.unclosed && at >= cut.start && at < cut.end
	inCode := false
	for _, r := range fenced(c.file.Data, cut.body) {
		inCode = inCode || at >= r[0] && at < r[1]
	}
	start, _ := c.file.LineSpan(c.file.Line(at))
	heading := !inCode && !inFront && start < len(c.file.Data) && c.file.Data[start] == '#'
	switch where {
	case "frontmatter":
		return inFront
	case "code":
		return inCode
	case "heading":
		return heading
	}
	return !inFront && !inCode && !heading
}

// contains checks one keyword.
func (t *trial) contains(k Keyword, name string, files []*content) {
	key := "contains " + name + " " + k.Text
	c := Check{Code: "contains", Kind: KindContains, State: Met, At: k.Span, Requirement: name + " contains " + k.words()}
	f := t.find(k, files)
	if k.Regex && f.invalid != "" {
		c.Code, c.State, c.Message = "invalid-pattern", Unmet, f.invalid
		c.Hint = "expressions are RE2; write text: for the literal text"
		t.note(key, c)
		return
	}
	if len(f.hits) >= max(1, k.MinCount) {
		c.Evidence = []Evidence{f.hits[0].in.at(f.hits[0].offset)}
		c.Message = f.how
		if strings.HasPrefix(f.how, "with each") {
			c.Code, c.State = "double-escape", Warning
			c.Message, c.Hint = "found only "+f.how, "write one backslash"
		}
		t.note(key, c)
		return
	}
	c.State = Unmet
	if len(f.hits) > 0 {
		c.Message = fmt.Sprintf("found %d times", len(f.hits))
		c.Evidence = []Evidence{f.hits[0].in.at(f.hits[0].offset)}
		t.note(key, c)
		return
	}
	if reason := unreadableReason(files); reason != "" {
		c.State, c.Message = Inconclusive, reason
		t.note(key, c)
		return
	}
	c.Message = "it does not"
	if f.invalid != "" {
		c.Message += "; as a regular expression it is not valid (" + f.invalid + ")"
	}
	t.nearest(&c, k, files)
	t.note(key, c)
}

// unreadableReason says why nothing could be looked for.
func unreadableReason(files []*content) string {
	for _, f := range files {
		if f.large {
			return fmt.Sprintf("%s is too large to look into (%d bytes)", f.file.Path, f.size)
		}
	}
	return ""
}

// notContains checks that something is absent.
func (t *trial) notContains(k Keyword, name string, files []*content) {
	c := Check{Code: "not-contains", Kind: KindNotContains, State: Met, At: k.Span, Requirement: name + " does not contain " + k.words()}
	f := t.find(k, files)
	switch {
	case k.Regex && f.invalid != "":
		c.Code, c.State, c.Message = "invalid-pattern", Unmet, f.invalid
		c.Hint = "expressions are RE2; write text: for the literal text"
	case len(f.hits) > 0:
		c.State, c.Message, c.Hint = Unmet, "it does", "take it out"
		for _, h := range f.hits[:min(3, len(f.hits))] {
			c.Evidence = append(c.Evidence, h.in.at(h.offset))
		}
	case unreadableReason(files) != "":
		c.State, c.Message = Inconclusive, unreadableReason(files)
	}
	t.note("not "+name+" "+k.Text, c)
}
