package plan

import (
	"bytes"
	"fmt"
	"strings"
)

// bounds checks min_lines and max_lines. Of a folder or a glob all lines
// count.
func (t *trial) bounds(a *Artifact, files []*content) {
	if a.MinLines == nil && a.MaxLines == nil {
		return
	}
	lines, undecided, name := 0, "", t.nameOf(files)
	for _, f := range files {
		switch {
		case f.binary:
			undecided = f.file.Path + " is no text"
		case f.large:
			undecided = fmt.Sprintf("%s is too large to be counted (%d bytes)", f.file.Path, f.size)
		default:
			lines += f.lines()
		}
	}
	check := func(code string, kind Kind, b *Bound, ok bool, words string) Check {
		c := Check{
			Code: code, Kind: kind, State: Met, At: b.Span, Requirement: fmt.Sprintf("%s has %s %s", name, words, plural(b.N, "line")),
			Evidence: []Evidence{{File: files[0].file.Path, Text: plural(lines, "line")}},
		}
		if undecided != "" {
			c.State, c.Message, c.Evidence = Inconclusive, undecided, nil
		} else if !ok {
			c.State, c.Message = Unmet, fmt.Sprintf("it has %d", lines)
		}
		return c
	}
	if b := a.MinLines; b != nil {
		c := check("min-lines", KindMinLines, b, lines >= b.N, "at least")
		if c.State == Unmet {
			c.Hint = fmt.Sprintf("write %d more", b.N-lines)
		}
		t.note("min "+name, c)
		if c.State == Met {
			t.padding(b, files, lines)
		}
	}
	if b := a.MaxLines; b != nil {
		c := check("max-lines", KindMaxLines, b, lines <= b.N, "at most")
		if c.State == Unmet {
			c.Hint = fmt.Sprintf("take out %d", lines-b.N)
		}
		t.note("max "+name, c)
	}
}

func (t *trial) nameOf(files []*content) string {
	if len(files) == 1 {
		return files[0].file.Path
	}
	return fmt.Sprintf("%s and %d more", files[0].file.Path, len(files)-1)
}

// padding warns when a file reaches its minimum by blank and repeated lines.
func (t *trial) padding(b *Bound, files []*content, lines int) {
	blank, repeated := 0, 0
	var example Evidence
	for _, f := range files {
		seen := map[string]bool{}
		n := 0
		for line := range bytes.Lines(f.file.Data) {
			n++
			s := strings.TrimSpace(string(line))
			switch {
			case s == "":
				blank++
			case len(s) >= 12 && seen[s]:
				if repeated++; example.File == "" {
					example = f.line(n)
				}
			case len(s) >= 12:
				seen[s] = true
			}
		}
	}
	share := float64(blank+repeated) / float64(max(1, lines))
	if share <= t.opt.Padding {
		return
	}
	c := Check{
		Code: "padding", Kind: KindMinLines, State: Warning, At: b.Span,
		Requirement: fmt.Sprintf("at least %d lines of substance", b.N),
		Message:     fmt.Sprintf("%d of %d lines are blank and %d repeat an earlier one", blank, lines, repeated),
		Hint:        "blank and repeated lines should not make up the number",
	}
	if example.File != "" {
		c.Evidence = []Evidence{example}
	}
	t.add(c)
}
