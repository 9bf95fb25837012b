package mdx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ExprKind is the kind of an expression.
type ExprKind uint8

// The kinds. Dynamic is all that only JavaScript could evaluate: functions,
// calls, conditionals, most operators.
const (
	ExprNull ExprKind = iota
	ExprBool
	ExprNumber
	ExprString
	ExprArray
	ExprObject
	ExprName
	ExprMember   // List[0] . Str, or List[0] [ List[1] ]
	ExprConcat   // List[0] + List[1]
	ExprTemplate // Strs and List in turn
	ExprSpread
	ExprMarkup // Str is the source of the tag
	ExprDynamic
)

// Expr is a parsed expression.
type Expr struct {
	Kind  ExprKind
	Start int // offsets in the text that was parsed
	Stop  int
	// Str is the value of a string, the name of a Name or Member, the source
	// of Markup, or what a Dynamic is: "a function", "a call".
	Str  string
	Num  float64 // of a Number; 1 for true
	List []*Expr // parts
	Strs []string
}

// ExprError says where a text stops being an expression.
type ExprError struct {
	Offset  int
	Message string
}

// Error implements error.
func (e *ExprError) Error() string { return e.Message }

// maxNesting bounds the depth of expressions and braces.
const maxNesting = 100

// ParseExpr parses an expression of JavaScript (ECMA-262, section 13) far
// enough to tell literals, names and members from what cannot be evaluated
// without running it. It returns nil and no error for a text that holds only
// comments or white space.
func ParseExpr(src string) (*Expr, error) {
	if e := simple(src); e != nil {
		return e, nil
	}
	p := exprParser{src: src}
	p.space()
	if p.at >= len(src) {
		return nil, nil
	}
	e := p.expression()
	stop := p.at
	p.space()
	if p.err == nil && p.at < len(src) {
		p.fail("unexpected %s", p.here())
		p.err.Offset = stop
	}
	if p.err != nil {
		if o := p.err.Offset; o < len(src) && src[o] == '\\' {
			p.err.Offset++ // where an escape would go on
		}
		return nil, p.err
	}
	return e, nil
}

// simple parses the commonest values without the machinery.
func simple(src string) *Expr {
	switch src {
	case "true":
		return &Expr{Kind: ExprBool, Stop: 4, Num: 1}
	case "false":
		return &Expr{Kind: ExprBool, Stop: 5}
	}
	return nil
}

// onlyComments reports whether a text holds nothing but comments and white
// space.
func onlyComments(src string) bool {
	p := exprParser{src: src}
	p.space()
	return p.at >= len(src) && p.err == nil
}

type exprParser struct {
	src   string
	bytes []byte // src, once it is asked for
	at    int
	depth int
	err   *ExprError
}

func (p *exprParser) source() []byte {
	if p.bytes == nil {
		p.bytes = []byte(p.src)
	}
	return p.bytes
}

func (p *exprParser) fail(format string, args ...any) *Expr {
	if p.err == nil {
		p.err = &ExprError{Offset: p.at, Message: fmt.Sprintf(format, args...)}
	}
	return &Expr{Kind: ExprDynamic, Start: p.at, Stop: p.at}
}

func (p *exprParser) here() string {
	if p.at >= len(p.src) {
		return "end"
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.at:])
	return strconv.QuoteRune(r)
}

