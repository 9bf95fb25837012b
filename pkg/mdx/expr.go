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
	{"??", 1}, {"||", 2}, {"&&", 3}, {"|", 4}, {"^", 5}, {"&", 6},
	{"===", 7}, {"!==", 7}, {"==", 7}, {"!=", 7},
	{">>>", 9}, {"<<", 9}, {">>", 9},
	{"<=", 8}, {">=", 8}, {"<", 8}, {">", 8}, {"instanceof", 8}, {"in", 8},
	{"+", 10}, {"-", 10}, {"**", 12}, {"*", 11}, {"/", 11}, {"%", 11},
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
