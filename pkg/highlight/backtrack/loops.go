package backtrack

import (
	"github.com/dlclark/regexp2/v2/syntax"
)

// oneOf returns the test of a node that matches one character, or a run of
// such; nil for other nodes.
func (c *compiler) oneOf(n *syntax.RegexNode) func(c rune) bool {
	ch := n.Ch
	switch n.T {
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return func(c rune) bool { return c == ch }
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return func(c rune) bool { return c != ch }
	case syntax.NtSet, syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic:
		return c.class(n.Set).has
	}
	return nil
}

// single matches one character, or a run of characters of one kind.
func (c *compiler) single(n *syntax.RegexNode, is func(rune) bool, next matcher, back bool) matcher {
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		if back {
			return func(m *Machine, pos int) int {
				if pos == 0 || !is(m.Text[pos-1]) {
					return -1
				}
				return next(m, pos-1)
			}
		}
		return c.forward(n, is, next)
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		return lazyRun(n.M, n.N, is, next, back)
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return c.atomicRun(n, is, next, back)
	}
	return c.greedyRun(n, is, next, back)
}

// forward matches one character. The commonest kinds have functions of their
// own, which saves a call.
func (c *compiler) forward(n *syntax.RegexNode, is func(rune) bool, next matcher) matcher {
	if n.T == syntax.NtOne {
		ch := n.Ch
		return func(m *Machine, pos int) int {
			if pos >= len(m.Text) || m.Text[pos] != ch {
				return -1
			}
			return next(m, pos+1)
		}
	}
	if n.T == syntax.NtSet {
		class := c.class(n.Set)
		return func(m *Machine, pos int) int {
			if pos >= len(m.Text) || !class.has(m.Text[pos]) {
				return -1
			}
			return next(m, pos+1)
		}
	}
	return func(m *Machine, pos int) int {
		if pos >= len(m.Text) || !is(m.Text[pos]) {
			return -1
		}
		return next(m, pos+1)
	}
}

// runner returns the function that counts how many characters of the kind
// follow pos, at most limit.
func (c *compiler) runner(n *syntax.RegexNode, is func(rune) bool, back bool) func(text []rune, pos, limit int) int {
	if back {
		return func(text []rune, pos, limit int) int {
			i := 0
			for i < limit && pos-i > 0 && is(text[pos-i-1]) {
				i++
			}
			return i
		}
	}
	if n.Set != nil {
		class := c.class(n.Set)
		return func(text []rune, pos, limit int) int {
			text = text[pos:min(len(text), pos+limit)]
			for i, r := range text {
				if !class.has(r) {
					return i
				}
			}
			return len(text)
		}
	}
	ch, negated := n.Ch, n.IsNotoneFamily()
	return func(text []rune, pos, limit int) int {
		text = text[pos:min(len(text), pos+limit)]
		for i, r := range text {
			if (r == ch) == negated {
				return i
			}
		}
		return len(text)
	}
}

func step(back bool) int {
	if back {
		return -1
	}
	return 1
}

// greedyRun takes as many as it can and gives back one by one.
func (c *compiler) greedyRun(n *syntax.RegexNode, is func(rune) bool, next matcher, back bool) matcher {
	least, most, by := n.M, n.N, step(back)
	run := c.runner(n, is, back)
	return func(m *Machine, pos int) int {
		count := run(m.Text, pos, most)
		if m.Steps -= count; m.Steps < 0 {
			return -1
		}
		for ; count >= least; count-- {
			if end := next(m, pos+count*by); end >= 0 {
				return end
			}
			if m.Steps--; m.Steps < 0 {
				return -1
			}
		}
		return -1
	}
}

