package highlight

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"course/pkg/highlight/backtrack"

	"github.com/alecthomas/chroma/v2"
)

// program is one of chroma's lexers, prepared to run on the engine: a machine
// of states, each with rules of a pattern, what it emits, and where it leads.
type program struct {
	name   string
	flags  string // of all patterns
	ensure bool   // the text must end with a line end
	pure   bool   // its functions look at nothing but the text
	rules  chroma.CompiledRules
	states map[string]*state
}

// state is compiled when it is first entered: many lexers have states that a
// text never needs.
type state struct {
	once  sync.Once
	err   error
	rules []*rule
	// byChar lists the rules that can match at an ASCII character; at 128 at
	// any other character.
	byChar [129][]*rule
}

type rule struct {
	re   *backtrack.Regexp
	emit emitter
	move []move
}

// move changes the stack of states: it pops, or pushes. An empty push pushes
// the current state again.
type move struct {
	pop  int
	push []string
}

// emitter says what a match becomes.
type emitter struct {
	kind   emitterKind
	token  chroma.TokenType
	name   string // of a lexer or a state
	groups []emitter
	pure   chroma.EmitterFunc
	// of emitByName: the groups with the lexer's name and with its code.
	nameGroup, codeGroup int
}

type emitterKind uint8

const (
	emitNothing emitterKind = iota
	emitToken
	emitGroups // each group by its own emitter
	emitSelf   // by this lexer from another state
	emitLexer  // by another lexer
	emitByName // one group by the lexer that another group names
	emitPure   // by a function that looks at nothing but the text
)

// hasPureFunctions names the lexers whose functions are known to look at
// nothing but the text: Go's raw strings are templates to chroma.
func hasPureFunctions(lexer string) bool { return lexer == "Go" }

// errForeign says that a lexer is written in Go and has to run by itself.
var errForeign = errors.New("not a machine of states alone")

// newProgram takes a lexer apart. Its rules are chroma's; what they consist
// of is read through the names that chroma gives for writing lexers to files.
func newProgram(lexer chroma.Lexer) (*program, error) {
	regex, ok := lexer.(*chroma.RegexLexer)
	if !ok {
		return nil, errForeign
	}
	raw, err := regex.Rules()
	if err != nil {
		return nil, fmt.Errorf("read the rules of %s: %w", regex, err)
	}
	config := regex.Config()
	p := &program{name: config.Name, ensure: config.EnsureNL, rules: chroma.CompiledRules{}, states: map[string]*state{}}
	p.flags, p.pure = flagsOf(config), hasPureFunctions(config.Name)
	for name, rules := range raw {
		p.rules[name] = nil
		for _, r := range rules {
			p.rules[name] = append(p.rules[name], &chroma.CompiledRule{Rule: r})
		}
	}
	if err := p.include(); err != nil {
		return nil, err
	}
	for name, rules := range p.rules {
		for _, r := range rules {
			if _, err := emitterOf(r.Type, p.pure); err != nil {
				return nil, err
			}
			if _, err := movesOf(nil, r.Mutator); err != nil {
				return nil, err
			}
		}
		p.states[name] = &state{}
	}
	return p, nil
}

func flagsOf(config *chroma.Config) string {
	flags := ""
	if !config.NotMultiline {
		flags += "m"
	}
	if config.CaseInsensitive {
		flags += "i"
	}
	if config.DotAll {
		flags += "s"
	}
	return flags
}

// include lets the rules that stand for the rules of other states replace
// themselves, until there are none.
func (p *program) include() error {
	for range 10_000 {
		done, err := p.includeOne()
		if done || err != nil {
			return err
		}
	}
	return errForeign
}

func (p *program) includeOne() (done bool, err error) {
	for name, rules := range p.rules {
		for i, r := range rules {
			if m, ok := r.Mutator.(chroma.LexerMutator); ok {
				return false, m.MutateLexer(p.rules, name, i)
			}
		}
	}
	return true, nil
}

