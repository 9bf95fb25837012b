package gantt

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"course/pkg/mermaid/scan"
)

// The formats of dates are those of Day.js 1.11 with its plugins
// customParseFormat and advancedFormat (https://day.js.org/docs/en/parse/string-format);
// only its strict mode is needed: a text is a date if writing the date in the
// format gives the text again. All times are UTC.

// parseDate reads text in a Day.js format. What the format does not state is
// taken from now.
func parseDate(s, format string, now time.Time) (time.Time, bool) {
	if format == "x" || format == "X" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n > 1e13 || n < -1e13 {
			return time.Time{}, false
		}
		if format == "X" {
			n *= 1000
		}
		return time.UnixMilli(n).UTC(), true
	}
	p := dateParts{zone: noZone}
	if !p.read(s, format) {
		return time.Time{}, false
	}
	t := p.time(now)
	if written, ok := formatDate(t, format); !ok || written != s {
		return time.Time{}, false
	}
	return t, true
}

const noZone = 1 << 20

// dateParts is what a text says of a date; zero is what it does not say.
type dateParts struct {
	year, month, day               int
	hour, minute, second, millisec int
	afternoon                      *bool
	zone                           int // minutes to add, noZone if none
}

// parseTokens are the parts of a format that read something, longer ones
// before their beginnings.
var parseTokens = []string{
	"YYYY", "YY", "Y", "MMMM", "MMM", "MM", "M", "Do", "DD", "D", "hh", "h", "HH", "H", "mm", "m", "ss", "s",
	"SSS", "SS", "S", "A", "a", "Q", "ww", "w", "ZZ", "Z", "z",
}

// read applies the format to s as Day.js does: every token takes the first
// match in what is left after the literal characters so far, and removes it.
func (p *dateParts) read(s, format string) bool {
	if strings.ContainsAny(format, "Ll") {
		return false // the locale's own formats, of which English has none
	}
	at, some := 0, false
	for format != "" {
		if n := escaped(format); n > 0 {
			at, format, some = at+n-2, format[n:], true
			continue
		}
		if n := literal(format); n > 0 {
			at, format, some = at+n, format[n:], true
			continue
		}
		tok := firstToken(format, parseTokens)
		if tok == "" {
			_, n := utf8.DecodeRuneInString(format)
			format = format[n:]
			continue
		}
		format, some = format[len(tok):], true
		if at > len(s) {
			return false
		}
		m := matchToken(s[at:], tok)
		if m == "" || !p.set(tok, m) {
			return false
		}
		s = strings.Replace(s, m, "", 1)
	}
	if !some {
		return false
	}
	if p.afternoon != nil {
		switch {
		case *p.afternoon && p.hour < 12:
			p.hour += 12
		case !*p.afternoon && p.hour == 12:
			p.hour = 0
		}
	}
	return true
}

// escaped returns the length of a "[text]" at the start of a format.
func escaped(format string) int {
	if format[0] != '[' {
		return 0
	}
	end := strings.IndexByte(format, ']')
	if end < 0 || strings.IndexByte(format[1:end], '[') >= 0 {
		return 0
	}
	return end + 1
}

func literal(format string) int {
	n := 0
	for n < len(format) {
		if strings.IndexByte("-_:/.,()", format[n]) >= 0 {
			n++
		} else if k := scan.Space(format[n:]); k > 0 {
			n += k
		} else {
			break
		}
	}
	return n
}

func firstToken(format string, tokens []string) string {
	for _, t := range tokens {
		if strings.HasPrefix(format, t) {
			return t
		}
	}
	return ""
}

// matchToken returns the first part of s that the token takes.
func matchToken(s, tok string) string {
	least, most := 0, 0
	switch tok {
	case "A", "a", "MMM", "MMMM", "Do":
		return firstWord(s)
	case "ZZ", "Z":
		return firstZone(s)
	case "YYYY":
		least, most = 4, 4
	case "DD", "MM", "YY", "SS", "ww":
		least, most = 2, 2
	case "SSS":
		least, most = 3, 3
	case "Q", "S":
		least, most = 1, 1
	case "Y":
		least, most = 1, 9
	case "z":
		return ""
	default:
		least, most = 1, 2
	}
	for i := 0; i < len(s); i++ {
		if n := scan.Digits(s[i:]); n >= least {
			return s[i : i+min(n, most)]
		}
	}
	return ""
}

