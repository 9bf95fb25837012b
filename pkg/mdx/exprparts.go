package mdx

// list reads assignments up to a closing bracket; holes and trailing commas
// are allowed.
func (p *exprParser) list(closing string) []*Expr {
	var out []*Expr
	for p.err == nil {
		if p.eat(closing) {
			return out
		}
		if p.eat(",") {
			out = append(out, &Expr{Kind: ExprNull, Start: p.at, Stop: p.at})
			continue
		}
		out = append(out, p.element())
		if p.eat(closing) {
			return out
		}
		p.expect(",")
	}
	return out
}

func (p *exprParser) element() *Expr {
	p.space()
	if start := p.at; p.has("...") {
		p.at += 3
		return &Expr{Kind: ExprSpread, Start: start, List: []*Expr{p.assignment()}, Stop: p.at}
	}
	return p.assignment()
}

func (p *exprParser) object() *Expr {
	e := &Expr{Kind: ExprObject, Start: p.at}
	p.at++
	for p.err == nil {
		if p.eat("}") {
			break
		}
		p.property(e)
		if p.eat("}") {
			break
		}
		p.expect(",")
	}
	return p.end(e)
}

func (p *exprParser) property(e *Expr) {
	p.space()
	if p.has("...") {
		e.Strs = append(e.Strs, "")
		e.List = append(e.List, p.element())
		return
	}
	key, plain := p.key()
	p.space()
	switch {
	case p.err != nil:
		return
	case p.peek() == ':':
		p.at++
		e.List = append(e.List, p.assignment())
	case p.peek() == '(':
		start := p.at
		if p.balanced() {
			e.List = append(e.List, p.skipBody(start, "a function"))
		}
	case plain && (p.peek() == ',' || p.peek() == '}' || p.peek() == '='):
		value := &Expr{Kind: ExprName, Start: p.at - len(key), Stop: p.at, Str: key}
		if p.eat("=") {
			p.assignment()
		}
		e.List = append(e.List, value)
	case plain && (key == "get" || key == "set" || key == "async" || key == "static"):
		p.property(e)
		return
	default:
		p.fail("expected %q, found %s", ":", p.here())
		return
	}
	e.Strs = append(e.Strs, key)
}

// key reads the key of a property; plain tells a bare name.
func (p *exprParser) key() (key string, plain bool) {
	switch b := p.peek(); {
	case b == '"' || b == '\'':
		return p.str(b).Str, false
	case b >= '0' && b <= '9':
		start := p.at
		p.number()
		return p.src[start:p.at], false
	case b == '[':
		p.at++
		e := p.assignment()
		p.expect("]")
		return e.Str, false
	case b == '*':
		p.at++
		p.space()
		return p.name(), false
	case isNameStart(p.rune()):
		return p.name(), true
	}
	p.fail("expected a key, found %s", p.here())
	return "", false
}

// regexp skips a regular expression.
func (p *exprParser) regexp() *Expr {
	start := p.at
	class := false
	for i := p.at + 1; i < len(p.src) && p.src[i] != '\n'; i++ {
		switch p.src[i] {
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '/':
			if !class {
				p.at = i + 1
				p.name()
				return p.dynamic(start, "a regular expression")
			}
		}
	}
	return p.fail("a regular expression without end")
}

// markup reads a tag with its children as a value.
func (p *exprParser) markup() *Expr {
	start := p.at
	if !p.element1() {
		if p.err == nil {
			p.fail("unexpected %s", p.here())
		}
		return &Expr{Kind: ExprDynamic, Start: start}
	}
	return &Expr{Kind: ExprMarkup, Start: start, Stop: p.at, Str: p.src[start:p.at]}
}

// element1 skips one element of JSX with its children.
func (p *exprParser) element1() bool {
	depth := 0
	src := p.source()
	for p.at < len(p.src) {
		switch p.peek() {
		case '<':
			c := newCursor(src, []line{{start: p.at, stop: len(src)}}, 0, p.at)
			s := tagScanner{cursor: &c, official: true}
			t, f := s.scanTag()
			if f != nil {
				p.at = f.at
			}
			if t == nil || f != nil {
				return false
			}
			p.at = s.pos
			if t.Close {
				depth--
			} else if !t.SelfClosing {
				depth++
			}
			if depth > maxNesting {
				return false
			}
			if depth <= 0 {
				return depth == 0
			}
		case '{':
			c := newCursor(src, []line{{start: p.at, stop: len(src)}}, 0, p.at)
			if !c.braces(nil) {
				return false
			}
			p.at = c.pos
		default:
			p.at++
		}
	}
	return false
}
