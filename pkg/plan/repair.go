package plan

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Front matter that people and models write is often not YAML: a pattern
// "prisma\.message" in double quotes, a truth that starts with a backtick, an
// unquoted colon. Dropping the file, or the key, would drop a requirement; so
// such lines are quoted the way their author meant them, each with a finding.

// repaired is YAML text that parses, with the way back to the original.
type repaired struct {
	text  []byte
	lines map[int]shift // by line of the YAML, from 1
	notes []note
	root  *yaml.Node
}

// shift says that on a line, columns of bytes behind At are By too large.
type shift struct{ At, By int }

// note is a finding about one line of the YAML.
type note struct {
	code    string
	line    int
	message string
}

// limits against hostile YAML: lines that are repaired, and attempts to parse.
const (
	maxRepairs = 400
	maxParses  = 40
)

// parseYAML parses front matter, repairing it line by line where needed. A
// line that cannot be repaired is left out with a note of code plan-syntax.
func parseYAML(text []byte) repaired {
	r := repaired{text: sanitise(text), lines: map[int]shift{}}
	err := r.parse()
	if err == nil {
		return r
	}
	r.quoteLines()
	for n := 0; n < maxParses; n++ {
		if err = r.parse(); err == nil {
			return r
		}
		if !r.blank(err) {
			break
		}
	}
	r.notes = append(r.notes, note{"plan-syntax", errorLine(err), "front matter is not YAML: " + plainError(err)})
	return r
}

func (r *repaired) parse() error {
	var doc yaml.Node
	if err := safeUnmarshal(r.text, &doc); err != nil {
		return err
	}
	if len(doc.Content) > 0 {
		r.root = doc.Content[0]
	}
	return nil
}

// safeUnmarshal turns a panic of the YAML library into an error.
func safeUnmarshal(text []byte, into *yaml.Node) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	return yaml.Unmarshal(text, into)
}

// sanitise replaces bytes that YAML refuses by ones of the same length.
func sanitise(text []byte) []byte {
	out := bytes.Clone(text)
	for i := 0; i < len(out); {
		r, n := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && n == 1 || r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			out[i] = '?'
		}
		i += n
	}
	return out
}

var yamlErrorLine = regexp.MustCompile(`line (\d+)`)

var yamlErrorPrefix = regexp.MustCompile(`^line \d+(?:, column \d+)?: `)

func errorLine(err error) int {
	if m := yamlErrorLine.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 1
}

func plainError(err error) string {
	s := strings.TrimPrefix(err.Error(), "yaml: ")
	return yamlErrorPrefix.ReplaceAllString(strings.TrimPrefix(s, "unmarshal errors:\n  "), "")
}

// blank empties the line that keeps the text from being YAML. The parser often
// names the start of what it was reading; so the line is found as the first
// one that no text parses with.
func (r *repaired) blank(err error) bool {
	lines := bytes.SplitAfter(r.text, []byte("\n"))
	at := firstBad(lines)
	if at < 1 || len(bytes.TrimSpace(lines[at-1])) == 0 {
		return false
	}
	lines[at-1] = blankLine(lines[at-1])
	r.text = bytes.Join(lines, nil)
	r.notes = append(r.notes, note{"plan-syntax", at, "left out, it is not YAML: " + plainError(err)})
	return true
}

// firstBad returns the number of the first line with which no beginning of the
// text parses any more, by bisection. A beginning that ends inside a list or
// quote of several lines fails as well, but a longer one parses again.
func firstBad(lines [][]byte) int {
	parses := func(n int) bool { return safeUnmarshal(bytes.Join(lines[:n], nil), new(yaml.Node)) == nil }
	good, bad := 0, len(lines)
	for tries := 0; tries < 100 && bad-good > 0; tries++ {
		low, high := good, bad
		for high-low > 1 {
			if mid := (low + high) / 2; parses(mid) {
				low = mid
			} else {
				high = mid
			}
		}
		bad = high
		again := 0
		for n := bad + 1; n <= min(bad+12, len(lines)) && again == 0; n++ {
			if parses(n) {
				again = n
			}
		}
		if again == 0 {
			return bad
		}
		good, bad = again, len(lines)
	}
	return 0
}

func blankLine(line []byte) []byte {
	out := bytes.Repeat([]byte{' '}, len(line))
	if len(out) > 0 && line[len(line)-1] == '\n' {
		out[len(out)-1] = '\n'
	}
	return out
}

// yamlLine splits a line into indent and dashes, key, and value.
var yamlLine = regexp.MustCompile(`^([ \t]*(?:- +)*)(?:([A-Za-z_][\w.-]*):(?:[ \t]+|$))?(.*)$`)

// quoteLines goes through all lines and quotes the values that are not YAML
// by themselves. Block scalars are skipped.
func (r *repaired) quoteLines() {
	lines := strings.SplitAfter(string(r.text), "\n")
	block := -1 // indent of the key that opened a block scalar
	for i := 0; i < len(lines) && len(r.notes) < maxRepairs; i++ {
		body := strings.TrimRight(lines[i], "\r\n")
		end := lines[i][len(body):]
		indent := len(body) - len(strings.TrimLeft(body, " \t"))
		if block >= 0 && (strings.TrimSpace(body) == "" || indent > block) {
			continue
		}
		block = -1
		if opensBlock(body) {
			block = indent
		}
		if skip := openFlow(lines, i); skip > 0 {
			i += skip
			continue
		}
		fixed, s, message := quoteLine(body)
		if message == "" {
			continue
		}
		lines[i] = fixed + end
		r.lines[i+1] = s
		r.notes = append(r.notes, note{"yaml-repaired", i + 1, message})
	}
	r.text = []byte(strings.Join(lines, ""))
}

