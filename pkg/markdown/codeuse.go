package markdown

import (
	"strings"
)

// codeUse highlights what <Code code="…" lang="…"> was given, as if it were a
// fence: the props that say how become its info string.
func (r *renderer) codeUse(use *Use) {
	code, _ := use.Props["code"].(string)
	if code = strings.Trim(code, "\n"); code == "" || use.WriteChildren != nil {
		return
	}
	info := []string{scalar(use.Props["lang"]), scalar(use.Props["meta"])}
	for _, name := range [...]string{"mark", "ins", "del"} {
		info = append(info, lineMarks(name, use.Props[name])...)
	}
	block := r.highlighter().Highlight(strings.TrimSpace(strings.Join(info, " ")), code+"\n")
	for _, p := range block.Problems {
		p.Span = use.Span // the info string is nowhere in the file
		r.found.Add(p)
	}
	use.Props["lang"] = block.Label
	if use.Props["title"] == nil {
		use.Props["title"] = block.Title
	}
	use.Props["terminal"] = use.Props["terminal"] == true || block.Terminal
	use.Props["wide"] = block.Wide
	use.Props["lines"] = float64(block.Lines)
	use.WriteChildren = func() { _, _ = r.w.Write(block.HTML) }
}

func (r *renderer) highlighter() Highlighter {
	if r.m.options.Highlighter == nil {
		return plainLines{}
	}
	return r.m.options.Highlighter
}

// lineMarks writes a prop such as mark={[1, "3-5", "text"]} as the info string
// of a fence has it: mark={1,3-5} mark="text".
func lineMarks(name string, value any) []string {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var lines, info []string
	for _, item := range list {
		s := strings.Trim(scalar(item), "{} ")
		switch {
		case s == "":
		case strings.Trim(s, "0123456789,- ") == "":
			lines = append(lines, s)
		case !strings.Contains(s, `"`):
			info = append(info, name+`="`+s+`"`)
		}
	}
	if len(lines) > 0 {
		info = append(info, name+"={"+strings.Join(lines, ",")+"}")
	}
	return info
}
