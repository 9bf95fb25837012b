package typo

// dashes turns hyphens that stand for dashes into dashes, and hyphens between
// numbers that make a range.
func (b block) dashes() {
	for i, r := range b.r {
		switch {
		case r == '-' && b.isRange(i):
			b.r[i] = '–'
		case r == '-' && b.at(i+1) == '-' && isGap(b.at(i-1)) && isGap(b.at(i+2)) && b.joins(i-1, i+2):
			b.r[i], b.r[i+1] = '—', gone
		case (r == '-' || r == '–') && isGap(b.at(i-1)) && isGap(b.at(i+1)) && b.joins(i-1, i+1):
			b.r[i] = '—'
		}
	}
}

// joins reports whether a dash between two blanks stands between words. Between
// two numbers or two Latin names it may be a minus or a flag, and stays.
func (b block) joins(left, right int) bool {
	for isGap(b.at(left)) && left >= 0 {
		left--
	}
	for isGap(b.at(right)) && right < len(b.r) {
		right++
	}
	return right < len(b.r) && (speaks(b.at(left)) || speaks(b.at(right)))
}

// speaks reports whether a rune is of Russian running text.
func speaks(r rune) bool {
	switch r {
	case '»', '«', '"', '“', '„', '”', object:
		return true
	}
	return isCyrillic(r)
}

// isRange reports whether a hyphen stands between two numbers of which the
// second is greater, and nothing beside them says that it is a date, a
// version, a telephone number or part of a name.
func (b block) isRange(i int) bool {
	left, right := b.digitsBefore(i), b.digitsAfter(i+1)
	if left == 0 || right == 0 || left > 4 || right > 4 {
		return false
	}
	before, after := b.at(i-left-1), b.at(i+right+1)
	if !isGap(before) && before != '(' && before != '«' && before != '"' && before != '~' && before != '≈' {
		return false
	}
	switch after {
	case '-', '/', ':', '_', '+', '@', '=', object:
		return false
	case '.', ',':
		if isDigit(b.at(i + right + 2)) {
			return false
		}
	}
	return !isLetter(after) && b.number(i-left, left) < b.number(i+1, right)
}

func (b block) number(at, digits int) int {
	n := 0
	for _, r := range b.r[at : at+digits] {
		n = n*10 + int(r-'0')
	}
	return n
}
