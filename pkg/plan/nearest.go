package plan

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// maxRivals bounds the searches through all other lessons in one run.
const maxRivals = 200

// nearest adds to a keyword that was not found what comes nearest to it: the
// same in other case, with other white space, with words split or joined
// otherwise, else the line that shares most words; and the lessons that do
// hold it.
func (t *trial) nearest(c *Check, k Keyword, files []*content) {
	if k.In != "" {
		plain := k
		plain.In = ""
		if f := t.find(plain, files); len(f.hits) > 0 {
			c.Evidence = append(c.Evidence, f.hits[0].in.at(f.hits[0].offset))
			c.Hint = fmt.Sprintf("it stands there, but not in %s", k.In)
			return
		}
	}
	for _, f := range files {
		if f.large || f.binary {
			continue
		}
		if e, what := variant(k.Text, f); what != "" {
			c.Evidence = append(c.Evidence, e)
			c.Hint = fmt.Sprintf("the nearest is %s; write it as the plan does", what)
			return
		}
	}
	if inComment(k.Text, files) {
		c.Hint = "it stands in a comment only; comments do not count"
	}
	if e, ok := closest(k.Text, files); ok {
		c.Evidence = append(c.Evidence, e)
		if c.Hint == "" {
			c.Hint = "the closest line is shown"
		}
	}
	t.others(c, k, files)
}

// variant looks for the text in other case, with other white space, and with
// its words split otherwise.
func variant(text string, f *content) (Evidence, string) {
	if i := bytes.Index(f.folded(), bytes.ToLower([]byte(text))); i >= 0 {
		return f.line(1 + bytes.Count(f.folded()[:i], []byte{'\n'})), "a variant in other case"
	}
	if !holdsAll(f.folded(), splitWords(text)) {
		return Evidence{}, ""
	}
	words := strings.Fields(text)
	if len(words) > 1 && len(words) < 40 {
		if re, err := regexp.Compile("(?i)" + joinQuoted(words, `\s+`)); err == nil {
			if m := re.FindIndex(f.seen); m != nil {
				return f.at(m[0]), "a variant with other white space"
			}
		}
	}
	parts := splitWords(text)
	if letters := len(strings.Join(parts, "")); len(parts) > 0 && len(parts) < 40 && letters >= 4 {
		if re, err := regexp.Compile("(?i)" + joinQuoted(parts, `[\s_.\-/]*`)); err == nil {
			if m := re.FindIndex(f.seen); m != nil {
				return f.at(m[0]), "the same words, written otherwise"
			}
		}
	}
	return Evidence{}, ""
}

// holdsAll reports whether a text holds every one of some words: a cheap
// question before the dear one.
func holdsAll(folded []byte, words []string) bool {
	for _, w := range words {
		if !bytes.Contains(folded, bytes.ToLower([]byte(w))) {
			return false
		}
	}
	return true
}

func joinQuoted(words []string, by string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = regexp.QuoteMeta(w)
	}
	return strings.Join(out, by)
}

// splitWords splits a text into its words, also at capitals, underscores and
// dots: OutboxEventRouter, outbox_event_router and "Outbox Event Router" give
// the same.
func splitWords(s string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
			word = word[:0]
		}
	}
	runes := []rune(s)
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			flush()
			continue
		}
		if unicode.IsUpper(r) && len(word) > 0 &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			flush()
		}
		word = append(word, r)
	}
	flush()
	return out
}

// inComment reports whether a text stands in a comment.
func inComment(text string, files []*content) bool {
	for _, f := range files {
		if bytes.Contains(f.file.Data, []byte(text)) {
			return true
		}
	}
	return false
}

// closest finds the line that shares the largest part of a text's words; at
// least half of their letters.
func closest(text string, files []*content) (Evidence, bool) {
	var words [][]byte
	total := 0
	for _, w := range splitWords(text) {
		if len(w) >= 3 && len(words) < 20 {
			words = append(words, bytes.ToLower([]byte(w)))
			total += len(w)
		}
	}
	var best *content
	bestAt, bestScore, bestLength := 0, 0, 0
	for _, f := range files {
		if f.large || f.binary || total == 0 {
			continue
		}
		n := 0
		for line := range bytes.Lines(f.folded()) {
			n++
			score, first := 0, len(line)
			for _, w := range words {
				if i := bytes.Index(line[:min(len(line), 4000)], w); i >= 0 {
					score += len(w)
					first = min(first, i)
				}
			}
			// Of two lines with the same words the shorter one says less else.
			if score > bestScore || score == bestScore && score > 0 && len(line) < bestLength {
				start, end := f.file.LineSpan(n)
				best, bestAt, bestScore, bestLength = f, min(start+first, end), score, len(line)
			}
		}
	}
	if best == nil || bestScore*2 < total {
		return Evidence{}, false
	}
	return best.at(bestAt), true
}

// others adds the lessons that do hold a keyword.
func (t *trial) others(c *Check, k Keyword, files []*content) {
	if t.rivals++; t.rivals > maxRivals || len(files) == 0 || files[0].lesson == nil {
		return
	}
	var names []string
	for _, l := range t.lessons {
		other := t.glance(l.Path)
		if other == nil || l.Path == files[0].file.Path {
			continue
		}
		if hits := literal(Keyword{Text: k.Text}, other); len(hits) > 0 {
			if len(names) < 3 {
				c.Evidence = append(c.Evidence, other.at(hits[0].offset))
			}
			names = append(names, l.Path)
		}
	}
	if len(names) > 0 {
		hint := fmt.Sprintf("other lessons hold it: %s", strings.Join(names[:min(3, len(names))], ", "))
		if c.Hint != "" {
			hint = c.Hint + "; " + hint
		}
		c.Hint = hint
	}
}
