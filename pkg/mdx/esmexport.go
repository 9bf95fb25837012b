package mdx

func (e *esmScanner) exportStatement(p *exprParser) bool {
	p.space()
	switch {
	case p.word("default"):
		p.space()
		if p.has("function") || p.has("class") || p.has("async") {
			return e.declaration(p)
		}
		p.assignment()
		return p.err == nil && e.endOfStatement(p)
	case p.peek() == '{':
		if _, ok := p.bindings(); !ok {
			return false
		}
		p.space()
		if p.word("from") {
			p.space()
			return e.from(p, nil)
		}
		return e.endOfStatement(p)
	case p.peek() == '*':
		p.at++
		p.space()
		if p.word("as") {
			p.space()
			p.name()
			p.space()
		}
		if !p.word("from") {
			return false
		}
		p.space()
		return e.from(p, nil)
	case p.word("const"):
		return e.variables(p, true)
	case p.word("let"), p.word("var"):
		return e.variables(p, false)
	}
	return e.declaration(p)
}

// declaration reads a function or class.
func (e *esmScanner) declaration(p *exprParser) bool {
	start := p.at
	if p.word("async") {
		p.space()
	}
	if !p.word("function") && !p.word("class") {
		p.at = start
		return false
	}
	for p.peek() == ' ' || p.peek() == '*' {
		p.at++
	}
	e.node.Exports = append(e.node.Exports, Export{Name: p.name()})
	p.skipBody(start, "a function")
	return p.err == nil && e.endOfStatement(p)
}

// variables reads name = value, …; a constant must have a value.
func (e *esmScanner) variables(p *exprParser, constant bool) bool {
	for {
		p.space()
		if b := p.peek(); b == '{' || b == '[' {
			if !p.balanced() {
				return false
			}
			if !p.eat("=") {
				return false
			}
			p.assignment()
		} else {
			name := p.name()
			if name == "" {
				return false
			}
			p.typeAnnotation()
			x := Export{Name: name}
			if p.eat("=") {
				x.Expr = p.assignment()
			} else if constant {
				return false
			}
			e.node.Exports = append(e.node.Exports, x)
		}
		if p.err != nil {
			return false
		}
		if !p.eat(",") {
			return e.endOfStatement(p)
		}
	}
}

// typeAnnotation skips the type of a variable as TypeScript writes it.
func (p *exprParser) typeAnnotation() {
	mark := p.at
	p.space()
	if p.peek() != ':' {
		p.at = mark
		return
	}
	for p.at < len(p.src) && p.peek() != '=' && p.peek() != '\n' {
		p.at++
	}
}
