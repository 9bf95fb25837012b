package flowchart

// The functions here return the length of a link at the start of s, with the
// white space around it, or zero.

// head returns the lengths of the space before a link and of its left head.
func head(s string) (space, at int) {
	space = runOf(s, isSpace)
	at = space
	if at < len(s) && (s[at] == 'x' || s[at] == 'o' || s[at] == '<') {
		at++
	}
	return space, at
}

func trail(s string, at int) int { return at + runOf(s[at:], isSpace) }

// solidLink reads --> --- --x and the like for line '-', ==> and the like for
// line '='.
func solidLink(s string, line byte) int {
	space, at := head(s)
	for _, start := range [...]int{at, space} {
		n := runOf(s[start:], func(c byte) bool { return c == line })
		end := start + n
		switch {
		case n >= 2 && end < len(s) && (s[end] == 'x' || s[end] == 'o' || s[end] == '>'):
			return trail(s, end+1)
		case n >= 3:
			return trail(s, end)
		}
	}
	return 0
}

// startLink reads -- or == before a text.
func startLink(s string, line byte) int {
	space, at := head(s)
	for _, start := range [...]int{at, space} {
		if start+1 < len(s) && s[start] == line && s[start+1] == line {
			return trail(s, start+2)
		}
	}
	return 0
}

// dottedLink reads -.-> and the like.
func dottedLink(s string) int {
	space, at := head(s)
	for _, start := range [...]int{at, space} {
		end := start
		if end < len(s) && s[end] == '-' {
			end++
		}
		dots := runOf(s[end:], func(c byte) bool { return c == '.' })
		end += dots
		if dots == 0 || end >= len(s) || s[end] != '-' {
			continue
		}
		end++
		if end < len(s) && (s[end] == 'x' || s[end] == 'o' || s[end] == '>') {
			end++
		}
		return trail(s, end)
	}
	return 0
}

// startDotted reads -. before a text.
func startDotted(s string) int {
	space, at := head(s)
	for _, start := range [...]int{at, space} {
		if start+1 < len(s) && s[start] == '-' && s[start+1] == '.' {
			return trail(s, start+2)
		}
	}
	return 0
}

// tildes reads ~~~.
func tildes(s string) int {
	space := runOf(s, isSpace)
	n := runOf(s[space:], func(c byte) bool { return c == '~' })
	if n < 3 {
		return 0
	}
	return trail(s, space+n)
}