// firstWord matches digits and then at least one character that is neither a
// digit nor a separator.
func firstWord(s string) string {
	for i := 0; i < len(s); i++ {
		n := scan.Digits(s[i:])
		m := n
		for _, r := range s[i+n:] {
			if strings.ContainsRune("-_:/,()", r) || unicode.IsDigit(r) || scan.IsSpace(r) {
				break
			}
			m += utf8.RuneLen(r)
		}
		if m > n {
			return s[i : i+m]
		}
	}
	return ""
}

func firstZone(s string) string {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == 'Z':
			return s[i : i+1]
		case s[i] == '+' || s[i] == '-':
			if scan.Digits(s[i+1:]) < 2 {
				continue
			}
			n := 3
			rest := strings.TrimPrefix(s[i+n:], ":")
			if scan.Digits(rest) >= 2 {
				return s[i : len(s)-len(rest)+2]
			}
			if len(rest) < len(s)-i-n {
				n++
			}
			return s[i : i+n]
		}
	}
	return ""
}

// set stores what the token took.
func (p *dateParts) set(tok, m string) bool {
	n, _ := strconv.Atoi(m)
	switch tok {
	case "YYYY", "Y":
		p.year = n
	case "YY":
		p.year = n + 2000
		if n > 68 {
			p.year = n + 1900
		}
	case "M", "MM":
		p.month = n
	case "Q":
		p.month = 3*(n-1) + 1
	case "MMM", "MMMM":
		p.month = monthNamed(m, tok == "MMM")
		return p.month > 0
	case "D", "DD":
		p.day = n
	case "Do":
		d := scan.Digits(m)
		if d == 0 {
			return false
		}
		p.day, _ = strconv.Atoi(m[:d])
	case "H", "HH", "h", "hh":
		p.hour = n
	case "m", "mm":
		p.minute = n
	case "s", "ss":
		p.second = n
	case "S":
		p.millisec = 100 * n
	case "SS":
		p.millisec = 10 * n
	case "SSS":
		p.millisec = n
	case "A":
		pm := m == "PM"
		p.afternoon = &pm
	case "a":
		pm := m == "pm"
		p.afternoon = &pm
	case "ZZ", "Z":
		p.zone = zoneMinutes(m)
	default:
		return false // weeks need a plugin that the reference does not load
	}
	return true
}

func monthNamed(s string, short bool) int {
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if short {
			name = name[:3]
		}
		if s == name {
			return int(m)
		}
	}
	return 0
}

