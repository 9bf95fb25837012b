package typo

import "unicode"

// spaces binds what must not be parted by the end of a line.
func (b block) spaces() {
	for i, r := range b.r {
		if !isSpace(r) || isGap(b.at(i+1)) || i == 0 {
			continue
		}
		switch {
		case b.thousands(i):
			b.r[i] = narrowNoBreak
		case b.at(i+1) == '—', b.at(i-1) == '—' && isGap(b.at(i-2)) && b.startsWith(i-1),
			b.afterShort(i), b.beforeParticle(i), b.afterNumber(i), b.beforeNumber(i), b.afterMark(i):
			b.r[i] = noBreak
		}
	}
}

// startsWith reports whether nothing but blanks stands before a place.
func (b block) startsWith(i int) bool {
	for i--; i >= 0; i-- {
		if !isGap(b.r[i]) {
			return false
		}
	}
	return true
}

// lower returns a word of at most two letters in lower case, "" for others.
func (b block) lower(start, end int) string {
	if end-start < 1 || end-start > 2 {
		return ""
	}
	var w [2]rune
	for i, r := range b.r[start:end] {
		w[i] = unicode.ToLower(r)
	}
	return string(w[:end-start])
}

// isShort names the prepositions and conjunctions that hold on to the next
// word.
func isShort(word string) bool {
	switch word {
	case "в", "к", "с", "у", "о", "и", "а", "я", "во", "ко", "со", "об", "на", "по", "за", "из", "от", "до", "не", "ни", "но":
		return true
	}
	return false
}

func isParticle(word string) bool {
	switch word {
	case "ли", "же", "бы", "ль", "ж", "б":
		return true
	}
	return false
}

// afterShort reports whether the word before a space is short.
func (b block) afterShort(i int) bool {
	start, end := b.wordBefore(i)
	if !isShort(b.lower(start, end)) {
		return false
	}
	switch before := b.at(start - 1); before {
	case '(', '[', '«', '„', '"', '—':
		return true
	default:
		return isGap(before)
	}
}

// beforeParticle reports whether the word after a space leans on the one
// before it.
func (b block) beforeParticle(i int) bool {
	start, end := b.wordAfter(i + 1)
	if !isParticle(b.lower(start, end)) || b.at(end) == '-' {
		return false
	}
	before := b.at(i - 1)
	return isLetter(before) || isDigit(before) || before == '»' || before == '“' || before == object
}

// afterNumber reports whether the space stands between a number and what it
// counts.
func (b block) afterNumber(i int) bool {
	digits := b.digitsBefore(i)
	if digits == 0 || isLatin(b.at(i-digits-1)) {
		return false
	}
	if b.at(i+1) == '%' || b.at(i+1) == '‰' {
		return true
	}
	start, end := b.wordAfter(i + 1)
	if end == start {
		return false
	}
	if isCyrillic(b.at(start)) {
		// «5 в» and «5 же» count nothing, nor does a version: «с 8.2 появилась».
		short := b.lower(start, end)
		if short == "с" && !isGap(b.at(end)) || short == "с" && end == len(b.r) {
			return true // seconds: «60 с.»
		}
		version := b.at(i-digits-1) == '.' && end-start > 3
		return !version && !isShort(short) && !isParticle(short)
	}
	return isUnit(string(b.r[start:end]))
}

func isUnit(word string) bool {
	switch word {
	case "B", "KB", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "bit", "ms", "ns", "s", "min", "h",
		"px", "em", "rem", "pt", "mm", "cm", "m", "km", "g", "kg", "Hz", "kHz", "MHz", "GHz", "W", "kW", "V", "A":
		return true
	}
	return false
}

// beforeNumber reports whether the space stands between a name and its
// number: a product and its version, a word such as «урок» and its place.
func (b block) beforeNumber(i int) bool {
	if !isDigit(b.at(i + 1)) {
		return false
	}
	start, end := b.wordBefore(i)
	if start == end {
		return false
	}
	if isLatin(b.r[end-1]) {
		for _, r := range b.r[start:end] {
			if r >= 'A' && r <= 'Z' {
				return true
			}
		}
		return false
	}
	return isNumbered(b.r[start:end])
}

// stems are the beginnings of words that a number belongs to.
var stems = [...]string{
	"верси", "глав", "модул", "порт", "пример", "пункт", "раздел", "рисун", "страниц", "строк", "таблиц", "том", "урок", "урове", "уровн", "част", "шаг", "этап",
}

func isNumbered(word []rune) bool {
	for _, s := range stems {
		stem := []rune(s)
		if len(word) < len(stem) || len(word) > len(stem)+3 {
			continue
		}
		same := true
		for i, r := range stem {
			if unicode.ToLower(word[i]) != r {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}

// afterMark reports whether a sign or an abbreviation before the space belongs
// to what follows: № 5, § 3, стр. 7, г. Псков, т. е.
func (b block) afterMark(i int) bool {
	next := b.at(i + 1)
	switch b.at(i - 1) {
	case '№', '§':
		return isDigit(next) || isLetter(next)
	case '.':
	default:
		return false
	}
	start, end := b.wordBefore(i - 1)
	if start == end || !isGap(b.at(start-1)) && b.at(start-1) != '(' {
		return false
	}
	switch string(b.r[start:end]) {
	case "г", "Г":
		// «2026 г. Мы» is a year and the end of a sentence.
		return unicode.IsUpper(next) && b.digitsBefore(start-1) == 0
	case "стр", "Стр", "рис", "Рис", "табл", "Табл", "гл", "Гл", "п":
		return isDigit(next)
	case "т", "Т":
		from, to := b.wordAfter(i + 1)
		switch b.lower(from, to) {
		case "е", "д", "п", "к", "н", "о":
			return b.at(to) == '.'
		}
	}
	return false
}

// thousands reports whether the space stands between groups of three digits of
// a number from 10 000 on.
func (b block) thousands(i int) bool {
	if b.digitsAfter(i+1) != 3 {
		return false
	}
	first := b.digitsBefore(i)
	if first == 0 || first > 3 {
		return false
	}
	// Groups before and after this space that belong to the same number.
	digits, at := first, i-first
	for first == 3 && (b.at(at-1) == narrowNoBreak || isSpace(b.at(at-1))) {
		n := b.digitsBefore(at - 1)
		if n == 0 || n > 3 {
			break
		}
		digits, at, first = digits+n, at-1-n, n
	}
	if before := b.at(at - 1); isLetter(before) || isDigit(before) || before == '.' || before == ',' {
		return false
	}
	end := i + 4
	digits += 3
	for isSpace(b.at(end)) && b.digitsAfter(end+1) == 3 {
		digits, end = digits+3, end+4
	}
	return digits >= 5 && !isLatin(b.at(end))
}
