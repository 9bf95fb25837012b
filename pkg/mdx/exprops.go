package mdx

import "strings"

var assignments = []string{">>>=", "**=", "<<=", ">>=", "&&=", "||=", "??=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "="}

// arrow skips an arrow function if there is one.
func (p *exprParser) arrow() bool {
	start := p.at
	if p.word("async") {
		p.space()
	}
	switch {
	case p.peek() == '(':
		if !p.balanced() {
			p.at = start
			return false
		}
	case isNameStart(p.rune()):
		p.name()
	default:
		p.at = start
		return false
	}
	p.space()
	if !p.has("=>") {
		p.at = start
		return false
	}
	p.at += 2
	p.space()
	if p.peek() == '{' {
		if !p.balanced() {
			p.fail("a function body without end")
		}
		return true
	}
	p.assignment()
	return true
}

func (p *exprParser) conditional() *Expr {
	start := p.at
	e := p.binary(0)
	mark := p.at
	p.space()
	if p.peek() == '?' && !p.has("?.") {
		p.at++
		p.assignment()
		p.expect(":")
		p.assignment()
		return p.dynamic(start, "a conditional")
	}
	p.at = mark
	return e
}

// binaryOperators by precedence, longest first within one first byte.
var binaryOperators = []struct {
	text  string
	level int
}{
	{"??", 1},
	{"||", 2},
	{"&&", 3},
	{"|", 4},
	{"^", 5},
	{"&", 6},
	{"===", 7},
	{"!==", 7},
	{"==", 7},
	{"!=", 7},
	{">>>", 9},
	{"<<", 9},
	{">>", 9},
	{"<=", 8},
	{">=", 8},
	{"<", 8},
	{">", 8},
	{"instanceof", 8},
	{"in", 8},
	{"+", 10},
	{"-", 10},
	{"**", 12},
	{"*", 11},
	{"/", 11},
	{"%", 11},
}

func (p *exprParser) operator() (string, int) {
	p.space()
	rest := p.src[p.at:]
	for _, op := range binaryOperators {
		if !strings.HasPrefix(rest, op.text) {
			continue
		}
		after := rest[len(op.text):]
		if c := op.text[0]; c == 'i' && after != "" && isWordByte(after[0]) {
			continue
		}
		if strings.HasPrefix(after, "=") && op.level != 7 && op.level != 8 {
			return "", 0 // an assignment
		}
		return op.text, op.level
	}
	return "", 0
}

func (p *exprParser) binary(level int) *Expr {
	start := p.at
	left := p.unary()
	for p.err == nil {
		mark := p.at
		op, l := p.operator()
		if op == "" || l <= level {
			p.at = mark
			break
		}
		p.at += len(op)
		p.space()
		right := p.binary(l)
		if op == "+" {
			left = &Expr{Kind: ExprConcat, Start: start, Stop: p.at, List: []*Expr{left, right}}
		} else {
			left = p.dynamic(start, "the operator "+op)
		}
	}
	return left
}

func (p *exprParser) unary() *Expr {
	defer func() { p.depth-- }()
	if !p.enter() {
		return &Expr{Kind: ExprDynamic}
	}
	p.space()
	start := p.at
	switch p.peek() {
	case '-', '+':
		double := p.peekAt(1) == p.peek()
		minus := p.peek() == '-'
		p.at++
		if double {
			p.at++
		}
		e := p.unary()
		if e.Kind == ExprNumber && !double {
			if minus {
				e.Num = -e.Num
			}
			e.Start = start
			return e
		}
		return p.dynamic(start, "an operator")
	case '!', '~':
		p.at++
		e := p.unary()
		if e.Kind == ExprBool && p.src[start] == '!' {
			e.Num, e.Start = 1-e.Num, start
			return e
		}
		return p.dynamic(start, "an operator")
	}
	for _, w := range []string{"typeof", "void", "delete", "await", "yield"} {
		if p.word(w) {
			p.unary()
			return p.dynamic(start, "the operator "+w)
		}
	}
	return p.postfix()
}

func (p *exprParser) postfix() *Expr {
	start := p.at
	e := p.primary()
	for p.err == nil {
		mark := p.at
		p.space()
		switch b := p.peek(); {
		case b == '.' && p.peekAt(1) != '.' || p.has("?."):
			e = p.member(start, e)
		case b == '[':
			p.at++
			index := p.expression()
			p.expect("]")
			e = &Expr{Kind: ExprMember, Start: start, Stop: p.at, List: []*Expr{e, index}}
		case b == '(':
			p.at++
			p.list(")")
			e = p.dynamic(start, "a call")
		case b == '`':
			p.template()
			e = p.dynamic(start, "a call")
		case p.has("++") || p.has("--"):
			p.at += 2
			e = p.dynamic(start, "an assignment")
		default:
			p.at = mark
			return e
		}
	}
	return e
}

func (p *exprParser) member(start int, e *Expr) *Expr {
	optional := p.has("?.")
	p.at++
	if optional {
		p.at++
		if b := p.peek(); b == '[' || b == '(' {
			return e
		}
	}
	p.space()
	if p.peek() == '#' {
		p.at++
	}
	if !isNameStart(p.rune()) {
		return p.fail("expected a name, found %s", p.here())
	}
	return &Expr{Kind: ExprMember, Start: start, Str: p.name(), Stop: p.at, List: []*Expr{e}}
}

// balanced skips from an opening bracket behind its closing one.
func (p *exprParser) balanced() bool {
	if p.peek() == '{' {
		c := newCursor(p.source(), []line{{start: p.at, stop: len(p.src)}}, 0, p.at)
		if !c.braces(nil) {
			return false
		}
		p.at = c.pos
		return true
	}
	open := map[byte]byte{'(': ')', '[': ']', '{': '}'}[p.peek()]
	start := p.at
	depth := 0
	q := exprParser{src: p.src, at: p.at}
	for q.at < len(q.src) && q.err == nil {
		switch b := q.peek(); {
		case b == '"' || b == '\'':
			q.quoted(b)
		case b == '`':
			q.template()
		case b == '/' && (q.peekAt(1) == '/' || q.peekAt(1) == '*'):
			q.space()
		case b == '(' || b == '{' || b == '[':
			depth++
			q.at++
		case b == ')' || b == '}' || b == ']':
			depth--
			q.at++
			if depth == 0 {
				p.at = q.at
				return b == open
			}
		default:
			q.at++
		}
	}
	p.at = start
	return false
}

// quoted skips a string, or the quote alone where it has no partner.
func (p *exprParser) quoted(quote byte) {
	for i := p.at + 1; i < len(p.src) && p.src[i] != '\n'; i++ {
		switch p.src[i] {
		case '\\':
			i++
		case quote:
			p.at = i + 1
			return
		}
	}
	p.at++
}

// skipBody skips the rest of a function or class.
func (p *exprParser) skipBody(start int, what string) *Expr {
	for p.at < len(p.src) && p.peek() != '{' {
		if p.peek() == '(' {
			if !p.balanced() {
				break
			}
			continue
		}
		p.at++
	}
	if p.peek() != '{' || !p.balanced() {
		return p.fail("%s without body", what)
	}
	return p.dynamic(start, what)
}
