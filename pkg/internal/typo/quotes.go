package typo

// quote is an opening quote that waits for its closing one.
type quote struct {
	at    int
	depth int // how many quotes are open around it
}

// quotes turns straight and English quotes into «ёлочки», and into „лапки“
// within others. A quote without its other half stays as it is.
func (b block) quotes() {
	var open []quote
	for i, r := range b.r {
		switch {
		case r == '«' || r == '“' && b.opens(i) || r == '"' && b.opens(i):
			open = append(open, quote{i, len(open)})
		case r == '„':
			open = append(open, quote{i, len(open)})
		case (r == '»' || r == '”' || r == '“' || r == '"') && len(open) > 0 && b.matches(open[len(open)-1].at, r):
			q := open[len(open)-1]
			open = open[:len(open)-1]
			b.pair(q, i)
		}
	}
}

// pair writes both quotes of a pair by their depth.
func (b block) pair(q quote, end int) {
	if q.depth%2 == 0 {
		b.r[q.at], b.r[end] = '«', '»'
		return
	}
	b.r[q.at], b.r[end] = '„', '“'
}

// opens reports whether a quote stands where one opens: after a blank or an
// opening mark, and before something.
func (b block) opens(i int) bool {
	switch before := b.at(i - 1); before {
	case '(', '[', '{', '«', '„', '—', '–', '-', '/':
	case '"', '“':
		return b.opens(i-1) && !isGap(b.at(i+1))
	default:
		if !isGap(before) {
			return false
		}
	}
	return !isGap(b.at(i+1)) || i+1 == len(b.r)
}

// matches reports whether a closing quote is of the kind of the opening one.
func (b block) matches(open int, r rune) bool {
	switch b.r[open] {
	case '«':
		return r == '»'
	case '“':
		return r == '”'
	case '„':
		return r == '“' || r == '”'
	}
	return r == '"'
}
