package markdown

// englishWords are the words of the interface where no theme gives others.
func englishWords(_, key string) string {
	switch key {
	case "callout.note":
		return "Note"
	case "callout.tip":
		return "Tip"
	case "callout.important":
		return "Important"
	case "callout.warning":
		return "Warning"
	case "callout.caution":
		return "Caution"
	case "callout.danger":
		return "Danger"
	case "table.label":
		return "Table"
	case "footnote.back":
		return "Back to the text"
	case "footnote.mark":
		return "Footnote"
	case "footnotes":
		return "Footnotes"
	case "formula.label":
		return "Formula"
	}
	return key
}
