package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"course/pkg/diag"
	"course/pkg/source"
)

// hub keeps the state that open pages show, and tells them when it changes.
type hub struct {
	mu      sync.Mutex
	state   []byte
	changed chan struct{} // closed and replaced at each change
	closed  bool
}

func newHub() *hub { return &hub{changed: make(chan struct{}), state: []byte(`{"pending":true}`)} }

func (h *hub) publish(state []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.state = state
	close(h.changed)
	h.changed = make(chan struct{})
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.closed = true
		close(h.changed)
	}
}

func (h *hub) current() (state []byte, changed <-chan struct{}, closed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.state, h.changed, h.closed
}

// serve is the stream of one open page: the state now, and after each change.
// A page that comes back after the server was away gets the state at once and
// looks by itself whether it is still the page there is.
func (h *hub) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	alive := time.NewTicker(25 * time.Second)
	defer alive.Stop()
	for {
		state, changed, closed := h.current()
		if closed {
			return
		}
		fmt.Fprintf(w, "retry: 300\ndata: %s\n\n", state)
		if r.Method == http.MethodHead || control.Flush() != nil {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-r.Context().Done():
				return
			case <-changed:
				waiting = false
			case <-alive.C: // notices a page that went away
				fmt.Fprint(w, ":\n\n")
				if control.Flush() != nil {
					return
				}
			}
		}
	}
}

// overlay is what reload.js shows.
type overlay struct {
	Failure  string    `json:"failure,omitempty"` // the site cannot be built
	Errors   []finding `json:"errors"`
	More     int       `json:"more"` // errors that are not listed
	Warnings int       `json:"warnings"`
}

// finding is one error with the line that it stands in.
type finding struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	// Before, Marked and After are the line in three parts.
	Before string `json:"before,omitempty"`
	Marked string `json:"marked,omitempty"`
	After  string `json:"after,omitempty"`
}

// maxShown bounds the list that lies over a page.
const maxShown = 20

func (s *Server) state(found diag.List, failure error) []byte {
	o := overlay{Errors: []finding{}}
	if failure != nil {
		o.Failure = failure.Error()
	}
	files := map[string]*source.File{}
	for _, d := range found {
		switch {
		case d.Severity != diag.Error:
			o.Warnings++
		case len(o.Errors) == maxShown:
			o.More++
		default:
			o.Errors = append(o.Errors, s.finding(d, files))
		}
	}
	state, err := json.Marshal(o)
	if err != nil { // strings and numbers always have a JSON form
		return []byte("{}")
	}
	return state
}

func (s *Server) finding(d diag.Diagnostic, files map[string]*source.File) finding {
	f := finding{Code: d.Code, Message: d.Message, Hint: d.Hint, File: d.Span.File}
	if d.Span.IsWhole() || d.Span.File == "" {
		return f
	}
	file, ok := files[d.Span.File]
	if !ok {
		if data, err := s.site.Source(d.Span.File); err == nil {
			file = source.NewFile(d.Span.File, data)
		}
		files[d.Span.File] = file
	}
	if file == nil {
		return f
	}
	at := file.Position(d.Span.Start)
	f.Line, f.Column = at.Line, at.Column
	start, end := file.LineSpan(at.Line)
	from := min(max(at.Offset, start), end)
	to := min(max(d.Span.End, from), end)
	f.Before, f.Marked, f.After = cut(file.Data[start:from], -80), cut(file.Data[from:to], 120), cut(file.Data[to:end], 80)
	return f
}

// cut shortens text to n bytes, from its start if n is negative.
func cut(text []byte, n int) string {
	s := strings.ToValidUTF8(string(text), "\uFFFD")
	if n < 0 {
		if len(s) <= -n {
			return s
		}
		at := len(s) + n
		for !utf8.RuneStart(s[at]) {
			at++
		}
		return "…" + s[at:]
	}
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
