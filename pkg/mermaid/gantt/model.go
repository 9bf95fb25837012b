package gantt

import (
	"time"

	"course/pkg/mermaid/chart"
)

// Chart is a Gantt chart: tasks with a beginning and an end, in sections.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Sections are the section titles in order.
	Sections []string
	Tasks    []*Task
	// DateFormat and AxisFormat are as the author wrote them.
	DateFormat, AxisFormat string
	Excludes, Includes     []string
	TickInterval           string
	TodayMarker            string
	// Weekday is the day that weeks of ticks begin with.
	Weekday time.Weekday
	// Weekend is the first day of the weekend.
	Weekend time.Weekday
	// Links maps a task's id to its address.
	Links map[string]Link

	inclusive bool
	compact   bool
	topAxis   bool
	frontName string
	now       time.Time
	axis      string // format of the axis from the configuration
	interval  string // tick interval from the configuration
}

// Link is an address in its place.
type Link struct {
	URL   string
	at, n int
}

// Task is a bar, a milestone or a vertical line.
type Task struct {
	ID, Name, Section                   string
	Active, Done, Crit, Milestone, Vert bool
	// Start and End are zero where the chart does not say when.
	Start, End time.Time
	// Shown is where the bar ends: before the excluded days at its end. It is
	// zero if that is End.
	Shown time.Time

	start, end string // what the author wrote
	after      bool   // begins where the task before ends
	prev       string // id of the task before
	processed  bool
	offset     int
	length     int
}

// shownEnd returns where the bar ends.
func (t *Task) shownEnd() time.Time {
	if !t.Shown.IsZero() {
		return t.Shown
	}
	return t.End
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "gantt", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Sections: append([]string{}, c.Sections...), Tasks: []taskModel{}, DateFormat: c.DateFormat,
		AxisFormat: c.AxisFormat, Excludes: append([]string{}, c.Excludes...), TickInterval: c.TickInterval, TodayMarker: c.TodayMarker,
	}
	for _, t := range c.Tasks {
		m.Tasks = append(m.Tasks, taskModel{
			ID: t.ID, Task: t.Name, Section: t.Section, Type: t.Section, Start: iso(t.Start), End: iso(t.shownEnd()),
			Active: t.Active, Done: t.Done, Crit: t.Crit, Milestone: t.Milestone, Vert: t.Vert,
		})
	}
	return m
}

func iso(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02T15:04:05.000Z")
}

type model struct {
	Kind           string      `json:"kind"`
	AccTitle       string      `json:"accTitle,omitempty"`
	AccDescription string      `json:"accDescription,omitempty"`
	Title          string      `json:"title,omitempty"`
	Sections       []string    `json:"sections"`
	Tasks          []taskModel `json:"tasks"`
	DateFormat     string      `json:"dateFormat"`
	AxisFormat     string      `json:"axisFormat"`
	Excludes       []string    `json:"excludes"`
	TickInterval   string      `json:"tickInterval,omitempty"`
	TodayMarker    string      `json:"todayMarker"`
}

type taskModel struct {
	ID        string `json:"id"`
	Task      string `json:"task"`
	Section   string `json:"section"`
	Type      string `json:"type"`
	Start     string `json:"start,omitempty"`
	End       string `json:"end,omitempty"`
	Active    bool   `json:"active,omitempty"`
	Done      bool   `json:"done,omitempty"`
	Crit      bool   `json:"crit,omitempty"`
	Milestone bool   `json:"milestone,omitempty"`
	Vert      bool   `json:"vert,omitempty"`
}
