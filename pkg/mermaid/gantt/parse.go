package gantt

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// maxTasks is the most tasks that a chart may have.
const maxTasks = 1000

// Parse reads a Gantt chart.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, chart: &Chart{
		Weekday: weekdayNamed(src.Config.Text("gantt.weekday")), Weekend: time.Saturday, Links: map[string]Link{},
		compact:   src.Config.Text("gantt.displayMode") == "compact",
		topAxis:   src.Config.Bool("gantt.topAxis", false),
		axis:      src.Config.Text("gantt.axisFormat"),
		interval:  src.Config.Text("gantt.tickInterval"),
		frontName: chart.Sanitize(src.Title),
		now:       src.Now,
	}}
	if err := p.document(); err != nil {
		return nil, err
	}
	if err := p.schedule(); err != nil {
		return nil, err
	}
	return p.chart, nil
}

type parser struct {
	src   *chart.Source
	text  string
	pos   int
	chart *Chart
	// section is the one that tasks belong to.
	section string
	counter int
	byID    map[string]*Task
	lastID  string
}

func (p *parser) rest() string { return p.text[p.pos:] }

func (p *parser) skip() {
	for {
		rest := p.rest()
		if n := skippable(rest); n > 0 {
			p.pos += n
			continue
		}
		return
	}
}

// skippable returns the length of what means nothing at the start of rest:
// white space and comments. As in the reference grammar, a "%" after the
// first character makes the rest of the line a comment.
func skippable(rest string) int {
	if rest == "" {
		return 0
	}
	_, size := utf8.DecodeRuneInString(rest)
	switch {
	case strings.HasPrefix(rest, "%%{"):
		return 0
	case strings.HasPrefix(rest, "%%"), rest[0] != '}' && strings.HasPrefix(rest[size:], "%"), rest[0] == '%':
		n := 0
		if rest[0] == '\n' {
			n = 1
		}
		return n + scan.Until(rest[n:], "\n")
	}
	return scan.Space(rest)
}

func (p *parser) document() error {
	p.skip()
	n := scan.Word(p.rest(), "gantt")
	if n == 0 {
		return p.unexpected(`"gantt"`)
	}
	p.pos += n
	for {
		p.skip()
		if p.rest() == "" {
			return nil
		}
		if err := p.statement(); err != nil {
			return err
		}
	}
}

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

// statement reads the statement at the current place.
func (p *parser) statement() error {
	rest := p.rest()
	if n, acc, text := scan.Accessible(rest); n > 0 {
		scan.SetAcc(&p.chart.Acc, acc, text)
		p.pos += n
		return nil
	}
	if scan.Fold(rest, "click") > 0 {
		if n := scan.Space(rest[5:]); n > 0 {
			p.pos += 5 + n
			return p.click()
		}
	}
	if n := p.setting(rest); n > 0 {
		p.pos += n
		return nil
	}
	if n := p.weekdays(rest); n > 0 {
		p.pos += n
		return nil
	}
	return p.task()
}

// setting reads a statement of a keyword and a value, and returns its length.
func (p *parser) setting(rest string) int {
	c := p.chart
	for _, s := range []struct {
		word, stops string
		set         func(string)
	}{
		{"dateformat", "#\n;", func(v string) { c.DateFormat = v }},
		{"axisformat", "#\n;", func(v string) { c.AxisFormat = v }},
		{"tickinterval", "#\n;", func(v string) { c.TickInterval = v }},
		{"includes", "#\n;", func(v string) { c.Includes = merge(c.Includes, v) }},
		{"excludes", "#\n;", func(v string) { c.Excludes = merge(c.Excludes, v) }},
		{"todaymarker", "\n;", func(v string) { c.TodayMarker = v }},
		{"title", "\n", func(v string) { c.Title = chart.Sanitize(v) }},
		{"section", "\n", func(v string) { c.Sections = append(c.Sections, v); p.section = v }},
	} {
		if n, value := scan.Rest(rest, s.word, s.stops); n > 0 {
			s.set(value)
			return n
		}
	}
	if n := scan.Word(rest, "inclusiveenddates"); n > 0 {
		c.inclusive = true
		return n
	}
	return 0
}

// merge adds the words of a list, each once.
func merge(list []string, s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ',' || scan.IsSpace(r) })
next:
	for _, w := range words {
		for _, have := range list {
			if w == have {
				continue next
			}
		}
		list = append(list, w)
	}
	return list
}

// weekdays reads "weekday monday" and "weekend friday".
func (p *parser) weekdays(rest string) int {
	weekend := scan.Fold(rest, "weekend") > 0
	if !weekend && scan.Fold(rest, "weekday") == 0 {
		return 0
	}
	n := scan.Space(rest[7:])
	if n == 0 {
		return 0
	}
	n += 7
	for d := time.Sunday; d <= time.Saturday; d++ {
		m := scan.Word(rest[n:], strings.ToLower(d.String()))
		switch {
		case m == 0:
		case !weekend:
			p.chart.Weekday = d
			return n + m
		case d == time.Friday || d == time.Saturday:
			p.chart.Weekend = d
			return n + m
		}
	}
	return 0
}

func weekdayNamed(s string) time.Weekday {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) {
			return d
		}
	}
	return time.Sunday
}

