package highlight

import (
	"errors"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"course/pkg/highlight/backtrack"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// engine runs chroma's lexers. A lexer in chroma is a machine of states, in
// each of which a list of patterns is tried in order at the current place.
// The engine does the same steps with the same patterns, so the tokens are
// the same; it is fast because it tries only the patterns that can match at
// the character at hand, and because a match sets nothing up (see package
// backtrack). TestEngineIsChroma compares the two over chroma's own samples.
//
// Lexers that are partly written in Go run as they are.
type engine struct {
	programs sync.Map // name of a lexer -> *loaded
}

// loaded is a lexer by a name that a rule or an author gave; program is nil
// where the lexer has to run by itself, lexer where there is none.
type loaded struct {
	once    sync.Once
	lexer   chroma.Lexer
	program *program
	front   bool // a text may begin with front matter
}

// load finds a lexer. Names without lexer are remembered too: chroma looks
// through all its file patterns before it gives up.
func (e *engine) load(name string) *loaded {
	v, ok := e.programs.Load(name)
	if !ok {
		v, _ = e.programs.LoadOrStore(name, &loaded{})
	}
	l := v.(*loaded)
	l.once.Do(func() {
		if l.lexer = lexers.Get(name); l.lexer != nil {
			inner := l.lexer
			if inner.Config().Name == "markdown" { // a shell around the machine, for front matter
				if machine, err := field[chroma.Lexer](inner, "Lexer"); err == nil {
					inner, l.front = machine, true
				}
			}
			if p, err := newProgram(inner); err == nil {
				l.program = p
			}
		}
	})
	return l
}

// piece is a token of chroma's: a range of runes.
type piece struct {
	token      chroma.TokenType
	start, end int
}

var (
	errSteps = errors.New("too many steps")
	errDeep  = errors.New("too deep")
)

// The bounds of one run. Real code takes some twenty steps a character; but
// there are patterns in chroma that try all divisions of a word, and words on
// which they do.
const (
	stepsBase     = 5_000_000
	stepsPerRune  = 400
	stepsPerMatch = 200_000
	maxNesting    = 12
)

// run is one use of the engine, for one goroutine. It is kept for reuse.
type run struct {
	engine   *engine
	text     []rune // for Tokens, kept for reuse
	pieces   []piece
	machines []*backtrack.Machine // by depth of nesting
	steps    int
}

// tokenise runs a lexer over a text from a state. base is the place of the
// text in the whole.
func (r *run) tokenise(p *program, text []rune, base int, from string, nested bool, depth int) error {
	if depth >= maxNesting {
		return errDeep
	}
	end := len(text)
	if p.ensure && !nested && (end == 0 || text[end-1] != '\n') {
		text = append(text[:end:end], '\n')
	}
	for len(r.machines) <= depth {
		r.machines = append(r.machines, &backtrack.Machine{})
	}
	m := r.machines[depth]
	m.Text = text
	stack := []string{from}
	for pos := 0; pos < end; {
		if len(stack) == 0 {
			r.emit(chroma.Error, base+pos, base+len(text))
			return nil
		}
		now := stack[len(stack)-1]
		s, err := p.state(now)
		if err != nil {
			return err
		}
		next, rule := r.match(s, m, pos)
		if r.steps < 0 {
			return errSteps
		}
		if rule == nil {
			if text[pos] == '\n' && now != from {
				stack = append(stack[:0], from)
				continue
			}
			pos++
			r.emit(chroma.Error, base+pos-1, base+pos)
			continue
		}
		if stack, err = advance(stack, now, rule.move); err != nil {
			return err
		}
		if err := r.emitMatch(p, &rule.emit, m, base, depth); err != nil {
			return err
		}
		pos = next
	}
	return nil
}

// match tries the rules that can match at a place. A pattern that runs away
// has not matched, and the next is tried, as in chroma after its time limit.
func (r *run) match(s *state, m *backtrack.Machine, pos int) (int, *rule) {
	r.steps--
	for _, rule := range s.byChar[min(uint32(m.Text[pos]), 128)] {
		m.Steps = stepsPerMatch
		end := rule.re.Match(m, pos)
		r.steps -= stepsPerMatch - m.Steps + 1
		if end >= 0 {
			return end, rule
		}
		if r.steps < 0 {
			break
		}
	}
	return -1, nil
}

// advance changes the stack of states.
func advance(stack []string, now string, moves []move) ([]string, error) {
	for _, v := range moves {
		if v.pop > 0 {
			if v.pop > len(stack) {
				return nil, errLexer
			}
			stack = stack[:len(stack)-v.pop]
			continue
		}
		if len(v.push) == 0 {
			stack = append(stack, now)
		}
		for _, name := range v.push {
			if name != "#pop" {
				stack = append(stack, name)
				continue
			}
			if len(stack) == 0 {
				return nil, errLexer
			}
			stack = stack[:len(stack)-1]
		}
	}
	if len(stack) > 10_000 {
		return nil, errDeep
	}
	return stack, nil
}

func (r *run) emit(t chroma.TokenType, start, end int) {
	if start < end && t != chroma.Ignore {
		r.pieces = append(r.pieces, piece{t, start, end})
	}
}

// emitMatch emits the last match of a machine.
func (r *run) emitMatch(p *program, e *emitter, m *backtrack.Machine, base, depth int) error {
	start, end := m.Group(0)
	if e.kind != emitGroups && e.kind != emitByName {
		return r.emitPart(p, e, m.Text, start, end, base, depth)
	}
	var sub *loaded
	if e.kind == emitByName {
		start, end := m.Group(e.nameGroup)
		if start >= 0 && end-start <= 64 {
			sub = r.engine.load(string(m.Text[start:end]))
		}
	}
	for i := range e.groups {
		start, end := m.Group(i + 1)
		if start < 0 || start == end {
			continue
		}
		if sub != nil && sub.lexer != nil && i == e.codeGroup-1 {
			if err := r.other(sub, m.Text[start:end], base+start, false, depth); err != nil {
				return err
			}
			continue
		}
		if err := r.emitPart(p, &e.groups[i], m.Text, start, end, base, depth); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) emitPart(p *program, e *emitter, text []rune, start, end, base, depth int) error {
	switch e.kind {
	case emitToken:
		r.emit(e.token, base+start, base+end)
	case emitSelf:
		return r.tokenise(p, text[start:end], base+start, e.name, true, depth+1)
	case emitLexer:
		sub := r.engine.load(e.name)
		if sub.lexer == nil {
			return errLexer
		}
		return r.other(sub, text[start:end], base+start, true, depth)
	case emitPure:
		part := text[start:end]
		return r.foreign(part, base+start, func() (chroma.Iterator, error) {
			return e.pure.Emit([]string{string(part)}, nil), nil
		})
	case emitGroups, emitByName: // inside a group there are no groups
		r.emit(chroma.Error, base+start, base+end)
	}
	return nil
}

// other runs another lexer over a part of the text.
func (r *run) other(l *loaded, text []rune, base int, nested bool, depth int) error {
	if l.program == nil {
		return r.foreign(text, base, func() (chroma.Iterator, error) {
			return l.lexer.Tokenise(&chroma.TokeniseOptions{State: "root", Nested: nested, EnsureLF: !nested}, string(text))
		})
	}
	if n := frontMatter(text); l.front && n > 0 {
		if err := r.other(r.engine.load("YAML"), text[:n], base, nested, depth); err != nil {
			return err
		}
		text, base = text[n:], base+n
	}
	return r.tokenise(l.program, text, base, "root", nested, depth+1)
}

// frontMatter returns the length of the front matter at the start of a text,
// with both of its fences.
func frontMatter(text []rune) int {
	fence := []rune("---\n")
	if len(text) < 4 || !slices.Equal(text[:4], fence) {
		return 0
	}
	for at := 4; at+4 <= len(text); at++ {
		if text[at-1] == '\n' && slices.Equal(text[at:at+4], fence) {
			return at + 4
		}
	}
	return 0
}

// foreign runs what is not a machine of states: a lexer, or a part of one,
// that is written in Go. It may panic on what it has not foreseen; then the
// code stays plain.
func (r *run) foreign(text []rune, base int, start func() (chroma.Iterator, error)) (err error) {
	defer func() {
		if recover() != nil {
			err = errLexer
		}
	}()
	next, err := start()
	if err != nil {
		return err
	}
	deadline := time.Now().Add(foreignTime)
	at := 0
	for t := next(); t != chroma.EOF; t = next() {
		size := utf8.RuneCountInString(t.Value)
		r.emit(t.Type, base+min(at, len(text)), base+min(at+size, len(text)))
		at += size
		if time.Now().After(deadline) {
			return errSteps
		}
	}
	return nil
}

// foreignTime bounds what cannot be counted in steps.
const foreignTime = 3 * time.Second
