package plan

import (
	"bytes"
	"fmt"
	"strings"

	"course/pkg/diag"
	"course/pkg/source"
)

// The limits on a plan file.
const (
	maxPlan  = 1 << 20
	maxFront = 64 << 10
)

// Parse reads a plan. It never fails: what cannot be read is in
// Plan.Problems.
func Parse(f *source.File) *Plan {
	p := &Plan{File: f, Path: f.Path}
	p.Name, _ = ParseName(baseName(f.Path))
	if len(f.Data) > maxPlan {
		p.problem("plan-too-large", Unmet, diag.Whole(f.Path), "a plan of at most 1 MB",
			fmt.Sprintf("the file has %d bytes", len(f.Data)), "split the plan")
		return p
	}
	cut := splitFront(f.Data)
	p.Body.Start = cut.body
	p.hasFront = cut.found
	switch {
	case !cut.found:
		p.problem("plan-front-matter", Warning, p.span(0, 0), "front matter between two lines of ---",
			"the file does not start with ---", "start the plan with phase, plan and must_haves between two lines of ---")
	case cut.end-cut.start > maxFront:
		p.problem("plan-too-large", Unmet, p.span(cut.start, cut.start), "front matter of at most 64 KB",
			fmt.Sprintf("it has %d bytes", cut.end-cut.start), "move prose into the body, or split the plan")
	default:
		if cut.unclosed {
			p.problem("plan-front-matter", Warning, p.span(cut.body, cut.body), "front matter closed by a line of ---",
				"the closing --- is missing; the front matter was read up to here", "add a line of --- here")
		}
		(&reader{plan: p, start: cut.start}).read(f.Data[cut.start:cut.end])
	}
	p.readBody()
	p.readWaivers()
	return p
}

func baseName(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// problem adds a finding of kind structure.
func (p *Plan) problem(code string, state State, at diag.Span, requirement, message, hint string) {
	p.Problems = append(p.Problems, Check{
		Code: code, Kind: KindStructure, State: state, At: at,
		Requirement: requirement, Message: message, Hint: hint,
	})
}

// frontCut says where the front matter of a file lies.
type frontCut struct {
	start, end, body int
	found, unclosed  bool
}

// splitFront finds the front matter. A byte order mark and blank lines before
// it are skipped. Without a closing line it ends before the first line that
// starts with a tag.
func splitFront(data []byte) frontCut {
	at := 0
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		at = 3
	}
	line, next := lineAt(data, at)
	for next < len(data) && len(bytes.TrimSpace(line)) == 0 {
		at = next
		line, next = lineAt(data, at)
	}
	if string(bytes.TrimRight(line, " \t\r")) != "---" {
		return frontCut{body: at}
	}
	cut := frontCut{start: next, found: true}
	for at = next; at < len(data); at = next {
		line, next = lineAt(data, at)
		trimmed := string(bytes.TrimRight(line, " \t\r"))
		if trimmed == "---" || trimmed == "..." {
			cut.end, cut.body = at, next
			return cut
		}
		if len(line) > 1 && line[0] == '<' && (isLetter(line[1]) || line[1] == '!') {
			break
		}
	}
	cut.end, cut.body, cut.unclosed = at, at, true
	return cut
}

// lineAt returns the line that starts at an offset, without its line feed,
// and the offset behind it.
func lineAt(data []byte, at int) ([]byte, int) {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return data[at : at+i], at + i + 1
	}
	return data[at:], len(data)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
