package plan

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"course/pkg/diag"
)

// Four of five real plans are not well-formed XML: tags in prose, "<" in
// code, elements that are never closed. So the body is scanned for the known
// tags alone. A tag opens an element only at the start of a line or right
// behind another tag; fenced code and code spans are skipped.

// bodyTags are the elements that plans are written with.
var bodyTags = map[string]bool{
	"objective": true, "execution_context": true, "context": true, "tasks": true, "task": true,
	"name": true, "files": true, "action": true, "verify": true, "automated": true, "done": true,
	"verification": true, "success_criteria": true, "output": true,
	"read_first": true, "acceptance_criteria": true, "interfaces": true, "behavior": true, "threat_model": true,
	"implementation": true, "feature": true, "decision": true, "options": true, "option": true,
	"resume-signal": true, "what-built": true, "how-to-verify": true, "must_haves": true, "manual": true,
	"human-check": true, "instructions": true,
}

// leaves hold text only: another element that opens inside one means that its
// closing tag was forgotten.
var leaves = map[string]bool{
	"name": true, "files": true, "action": true, "done": true, "read_first": true,
	"acceptance_criteria": true, "behavior": true,
}

// siblings are what stands next to a leaf in a task.
var siblings = map[string]bool{
	"task": true, "name": true, "files": true, "action": true, "verify": true, "done": true,
	"read_first": true, "acceptance_criteria": true, "behavior": true,
}

var tagPattern = regexp.MustCompile(`<(/?)([A-Za-z][A-Za-z0-9_-]*)((?:\s+[A-Za-z_:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*)\s*(/?)>`)

var attrPattern = regexp.MustCompile(`([A-Za-z_:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)

// maxTags bounds the elements of one plan.
const maxTags = 20_000

// scanner finds the elements of a body.
type scanner struct {
	plan *Plan
	data []byte
	open []int // indexes into tags
	tags []Element
}

func (p *Plan) readBody() {
	s := &scanner{plan: p, data: p.File.Data}
	skip := fenced(p.File.Data, p.Body.Start)
	for at := p.Body.Start; at < len(s.data) && len(s.tags) < maxTags; {
		line, next := lineAt(s.data, at)
		if len(skip) > 0 && at >= skip[0][1] {
			skip = skip[1:]
		}
		if len(skip) == 0 || at < skip[0][0] {
			s.line(line, at)
		}
		at = next
	}
	s.closeTo(0, len(s.data))
	p.Body.Tags = s.tags
	p.readTasks()
}

// fenced returns the ranges of fenced code. A fence that no line closes, or
// that would swallow the end of the element around it, is text.
func fenced(data []byte, from int) [][2]int {
	var out [][2]int
	budget := fenceBudget * (len(data) - from + 1) // for searches of a closing line
	for at := from; at < len(data); {
		line, next := lineAt(data, at)
		marker := fenceMarker(line)
		if marker == nil || budget < 0 {
			at = next
			continue
		}
		end, seen := fenceEnd(data, next, marker)
		budget -= seen - next
		if end > 0 {
			out = append(out, [2]int{at, end})
			next = end
		}
		at = next
	}
	return out
}

// fenceBudget bounds the bytes that are searched for closing fences, as a
// multiple of the text.
const fenceBudget = 20

// fenceMarker returns the run of backticks or tildes that a line starts with,
// also behind a list marker.
func fenceMarker(line []byte) []byte {
	t := bytes.TrimLeft(line, " \t")
	for _, lead := range []string{"- ", "* "} {
		t = bytes.TrimLeft(bytes.TrimPrefix(t, []byte(lead)), " \t")
	}
	for _, c := range []byte("`~") {
		n := 0
		for n < len(t) && t[n] == c {
			n++
		}
		if n >= 3 && (c == '~' || bytes.IndexByte(t[n:], '`') < 0) {
			return t[:n]
		}
	}
	return nil
}

// structural are closing tags that a fence inside a task must not swallow.
var structural = regexp.MustCompile(`^\s*</(action|verify|done|task|tasks|context|verification|success_criteria|objective)>`)

// fenceEnd returns the offset behind the line that closes a fence, 0 where
// there is none, and how far it looked.
func fenceEnd(data []byte, at int, marker []byte) (end, seen int) {
	balance := map[string]int{}
	for at < len(data) {
		line, next := lineAt(data, at)
		t := bytes.TrimSpace(line)
		if len(t) >= len(marker) && t[0] == marker[0] && len(bytes.Trim(t, string(marker[:1]))) == 0 {
			return next, next
		}
		if m := structural.FindSubmatch(line); m != nil {
			if balance[string(m[1])]--; balance[string(m[1])] < 0 {
				return 0, next
			}
		} else if m := tagPattern.FindSubmatch(line); m != nil && len(m[1]) == 0 {
			balance[string(m[2])]++
			if bytes.Contains(line, append([]byte("</"), m[2]...)) {
				balance[string(m[2])]--
			}
		}
		at = next
	}
	return 0, at
}

// line scans one line for tags.
func (s *scanner) line(line []byte, at int) {
	if bytes.IndexByte(line, '<') < 0 {
		return
	}
	code := codeSpans(line)
	atStart := true // only white space and tags so far
	last := 0
	for _, m := range tagPattern.FindAllSubmatchIndex(line, 400) {
		name := string(line[m[4]:m[5]])
		if len(bytes.TrimSpace(line[last:m[0]])) > 0 {
			atStart = false
		}
		last = m[1]
		if !bodyTags[name] || inside(code, m[0]) {
			atStart = atStart && bodyTags[name]
			continue
		}
		closing, empty := m[3] > m[2], m[9] > m[8]
		switch {
		case closing:
			s.close(name, at+m[0], at+m[1])
			atStart = true
		case empty:
		case atStart:
			s.openTag(name, string(line[m[6]:m[7]]), at+m[0], at+m[1])
		}
	}
}

