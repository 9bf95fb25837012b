// Package mdx is the lesson dialect as an extension of goldmark: tags,
// expressions and ESM of MDX, read by a lexer and a literal evaluator instead
// of a JavaScript engine, because lessons are declarative.
//
// # Stages
//
// Blocks. A line that holds only tags, expressions and comments is a Flow
// (flow.go), import and export statements are an ESM (esm.go). MDX has no
// indented code, so blocks.go has lists, quotes and fences that start at any
// indentation. A construct that runs over lines is read ahead through the
// prefixes of its containers by a cursor (cursor.go).
//
// Text. A tag or expression beside other text is a Tag or Expression among the
// inlines of its paragraph (inline.go).
//
// Pairing. Tags are independent leaf tokens up to here; that is why a closing
// tag inside a code fence closes nothing. An AST transformer (pair.go) pairs
// opening and closing tags among the siblings of one parent, makes Elements of
// them, and unravels paragraphs that hold nothing else.
//
// # Two dialects and Markdown
//
// With Options.Official the package accepts and rejects what remark-mdx does,
// at the same places and with its words (official.go); the first fault is the
// only one, and faults of blocks come before faults of text, as there. Without
// it, small slips are let pass and counted as warnings, what cannot be a tag or
// an expression is text, and what is really wrong is an error, once, with what
// was opened where. With Options.Markdown the text is CommonMark with raw HTML,
// in which only tags of known components are tags.
//
// # Use
//
//	o := &mdx.Options{Known: known}
//	p := mdx.NewParser(o) // shared by all documents
//	pc := mdx.NewContext("content/a.mdx", src, o)
//	root := p.Parse(text.NewReader(src), parser.WithContext(pc))
//	found := mdx.Found(pc)
//
// # Bounds
//
// Nothing is read twice without bound: braces that never close are remembered
// (memo), and so is up to where a comment, script or formula was found to have
// no end; elements, braces and expressions nest at most 100 deep.
package mdx
