package flowchart

// kind is the kind of a token. The kinds and the order in which they are
// tried are those of the reference implementation's lexer, because what a
// chart means depends on them (A---oB is an arrow with a circle, "end" closes
// a subgraph wherever it stands …).
type kind int

const (
	tEOF kind = iota
	// tOpenEnd is the end of the chart inside a text or string.
	tOpenEnd
	tInvalid
	tNewline
	tSpace
	tSemi
	tGraph
	tDir
	tNoDir
	tSubgraph
	tEnd
	tDirection
	tAcc
	tStyle
	tLinkStyle
	tClassDef
	tClass
	tClick
	tHref
	tCallbackName
	tCallbackArgs
	tLinkTarget
	tInterpolate
	tDefault
	tLinkID
	tNum
	tHash
	tStyleSep
	tColon
	tAmp
	tComma
	tMult
	tMinus
	tDown
	tUp
	tNodeString
	tUnicode
	tLink
	tStartLink
	tEdgeText
	tText
	tStr
	tMDStr
	tShapeData
	tPipe
	tSep
	tQuote
	tTagStart
	tTagEnd
	tParenOpen
	tParenClose
	tSquareOpen
	tSquareClose
	tBraceOpen
	tBraceClose
	tEllipseOpen
	tEllipseClose
	tStadiumOpen
	tStadiumClose
	tSubroutineOpen
	tSubroutineClose
	tPropsOpen
	tCylinderOpen
	tCylinderClose
	tDoubleOpen
	tDoubleClose
	tTrapOpen
	tTrapClose
	tInvTrapOpen
	tInvTrapClose
)

// token is a piece of the source.
type token struct {
	kind kind
	text string
	at   int
}

func (t token) end() int { return t.at + len(t.text) }

// inID reports whether tokens of the kind make up ids.
func (k kind) inID() bool {
	switch k {
	case tNum, tNodeString, tDown, tMinus, tDefault, tComma, tColon, tAmp, tHash, tMult, tUnicode:
		return true
	}
	return false
}

// inAlphaNum reports whether tokens of the kind make up names of functions
// and curves.
func (k kind) inAlphaNum() bool { return k != tDefault && k.inID() }

// inTitle reports whether tokens of the kind make up an unquoted title.
func (k kind) inTitle() bool {
	switch k {
	case tNum, tNodeString, tSpace, tMinus, tAmp, tUnicode, tColon, tMult, tHash, tStartLink,
		tStyle, tLinkStyle, tClassDef, tClass, tClick, tGraph, tDir, tSubgraph, tEnd, tDown, tUp:
		return true
	}
	return false
}

// inStyle reports whether tokens of the kind make up a style declaration.
func (k kind) inStyle() bool {
	switch k {
	case tNum, tNodeString, tColon, tSpace, tHash, tStyle:
		return true
	}
	return false
}

// closers names, for messages, what ends the text that a token opens.
var closers = map[kind]string{
	tSquareOpen: "]", tParenOpen: ")", tBraceOpen: "}", tEllipseOpen: "-)", tStadiumOpen: "])", tSubroutineOpen: "]]",
	tCylinderOpen: ")]", tDoubleOpen: ")))", tTrapOpen: `/] or \]`, tInvTrapOpen: `\] or /]`, tTagEnd: "]", tPropsOpen: "]", tPipe: "|",
}
