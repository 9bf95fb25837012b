package backtrack

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dlclark/regexp2/v2"
)

// patterns and texts are compared pair by pair with regexp2, which defines
// what a pattern means.
func patterns() []string {
	return []string{
		`a`, `.`, `[^a]`, `\w+`, `\W*`, `\d{2,3}`, `a*?b`, `(a|b)*c`, `(a+)+`, `(a*)*`, `(a*?)*?b`, `(?:a|ab)(?:c|bcd)(d*)`,
		`(a)|b`, `(a)?b\1`, `(\w)\1`, `(\w+)\s+\1`, `(?i)(ab)\1`, `^a$`, `(?m)^a$`, `\Aa\z`, `a\Z`, `\ba`, `\Ba`, `a\b`,
		`(?=ab)a`, `(?!ab)a`, `(?<=a)b`, `(?<!a)b`, `(?<=(a|b)c)d`, `(?<=a{2,3})b`, `(?<=\w+?)x`, `(?>a*)ab`, `(?>a|ab)c`,
		`(a(b)?)+`, `(?:(a)|(b)|(c))+`, `((a)|b){2,}`, `(a|b){0,2}?c`, `(?:a?){3}a{3}`, `(?:){2,}a`, `(|a)+`, `(a|)+b`, `(?:a|b|c|d|e)+f`,
		`(if|else|elif|end|endif|for|foreach)\b`, `"(?:\\.|[^"\\])*"`, `/\*(.|\n)*?\*/`, `\$\{[^}]*\}`, `[а-я]+`, `\p{L}+\s`, `(?s).*b`,
		`[\w-[a-c]]+`, `x{0}a`, `(?<n>a)(b)\k<n>`, `(?:(?=(a))b|a)\1?`, `(?i)straße`, `(?i)[k-m]+`, `\s*(#.*)?$`, `(?:a(?!b))+`, `(?:(a)b?)*?c`,
		`(?=(a+))a*b\1`, `(.)(.)(.)\3\2\1`, `(?<!\\)(\\\\)*"`, `(?:ab?)*?(?=b)`, `(a?)*?b`, `(a?)+?b`, `(a?){2,5}b`, `(?:(?:a|b)*c)*d`,
	}
}

func texts() []string {
	return []string{
		"", "a", "b", "ab", "aab", "aaab", "abab", "abcd", "abc abc", "aXa\nbYb\n", "a\nb", "cab cad", "aaaa", "bbbc", "abcabcabc",
		"endif foreach else", `"x\"y" z`, "/* a * b */ c", "${a}b", "привет мир", "STRASSE straße Straße", "\n", "  # c\n", `\\" \"`,
		"kKlLK", "xyzzyx", "aabb aabb", "bcd", "ffff", "abcdef", "a1b22c333", "aaaaaaaaaab",
	}
}

func TestLikeRegexp2(t *testing.T) {
	for _, pattern := range patterns() {
		for _, flags := range []string{"", "m", "ms", "mi"} {
			for _, text := range texts() {
				compare(t, pattern, flags, text)
			}
		}
	}
}

// compare matches at each place of a text, by this package and by regexp2.
func compare(t *testing.T, pattern, flags, text string) {
	t.Helper()
	re, err := Compile(pattern, flags)
	if errors.Is(err, ErrUnsupported) {
		return
	}
	expr := "(?:" + pattern + ")"
	if flags != "" {
		expr = "(?" + flags + ")" + expr
	}
	other, otherErr := regexp2.Compile(`\G` + expr)
	if (err == nil) != (otherErr == nil) {
		t.Fatalf("%q: %v, regexp2 %v", pattern, err, otherErr)
	}
	if err != nil {
		return
	}
	other.MatchTimeout = 200 * time.Millisecond
	runes := []rune(text)
	m := Machine{Text: runes, Steps: 1_000_000}
	for pos := range len(runes) + 1 {
		found, err := other.FindRunesMatchStartingAt(runes, pos)
		if err != nil {
			return // out of time
		}
		want := ""
		if found != nil && found.RuneIndex == pos {
			for i, g := range found.Groups() {
				if len(g.Captures) == 0 {
					want += fmt.Sprint(i, ":- ")
				} else {
					want += fmt.Sprint(i, ":", g.RuneIndex, "-", g.RuneIndex+g.RuneLength, " ")
				}
			}
		}
		got := ""
		if end := re.Match(&m, pos); end >= 0 {
			for i := range re.Groups() + 1 {
				if start, end := m.Group(i); start < 0 {
					got += fmt.Sprint(i, ":- ")
				} else {
					got += fmt.Sprint(i, ":", start, "-", end, " ")
				}
			}
		}
		if m.Steps < 0 {
			return
		}
		if got != want {
			t.Fatalf("%q (%s) at %d of %q: %q, regexp2 %q", pattern, flags, pos, text, got, want)
		}
		if got == "" || pos == len(runes) {
			continue
		}
		if !re.CanStart(runes[pos]) || runes[pos] >= 128 && !re.CanStartOther() {
			t.Fatalf("%q matches at %q, which it says it cannot", pattern, runes[pos:])
		}
	}
}

func FuzzLikeRegexp2(f *testing.F) {
	for i, pattern := range patterns() {
		f.Add(pattern, texts()[i%len(texts())])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) < 60 && len(text) < 60 {
			compare(t, pattern, "m", text)
		}
	})
}

// TestSteps: what would take for ever ends, and the machine says so.
func TestSteps(t *testing.T) {
	for _, pattern := range []string{`(a+)+b`, `(a*)*b`, `(a|aa)+b`, `(?=(a+)+b)c`} {
		re, err := Compile(pattern, "m")
		if err != nil {
			t.Fatal(err)
		}
		m := Machine{Text: []rune(strings.Repeat("a", 60)), Steps: 200_000}
		if end := re.Match(&m, 0); end >= 0 || m.Steps >= 0 {
			t.Errorf("%s: end %d, %d steps left", pattern, end, m.Steps)
		}
	}
}

// TestDepth: a long run of rounds stays within the stack.
func TestDepth(t *testing.T) {
	re, err := Compile(`(?:a|b(c))*`, "m")
	if err != nil {
		t.Fatal(err)
	}
	m := Machine{Text: []rune(strings.Repeat("bc", 1_000_000)), Steps: 1 << 40}
	if end := re.Match(&m, 0); end >= 0 || m.Steps >= 0 {
		t.Errorf("end %d, %d steps left", end, m.Steps)
	}
}

func BenchmarkMatch(b *testing.B) {
	re, err := Compile(`(if|else|elif|end|endif|for|foreach)\b`, "m")
	if err != nil {
		b.Fatal(err)
	}
	m := Machine{Text: []rune("foreach x"), Steps: 1 << 60}
	b.ReportAllocs()
	for b.Loop() {
		if re.Match(&m, 0) != 7 {
			b.Fatal("no match")
		}
	}
}
