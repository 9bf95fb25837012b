package mdx

import (
	"fmt"

	"course/pkg/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// state is what the parsers of one document share, in the parser.Context.
type state struct {
	file string
	src  []byte
	opts *Options

	// flow holds faults found between blocks, inline those found in text.
	// The reference implementation reads all blocks before any text, so a
	// fault of the first kind comes first wherever it stands.
	flow, inline []fault
	found        diag.List
	reported     map[int]bool // offsets that have a finding
	// unclosed remembers braces between blocks.
	unclosed memo
	// text remembers braces in the block textOf.
	text    memo
	textOf  ast.Node
	lines   []line // of textOf
	chain   []ast.Node
	chainOf ast.Node

	footnotes map[string]bool
	// endless notes, by the mark that would close it, up to where a search for
	// the end of a comment, a script or a formula has found none.
	endless map[string]int
}

var stateKey = parser.NewContextKey()

// NewContext makes the context for one parse of a file.
func NewContext(file string, src []byte, o *Options) parser.Context {
	pc := parser.NewContext()
	pc.Set(stateKey, &state{file: file, src: src, opts: o, reported: map[int]bool{}, unclosed: memo{}})
	return pc
}

// Found returns the findings of a parse, in order.
func Found(pc parser.Context) diag.List {
	s := stateOf(pc)
	s.officialFaults()
	s.found.Sort()
	return s.found
}

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

func (s *state) span(start, stop int) diag.Span {
	return diag.Span{File: s.file, Start: start, End: max(start, stop)}
}

// warn adds a counted toleration, once at each place.
func (s *state) warn(code string, r Range, hint, format string, args ...any) {
	s.add(diag.Warning, code, r, hint, nil, format, args...)
}

func (s *state) error(code string, r Range, hint string, related []diag.Related, format string, args ...any) {
	s.add(diag.Error, code, r, hint, related, format, args...)
}

func (s *state) add(severity diag.Severity, code string, r Range, hint string, related []diag.Related, format string, args ...any) {
	if s.reported[r.Start] {
		return
	}
	s.reported[r.Start] = true
	s.found.Add(diag.Diagnostic{
		Code: code, Severity: severity, Span: s.span(r.Start, r.Stop),
		Message: fmt.Sprintf(format, args...), Hint: hint, Related: related,
	})
}

// isEndless reports whether what starts at an offset was found to have no end.
func (s *state) isEndless(closing string, at int) bool { return at < s.endless[closing] }

// setEndless notes that no closing mark comes before an offset.
func (s *state) setEndless(closing string, until int) {
	if s.endless == nil {
		s.endless = map[string]int{}
	}
	s.endless[closing] = max(s.endless[closing], until)
}

// containers returns the containers of a block, remembered for the last one.
func (s *state) containers(n ast.Node) []ast.Node {
	if s.chainOf != n || n == nil {
		s.chain, s.chainOf = containersOf(n), n
	}
	return s.chain
}

// officialFaults turns the first fault into a finding, in official mode.
func (s *state) officialFaults() {
	faults := s.flow
	if len(faults) == 0 {
		faults = s.inline
	}
	if len(faults) == 0 {
		return
	}
	first := faults[0]
	s.found = s.found[:0]
	var related []diag.Related
	if first.open > 0 && first.open != first.at {
		related = []diag.Related{{Span: s.span(first.open, first.open+1), Message: "opened here"}}
	}
	s.found.Add(diag.Diagnostic{
		Code: first.code, Severity: diag.Error, Span: s.span(first.at, min(first.at+1, len(s.src))),
		Message: first.text, Hint: first.hint, Related: related,
	})
	s.flow, s.inline = nil, nil
}
