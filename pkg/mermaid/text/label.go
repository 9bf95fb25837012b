package text

import "strings"

// Span is a piece of a line in one style.
type Span struct {
	Text                      string
	Bold, Italic, Code, Under bool
}

// Line is one line of a label.
type Line []Span

// Label is text in lines.
type Label []Line

// String returns the text, lines separated by "\n".
func (l Label) String() string {
	var b strings.Builder
	for i, line := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, s := range line {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Empty reports whether there is nothing to draw.
func (l Label) Empty() bool {
	for _, line := range l {
		for _, s := range line {
			if strings.TrimSpace(s.Text) != "" {
				return false
			}
		}
	}
	return true
}

// Plain makes a label from a chart's text: entities are decoded, <br>, "\n"
// and line ends break lines, <b>, <i>, <u> and <code> set the style and other
// tags are dropped.
func Plain(s string) Label {
	if !strings.ContainsAny(s, "<&\\\nﬂ") {
		return Label{{{Text: strings.TrimSpace(s)}}}
	}
	return parseHTML(s, func(b *builder, piece string) { b.plain(piece) })
}

// Markdown makes a label from a Markdown string: *italic*, **bold**, _italic_,
// __bold__ and `code`, besides what Plain reads.
func Markdown(s string) Label {
	if !strings.ContainsAny(s, "<&\\\nﬂ*_`") {
		return Label{{{Text: strings.TrimSpace(s)}}}
	}
	return parseHTML(s, func(b *builder, piece string) { b.markdown(piece) })
}

// MarkdownLiteral is Markdown without line breaks at "\n" written out, which
// state charts show as they stand.
func MarkdownLiteral(s string) Label {
	return parseHTML(s, func(b *builder, piece string) {
		b.literal = true
		b.markdown(piece)
	})
}