// codeSpans returns the ranges of inline code in a line.
func codeSpans(line []byte) [][2]int {
	var out [][2]int
	for i := 0; i < len(line); i++ {
		if line[i] != '`' {
			continue
		}
		n := i
		for n < len(line) && line[n] == '`' {
			n++
		}
		marker := line[i:n]
		end := bytes.Index(line[n:], marker)
		if end < 0 {
			return out
		}
		out = append(out, [2]int{i, n + end + len(marker)})
		i = n + end + len(marker) - 1
	}
	return out
}

func inside(ranges [][2]int, at int) bool {
	for _, r := range ranges {
		if at >= r[0] && at < r[1] {
			return true
		}
	}
	return false
}

func (s *scanner) openTag(name, attrs string, start, end int) {
	if n := len(s.open); n > 0 {
		if top := s.tags[s.open[n-1]].Name; leaves[top] && siblings[name] && (top == name || name != "name") {
			s.unclosed(n-1, start)
		}
	}
	if name == "task" {
		for i, t := range slices.Backward(s.open) {
			if s.tags[t].Name == "task" {
				s.closeTo(i, start)
				break
			}
		}
	}
	e := Element{Name: name, Span: s.plan.span(start, end), Inner: s.plan.span(end, end), Parent: -1}
	if n := len(s.open); n > 0 {
		e.Parent = s.open[n-1]
	}
	for _, m := range attrPattern.FindAllStringSubmatch(attrs, 20) {
		if e.Attrs == nil {
			e.Attrs = map[string]string{}
		}
		e.Attrs[m[1]] = m[2] + m[3] + m[4]
	}
	s.open = append(s.open, len(s.tags))
	s.tags = append(s.tags, e)
}

// close ends the innermost open element of a name. A closing tag without one
// is left alone.
func (s *scanner) close(name string, start, end int) {
	for i, t := range slices.Backward(s.open) {
		if s.tags[t].Name != name {
			continue
		}
		s.closeTo(i+1, start)
		s.tags[t].Inner.End, s.tags[t].Span.End = start, end
		s.open = s.open[:i]
		return
	}
}

// closeTo ends all open elements above a level where they stand, as unclosed.
func (s *scanner) closeTo(level, at int) {
	for len(s.open) > level {
		s.unclosed(len(s.open)-1, at)
	}
}

func (s *scanner) unclosed(level, at int) {
	t := &s.tags[s.open[level]]
	t.Inner.End, t.Span.End = at, at
	s.open = s.open[:level]
	s.plan.problem("tag-unclosed", Warning, s.plan.span(t.Span.Start, t.Inner.Start),
		fmt.Sprintf("<%s> closed by </%s>", t.Name, t.Name),
		"the closing tag is missing; the element was read up to the next one",
		fmt.Sprintf("add </%s>", t.Name))
}

// readTasks collects the tasks from the elements.
func (p *Plan) readTasks() {
	tasks := map[int]int{} // element -> task
	for i, e := range p.Body.Tags {
		if e.Name == "task" {
			tasks[i] = len(p.Body.Tasks)
			p.Body.Tasks = append(p.Body.Tasks, Task{Type: e.Attrs["type"], Span: e.Span})
			p.taskType(e)
			continue
		}
		n, ok := tasks[e.Parent]
		if !ok {
			continue
		}
		t := &p.Body.Tasks[n]
		switch e.Name {
		case "name":
			t.Name = Text{Value: strings.TrimSpace(p.text(e.Inner)), Span: e.Inner}
		case "files":
			t.Files = append(t.Files, p.fileList(e.Inner)...)
		case "action", "implementation":
			t.Action = e.Inner
		case "verify":
			t.Verify = append(t.Verify, e.Inner)
		case "done":
			t.Done = e.Inner
		}
	}
}

var taskTypes = []string{
	"auto", "tdd", "execute", "manual", "checkpoint",
	"checkpoint:human-verify", "checkpoint:decision", "checkpoint:human-action",
}

// taskType reports a slip in the type of a task; other words are let be.
func (p *Plan) taskType(e Element) {
	t, ok := e.Attrs["type"]
	if !ok || contains(taskTypes, t) {
		return
	}
	if near := diag.Nearest(t, taskTypes); near != "" {
		p.problem("task-type", Warning, p.span(e.Span.Start, e.Inner.Start), "a known type of task",
			fmt.Sprintf("type %q is not known", t), fmt.Sprintf("did you mean %q?", near))
	}
}

// fileList reads <files>: one a line, or separated by commas, with or without
// annotations.
func (p *Plan) fileList(inner diag.Span) []Text {
	var out []Text
	at := inner.Start
	for _, line := range strings.SplitAfter(p.text(inner), "\n") {
		offset := at
		at += len(line)
		for _, part := range splitTop(line, ',') {
			value := strings.TrimSpace(part)
			start := offset + strings.Index(part, value)
			offset += len(part) + 1
			bare := strings.TrimSpace(strings.TrimLeft(value, "-*• \t"))
			start += len(value) - len(bare)
			value = strings.Trim(bare, "`\"'")
			if value != "" {
				out = append(out, Text{Value: value, Span: p.span(start, start+len(bare))})
			}
		}
	}
	return out
}
