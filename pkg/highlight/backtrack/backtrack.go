// Package backtrack matches regular expressions of the kind that lexers are
// written in: Perl's, with look-around and back references.
//
// The patterns are parsed by regexp2, so that they mean here what they mean
// to chroma; what is different is how they are run. A pattern becomes a tree
// of functions, each of which matches its part and calls the next. There is
// nothing to set up for a match and nothing is allocated, which is what
// counts where a lexer tries twenty patterns for each word; and Starts tells
// beforehand which characters a match can begin with, so that most patterns
// need not be tried at all.
//
// A match is bounded by steps, not by the clock: whether a pattern gives up
// does not depend on the machine.
//
//	re, err := backtrack.Compile(`(\w+)(\s*)(=)`, "m")
//	m := backtrack.Machine{Text: []rune("a = 1"), Steps: 1_000_000}
//	if end := re.Match(&m, 0); end >= 0 { m.Group(1) … }
package backtrack

import (
	"errors"
	"fmt"

	"github.com/dlclark/regexp2/v2/syntax"
)

// ErrUnsupported says that a pattern uses what this package does not have:
// conditions and balancing groups.
var ErrUnsupported = errors.New("unsupported construct")

// Regexp is a compiled pattern. It is safe for concurrent use.
type Regexp struct {
	match  matcher
	groups int // with group 0
	slots  int // counters of loops
	starts Set
	empty  bool
}

// Machine is the state of matching in one text. It is used by one goroutine.
type Machine struct {
	Text []rune
	// Steps is how many more steps may be taken. When it falls below 0,
	// nothing matches any more.
	Steps int

	start int
	depth int
	caps  []group
	open  []int
	loops []loop
}

type group struct{ start, end int }

type loop struct{ mark, count int }

// maxDepth bounds the nesting of calls, and so the stack.
const maxDepth = 100_000

// matcher matches its part of a pattern and all that follows it, from pos. It
// returns the end of the whole match, or -1.
type matcher func(m *Machine, pos int) int

// Compile compiles a pattern that is to match at a given place. The flags are
// those of a group (?flags:…).
func Compile(pattern, flags string) (*Regexp, error) {
	expr := "(?:" + pattern + ")"
	if flags != "" {
		expr = "(?" + flags + ")" + expr
	}
	tree, err := syntax.Parse(`\G`+expr, syntax.ParseOptions{})
	if err != nil {
		return nil, fmt.Errorf("compile pattern: %w", err)
	}
	c := compiler{groups: map[int]int{}, classes: map[*syntax.CharSet]*class{}}
	for i, n := range tree.Capnumlist {
		c.groups[n] = i
	}
	re := &Regexp{groups: max(tree.Captop, 1)}
	if tree.Capnumlist != nil {
		re.groups = len(tree.Capnumlist)
	}
	c.dense = tree.Capnumlist == nil || tree.Captop == len(tree.Capnumlist)
	root := tree.Root
	if root.T == syntax.NtCapture && root.M == 0 && len(root.Children) == 1 {
		root = root.Children[0]
	}
	re.match = c.compile(root, accept)
	if c.err != nil {
		return nil, c.err
	}
	re.slots = c.slots
	re.empty = c.firsts(root, &re.starts)
	return re, nil
}

func accept(_ *Machine, pos int) int { return pos }

// Groups returns the number of groups, group 0 not counted.
func (re *Regexp) Groups() int { return re.groups - 1 }

// CanStart reports whether a match can begin with a character. A pattern that
// can match nothing at all can begin with every one.
func (re *Regexp) CanStart(c rune) bool { return re.empty || re.starts.Has(c) }

// CanStartOther reports whether a match can begin with some character that is
// not ASCII.
func (re *Regexp) CanStartOther() bool { return re.empty || re.starts.other }

// Match matches at pos and returns the end of the match, or -1.
func (re *Regexp) Match(m *Machine, pos int) int {
	if len(m.caps) < re.groups {
		m.caps = make([]group, re.groups+8)
		m.open = make([]int, re.groups+8)
	}
	if len(m.loops) < re.slots {
		m.loops = make([]loop, re.slots+8)
	}
	for i := range re.groups {
		m.caps[i] = group{-1, -1}
	}
	m.start, m.depth = pos, 0
	end := re.match(m, pos)
	if m.Steps < 0 {
		m.Steps = -1
		return -1
	}
	if end >= 0 {
		m.caps[0] = group{pos, end}
	}
	return end
}

// Group returns the place of a group of the last match; start is -1 where the
// group took no part.
func (m *Machine) Group(n int) (start, end int) { return m.caps[n].start, m.caps[n].end }
