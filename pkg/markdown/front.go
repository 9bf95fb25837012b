package markdown

import (
	"bytes"

	"course/pkg/diag"
	"course/pkg/source"
)

var bom = []byte("\ufeff")

func splitFrontMatter(file *source.File) (yaml diag.Span, body int, found diag.List) {
	src := file.Data
	if bytes.HasPrefix(src, bom) {
		body = len(bom)
	}
	yaml = diag.Span{File: file.Path, Start: body, End: body}
	first, next := nextLine(src, body)
	mark := string(bytes.TrimRight(first, " \t\r"))
	if mark != "---" && mark != "+++" {
		return yaml, body, nil
	}
	yaml.Start = next
	for at := next; at < len(src); {
		line, after := nextLine(src, at)
		if string(bytes.TrimRight(line, " \t\r")) == mark {
			yaml.End = at
			if mark == "+++" {
				found.Add(diag.Diagnostic{
					Code: "toml-front-matter", Severity: diag.Warning, Span: diag.Span{File: file.Path, Start: body, End: after},
					Message: "front matter between +++ is TOML, which is not read", Hint: "write YAML between lines of ---",
				})
				yaml.Start, yaml.End = after, after
			}
			return yaml, after, found
		}
		at = after
	}
	opening := diag.Span{File: file.Path, Start: body, End: body + len(first)}
	found.Add(diag.Diagnostic{
		Code: "unterminated-front-matter", Severity: diag.Error, Span: opening,
		Message: "the front matter that starts here has no end", Hint: "write " + mark + " on a line of its own behind it",
	})
	yaml.Start = yaml.End
	return yaml, body, found
}

// nextLine returns the line at an offset, without its line feed, and where
// the next one starts.
func nextLine(src []byte, at int) (line []byte, next int) {
	if n := bytes.IndexByte(src[at:], '\n'); n >= 0 {
		return src[at : at+n], at + n + 1
	}
	return src[at:], len(src)
}