// task reads "name : data".
func (p *parser) task() error {
	rest := p.rest()
	if err := p.misplaced(rest); err != nil {
		return err
	}
	n := scan.Until(rest, ":\n")
	if n == 0 {
		return p.unexpected("a task").WithHint("write a task as: name : id, 2024-01-31, 3d")
	}
	name := rest[:n]
	if n == len(rest) || rest[n] != ':' {
		return p.src.Errorf(p.pos, n, "expected \":\" after %s", chart.Quote(name)).
			WithHint("write a task as: name : id, 2024-01-31, 3d; sections as: section name")
	}
	if strings.HasPrefix(rest[n+1:], "%") {
		return p.src.Errorf(p.pos+n+1, 1, "the task has no dates: %s begins a comment", chart.Quote("%"))
	}
	m := scan.Until(rest[n+1:], "#\n;")
	if m == 0 {
		return p.src.Errorf(p.pos+n, 1, "task %s has no dates", chart.Quote(scan.Trim(name))).
			WithHint("write a length or an end after the \":\", such as 3d")
	}
	t := &Task{Name: name, Section: p.section, offset: p.pos + n + 1, length: m}
	if err := p.data(t, rest[n+1:n+1+m]); err != nil {
		return err
	}
	if len(p.chart.Tasks) == maxTasks {
		return p.src.Errorf(p.pos, n, "the chart has more than %d tasks", maxTasks).WithHint("split the chart")
	}
	p.chart.Tasks = append(p.chart.Tasks, t)
	p.pos += n + 1 + m
	return nil
}

// misplaced refuses keywords where a task would begin with one.
func (p *parser) misplaced(rest string) error {
	switch {
	case scan.Word(rest, "gantt") > 0:
		return p.src.Errorf(p.pos, 5, `"gantt" begins a chart and cannot begin a task`)
	case scan.Word(rest, "topaxis") > 0:
		return p.src.Errorf(p.pos, 7, `"topAxis" is no statement`).
			WithHint("set it in the configuration: gantt: {topAxis: true}")
	case scan.Fold(rest, "accdescription") > 0 && scan.Space(rest[14:]) > 0 && scan.Until(rest[15:], "#\n;") > 0:
		return p.src.Errorf(p.pos, 14, `"accDescription" is no statement`).WithHint("write accDescr: text")
	case strings.HasPrefix(rest, "%%{"):
		return p.unexpected("a task")
	}
	if len(rest) >= 10 && isDay(rest[:10]) && (len(rest) == 10 || !scan.IsWord(rest[10])) {
		return p.src.Errorf(p.pos, 10, "a task's name cannot begin with the date %s", rest[:10]).
			WithHint("put a word before it")
	}
	for _, word := range []string{"href", "call"} {
		if scan.Fold(rest, word) == 0 {
			continue
		}
		n := scan.Space(rest[4:])
		if n > 0 && (word == "call" || strings.HasPrefix(rest[4+n:], `"`)) {
			return p.src.Errorf(p.pos, 4, "%q stands outside a click statement", word).
				WithHint(`write: click taskId href "https://…"`)
		}
	}
	return nil
}

// isDay reports whether s has the form 2024-01-31.
func isDay(s string) bool {
	return scan.Digits(s) == 4 && s[4] == '-' && scan.Digits(s[5:]) == 2 && s[7] == '-' && scan.Digits(s[8:]) == 2
}

// data reads what stands behind a task's ":": tags, id, beginning and end.
func (p *parser) data(t *Task, s string) error {
	fields := strings.Split(s, ",")
	for {
		tag := t.tag(scan.Trim(fields[0]))
		if tag == nil {
			break
		}
		*tag = true
		fields = fields[1:]
		if len(fields) == 0 {
			return p.src.Errorf(t.offset, t.length, "task %s has no end", chart.Quote(scan.Trim(t.Name))).
				WithHint("write a length or an end after its tags, such as: done, 3d")
		}
	}
	for i := range fields {
		fields[i] = scan.Trim(fields[i])
	}
	switch len(fields) {
	case 1:
		t.after, t.end = true, fields[0]
	case 2:
		t.start, t.end = fields[0], fields[1]
	case 3:
		t.ID, t.start, t.end = fields[0], fields[1], fields[2]
	default:
		return p.src.Errorf(t.offset, t.length, "task %s has %d fields, more than id, beginning and end", chart.Quote(scan.Trim(t.Name)), len(fields)).
			WithHint("tags (done, active, crit, milestone, vert) stand first")
	}
	if len(fields) < 3 {
		p.counter++
		t.ID = "task" + strconv.Itoa(p.counter)
	}
	t.prev = p.lastID
	if t.after && len(p.chart.Tasks) == 0 {
		return p.src.Errorf(t.offset, t.length, "the first task, %s, has no beginning", chart.Quote(scan.Trim(t.Name))).
			WithHint("write a date before its length: 2024-01-31, 3d")
	}
	p.lastID = t.ID
	if p.byID == nil {
		p.byID = map[string]*Task{}
	}
	p.byID[t.ID] = t
	return nil
}

// tag returns what the word sets, or nil.
func (t *Task) tag(word string) *bool {
	switch word {
	case "active":
		return &t.Active
	case "done":
		return &t.Done
	case "crit":
		return &t.Crit
	case "milestone":
		return &t.Milestone
	case "vert":
		return &t.Vert
	}
	return nil
}
