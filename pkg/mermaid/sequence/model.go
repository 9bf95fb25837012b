package sequence

import (
	"course/pkg/mermaid/chart"
)

// Kind names what a step of a chart is, in the reference implementation's
// words (LINETYPE): SOLID, NOTE, LOOP_START …
type Kind string

// The kinds that are not arrows.
const (
	Note                     Kind = "NOTE"
	ActiveStart              Kind = "ACTIVE_START"
	ActiveEnd                Kind = "ACTIVE_END"
	Autonumber               Kind = "AUTONUMBER"
	CentralConnection        Kind = "CENTRAL_CONNECTION"
	CentralConnectionReverse Kind = "CENTRAL_CONNECTION_REVERSE"
	LoopStart                Kind = "LOOP_START"
	LoopEnd                  Kind = "LOOP_END"
	AltStart                 Kind = "ALT_START"
	AltElse                  Kind = "ALT_ELSE"
	AltEnd                   Kind = "ALT_END"
	OptStart                 Kind = "OPT_START"
	OptEnd                   Kind = "OPT_END"
	ParStart                 Kind = "PAR_START"
	ParOverStart             Kind = "PAR_OVER_START"
	ParAnd                   Kind = "PAR_AND"
	ParEnd                   Kind = "PAR_END"
	CriticalStart            Kind = "CRITICAL_START"
	CriticalOption           Kind = "CRITICAL_OPTION"
	CriticalEnd              Kind = "CRITICAL_END"
	BreakStart               Kind = "BREAK_START"
	BreakEnd                 Kind = "BREAK_END"
	RectStart                Kind = "RECT_START"
	RectEnd                  Kind = "RECT_END"
)

// Where a note stands.
const (
	LeftOf  = "LEFTOF"
	RightOf = "RIGHTOF"
	Over    = "OVER"
)

// Chart is a sequence chart: participants in columns and steps in rows.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Actors are the participants in order of their first mention.
	Actors []*Actor
	Steps  []*Step
	Boxes  []*Box
	// Created and Destroyed map a participant's name to the index of the step
	// that makes or ends it.
	Created, Destroyed map[string]int

	actors map[string]*Actor
	front  string
}

// Actor is a participant.
type Actor struct {
	Name string
	// Label is what is drawn; it may hold <br>.
	Label string
	// Type is participant, actor, boundary, control, entity, database,
	// collections or queue.
	Type  string
	Wrap  bool
	Box   *Box
	Links []Link

	offset, length int
}

// Link is an address that a participant offers.
type Link struct {
	Label string
	URL   any
	at, n int
}

// Box is a group of participants.
type Box struct {
	// Name is the title; Named tells an empty one from none.
	Name   string
	Named  bool
	Wrap   bool
	Fill   string
	Actors []string
}

// Step is a message, a note, or the start or end of something.
type Step struct {
	Kind     Kind
	From, To string
	Text     string
	Wrap     bool
	// Activate says that the arrow was written with "+" or ends in a central
	// connection.
	Activate bool
	// Placement is set for notes.
	Placement string
	// Number is set for Autonumber.
	Number *Numbering
	// FromCentral and ToCentral ask for a circle at an end of the arrow.
	FromCentral, ToCentral bool
}

// Numbering says how messages are numbered from here on.
type Numbering struct {
	Start   *float64 `json:"start,omitempty"`
	Step    *float64 `json:"step,omitempty"`
	Visible bool     `json:"visible"`
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "sequence", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Actors: []actorModel{}, ActorKeys: []string{}, Messages: []stepModel{}, Boxes: []boxModel{},
		Created: c.Created, Destroyed: c.Destroyed,
	}
	for _, a := range c.Actors {
		am := actorModel{Name: a.Name, Description: a.Label, Type: a.Type, Links: map[string]any{}}
		if a.Box != nil {
			am.Box = a.Box.Name
		}
		for _, l := range a.Links {
			am.Links[l.Label] = l.URL
		}
		m.Actors = append(m.Actors, am)
		m.ActorKeys = append(m.ActorKeys, a.Name)
	}
	for _, s := range c.Steps {
		m.Messages = append(m.Messages, s.model())
	}
	for _, b := range c.Boxes {
		bm := boxModel{Wrap: b.Wrap, Fill: b.Fill, ActorKeys: append([]string{}, b.Actors...)}
		if b.Named {
			bm.Name = &b.Name
		}
		m.Boxes = append(m.Boxes, bm)
	}
	return m
}

func (s *Step) model() stepModel {
	m := stepModel{From: s.From, To: s.To, Kind: s.Kind, Text: s.Text, Placement: s.Placement, Wrap: s.Wrap}
	switch s.Kind {
	case Note:
	case Autonumber:
		m.Text = s.Number
	default:
		m.Activate = &s.Activate
	}
	return m
}

type model struct {
	Kind           string         `json:"kind"`
	AccTitle       string         `json:"accTitle,omitempty"`
	AccDescription string         `json:"accDescription,omitempty"`
	Title          string         `json:"title,omitempty"`
	Actors         []actorModel   `json:"actors"`
	ActorKeys      []string       `json:"actorKeys"`
	Messages       []stepModel    `json:"messages"`
	Boxes          []boxModel     `json:"boxes"`
	Created        map[string]int `json:"created"`
	Destroyed      map[string]int `json:"destroyed"`
	Autonumber     bool           `json:"autonumber"`
}

type actorModel struct {
	Name        string         `json:"name"`
	Description string         `json:"description"`
	Type        string         `json:"type"`
	Box         string         `json:"box,omitempty"`
	Links       map[string]any `json:"links"`
}

type stepModel struct {
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
	Kind      Kind   `json:"kind"`
	Text      any    `json:"text"`
	Placement string `json:"placement,omitempty"`
	Activate  *bool  `json:"activate,omitempty"`
	Wrap      bool   `json:"wrap"`
}

type boxModel struct {
	Name      *string  `json:"name,omitempty"`
	Wrap      bool     `json:"wrap"`
	Fill      string   `json:"fill"`
	ActorKeys []string `json:"actorKeys"`
}
