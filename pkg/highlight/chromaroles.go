package highlight

import "github.com/alecthomas/chroma/v2"

// roleOf reduces chroma's token types to the roles of the theme. The short
// names in the comments are chroma's standard classes.
func roleOf(t chroma.TokenType) Role {
	switch t {
	case chroma.KeywordConstant, chroma.NameConstant: // kc no
		return Number
	case chroma.KeywordType, chroma.NameClass, chroma.NameNamespace, chroma.NameException: // kt nc nn ne
		return Type
	case chroma.NameFunction, chroma.NameFunctionMagic, chroma.NameBuiltin, chroma.NameBuiltinPseudo: // nf fm nb bp
		return Function
	case chroma.NameAttribute, chroma.NameProperty, chroma.NameTag: // na py nt
		return Attribute
	case chroma.NameDecorator, chroma.NameLabel: // nd nl
		return Directive
	case chroma.NameEntity: // ni
		return Escape
	case chroma.NameKeyword, chroma.NamePseudo:
		return Keyword
	case chroma.NameOperator:
		return Operator
	case chroma.StringEscape, chroma.StringRegex, chroma.StringInterpol, chroma.StringSymbol: // se sr si ss
		return Escape
	case chroma.OperatorWord: // ow
		return Operator
	case chroma.CommentPreproc: // cp
		return Directive
	case chroma.CommentPreprocFile: // cpf: the file of an include
		return String
	case chroma.LiteralOther:
		return String
	case chroma.Error:
		return Error
	}
	return roleOfGroup(t)
}

// roleOfGroup decides by chroma's groups of hundreds and thousands.
func roleOfGroup(t chroma.TokenType) Role {
	switch {
	case t.InSubCategory(chroma.String):
		return String
	case t.InSubCategory(chroma.Number):
		return Number
	}
	switch t.Category() {
	case chroma.Keyword:
		return Keyword
	case chroma.Name:
		return Name
	case chroma.Literal: // l ld
		return Number
	case chroma.Operator, chroma.Punctuation:
		return Operator
	case chroma.Comment:
		return Comment
	case chroma.Generic:
		return roleOfGeneric(t)
	}
	return Plain
}

func roleOfGeneric(t chroma.TokenType) Role {
	switch t {
	case chroma.GenericDeleted:
		return Deleted
	case chroma.GenericInserted:
		return Inserted
	case chroma.GenericHeading, chroma.GenericSubheading, chroma.GenericStrong:
		return Heading
	case chroma.GenericPrompt:
		return Prompt
	case chroma.GenericOutput:
		return Output
	}
	return Plain
}
