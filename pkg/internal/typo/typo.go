// Package typo sets running text as Russian books do.
//
// It changes spaces, quotes and dashes and nothing else: a word that must not
// end a line is bound to the next one by a no-break space, straight quotes
// become «ёлочки» with „лапки“ inside, a hyphen between spaces becomes a dash.
// Whoever calls it gives it text alone, never code, attributes or addresses.
//
//	typo.Russian(`Он сказал: "в базе - 10 000 строк"`)
//	// Он сказал: «в базе — 10 000 строк», with no-break spaces
//
// The text of a paragraph often comes in pieces, because some of it is
// emphasised or is code. Texts takes the pieces of one block in order, with
// Object for what is not text and "\n" for a soft line break, and looks across
// their borders:
//
//	typo.Texts([]string{`см. "`, "снимок", `" в `, typo.Object})
//
// The rules are those of the theme's design: no-break space after prepositions
// and conjunctions of one or two letters, before a dash and before particles,
// between a number and what it counts, after № and the like, inside «т. е.»;
// narrow no-break space between thousands from 10 000 on. Words of three
// letters and more are not bound, because narrow columns suffer.
package typo

import "strings"

// Object stands in Texts for something that is not text, such as code or an
// image.
const Object = "\uFFFC"

const (
	noBreak       = '\u00a0'
	narrowNoBreak = '\u202f'
	object        = '\uFFFC'
	gone          = rune(-1)
)

// Russian returns a block of text with its spaces, quotes and dashes set.
func Russian(text string) string {
	return Texts([]string{text})[0]
}

// Texts sets the pieces of one block. The result has as many pieces; one that
// is not changed is the same string.
func Texts(texts []string) []string {
	n := 0
	for _, t := range texts {
		n += len(t)
	}
	all := make([]rune, 0, n)
	ends := make([]int, len(texts))
	for i, t := range texts {
		for _, r := range t {
			all = append(all, r)
		}
		ends[i] = len(all)
	}
	before := string(all)
	b := block{all}
	b.dashes()
	b.quotes()
	b.spaces()
	out := make([]string, len(texts))
	if string(all) == before {
		copy(out, texts)
		return out
	}
	start := 0
	for i, end := range ends {
		out[i] = piece(texts[i], all[start:end])
		start = end
	}
	return out
}

// piece is the new text of a piece, or the old string where it is the same.
func piece(old string, runes []rune) string {
	var b strings.Builder
	b.Grow(len(old) + 8)
	for _, r := range runes {
		if r != gone {
			b.WriteRune(r)
		}
	}
	if b.String() == old {
		return old
	}
	return b.String()
}

// block is the text of one block. Every change replaces one rune by one, or by
// gone, so places stay where they are.
type block struct{ r []rune }

// at returns the rune at a place, 0 outside.
func (b block) at(i int) rune {
	if i < 0 || i >= len(b.r) {
		return 0
	}
	return b.r[i]
}

// word returns the bounds of the letters that end before i, or start at i.
func (b block) wordBefore(i int) (start, end int) {
	start = i
	for isLetter(b.at(start - 1)) {
		start--
	}
	return start, i
}

func (b block) wordAfter(i int) (start, end int) {
	end = i
	for isLetter(b.at(end)) {
		end++
	}
	return i, end
}

func (b block) digitsBefore(i int) int {
	n := 0
	for isDigit(b.at(i - 1 - n)) {
		n++
	}
	return n
}

func (b block) digitsAfter(i int) int {
	n := 0
	for isDigit(b.at(i + n)) {
		n++
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isCyrillic(r rune) bool { return r >= 'А' && r <= 'я' || r == 'ё' || r == 'Ё' }

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isLetter(r rune) bool { return isCyrillic(r) || isLatin(r) }

// isSpace reports whether a line may break here.
func isSpace(r rune) bool { return r == ' ' || r == '\n' }

// isGap reports whether a place is blank or outside of the block.
func isGap(r rune) bool {
	return r == 0 || isSpace(r) || r == noBreak || r == narrowNoBreak || r == '\t'
}