// atomicRun takes as many as it can and gives nothing back. Only what is
// above the least is atomic, which makes no difference.
func (c *compiler) atomicRun(n *syntax.RegexNode, is func(rune) bool, next matcher, back bool) matcher {
	least, most, by := n.M, n.N, step(back)
	run := c.runner(n, is, back)
	return func(m *Machine, pos int) int {
		count := run(m.Text, pos, most)
		if m.Steps -= count; m.Steps < 0 || count < least {
			return -1
		}
		return next(m, pos+count*by)
	}
}

// lazyRun takes as few as it can and one more where the rest fails.
func lazyRun(least, most int, is func(rune) bool, next matcher, back bool) matcher {
	by := step(back)
	return func(m *Machine, pos int) int {
		for count := 0; ; count++ {
			if count >= least {
				if end := next(m, pos); end >= 0 {
					return end
				}
			}
			if m.Steps--; m.Steps < 0 || count >= most {
				return -1
			}
			at := pos
			if back {
				at--
			}
			if at < 0 || at >= len(m.Text) || !is(m.Text[at]) {
				return -1
			}
			pos += by
		}
	}
}

// loop repeats a part that is more than one character. A slot of the machine
// holds where the last round began and how many there were; every function
// puts it right before it calls on, so that rounds can be taken back.
//
// A round that matched nothing ends the loop, as in .NET (regexp2's
// Branchmark and Branchcount).
func (c *compiler) loop(n *syntax.RegexNode, next matcher) matcher {
	slot := c.slots
	c.slots++
	counted := n.N < unlimited || n.M > 1
	limit := unlimited
	if counted && n.N < unlimited {
		limit = n.N - n.M
	}
	first := loop{mark: -1}
	var body matcher
	branch := greedyBranch(slot, limit, counted, &body, next)
	if n.T == syntax.NtLazyloop {
		branch = lazyBranch(slot, limit, counted, &body, next)
	}
	body = c.compile(n.Children[0], branch)
	enter := branch
	if n.M > 0 {
		enter = body
		first.count = 1 - n.M
	}
	bounded := n.M > 0
	return func(m *Machine, pos int) int {
		was := m.loops[slot]
		start := first
		if bounded {
			start.mark = pos
		}
		m.loops[slot] = start
		end := enter(m, pos)
		if end < 0 {
			m.loops[slot] = was
		}
		return end
	}
}

// round enters one more round, within the bounds of steps and depth.
func (m *Machine) round(body matcher, pos int) int {
	if m.Steps--; m.Steps < 0 {
		return -1
	}
	if m.depth++; m.depth > maxDepth {
		m.Steps = -1
		return -1
	}
	end := body(m, pos)
	m.depth--
	return end
}

func greedyBranch(slot, limit int, counted bool, body *matcher, next matcher) matcher {
	return func(m *Machine, pos int) int {
		now := m.loops[slot]
		nothing := pos == now.mark
		if counted && now.count >= limit || nothing && (!counted || now.count >= 0) {
			return m.leave(slot, now, next, pos)
		}
		m.loops[slot] = loop{mark: pos, count: now.count + 1}
		if end := m.round(*body, pos); end >= 0 {
			return end
		}
		m.loops[slot] = now
		if counted && now.count < 0 {
			return -1
		}
		return m.leave(slot, now, next, pos)
	}
}

func lazyBranch(slot, limit int, counted bool, body *matcher, next matcher) matcher {
	return func(m *Machine, pos int) int {
		now := m.loops[slot]
		if !counted || now.count >= 0 {
			if end := m.leave(slot, now, next, pos); end >= 0 {
				return end
			}
			if pos == now.mark || counted && now.count >= limit {
				return -1
			}
		}
		m.loops[slot] = loop{mark: pos, count: now.count + 1}
		end := m.round(*body, pos)
		if end < 0 {
			m.loops[slot] = now
		}
		return end
	}
}

// leave goes on behind the loop. The loop may be entered again from there.
func (m *Machine) leave(slot int, now loop, next matcher, pos int) int {
	end := next(m, pos)
	if end < 0 {
		m.loops[slot] = now
	}
	return end
}
