package gantt

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// scale maps times to pixels.
type scale struct {
	from, to time.Time
	width    float64
}

func (s scale) x(t time.Time) float64 {
	span := s.to.Sub(s.from)
	if span <= 0 {
		return 0
	}
	return s.width * float64(t.Sub(s.from)) / float64(span)
}

// unit is a step of an axis.
type unit struct {
	name string
	n    int
}

const day = 24 * time.Hour

// steps are the distances of ticks that the chart chooses from, as in d3-scale.
var steps = []unit{
	{"millisecond", 1},
	{"millisecond", 2},
	{"millisecond", 5},
	{"millisecond", 10},
	{"millisecond", 20},
	{"millisecond", 50},
	{"millisecond", 100},
	{"millisecond", 200},
	{"millisecond", 500},
	{"second", 1},
	{"second", 5},
	{"second", 15},
	{"second", 30},
	{"minute", 1},
	{"minute", 5},
	{"minute", 15},
	{"minute", 30},
	{"hour", 1},
	{"hour", 3},
	{"hour", 6},
	{"hour", 12},
	{"day", 1},
	{"day", 2},
	{"week", 1},
	{"month", 1},
	{"month", 3},
	{"year", 1},
	{"year", 2},
	{"year", 5},
	{"year", 10},
	{"year", 20},
	{"year", 50},
	{"year", 100},
	{"year", 500},
	{"year", 1000},
}

// length is about how long a step lasts.
func (u unit) length() time.Duration {
	base := map[string]time.Duration{
		"millisecond": time.Millisecond, "second": time.Second, "minute": time.Minute, "hour": time.Hour,
		"day": day, "week": 7 * day, "month": 30 * day, "year": 365 * day,
	}[u.name]
	return base * time.Duration(u.n)
}

var interval = regexp.MustCompile(`^([1-9]\d*)(millisecond|second|minute|hour|day|week|month)$`)

// parseInterval reads a tickInterval such as 1week.
func parseInterval(s string) (unit, bool) {
	m := interval.FindStringSubmatch(s)
	if m == nil || len(m[1]) > 4 {
		return unit{}, false
	}
	n, err := strconv.Atoi(m[1])
	return unit{m[2], n}, err == nil
}

// maxTicks is how many ticks an axis may have.
const maxTicks = 80

// ticks returns the times of ticks. Steps begin where a calendar or a clock
// has them: weeks with the given day, two-day steps on odd days of the month.
func (s scale) ticks(u unit, weekday time.Weekday) []time.Time {
	var list []time.Time
	for t := u.floor(s.from, weekday); !t.After(s.to); t = u.next(t) {
		if len(list) > maxTicks {
			break
		}
		if !t.Before(s.from) {
			list = append(list, t)
		}
	}
	return list
}

// floor returns the last tick that is not after t.
func (u unit) floor(t time.Time, weekday time.Weekday) time.Time {
	midnight := t.Truncate(day)
	switch u.name {
	case "day":
		return time.Date(t.Year(), t.Month(), t.Day()-(t.Day()-1)%u.n, 0, 0, 0, 0, time.UTC)
	case "week":
		back := (int(t.Weekday()) - int(weekday) + 7) % 7
		sunday := midnight.AddDate(0, 0, -back)
		weeks := int(sunday.Sub(time.Unix(0, 0).UTC().AddDate(0, 0, -30*365)) / (7 * day))
		return sunday.AddDate(0, 0, -7*(weeks%u.n))
	case "month":
		m := int(t.Month()) - 1
		return time.Date(t.Year(), time.Month(m-m%u.n+1), 1, 0, 0, 0, 0, time.UTC)
	case "year":
		y := t.Year()
		return time.Date(y-y%u.n, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	// Parts of a day begin anew at midnight.
	return midnight.Add(t.Sub(midnight).Truncate(u.length()))
}

func (u unit) next(t time.Time) time.Time {
	switch u.name {
	case "day":
		next := t.AddDate(0, 0, u.n)
		if next.Month() != t.Month() {
			next = time.Date(next.Year(), next.Month(), 1, 0, 0, 0, 0, time.UTC)
		}
		return next
	case "week":
		return t.AddDate(0, 0, 7*u.n)
	case "month":
		next := t.AddDate(0, u.n, 0)
		if u.n < 12 && next.Year() != t.Year() {
			next = time.Date(next.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return next
	case "year":
		return t.AddDate(u.n, 0, 0)
	}
	next := t.Add(u.length())
	if midnight := t.Truncate(day).AddDate(0, 0, 1); next.After(midnight) {
		return midnight
	}
	return next
}

// strftime writes a time in the directives of d3-time-format.
func strftime(t time.Time, format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		fill := "0"
		if c := format[i]; strings.IndexByte("-_0", c) >= 0 && i+1 < len(format) {
			fill = map[byte]string{'-': "", '_': " ", '0': "0"}[c]
			i++
		} else if c == 'e' {
			fill = " "
		}
		b.WriteString(directive(t, format[i], fill))
	}
	return b.String()
}

func directive(t time.Time, c byte, fill string) string {
	pad := func(n, width int) string {
		s := strconv.Itoa(n)
		for fill != "" && len(s) < width {
			s = fill + s
		}
		return s
	}
	switch c {
	case 'a':
		return t.Weekday().String()[:3]
	case 'A':
		return t.Weekday().String()
	case 'b':
		return t.Month().String()[:3]
	case 'B':
		return t.Month().String()
	case 'c':
		return t.Format("1/2/2006, 3:04:05 PM")
	case 'd', 'e':
		return pad(t.Day(), 2)
	case 'f':
		return pad(t.Nanosecond()/1e3, 6)
	case 'g', 'y':
		y := t.Year()
		if c == 'g' {
			y, _ = t.ISOWeek()
		}
		return pad(y%100, 2)
	case 'G', 'Y':
		y := t.Year()
		if c == 'G' {
			y, _ = t.ISOWeek()
		}
		return pad(y, 4)
	case 'H':
		return pad(t.Hour(), 2)
	case 'I':
		return pad((t.Hour()+11)%12+1, 2)
	case 'j':
		return pad(t.YearDay(), 3)
	case 'L':
		return pad(t.Nanosecond()/1e6, 3)
	case 'm':
		return pad(int(t.Month()), 2)
	case 'M':
		return pad(t.Minute(), 2)
	case 'p':
		return halfDay(t, false)
	case 'q':
		return pad((int(t.Month())+2)/3, 1)
	case 'Q':
		return strconv.FormatInt(t.UnixMilli(), 10)
	case 's':
		return strconv.FormatInt(t.Unix(), 10)
	case 'S':
		return pad(t.Second(), 2)
	case 'u':
		return strconv.Itoa((int(t.Weekday())+6)%7 + 1)
	case 'U':
		return pad((t.YearDay()+6-int(t.Weekday()))/7, 2)
	case 'V':
		_, w := t.ISOWeek()
		return pad(w, 2)
	case 'w':
		return strconv.Itoa(int(t.Weekday()))
	case 'W':
		return pad((t.YearDay()+6-(int(t.Weekday())+6)%7)/7, 2)
	case 'x':
		return t.Format("1/2/2006")
	case 'X':
		return t.Format("3:04:05 PM")
	case 'Z':
		return "+0000"
	case '%':
		return "%"
	}
	return string(c)
}
