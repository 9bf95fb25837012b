package state

import "encoding/json"

// statement is a statement of a document.
type statement interface{}

// word is a bare word that is a statement of its own: "state X" without more.
type word string

// stateStmt names a state.
type stateStmt struct {
	id string
	// kind is default, fork, join, choice or divider; empty for notes.
	kind string
	// desc holds one description, or two for «state "a" as id: b».
	desc []string
	// hasDesc is set where the reference keeps an empty description.
	hasDesc bool
	doc     []statement
	hasDoc  bool
	classes []string
	note    *note
	// start tells what [*] is; nil for other states.
	start *bool
	at    int
}

type note struct {
	Position string `json:"position"`
	Text     string `json:"text"`
}

// relation is a transition.
type relation struct {
	from, to *stateStmt
	desc     *string
}

// direction is "direction LR".
type direction string

// classDef, applyClass, applyStyle and click are what they are called.
type (
	classDef   struct{ id, styles string }
	applyClass struct{ ids, class string }
	applyStyle struct{ ids, styles string }
	click      struct {
		id         *stateStmt
		url        string
		tooltip    string
		at, length int
	}
)

// MarshalJSON writes a state statement as the reference keeps it.
func (s *stateStmt) MarshalJSON() ([]byte, error) {
	m := map[string]any{"stmt": "state", "id": s.id}
	if s.kind != "" {
		m["type"] = s.kind
	}
	switch {
	case len(s.desc) == 1:
		m["description"] = s.desc[0]
	case len(s.desc) > 1:
		m["description"] = s.desc
	case s.hasDesc:
		m["description"] = ""
	}
	if s.hasDoc {
		m["doc"] = s.doc
	}
	if s.classes != nil {
		m["classes"] = s.classes
	}
	if s.note != nil {
		m["note"] = s.note
	}
	if s.start != nil {
		m["start"] = *s.start
	}
	return json.Marshal(m)
}

// MarshalJSON writes a relation as the reference keeps it.
func (r *relation) MarshalJSON() ([]byte, error) {
	m := map[string]any{"stmt": "relation", "state1": r.from, "state2": r.to}
	if r.desc != nil {
		m["description"] = *r.desc
	}
	return json.Marshal(m)
}

// MarshalJSON writes a direction as the reference keeps it.
func (d direction) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"stmt": "dir", "value": string(d)})
}

// MarshalJSON writes a class definition as the reference keeps it.
func (c classDef) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"stmt": "classDef", "id": c.id, "classes": c.styles})
}

// MarshalJSON writes the statement as the reference keeps it.
func (a applyClass) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"stmt": "applyClass", "id": a.ids, "styleClass": a.class})
}

// MarshalJSON writes the statement as the reference keeps it.
func (a applyStyle) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"stmt": "style", "id": a.ids, "styleClass": a.styles})
}

// MarshalJSON writes the statement as the reference keeps it.
func (c *click) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"stmt": "click", "id": c.id, "url": c.url, "tooltip": c.tooltip})
}