// opensBlock reports whether a line ends with the sign of a block scalar.
func opensBlock(line string) bool {
	m := yamlLine.FindStringSubmatch(line)
	v := strings.TrimSpace(m[3])
	return (m[2] != "" || strings.HasSuffix(m[1], "- ")) && blockSign.MatchString(v)
}

var blockSign = regexp.MustCompile(`^[|>][+-]?\d?[+-]?(?:\s+#.*)?$`)

// openFlow returns how many more lines a flow collection or quoted scalar that
// starts on line i takes, if it closes and is sound; else 0.
func openFlow(lines []string, i int) int {
	m := yamlLine.FindStringSubmatch(strings.TrimRight(lines[i], "\r\n"))
	v := strings.TrimSpace(m[3])
	if v == "" || !strings.ContainsRune("[{\"'", rune(v[0])) || safeUnmarshal([]byte("x: "+v), new(yaml.Node)) == nil {
		return 0
	}
	joined := v
	for n := 1; n <= 200 && i+n < len(lines); n++ {
		next := strings.TrimRight(lines[i+n], "\r\n")
		joined += "\n " + next
		if len(joined) > 1<<14 {
			return 0
		}
		if safeUnmarshal([]byte("x: "+joined), new(yaml.Node)) == nil {
			return n
		}
		if k := yamlLine.FindStringSubmatch(next); k[2] != "" && v[0] != '{' {
			return 0
		}
	}
	return 0
}

// quoteLine returns a line with its value quoted, and what was wrong; an
// empty message where nothing was.
func quoteLine(line string) (string, shift, string) {
	prefix, s := expandTabs(line)
	m := yamlLine.FindStringSubmatch(prefix)
	lead := m[1]
	if m[2] != "" {
		lead = prefix[:len(prefix)-len(m[3])]
	} else if !strings.HasSuffix(strings.TrimRight(lead, " "), "-") {
		if prefix != line {
			return prefix, s, tabMessage
		}
		return line, s, "" // goes on from the line above
	}
	v := strings.TrimRight(m[3], " \t")
	if v == "" || blockSign.MatchString(v) || strings.HasPrefix(v, "#") ||
		safeUnmarshal([]byte("x: "+v), new(yaml.Node)) == nil {
		if prefix != line {
			return prefix, s, tabMessage
		}
		return line, s, ""
	}
	quoted, message := quoteValue(v)
	if s.By == 0 {
		s.At, s.By = len(lead), len(quoted)-len(v)
		if quoted[0] == '\'' {
			s.By = 1
		}
	}
	return lead + quoted, s, message
}

const tabMessage = "a tab is no indentation in YAML; read as two spaces"

// expandTabs replaces the tabs of the indentation by two spaces each.
func expandTabs(line string) (string, shift) {
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	tabs := strings.Count(line[:indent], "\t")
	if tabs == 0 {
		return line, shift{}
	}
	return strings.ReplaceAll(line[:indent], "\t", "  ") + line[indent:], shift{At: indent, By: tabs}
}

// quoteValue makes YAML of a value that is none.
func quoteValue(v string) (string, string) {
	if v[0] == '"' {
		if fixed := escapeUnknown(v); fixed != v && safeUnmarshal([]byte("x: "+fixed), new(yaml.Node)) == nil {
			return fixed, `a backslash in double quotes must be doubled; read as written`
		}
	}
	if v[0] == '[' && strings.HasSuffix(v, "]") {
		if fixed := quoteItems(v); safeUnmarshal([]byte("x: "+fixed), new(yaml.Node)) == nil {
			return fixed, "items of the list need quotes; read as written"
		}
	}
	return "'" + strings.ReplaceAll(v, "'", "''") + "'", "the value needs quotes; read as written"
}

// escapeUnknown doubles the backslashes of a double-quoted scalar that start
// no escape of YAML.
func escapeUnknown(v string) string {
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		b.WriteByte(v[i])
		if v[i] != '\\' {
			continue
		}
		if i+1 < len(v) && strings.IndexByte("0abtnvfre \"/\\N_LPxuU", v[i+1]) >= 0 {
			i++
			b.WriteByte(v[i])
			continue
		}
		b.WriteByte('\\')
	}
	return b.String()
}

// quoteItems quotes the plain items of a flow sequence.
func quoteItems(v string) string {
	var out []string
	for _, item := range splitTop(v[1:len(v)-1], ',') {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		if item[0] == '"' {
			item = escapeUnknown(item)
		}
		if safeUnmarshal([]byte("["+item+"]"), new(yaml.Node)) != nil || item[0] == '[' || item[0] == '{' {
			item = "'" + strings.ReplaceAll(strings.Trim(item, `"`), "'", "''") + "'"
		}
		out = append(out, item)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// splitTop splits at a separator outside quotes and brackets.
func splitTop(s string, sep byte) []string {
	var out []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == '\\' && quote == '"' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' && (i == 0 || s[i-1] == ' ' || s[i-1] == sep || s[i-1] == '['):
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == sep && depth <= 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}
