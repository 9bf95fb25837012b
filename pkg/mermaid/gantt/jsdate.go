package gantt

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"course/pkg/mermaid/scan"
)

// What is no date in the chart's format is still one if the browser's own
// reading of dates (new Date(text)) takes it. This is that of V8: ISO 8601,
// and the lenient forms that browsers have always taken: "Jan 6, 2014 10:00",
// "6 January 2014", "1/6/2014".

// parseLoose reads a date as new Date(text) does, in UTC.
func parseLoose(s string) (time.Time, bool) {
	p := looseParser{words: looseWords(s)}
	t, ok := p.parse()
	if !ok || t.Year() > 10000 || t.Year() < -10000 {
		return time.Time{}, false
	}
	return t, true
}

type wordKind int

const (
	wEnd wordKind = iota
	wNumber
	wSpace
	wSymbol
	wMonth
	wHalfDay
	wZone
	wTime // the letter T
	wOther
)

type looseWord struct {
	kind wordKind
	n    int // value of a number, month, half day (hours) or zone (hours)
	size int // digits of a number
	sym  byte
}

// looseWords cuts a text into numbers, words, white space and symbols.
func looseWords(s string) []looseWord {
	var out []looseWord
	for s != "" {
		if n := scan.Digits(s); n > 0 {
			v, err := strconv.Atoi(s[:min(n, 9)])
			if err != nil {
				v = 0
			}
			out = append(out, looseWord{kind: wNumber, n: v, size: n})
			s = s[n:]
			continue
		}
		if n := scan.Space(s); n > 0 {
			out = append(out, looseWord{kind: wSpace})
			s = s[n:]
			continue
		}
		n := 0
		for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= utf8.RuneSelf) {
			n++
		}
		if n > 0 {
			out = append(out, looseName(strings.ToLower(s[:n])))
			s = s[n:]
			continue
		}
		out = append(out, looseWord{kind: wSymbol, sym: s[0]})
		s = s[1:]
	}
	return out
}

