package mdx

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Options of a parser.
type Options struct {
	// Official accepts and rejects what the reference implementation does.
	// Defaults to the tolerant dialect.
	Official bool
	// Markdown reads CommonMark with raw HTML instead, in which only tags of
	// known components are tags. Defaults to MDX.
	Markdown bool
	// Known reports whether a component of a name is registered. Defaults to
	// none.
	Known func(name string) bool
}

// accepts reports whether a tag of this name is one.
func (o *Options) accepts(name string) bool {
	return !o.Markdown || name != "" && isComponentName(name) && o.Known != nil && o.Known(name)
}

// NewParser returns a parser of goldmark for one way of reading. It is
// shared; what belongs to one document is in the context of NewContext.
func NewParser(o *Options) parser.Parser {
	if o.Markdown {
		return markdownParser(o)
	}
	blocks := []util.PrioritizedValue{
		util.Prioritized(anywhere{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(anywhere{parser.NewThematicBreakParser()}, 200),
		util.Prioritized(listParser{}, 300),
		util.Prioritized(itemParser{}, 400),
		util.Prioritized(&flowParser{o}, 500),
		util.Prioritized(&esmParser{o}, 510),
		util.Prioritized(anywhere{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(fenceParser{}, 700),
		util.Prioritized(quoteParser{}, 800),
		util.Prioritized(footnoteDefParser{}, 850),
		util.Prioritized(anywhere{parser.NewParagraphParser()}, 1000),
	}
	inlines := []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(taskParser{}, 170),
		util.Prioritized(footnoteRefParser{}, 190),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(&tagParser{o}, 300),
		util.Prioritized(&expressionParser{o}, 310),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
	if !o.Official {
		blocks = append(blocks, util.Prioritized(directiveParser{}, 520), util.Prioritized(mathBlockParser{}, 530))
		inlines = append(inlines, util.Prioritized(mathParser{}, 150), util.Prioritized(bracketIDParser{}, 180))
	}
	return assemble(o, blocks, inlines)
}

// markdownParser is CommonMark as goldmark has it, with footnotes,
// directives and the tags of known components.
func markdownParser(o *Options) parser.Parser {
	blocks := append(parser.DefaultBlockParsers(),
		util.Prioritized(&flowParser{o}, 50),
		util.Prioritized(directiveParser{}, 520),
		util.Prioritized(footnoteDefParser{}, 850))
	inlines := append(parser.DefaultInlineParsers(),
		util.Prioritized(&tagParser{o}, 50),
		util.Prioritized(taskParser{}, 170),
		util.Prioritized(bracketIDParser{}, 180),
		util.Prioritized(footnoteRefParser{}, 190))
	return assemble(o, blocks, inlines)
}

func assemble(o *Options, blocks, inlines []util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(&pairing{o}, 10)),
	)
}
