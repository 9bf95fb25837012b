package backtrack

import (
	"fmt"
	"math"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// compiler turns a tree into functions, from the end of the pattern to its
// start: each is given what follows it.
type compiler struct {
	groups map[int]int // number of a group -> its index
	dense  bool        // they are the same
	slots  int
	err    error

	classes map[*syntax.CharSet]*class
}

func (c *compiler) fail(n *syntax.RegexNode) matcher {
	c.err = fmt.Errorf("%w: %s", ErrUnsupported, n.Description())
	return accept
}

func (c *compiler) group(n int) int {
	if c.dense {
		return n
	}
	return c.groups[n]
}

func (c *compiler) compile(n *syntax.RegexNode, next matcher) matcher {
	back := n.Options&syntax.RightToLeft != 0
	switch n.T {
	case syntax.NtConcatenate:
		for i := len(n.Children) - 1; i >= 0; i-- {
			next = c.compile(n.Children[i], next)
		}
		return next
	case syntax.NtGroup:
		return c.compile(n.Children[0], next)
	case syntax.NtAlternate:
		return c.alternate(n, next, back)
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n, next)
	case syntax.NtCapture:
		return c.capture(n, next)
	case syntax.NtPosLook, syntax.NtNegLook, syntax.NtAtomic:
		return c.cut(n, next)
	case syntax.NtRef:
		return c.ref(n, next, back)
	case syntax.NtMulti:
		return multi(n, next, back)
	case syntax.NtNothing:
		return func(*Machine, int) int { return -1 }
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	}
	if one := c.oneOf(n); one != nil {
		return c.single(n, one, next, back)
	}
	if test := anchor(n.T); test != nil {
		return func(m *Machine, pos int) int {
			if !test(m, pos) {
				return -1
			}
			return next(m, pos)
		}
	}
	return c.fail(n)
}

// anchor returns the test of a place, nil for other nodes.
func anchor(t syntax.NodeType) func(m *Machine, pos int) bool {
	switch t {
	case syntax.NtBol:
		return func(m *Machine, pos int) bool { return pos == 0 || m.Text[pos-1] == '\n' }
	case syntax.NtEol:
		return func(m *Machine, pos int) bool { return pos == len(m.Text) || m.Text[pos] == '\n' }
	case syntax.NtBoundary:
		return boundary
	case syntax.NtNonboundary:
		return func(m *Machine, pos int) bool { return !boundary(m, pos) }
	case syntax.NtBeginning:
		return func(_ *Machine, pos int) bool { return pos == 0 }
	case syntax.NtStart:
		return func(m *Machine, pos int) bool { return pos == m.start }
	case syntax.NtEndZ:
		return func(m *Machine, pos int) bool {
			return pos == len(m.Text) || pos == len(m.Text)-1 && m.Text[pos] == '\n'
		}
	case syntax.NtEnd:
		return func(m *Machine, pos int) bool { return pos == len(m.Text) }
	}
	return nil
}

func boundary(m *Machine, pos int) bool {
	return (pos > 0 && isWord(m.Text[pos-1])) != (pos < len(m.Text) && isWord(m.Text[pos]))
}

func isWord(c rune) bool {
	if uint32(c) < 128 {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
	}
	return syntax.IsWordChar(c)
}

// multi matches a text.
func multi(n *syntax.RegexNode, next matcher, back bool) matcher {
	str, size := n.Str, len(n.Str)
	fold := n.Options&syntax.IgnoreCase != 0
	return func(m *Machine, pos int) int {
		from := pos
		if back {
			from -= size
		}
		if from < 0 || from+size > len(m.Text) {
			return -1
		}
		for i, want := range str {
			got := m.Text[from+i]
			if got != want && (!fold || unicode.ToLower(got) != want) {
				return -1
			}
		}
		if back {
			return next(m, from)
		}
		return next(m, from+size)
	}
}

// ref matches what a group has matched.
func (c *compiler) ref(n *syntax.RegexNode, next matcher, back bool) matcher {
	k := c.group(n.M)
	fold := n.Options&syntax.IgnoreCase != 0
	return func(m *Machine, pos int) int {
		g := m.caps[k]
		size := g.end - g.start
		from := pos
		if back {
			from -= size
		}
		if g.start < 0 || from < 0 || from+size > len(m.Text) {
			return -1
		}
		if m.Steps -= size; m.Steps < 0 {
			return -1
		}
		for i := range size {
			a, b := m.Text[g.start+i], m.Text[from+i]
			if a != b && (!fold || unicode.ToLower(a) != unicode.ToLower(b)) {
				return -1
			}
		}
		if back {
			return next(m, from)
		}
		return next(m, from+size)
	}
}

