package highlight

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dlclark/regexp2/v2"
)

// span is a marked range of bytes of a block's text.
type span struct {
	start, end int
	kind       MarkKind
}

// pattern finds marked text: RE2 where it can, for it cannot run away; a
// backtracking engine with a limit for look-around and back references.
type pattern struct {
	fast *regexp.Regexp
	slow *regexp2.Regexp
}

// compilePattern compiles a pattern as authors write it for JavaScript.
func compilePattern(source string) (pattern, error) {
	if len(source) > 1000 {
		return pattern{}, fmt.Errorf("pattern of %d bytes", len(source))
	}
	if fast, err := regexp.Compile(source); err == nil {
		return pattern{fast: fast}, nil
	}
	slow, err := regexp2.Compile(source, regexp2.ECMAScript)
	if err != nil {
		return pattern{}, fmt.Errorf("compile pattern: %w", err)
	}
	slow.MatchTimeout = 100 * time.Millisecond
	return pattern{slow: slow}, nil
}

// find appends the matches in one line. Where the pattern has groups, the
// groups are meant and not the whole.
func (p pattern) find(dst [][2]int, text string) [][2]int {
	if p.fast != nil {
		for _, m := range p.fast.FindAllStringSubmatchIndex(text, -1) {
			dst = appendGroups(dst, m)
		}
		return dst
	}
	runes := []rune(text)
	offsets := make([]int, 0, len(runes)+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(text))
	m, err := p.slow.FindRunesMatch(runes)
	for ; m != nil && err == nil; m, err = p.slow.FindNextMatch(m) {
		loc := []int{}
		for _, g := range m.Groups() {
			if len(g.Captures) == 0 {
				loc = append(loc, -1, -1)
				continue
			}
			loc = append(loc, offsets[g.RuneIndex], offsets[g.RuneIndex+g.RuneLength])
		}
		dst = appendGroups(dst, loc)
	}
	return dst
}

func appendGroups(dst [][2]int, m []int) [][2]int {
	if len(m) == 2 {
		return append(dst, [2]int{m[0], m[1]})
	}
	for i := 2; i+1 < len(m); i += 2 {
		if m[i] >= 0 {
			dst = append(dst, [2]int{m[i], m[i+1]})
		}
	}
	return dst
}

// spans finds all marked text of a block, in order and without overlap.
func (b *Block) spans() []span {
	var all []span
	for _, m := range b.TextMarks {
		all = append(all, b.find(m)...)
	}
	slices.SortStableFunc(all, func(x, y span) int {
		if x.start != y.start {
			return x.start - y.start
		}
		return y.end - x.end
	})
	end := 0
	return slices.DeleteFunc(all, func(s span) bool {
		if s.start < end || s.end == s.start {
			return true
		}
		end = s.end
		return false
	})
}

func (b *Block) find(m TextMark) []span {
	var p pattern
	if m.Pattern != "" {
		var err error
		if p, err = compilePattern(m.Pattern); err != nil {
			return nil
		}
	}
	var found []span
	var hits [][2]int
	count, at := 0, 0
	for text := range strings.Lines(b.Text) {
		hits = hits[:0]
		if m.Pattern != "" {
			hits = p.find(hits, strings.TrimSuffix(text, "\n"))
		} else {
			hits = findText(hits, text, m.Text)
		}
		for _, hit := range hits {
			if count++; len(m.Only) == 0 || slices.ContainsFunc(m.Only, func(r Range) bool { return r.has(count) }) {
				found = append(found, span{at + hit[0], at + hit[1], m.Kind})
			}
		}
		at += len(text)
	}
	return found
}

func findText(dst [][2]int, text, sought string) [][2]int {
	for at := 0; ; {
		i := strings.Index(text[at:], sought)
		if i < 0 {
			return dst
		}
		dst = append(dst, [2]int{at + i, at + i + len(sought)})
		at += i + len(sought)
	}
}
