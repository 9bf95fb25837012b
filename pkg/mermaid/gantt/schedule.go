package gantt

import (
	"strconv"
	"strings"
	"time"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// passes is how often the tasks are gone through, since a task may refer to
// one that stands below.
const passes = 11

// maxSpan is the longest task in days for which excluded days are counted.
const maxSpan = 40000

// schedule gives the tasks their times.
func (p *parser) schedule() error {
	s := &scheduler{parser: p, format: scan.Trim(p.chart.DateFormat), now: today(p.src.Now)}
	s.calendar = newCalendar(p.chart, s.format)
	for range passes {
		done := true
		for _, t := range p.chart.Tasks {
			if err := s.place(t); err != nil {
				return err
			}
			done = done && t.processed
		}
		if done {
			break
		}
	}
	return nil
}

// FixedDay is the day that charts mean by "today" where none is given: a page
// that is built twice is the same twice. It shows only where a chart leaves
// out the day (dateFormat HH:mm) or refers to a task that does not exist.
var fixedDay = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

func today(now time.Time) time.Time {
	if now.IsZero() {
		return fixedDay
	}
	return now.UTC()
}

type scheduler struct {
	*parser
	format   string
	now      time.Time
	calendar calendar
}

func (s *scheduler) midnight() time.Time { return s.now.Truncate(24 * time.Hour) }

// place gives a task its times as far as they are known by now.
func (s *scheduler) place(t *Task) error {
	if t.after {
		if prev := s.byID[t.prev]; prev != nil {
			t.Start = prev.End
		}
	} else {
		start, err := s.start(t)
		if err != nil {
			return err
		}
		if !start.IsZero() {
			t.Start = start
		}
	}
	if t.Start.IsZero() {
		return nil
	}
	end, manual := s.end(t)
	t.End = end
	if end.IsZero() {
		return nil
	}
	t.processed = true
	if len(s.chart.Excludes) == 0 || manual {
		return nil
	}
	if t.End.Sub(t.Start) > maxSpan*24*time.Hour {
		return s.src.Errorf(t.offset, t.length, "task %s lasts longer than %d days, too long for excludes", chart.Quote(scan.Trim(t.Name)), maxSpan)
	}
	return s.exclude(t)
}

// exclude moves a task's end behind the excluded days in it.
func (s *scheduler) exclude(t *Task) error {
	limit := t.End.AddDate(0, 0, 10000)
	t.Shown = time.Time{}
	excluded := false
	for day := t.Start.AddDate(0, 0, 1); !day.After(t.End); day = day.AddDate(0, 0, 1) {
		if !excluded {
			t.Shown = t.End
		}
		if excluded = s.calendar.excludes(day); excluded {
			t.End = t.End.AddDate(0, 0, 1)
			if t.End.After(limit) {
				return s.src.Errorf(t.offset, t.length, "no day is left for task %s: excludes names them all", chart.Quote(scan.Trim(t.Name)))
			}
		}
	}
	return nil
}

// references returns the tasks that "after a b" or "until a b" names.
func (s *scheduler) references(text, word string) (tasks []*Task, ok bool) {
	if !strings.HasPrefix(text, word) {
		return nil, false
	}
	rest := text[len(word):]
	n := scan.Space(rest)
	if n == 0 {
		return nil, false
	}
	rest = rest[n:]
	end := 0
	for end < len(rest) && (scan.IsWord(rest[end]) || rest[end] == '-' || rest[end] == ' ') {
		end++
	}
	if end == 0 {
		return nil, false
	}
	for _, id := range strings.Split(rest[:end], " ") {
		if t := s.byID[id]; t != nil {
			tasks = append(tasks, t)
		}
	}
	return tasks, true
}

func (s *scheduler) start(t *Task) (time.Time, error) {
	text := t.start
	if (s.format == "x" || s.format == "X") && text != "" && scan.Digits(text) == len(text) {
		if ms, err := strconv.ParseInt(text, 10, 64); err == nil && ms < 8.64e15 {
			return time.UnixMilli(ms).UTC(), nil
		}
	}
	if tasks, ok := s.references(text, "after"); ok {
		if len(tasks) == 0 {
			return s.midnight(), nil
		}
		latest := tasks[0]
		for _, t := range tasks[1:] {
			if !latest.End.IsZero() && t.End.After(latest.End) {
				latest = t
			}
		}
		return latest.End, nil
	}
	if d, ok := parseDate(text, s.format, s.now); ok {
		return d, nil
	}
	if d, ok := parseLoose(text); ok {
		return d, nil
	}
	err := s.src.Errorf(t.offset, t.length, "%s is no date in the format %q", chart.Quote(text), s.format)
	if s.format == "" {
		return time.Time{}, err.WithHint("add a line: dateFormat YYYY-MM-DD")
	}
	return time.Time{}, err.WithHint("write the date as dateFormat says, or: after id")
}

// end returns a task's end, and whether it is a date that excludes leaves
// alone.
func (s *scheduler) end(t *Task) (end time.Time, manual bool) {
	_, manual = parseDate(t.end, "YYYY-MM-DD", s.now)
	if tasks, ok := s.references(t.end, "until"); ok {
		if len(tasks) == 0 {
			return s.midnight(), manual
		}
		earliest := tasks[0]
		for _, t := range tasks[1:] {
			if !earliest.Start.IsZero() && !t.Start.IsZero() && t.Start.Before(earliest.Start) {
				earliest = t
			}
		}
		return earliest.Start, manual
	}
	if d, ok := parseDate(t.end, s.format, s.now); ok {
		if s.chart.inclusive {
			d = d.AddDate(0, 0, 1)
		}
		return d, manual
	}
	if n, unit, ok := parseDuration(t.end); ok {
		if d, ok := addDuration(t.Start, n, unit); ok {
			return d, manual
		}
	}
	return t.Start, manual
}

// parseDuration reads a length such as 3d or 1.5w.
func parseDuration(s string) (n float64, unit string, ok bool) {
	i := scan.Digits(s)
	if i == 0 {
		return 0, "", false
	}
	if i < len(s) && s[i] == '.' {
		d := scan.Digits(s[i+1:])
		if d == 0 {
			return 0, "", false
		}
		i += 1 + d
	}
	unit = s[i:]
	switch unit {
	case "M", "d", "h", "m", "s", "w", "y", "ms":
	default:
		return 0, "", false
	}
	n, err := strconv.ParseFloat(s[:i], 64)
	return n, unit, err == nil
}

// calendar knows which days are excluded.
type calendar struct {
	off      [7]bool
	excluded map[string]bool
	included map[string]bool
	format   string
}

func newCalendar(c *Chart, format string) calendar {
	cal := calendar{format: format, excluded: map[string]bool{}, included: map[string]bool{}}
	for _, word := range c.Excludes {
		if word == "weekends" {
			cal.off[c.Weekend] = true
			cal.off[(c.Weekend+1)%7] = true
			continue
		}
		named := false
		for d := time.Sunday; d <= time.Saturday; d++ {
			if strings.EqualFold(word, d.String()) {
				cal.off[d], named = true, true
			}
		}
		if !named {
			cal.excluded[word] = true
		}
	}
	for _, word := range c.Includes {
		cal.included[word] = true
	}
	return cal
}

// excludes reports whether the day is no working day. Days are named in the
// chart's format or as 2024-01-31.
func (c calendar) excludes(day time.Time) bool {
	if len(c.excluded) == 0 && len(c.included) == 0 {
		return c.off[day.Weekday()]
	}
	plain := day.Format("2006-01-02")
	own := plain
	if c.format != "YYYY-MM-DD" {
		own, _ = formatDate(day, c.format)
		if c.format == "" {
			own = day.Format("2006-01-02T15:04:05") + "+00:00"
		}
	}
	if c.included[own] || c.included[plain] {
		return false
	}
	return c.off[day.Weekday()] || c.excluded[own] || c.excluded[plain]
}