// capture notes where a group begins and ends; what follows and fails gets
// the group back as it was.
func (c *compiler) capture(n *syntax.RegexNode, next matcher) matcher {
	if n.N != -1 {
		return c.fail(n) // a balancing group
	}
	k := c.group(n.M)
	closing := func(m *Machine, pos int) int {
		was := m.caps[k]
		m.caps[k] = group{min(m.open[k], pos), max(m.open[k], pos)}
		end := next(m, pos)
		if end < 0 {
			m.caps[k] = was
		}
		return end
	}
	child := c.compile(n.Children[0], closing)
	return func(m *Machine, pos int) int {
		was := m.open[k]
		m.open[k] = pos
		end := child(m, pos)
		if end < 0 {
			m.open[k] = was
		}
		return end
	}
}

// cut is a look or an atomic group: once its inside has matched, there is no
// way back into it.
func (c *compiler) cut(n *syntax.RegexNode, next matcher) matcher {
	child := c.compile(n.Children[0], accept)
	captures := hasCapture(n.Children[0])
	kind := n.T
	return func(m *Machine, pos int) int {
		var was []group
		if captures {
			was = append(was, m.caps...)
		}
		end := child(m, pos)
		if m.Steps < 0 {
			return -1
		}
		if kind == syntax.NtNegLook {
			if end >= 0 {
				copy(m.caps, was)
				return -1
			}
			return next(m, pos)
		}
		if end < 0 {
			return -1
		}
		if kind == syntax.NtPosLook {
			end = pos
		}
		if end = next(m, end); end < 0 {
			copy(m.caps, was)
		}
		return end
	}
}

func hasCapture(n *syntax.RegexNode) bool {
	if n.T == syntax.NtCapture {
		return true
	}
	for _, child := range n.Children {
		if hasCapture(child) {
			return true
		}
	}
	return false
}

// alternate tries its branches in order, but only those that can begin with
// the character at hand.
func (c *compiler) alternate(n *syntax.RegexNode, next matcher, back bool) matcher {
	branches := make([]matcher, len(n.Children))
	starts := make([]Set, len(n.Children))
	for i, child := range n.Children {
		branches[i] = c.compile(child, next)
		if back || c.firsts(child, &starts[i]) {
			starts[i].addAll()
		}
	}
	if len(branches) < 4 {
		return func(m *Machine, pos int) int {
			if m.Steps--; m.Steps < 0 {
				return -1
			}
			for _, branch := range branches {
				if end := branch(m, pos); end >= 0 {
					return end
				}
			}
			return -1
		}
	}
	table := dispatch(branches, starts)
	return func(m *Machine, pos int) int {
		if m.Steps--; m.Steps < 0 {
			return -1
		}
		at := anyStart
		if !back && pos < len(m.Text) {
			at = int(min(uint32(m.Text[pos]), otherStart))
		}
		for _, branch := range table[at] {
			if end := branch(m, pos); end >= 0 {
				return end
			}
		}
		return -1
	}
}

// The places of a dispatch table after those of ASCII.
const (
	otherStart = 128 // any other character
	anyStart   = 129 // the end of the text, where branches may match nothing
)

// dispatch lists for each character the branches that can begin with it.
func dispatch(branches []matcher, starts []Set) *[130][]matcher {
	var table [130][]matcher
	known := map[[2]uint64][]matcher{} // equal lists are kept once
	for at := range table {
		var key [2]uint64
		var list []matcher
		for i := range branches {
			if at == anyStart || at == otherStart && starts[i].other || at < otherStart && starts[i].Has(rune(at)) {
				list = append(list, branches[i])
				key[i/64%2] |= 1 << (i % 64)
			}
		}
		if was, ok := known[key]; ok && len(branches) <= 128 {
			list = was
		}
		known[key] = list
		table[at] = list
	}
	return &table
}

const unlimited = math.MaxInt32
