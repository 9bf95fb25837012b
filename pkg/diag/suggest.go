package diag

import (
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate with the smallest edit distance to name, if
// that distance is small enough to be a slip: at most 2, and at most a third
// of the name's length rounded up. Case counts for nothing. Of equals the
// first wins. It returns "" where nothing is near.
//
// Distance is optimal string alignment (insertions, deletions, substitutions
// and transpositions of neighbours), counted in code points.
func Nearest(name string, candidates []string) string {
	best, bestDistance := "", 3
	limit := min(2, (utf8.RuneCountInString(name)+2)/3)
	folded := []rune(strings.ToLower(name))
	for _, c := range candidates {
		d := distance(folded, []rune(strings.ToLower(c)), limit)
		if d <= limit && d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// Distance is the optimal string alignment distance of two words in code
// points, without regard to case. It stops counting at limit+1.
func Distance(a, b string, limit int) int {
	return distance([]rune(strings.ToLower(a)), []rune(strings.ToLower(b)), limit)
}

// distance gives up with limit+1 as soon as the result must exceed limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
