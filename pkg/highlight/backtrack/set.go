package backtrack

import (
	"github.com/dlclark/regexp2/v2/syntax"
)

// Set is a set of characters: exact for ASCII, all or nothing for the rest.
type Set struct {
	ascii [2]uint64
	other bool
}

// Has reports whether a character may be in the set.
func (s *Set) Has(c rune) bool {
	if uint32(c) < 128 {
		return s.ascii[c>>6]&(1<<(c&63)) != 0
	}
	return s.other
}

func (s *Set) add(c rune) {
	if c < 128 {
		s.ascii[c>>6] |= 1 << (c & 63)
	} else {
		s.other = true
	}
}

func (s *Set) addSet(o Set) {
	s.ascii[0] |= o.ascii[0]
	s.ascii[1] |= o.ascii[1]
	s.other = s.other || o.other
}

func (s *Set) addAll() { *s = Set{ascii: [2]uint64{^uint64(0), ^uint64(0)}, other: true} }

// class is a character class of a pattern with a table for ASCII.
type class struct {
	ascii [2]uint64
	set   *syntax.CharSet
}

func newClass(set *syntax.CharSet) *class {
	c := &class{set: set}
	if few := set.GetSetChars(4); len(few) > 0 && !set.IsNegated() {
		for _, r := range few {
			if r < 128 {
				c.ascii[r>>6] |= 1 << (r & 63)
			}
		}
		return c
	}
	for r := rune(0); r < 128; r++ {
		if set.CharIn(r) {
			c.ascii[r>>6] |= 1 << (r & 63)
		}
	}
	return c
}

// class returns the class of a set, made once.
func (c *compiler) class(set *syntax.CharSet) *class {
	if c.classes[set] == nil {
		c.classes[set] = newClass(set)
	}
	return c.classes[set]
}

func (c *class) has(r rune) bool {
	if uint32(r) < 128 {
		return c.ascii[r>>6]&(1<<(r&63)) != 0
	}
	return c.set.CharIn(r)
}

// firsts adds to s the characters that a node's match can begin with, and
// reports whether the node can match nothing. Looks and anchors match
// nothing, so what follows them counts.
func (c *compiler) firsts(n *syntax.RegexNode, s *Set) (empty bool) {
	if n.Options&syntax.RightToLeft != 0 {
		return true // a look behind: it reads nothing ahead
	}
	switch n.T {
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		s.add(n.Ch)
		return n.T != syntax.NtOne && n.M == 0
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		var all Set
		all.addAll()
		if n.Ch < 128 {
			all.ascii[n.Ch>>6] &^= 1 << (n.Ch & 63)
		}
		s.addSet(all)
		return n.T != syntax.NtNotone && n.M == 0
	case syntax.NtSet, syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic:
		s.addSet(Set{ascii: c.class(n.Set).ascii, other: true})
		return n.T != syntax.NtSet && n.M == 0
	case syntax.NtMulti:
		if n.Options&syntax.IgnoreCase != 0 {
			s.addAll()
			return false
		}
		s.add(n.Str[0])
		return false
	case syntax.NtNothing:
		return false
	case syntax.NtConcatenate:
		for _, child := range n.Children {
			if !c.firsts(child, s) {
				return false
			}
		}
		return true
	case syntax.NtAlternate:
		for _, child := range n.Children {
			empty = c.firsts(child, s) || empty
		}
		return empty
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.firsts(n.Children[0], s) || n.M == 0
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return c.firsts(n.Children[0], s)
	case syntax.NtRef:
		s.addAll()
	}
	return true
}