func (p *exprParser) peek() byte {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

func (p *exprParser) peekAt(n int) byte {
	if p.at+n < len(p.src) {
		return p.src[p.at+n]
	}
	return 0
}

func (p *exprParser) has(s string) bool { return strings.HasPrefix(p.src[p.at:], s) }

// space skips white space and comments.
func (p *exprParser) space() {
	for p.at < len(p.src) {
		switch b := p.src[p.at]; {
		case b == ' ' || b >= '\t' && b <= '\r':
			p.at++
		case b == '/' && p.peekAt(1) == '/':
			n := strings.IndexByte(p.src[p.at:], '\n')
			if n < 0 {
				n = len(p.src) - p.at
			}
			p.at += n
		case b == '/' && p.peekAt(1) == '*':
			n := strings.Index(p.src[p.at+2:], "*/")
			if n < 0 {
				p.fail("a comment without end")
				p.at = len(p.src)
				return
			}
			p.at += n + 4
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(p.src[p.at:])
			if r != 0xA0 && r != 0xFEFF && r != 0x2028 && r != 0x2029 {
				return
			}
			p.at += n
		default:
			return
		}
	}
}

// eat skips a punctuator after white space.
func (p *exprParser) eat(s string) bool {
	mark := p.at
	p.space()
	if !p.has(s) {
		p.at = mark
		return false
	}
	p.at += len(s)
	return true
}

func (p *exprParser) expect(s string) {
	if !p.eat(s) {
		p.space()
		p.fail("expected %q, found %s", s, p.here())
	}
}

// enter guards recursion.
func (p *exprParser) enter() bool {
	p.depth++
	if p.depth > 4*maxNesting {
		p.fail("nested deeper than %d", maxNesting)
		return false
	}
	return p.err == nil
}

// expression reads a comma expression.
func (p *exprParser) expression() *Expr {
	e := p.assignment()
	for p.err == nil && p.eat(",") {
		e = p.dynamic(e.Start, "a sequence")
		p.assignment()
	}
	return p.end(e)
}

func (p *exprParser) end(e *Expr) *Expr {
	e.Stop = p.at
	return e
}

func (p *exprParser) dynamic(start int, what string) *Expr {
	return &Expr{Kind: ExprDynamic, Start: start, Stop: p.at, Str: what}
}

func (p *exprParser) assignment() *Expr {
	defer func() { p.depth-- }()
	if !p.enter() {
		return &Expr{Kind: ExprDynamic}
	}
	p.space()
	start := p.at
	if p.arrow() {
		return p.dynamic(start, "a function")
	}
	e := p.conditional()
	mark := p.at
	p.space()
	for _, op := range assignments {
		if p.has(op) && !p.has("==") && !p.has("=>") {
			p.at += len(op)
			p.assignment()
			return p.dynamic(start, "an assignment")
		}
	}
	p.at = mark
	return e
}

func (p *exprParser) rune() rune {
	if p.at >= len(p.src) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.at:])
	return r
}

// name reads an identifier; a dash is no part of it.
func (p *exprParser) name() string {
	start := p.at
	for p.at < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.at:])
		if r == '-' || !isNamePart(r) {
			break
		}
		p.at += n
	}
	return p.src[start:p.at]
}

// word eats a keyword.
func (p *exprParser) word(w string) bool {
	if !p.has(w) || p.at+len(w) < len(p.src) && isWordByte(p.src[p.at+len(w)]) {
		return false
	}
	p.at += len(w)
	return true
}

func (p *exprParser) primary() *Expr {
	p.space()
	start := p.at
	switch b := p.peek(); {
	case p.at >= len(p.src):
		return p.fail("an expression ends too early")
	case b == '"' || b == '\'':
		return p.str(b)
	case b == '`':
		return p.template()
	case b >= '0' && b <= '9' || b == '.' && p.peekAt(1) >= '0' && p.peekAt(1) <= '9':
		return p.number()
	case b == '[':
		p.at++
		e := &Expr{Kind: ExprArray, Start: start, List: p.list("]")}
		return p.end(e)
	case b == '{':
		return p.object()
	case b == '(':
		p.at++
		e := p.expression()
		p.expect(")")
		return e
	case b == '<':
		return p.markup()
	case b == '/':
		return p.regexp()
	case isNameStart(p.rune()):
		return p.identifier()
	}
	return p.fail("unexpected %s", p.here())
}

func (p *exprParser) identifier() *Expr {
	start := p.at
	word := p.name()
	switch word {
	case "true", "false":
		e := &Expr{Kind: ExprBool, Start: start, Stop: p.at}
		if word == "true" {
			e.Num = 1
		}
		return e
	case "null", "undefined":
		return &Expr{Kind: ExprNull, Start: start, Stop: p.at}
	case "NaN", "Infinity":
		return &Expr{Kind: ExprNumber, Start: start, Stop: p.at, Num: math.Inf(1)}
	case "function", "class":
		return p.skipBody(start, "a "+word)
	case "async":
		p.space()
		if p.has("function") {
			return p.skipBody(start, "a function")
		}
	case "new":
		p.postfix()
		return p.dynamic(start, "a call")
	case "if", "for", "while", "switch", "try", "return", "throw", "const", "var", "do", "break", "continue", "else", "export", "case", "default", "with", "enum", "extends":
		p.at = start
		return p.fail("unexpected statement %q", word)
	}
	return &Expr{Kind: ExprName, Start: start, Stop: p.at, Str: word}
}
