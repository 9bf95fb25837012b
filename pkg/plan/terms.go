package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lesson is often written in another language than its plan. What both
// share are technical terms: gtid_mode, failover-db-cluster,
// SecondsBehindMaster, JSON. So texts are compared by those, and by ordinary
// words only where the languages agree.

// term is one word of a text in lower case.
type term struct {
	word string
	// strong terms cannot be ordinary words: they hold a digit, an underscore,
	// a dot, capitals inside, two hyphens, or capitals alone.
	strong bool
}

// termSet is the words of a text, with the parts of compound ones.
type termSet map[string]struct{}

func (s termSet) has(w string) bool {
	_, ok := s[w]
	return ok
}

// termsOf lists the distinct terms of a requirement, without stop words.
func termsOf(text string) []term {
	var out []term
	seen := map[string]bool{}
	eachWord(text, func(w string) {
		low := strings.ToLower(w)
		t := term{word: low, strong: isStrong(w)}
		if !t.strong {
			if stopWords[low] || utf8.RuneCountInString(low) < 3 {
				return
			}
			t.word = stemWord(low)
			if strings.Contains(low, "-") { // an ordinary compound: post-failover
				for _, part := range strings.Split(low, "-") {
					if p := stemWord(part); len(part) > 3 && !stopWords[part] && !seen[p] {
						seen[p] = true
						out = append(out, term{word: p})
					}
				}
				return
			}
		}
		if !seen[t.word] {
			seen[t.word] = true
			out = append(out, t)
		}
	})
	return out
}

// setOf collects the words of a text for comparison with termsOf.
func setOf(text string, into termSet) {
	eachWord(text, func(w string) {
		low := strings.ToLower(w)
		if into.has(low) {
			return // and so are its parts
		}
		into[low] = struct{}{}
		into[stemWord(low)] = struct{}{}
		eachPart(w, func(part string) {
			into[stemWord(strings.ToLower(part))] = struct{}{}
		})
	})
}

// eachWord calls f for each maximal run of letters, digits and the signs that
// identifiers are joined with.
func eachWord(text string, f func(string)) {
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		if w := strings.Trim(text[start:end], "._-"); w != "" {
			f(w)
		}
		start = -1
	}
	for i, r := range text {
		if r == '_' || r == '.' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(text))
}

// eachPart calls f for the parts of a compound word.
func eachPart(w string, f func(string)) {
	start := 0
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c == '_' || c == '.' || c == '-':
			if i-start >= 3 {
				f(w[start:i])
			}
			start = i + 1
		case i > start && c >= 'A' && c <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z':
			if i-start >= 3 {
				f(w[start:i])
			}
			start = i
		}
	}
	if start > 0 && len(w)-start >= 3 {
		f(w[start:])
	}
}

func isStrong(w string) bool {
	upper, lower, digits, joins, hyphens := 0, 0, 0, 0, 0
	for _, r := range w {
		switch {
		case r == '_' || r == '.':
			joins++
		case r == '-':
			hyphens++
		case unicode.IsDigit(r):
			digits++
		case r >= utf8.RuneSelf:
			return false
		case unicode.IsUpper(r):
			upper++
		default:
			lower++
		}
	}
	letters := upper + lower
	return letters > 0 && (joins > 0 && letters > 2 || hyphens > 1 || digits > 0 && letters > 1 ||
		lower == 0 && upper >= 2 || innerCapital(w))
}

func innerCapital(w string) bool {
	for i := 1; i < len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// stemWord cuts the endings that plurals and verb forms have, and all but the
// first six letters of a Cyrillic word.
func stemWord(w string) string {
	if w == "" || w[0] >= utf8.RuneSelf {
		if r := []rune(w); len(r) > 6 {
			return string(r[:6])
		}
		return w
	}
	for _, ending := range []string{"ation", "ations", "ing", "ies", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(w, ending); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

// stopWords are ordinary words and the vocabulary of plans.
var stopWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`
a about above after all also an and any are as at be because before between both but by can cannot case common
comprehensive complete concept concepts cover covers correct correctly create created default define demonstrate
describe design details different do does each enable enables ensure example examples execute existing expect expected
explain explains explanation file files first for format from full general get gives good hands have how if in include
includes including into introduction is issue issues it its know knows learn learner learners lesson lessons like list
make manual may module must name need needs never new no normal not of on one only operation operations optional or
other overview own part pattern patterns phase plan point practice prior problem proper provide provides purpose
reference references related return same scenario section sections see set show shows simple should some step steps
student students such summary table test than that the their them then there these they this through to tool tools two
type types understand understands understanding up use used user users using value values verify via was way what when
where which while who why will with without work works working you your diagram mermaid code block callout component
based best build available actual additional advanced allow basic become changes check concrete content context
describes following follows given good guide important key level line lines main most multi next note number order
output place possible procedure process project real recommended required result results right start status text time
и в во не на с со по для как что это из к о об от до при или а но же ли бы так то все если его их она они мы вы
`) {
		out[w] = true
	}
	return out
}()

// share returns which terms a set holds, and how much of their weight. A
// strong term weighs three times an ordinary one.
func share(terms []term, set termSet) (shared []string, strong int, part float64) {
	total, got := 0, 0
	for _, t := range terms {
		w := 1
		if t.strong {
			w = 3
		}
		total += w
		if !set.has(t.word) {
			continue
		}
		got += w
		if !contains(shared, t.word) {
			shared = append(shared, t.word)
		}
		if t.strong {
			strong++
		}
	}
	if total == 0 {
		return nil, 0, 0
	}
	return shared, strong, float64(got) / float64(total)
}
