package mdx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

func (p *exprParser) number() *Expr {
	start := p.at
	for p.at < len(p.src) {
		b := p.src[p.at]
		if !isWordByte(b) && b != '.' && !((b == '+' || b == '-') && p.at > start && (p.src[p.at-1] == 'e' || p.src[p.at-1] == 'E') && !strings.HasPrefix(p.src[start:], "0x")) {
			break
		}
		p.at++
	}
	text := strings.ReplaceAll(p.src[start:p.at], "_", "")
	text = strings.TrimSuffix(text, "n") // a big integer
	if n, err := strconv.ParseFloat(text, 64); err == nil && !strings.HasPrefix(text, "0x") {
		return &Expr{Kind: ExprNumber, Start: start, Stop: p.at, Num: n}
	}
	if n, err := strconv.ParseInt(text, 0, 64); err == nil {
		return &Expr{Kind: ExprNumber, Start: start, Stop: p.at, Num: float64(n)}
	}
	p.at = start
	return p.fail("%q is no number", p.src[start:min(len(p.src), start+len(text))])
}

// str reads a string literal.
func (p *exprParser) str(quote byte) *Expr {
	start := p.at
	p.at++
	var b strings.Builder
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == quote:
			p.at++
			return &Expr{Kind: ExprString, Start: start, Stop: p.at, Str: b.String()}
		case c == '\\':
			p.escape(&b)
		case c == '\n':
			p.at = start
			return p.fail("a string without end")
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	p.at = start
	return p.fail("a string without end")
}

// template reads a template literal.
func (p *exprParser) template() *Expr {
	e := &Expr{Kind: ExprTemplate, Start: p.at}
	p.at++
	var b strings.Builder
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '`':
			p.at++
			if e.List == nil {
				return &Expr{Kind: ExprString, Start: e.Start, Stop: p.at, Str: b.String()}
			}
			e.Strs = append(e.Strs, b.String())
			return p.end(e)
		case c == '\\':
			p.escape(&b)
		case c == '$' && p.peekAt(1) == '{':
			p.at += 2
			p.depth++
			if p.depth > 4*maxNesting {
				return p.fail("nested deeper than %d", maxNesting)
			}
			e.Strs = append(e.Strs, b.String())
			b.Reset()
			e.List = append(e.List, p.expression())
			p.depth--
			p.expect("}")
			if p.err != nil {
				return e
			}
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	return p.fail("a template without end")
}

// escape decodes one escape sequence.
func (p *exprParser) escape(b *strings.Builder) {
	p.at++
	if p.at >= len(p.src) {
		return
	}
	c := p.src[p.at]
	p.at++
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'b':
		b.WriteByte('\b')
	case 'f':
		b.WriteByte('\f')
	case 'v':
		b.WriteByte('\v')
	case '0':
		b.WriteByte(0)
	case '\n':
	case 'x':
		p.hex(b, 2)
	case 'u':
		if p.peek() == '{' {
			end := strings.IndexByte(p.src[p.at:], '}')
			if end > 0 {
				p.at++
				p.hex(b, end-1)
				p.at++
				return
			}
		}
		p.hex(b, 4)
	default:
		p.at--
		r, n := utf8.DecodeRuneInString(p.src[p.at:])
		b.WriteRune(r)
		p.at += n
	}
}

func (p *exprParser) hex(b *strings.Builder, digits int) {
	if digits <= 0 || digits > 8 || p.at+digits > len(p.src) {
		p.fail("a bad escape")
		return
	}
	n, err := strconv.ParseUint(p.src[p.at:p.at+digits], 16, 32)
	if err != nil || n > utf8.MaxRune {
		p.fail("a bad escape")
		return
	}
	b.WriteRune(rune(n))
	p.at += digits
}

// Scope gives the values of names.
type Scope func(name string) (any, bool)