// zoneMinutes returns what to add to a local time for UTC.
func zoneMinutes(s string) int {
	if s == "Z" {
		return 0
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	h, _ := strconv.Atoi(digits[:2])
	m := 0
	if len(digits) >= 4 {
		m, _ = strconv.Atoi(digits[2:4])
	}
	if s[0] == '+' {
		return -(60*h + m)
	}
	return 60*h + m
}

func (p *dateParts) time(now time.Time) time.Time {
	year, month, day := p.year, p.month, p.day
	if day == 0 {
		day = 1
		if year == 0 && month == 0 {
			day = now.Day()
		}
	}
	switch {
	case month > 0:
	case year != 0:
		month = 1
	default:
		month = int(now.Month())
	}
	if year == 0 {
		year = now.Year()
	}
	if year >= 0 && year < 100 {
		year += 1900
	}
	minute := p.minute
	if p.zone != noZone {
		minute += p.zone
	}
	return time.Date(year, time.Month(month), day, p.hour, minute, p.second, p.millisec*1e6, time.UTC)
}

// formatTokens are the parts of a format that write something.
var formatTokens = []string{
	"YYYY", "YY", "MMMM", "MMM", "MM", "M", "Do", "DD", "D", "dddd", "ddd", "dd", "d", "HH", "H", "hh", "h", "a", "A",
	"mm", "m", "ss", "s", "SSS", "ZZ", "Z", "Q", "X", "x", "kk", "k", "GGGG", "WW", "W", "wo", "ww", "w", "gggg",
}

// formatDate writes t in a Day.js format. It fails for parts that the
// reference cannot write.
func formatDate(t time.Time, format string) (string, bool) {
	var b []byte
	for format != "" {
		if n := escaped(format); n > 2 {
			b = append(b, format[1:n-1]...)
			format = format[n:]
			continue
		}
		tok := firstToken(format, formatTokens)
		if tok == "" {
			_, n := utf8.DecodeRuneInString(format)
			b = append(b, format[:n]...)
			format = format[n:]
			continue
		}
		var ok bool
		if b, ok = appendToken(b, t, tok); !ok {
			return "", false
		}
		format = format[len(tok):]
	}
	return string(b), true
}

func appendToken(b []byte, t time.Time, tok string) ([]byte, bool) {
	pad := func(n, width int) []byte {
		s := strconv.Itoa(n)
		for range width - len(s) {
			b = append(b, '0')
		}
		return append(b, s...)
	}
	width := len(tok)
	switch tok {
	case "YYYY":
		return pad(t.Year(), 4), true
	case "YY":
		y := strconv.Itoa(t.Year())
		return append(b, y[max(0, len(y)-2):]...), true
	case "M", "MM":
		return pad(int(t.Month()), width), true
	case "MMM":
		return append(b, t.Month().String()[:3]...), true
	case "MMMM":
		return append(b, t.Month().String()...), true
	case "D", "DD":
		return pad(t.Day(), width), true
	case "Do":
		return append(pad(t.Day(), 1), ordinal(t.Day())...), true
	case "d":
		return pad(int(t.Weekday()), 1), true
	case "dd", "ddd":
		return append(b, t.Weekday().String()[:width]...), true
	case "dddd":
		return append(b, t.Weekday().String()...), true
	case "H", "HH":
		return pad(t.Hour(), width), true
	case "h", "hh":
		return pad((t.Hour()+11)%12+1, width), true
	case "k", "kk":
		return pad((t.Hour()+23)%24+1, width), true
	case "a", "A":
		return append(b, halfDay(t, tok == "a")...), true
	case "m", "mm":
		return pad(t.Minute(), width), true
	case "s", "ss":
		return pad(t.Second(), width), true
	case "SSS":
		return pad(t.Nanosecond()/1e6, 3), true
	case "Z":
		return append(b, "+00:00"...), true
	case "ZZ":
		return append(b, "+0000"...), true
	case "Q":
		return pad((int(t.Month())+2)/3, 1), true
	case "X":
		return strconv.AppendInt(b, t.Unix(), 10), true
	case "x":
		return strconv.AppendInt(b, t.UnixMilli(), 10), true
	case "W", "WW":
		_, w := t.ISOWeek()
		return pad(w, width), true
	case "GGGG":
		y, _ := t.ISOWeek()
		return pad(y, 1), true
	}
	return b, false
}

func halfDay(t time.Time, lower bool) string {
	s := "AM"
	if t.Hour() >= 12 {
		s = "PM"
	}
	if lower {
		return strings.ToLower(s)
	}
	return s
}

func ordinal(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

// addDuration adds a length such as 3d, 1.5w or 2M.
func addDuration(t time.Time, n float64, unit string) (time.Time, bool) {
	if n > 1e9 {
		return t, false
	}
	whole := int(n)
	switch unit {
	case "y":
		t = addMonths(t, 12*whole)
	case "M":
		t = addMonths(t, whole)
	case "w":
		t = t.AddDate(0, 0, round(7*n))
	case "d":
		t = t.AddDate(0, 0, round(n))
	default:
		ms := map[string]float64{"h": 3600e3, "m": 60e3, "s": 1e3, "ms": 1}[unit]
		t = time.UnixMilli(t.UnixMilli() + int64(n*ms)).UTC()
	}
	return t, t.Year() <= 10000
}

// round is Math.round for numbers that are not negative.
func round(x float64) int { return int(x + 0.5) }

// addMonths moves by months and keeps the day inside the month.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}