func looseName(s string) looseWord {
	switch s {
	case "am":
		return looseWord{kind: wHalfDay}
	case "pm":
		return looseWord{kind: wHalfDay, n: 12}
	case "z", "ut", "utc", "gmt":
		return looseWord{kind: wZone, sym: s[0]}
	case "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt":
		hours := map[string]int{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
		return looseWord{kind: wZone, n: hours[s]}
	case "t":
		return looseWord{kind: wTime}
	}
	if len(s) >= 3 {
		for m := time.January; m <= time.December; m++ {
			if strings.HasPrefix(s, strings.ToLower(m.String()[:3])) {
				return looseWord{kind: wMonth, n: int(m)}
			}
		}
	}
	return looseWord{kind: wOther}
}

type looseParser struct {
	words []looseWord
	at    int

	days     []int
	month    int
	times    []int
	final    bool // the time is complete
	half     *int
	zoneSign int // 0 if there is no zone
	zoneHour int
	zoneMin  int // -1 if still to come
	zoneUTC  bool
	iso      bool
}

func (p *looseParser) peek() looseWord {
	if p.at < len(p.words) {
		return p.words[p.at]
	}
	return looseWord{}
}

func (p *looseParser) next() looseWord {
	w := p.peek()
	p.at++
	return w
}

func (p *looseParser) skip(sym byte) bool {
	if w := p.peek(); w.kind == wSymbol && w.sym == sym {
		p.at++
		return true
	}
	return false
}

func (p *looseParser) parse() (time.Time, bool) {
	if p.isoDate() {
		return p.result()
	}
	seen := len(p.days) > 0
	for p.at < len(p.words) {
		w := p.next()
		ok := true
		switch w.kind {
		case wNumber:
			seen = true
			ok = p.number(w)
		case wMonth, wHalfDay, wZone, wTime, wOther:
			ok = p.name(w, seen)
		case wSymbol:
			switch {
			case (w.sym == '+' || w.sym == '-') && (p.zoneUTC || len(p.times) > 0):
				seen = true
				ok = p.offset(w)
			case (w.sym == '+' || w.sym == '-' || w.sym == ')') && seen:
				ok = false
			case w.sym == '(':
				p.skipParentheses()
			}
		}
		if !ok {
			return time.Time{}, false
		}
	}
	return p.result()
}

// isoDate reads as much of an ISO 8601 date as there is. It reports whether
// that was all.
func (p *looseParser) isoDate() bool {
	if w := p.peek(); w.kind != wNumber || w.size != 4 {
		return false
	}
	p.days = append(p.days, p.next().n)
	for _, limit := range [...]int{12, 31} {
		if !p.skip('-') {
			break
		}
		if w := p.peek(); w.kind != wNumber || w.size != 2 || w.n < 1 || w.n > limit {
			return false
		}
		p.days = append(p.days, p.next().n)
	}
	switch p.peek().kind {
	case wEnd:
		p.iso = true
		return true
	case wTime:
		return p.isoTime()
	}
	return false
}

// isoTime reads the part of an ISO 8601 date from "T" on. If it is not all,
// the date is read anew by the lenient rules, which skip the "T".
func (p *looseParser) isoTime() bool {
	save := *p
	p.at++
	for i, limit := range [...]int{24, 59, 59} {
		if w := p.peek(); w.kind != wNumber || w.size != 2 || w.n > limit {
			*p = save
			return false
		}
		p.times = append(p.times, p.next().n)
		if i == 2 || !p.skip(':') {
			break
		}
	}
	if len(p.times) == 3 && p.skip('.') && p.peek().kind == wNumber {
		p.times = append(p.times, millis(p.next()))
	}
	if w := p.peek(); w.kind == wZone && w.sym == 'z' {
		p.at++
	} else if w.kind == wSymbol && (w.sym == '+' || w.sym == '-') {
		p.at++
		if !p.offset(w) {
			*p = save
			return false
		}
		if m := p.peek(); p.zoneMin < 0 && p.skip(':') {
			if m = p.next(); m.kind == wNumber {
				p.zoneMin = m.n
			}
		}
	}
	if len(p.times) < 2 || p.peek().kind != wEnd {
		*p = save
		return false
	}
	p.iso = true
	return true
}

func millis(w looseWord) int {
	n := w.n
	for size := w.size; size < 3; size++ {
		n *= 10
	}
	for size := min(w.size, 9); size > 3; size-- {
		n /= 10
	}
	return n
}

// expects reports whether a number continues a time that was begun.
func (p *looseParser) expects(n int) bool {
	if p.final {
		return false
	}
	switch len(p.times) {
	case 1, 2:
		return n < 60
	case 3:
		return n < 1000
	}
	return false
}

func (p *looseParser) number(w looseWord) bool {
	switch {
	case p.skip(':'):
		if p.skip(':') {
			if len(p.times) > 0 {
				return false
			}
			p.times = append(p.times, w.n, 0)
			return true
		}
		if len(p.times) > 3 || p.final {
			return false
		}
		p.times = append(p.times, w.n)
		p.skip('.')
		return true
	case p.peek().kind == wSymbol && p.peek().sym == '.':
		p.at++
		if !p.expects(w.n) {
			return p.tail(w)
		}
		p.times = append(p.times, w.n)
		m := p.next()
		if m.kind != wNumber {
			return false
		}
		p.times, p.final = append(p.times, millis(m)), true
		return true
	}
	return p.tail(w)
}

// tail is number for numbers that no ":" or "." follows.
func (p *looseParser) tail(w looseWord) bool {
	switch {
	case p.zoneSign != 0 && p.zoneMin < 0 && w.n < 60:
		p.zoneMin = w.n
	case p.expects(w.n):
		p.times, p.final = append(p.times, w.n), true
		switch next := p.peek(); {
		case next.kind == wEnd, next.kind == wSpace, next.kind == wZone && next.sym == 'z':
		case next.kind == wSymbol && (next.sym == '+' || next.sym == '-'):
		default:
			return false
		}
	default:
		if len(p.days) == 3 {
			return false
		}
		p.days = append(p.days, w.n)
		p.skip('-')
	}
	return true
}

func (p *looseParser) name(w looseWord, seen bool) bool {
	switch {
	case w.kind == wHalfDay && len(p.times) > 0:
		p.half = &w.n
	case w.kind == wMonth:
		p.month = w.n
		p.skip('-')
	case w.kind == wZone && seen:
		p.zoneSign, p.zoneHour, p.zoneMin = 1, w.n, 0
		if w.n < 0 {
			p.zoneSign, p.zoneHour = -1, -w.n
		}
		p.zoneUTC = w.n == 0
	default:
		return !seen && p.peek().kind != wNumber
	}
	return true
}

// offset reads the number after "+" or "-".
func (p *looseParser) offset(w looseWord) bool {
	p.zoneSign = 1
	if w.sym == '-' {
		p.zoneSign = -1
	}
	n := looseWord{}
	if p.peek().kind == wNumber {
		n = p.next()
	}
	switch {
	case p.peek().kind == wSymbol && p.peek().sym == ':':
		p.zoneHour, p.zoneMin = n.n, -1
	case n.size == 1 || n.size == 2:
		p.zoneHour, p.zoneMin = n.n, 0
	case n.size == 3 || n.size == 4:
		p.zoneHour, p.zoneMin = n.n/100, n.n%100
	default:
		return false
	}
	return true
}

func (p *looseParser) skipParentheses() {
	for depth := 1; depth > 0 && p.at < len(p.words); p.at++ {
		switch w := p.words[p.at]; {
		case w.kind == wSymbol && w.sym == '(':
			depth++
		case w.kind == wSymbol && w.sym == ')':
			depth--
		}
	}
}

// result makes a date of what was read.
func (p *looseParser) result() (time.Time, bool) {
	n := len(p.days)
	if n == 0 {
		return time.Time{}, false
	}
	d := [3]int{1, 1, 1}
	copy(d[:], p.days)
	isDay := func(v int) bool { return v >= 1 && v <= 31 }
	var year, month, day int
	switch {
	case p.month == 0 && (p.iso || !isDay(d[0])):
		year, month, day = d[0], d[1], d[2]
	case p.month == 0:
		month, day, year = d[0], d[1], d[2]
	case n == 1:
		year, month, day = 0, p.month, d[0]
		if !isDay(d[0]) {
			year, day = d[0], 1
		} else {
			year = 1
		}
	case !isDay(d[0]):
		year, month, day = d[0], p.month, d[1]
	default:
		day, month, year = d[0], p.month, d[1]
	}
	if !p.iso {
		switch {
		case year >= 0 && year <= 49:
			year += 2000
		case year >= 50 && year <= 99:
			year += 1900
		}
	}
	if month < 1 || month > 12 || !isDay(day) {
		return time.Time{}, false
	}
	return p.clock(year, month, day)
}

func (p *looseParser) clock(year, month, day int) (time.Time, bool) {
	var c [4]int
	copy(c[:], p.times)
	if p.half != nil {
		if c[0] > 12 {
			return time.Time{}, false
		}
		c[0] = c[0]%12 + *p.half
	}
	if c[0] > 24 || c[0] == 24 && (c[1] > 0 || c[2] > 0 || c[3] > 0) || c[1] > 59 || c[2] > 59 {
		return time.Time{}, false
	}
	offset := p.zoneSign * (60*p.zoneHour + max(0, p.zoneMin))
	return time.Date(year, time.Month(month), day, c[0], c[1]-offset, c[2], c[3]*1e6, time.UTC), true
}
