package highlight

import "strings"

// readDiff turns lines that start with + or - into added and deleted lines.
// It does so where the author asks for it (`diff` as a switch, or a language
// of its own: `diff lang="js"`), and for a plain `diff` block that is a
// comparison; a real patch keeps its signs, for it may be copied and applied.
func (b *Block) readDiff() {
	plain := b.Lang.ID == "Diff"
	if b.Diff != On && (!plain || b.Diff == Off || isPatch(b.Text)) {
		return
	}
	if plain {
		b.Lang = Language{Label: b.Lang.Label}
	}
	indented := true // every other line leaves room for the sign
	for text := range strings.Lines(b.Text) {
		indented = indented && strings.IndexByte("+- \n", text[0]) >= 0
	}
	var out strings.Builder
	for text := range strings.Lines(b.Text) {
		l := line{}
		switch text[0] {
		case '+':
			l.kind, text = MarkInsert, text[1:]
		case '-':
			l.kind, text = MarkDelete, text[1:]
		case ' ':
			if indented {
				text = text[1:]
			}
		}
		out.WriteString(text)
		b.lines = append(b.lines, l)
	}
	b.Text = out.String()
}

// isPatch recognises unified and context diffs by their headers.
func isPatch(text string) bool {
	for l := range strings.Lines(text) {
		for _, head := range []string{"@@ ", "--- ", "+++ ", "diff --", "index ", "*** "} {
			if strings.HasPrefix(l, head) {
				return true
			}
		}
	}
	return false
}