// state returns a state, compiled.
func (p *program) state(name string) (*state, error) {
	s := p.states[name]
	if s == nil {
		return nil, fmt.Errorf("%s has no state %s", p.name, name)
	}
	s.once.Do(func() { s.err = s.compile(p.rules[name], p.flags, p.pure) })
	return s, s.err
}

func (s *state) compile(rules []*chroma.CompiledRule, flags string, pure bool) error {
	for _, r := range rules {
		re, err := backtrack.Compile(r.Pattern, flags)
		if err != nil {
			return err
		}
		emit, err := emitterOf(r.Type, pure)
		if err != nil {
			return err
		}
		move, err := movesOf(nil, r.Mutator)
		if err != nil {
			return err
		}
		if emit.kind == emitGroups && len(emit.groups) != re.Groups() {
			emit = emitter{kind: emitToken, token: chroma.Error}
		}
		s.rules = append(s.rules, &rule{re: re, emit: emit, move: move})
	}
	for c := range s.byChar {
		for _, r := range s.rules {
			if c < 128 && r.re.CanStart(rune(c)) || c == 128 && r.re.CanStartOther() {
				s.byChar[c] = append(s.byChar[c], r)
			}
		}
	}
	return nil
}

// field reads an exported field of one of chroma's emitters or mutators.
func field[T any](from any, name string) (value T, err error) {
	v := reflect.ValueOf(from)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		if f := v.FieldByName(name); f.IsValid() && f.CanInterface() {
			if value, ok := f.Interface().(T); ok {
				return value, nil
			}
		}
	}
	return value, errForeign
}

func movesOf(moves []move, m chroma.Mutator) ([]move, error) {
	if m == nil {
		return moves, nil
	}
	kind, ok := m.(chroma.SerialisableMutator)
	if !ok {
		return nil, errForeign
	}
	switch kind.MutatorKind() {
	case "push":
		states, err := field[[]string](m, "States")
		return append(moves, move{push: states}), err
	case "pop":
		depth, err := field[int](m, "Depth")
		return append(moves, move{pop: depth}), err
	case "mutators":
		all, err := field[[]chroma.Mutator](m, "Mutators")
		for _, one := range all {
			if err == nil {
				moves, err = movesOf(moves, one)
			}
		}
		return moves, err
	}
	return nil, errForeign
}

func emitterOf(e chroma.Emitter, pure bool) (emitter, error) {
	if e == nil {
		return emitter{}, nil
	}
	if t, ok := e.(chroma.TokenType); ok {
		return emitter{kind: emitToken, token: t}, nil
	}
	if f, ok := e.(chroma.EmitterFunc); ok && pure {
		return emitter{kind: emitPure, pure: f}, nil
	}
	kind, ok := e.(chroma.SerialisableEmitter)
	if !ok {
		return emitter{}, errForeign
	}
	var out emitter
	var err error
	switch kind.EmitterKind() {
	case "bygroups":
		out.kind = emitGroups
		out.groups, err = emittersOf(e, pure)
	case "usingself":
		out.kind = emitSelf
		out.name, err = field[string](e, "State")
	case "using":
		out.kind = emitLexer
		out.name, err = field[string](e, "Lexer")
	case "usingbygroup":
		out.kind = emitByName
		out.nameGroup, err = field[int](e, "SublexerNameGroup")
		if err == nil {
			out.codeGroup, err = field[int](e, "CodeGroup")
		}
		if err == nil {
			out.groups, err = emittersOf(e, pure)
		}
	default:
		err = errForeign
	}
	return out, err
}

func emittersOf(e chroma.Emitter, pure bool) ([]emitter, error) {
	all, err := field[chroma.Emitters](e, "Emitters")
	if err != nil {
		return nil, err
	}
	out := make([]emitter, len(all))
	for i, one := range all {
		if out[i], err = emitterOf(one, pure); err != nil {
			return nil, err
		}
	}
	return out, nil
}