// Eval evaluates an expression without side effects: literals, concatenation,
// names of the scope and their members. Numbers are float64, objects
// map[string]any, arrays []any, tags *Expr of kind ExprMarkup. Where it cannot
// be evaluated, what says why: "a function", "the name x".
func (e *Expr) Eval(scope Scope) (value any, what string) {
	switch e.Kind {
	case ExprNull:
		return nil, ""
	case ExprBool:
		return e.Num != 0, ""
	case ExprNumber:
		return e.Num, ""
	case ExprString:
		return e.Str, ""
	case ExprMarkup:
		return e, ""
	case ExprArray:
		return e.evalArray(scope)
	case ExprObject:
		return e.evalObject(scope)
	case ExprName:
		if scope != nil {
			if v, ok := scope(e.Str); ok {
				return v, ""
			}
		}
		return nil, "the name " + e.Str
	case ExprMember:
		return e.evalMember(scope)
	case ExprConcat:
		return e.evalConcat(scope)
	case ExprTemplate:
		return e.evalTemplate(scope)
	}
	return nil, e.Str
}

func (e *Expr) evalArray(scope Scope) (any, string) {
	out := make([]any, 0, len(e.List))
	for _, item := range e.List {
		if item.Kind == ExprSpread {
			v, what := item.List[0].Eval(scope)
			list, ok := v.([]any)
			if what != "" || !ok {
				return nil, "a spread"
			}
			out = append(out, list...)
			continue
		}
		v, what := item.Eval(scope)
		if what != "" {
			return nil, what
		}
		out = append(out, v)
	}
	return out, ""
}

func (e *Expr) evalObject(scope Scope) (any, string) {
	out := make(map[string]any, len(e.List))
	for i, item := range e.List {
		if item.Kind == ExprSpread {
			v, what := item.List[0].Eval(scope)
			m, ok := v.(map[string]any)
			if what != "" || !ok {
				return nil, "a spread"
			}
			for k, v := range m {
				out[k] = v
			}
			continue
		}
		v, what := item.Eval(scope)
		if what != "" {
			return nil, what
		}
		out[e.Strs[i]] = v
	}
	return out, ""
}

func (e *Expr) evalMember(scope Scope) (any, string) {
	object, what := e.List[0].Eval(scope)
	if what != "" {
		return nil, what
	}
	key := any(e.Str)
	if len(e.List) > 1 {
		if key, what = e.List[1].Eval(scope); what != "" {
			return nil, what
		}
	}
	if lazy, ok := object.(Member); ok {
		return lazy.Member(scalarText(key)), ""
	}
	switch object := object.(type) {
	case map[string]any:
		return object[scalarText(key)], ""
	case []any:
		if n, ok := key.(float64); ok && n >= 0 && int(n) < len(object) {
			return object[int(n)], ""
		}
		if key == "length" {
			return float64(len(object)), ""
		}
	case string:
		if key == "length" {
			return float64(utf8.RuneCountInString(object)), ""
		}
	}
	return nil, "a member of what has none"
}

// Member is a value of a scope whose members are known only later.
type Member interface {
	Member(name string) any
}

func (e *Expr) evalConcat(scope Scope) (any, string) {
	a, what := e.List[0].Eval(scope)
	if what != "" {
		return nil, what
	}
	b, what := e.List[1].Eval(scope)
	if what != "" {
		return nil, what
	}
	if x, ok := a.(float64); ok {
		if y, ok := b.(float64); ok {
			return x + y, ""
		}
	}
	if !isScalar(a) || !isScalar(b) {
		return nil, "the operator +"
	}
	return scalarText(a) + scalarText(b), ""
}

func (e *Expr) evalTemplate(scope Scope) (any, string) {
	var b strings.Builder
	for i, s := range e.Strs {
		b.WriteString(s)
		if i < len(e.List) {
			v, what := e.List[i].Eval(scope)
			if what != "" {
				return nil, what
			}
			if !isScalar(v) {
				return nil, "a substitution"
			}
			b.WriteString(scalarText(v))
		}
	}
	return b.String(), ""
}

func isScalar(v any) bool {
	switch v.(type) {
	case nil, string, float64, bool:
		return true
	}
	return false
}

// scalarText is how JavaScript turns a scalar into a string.
func scalarText(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
