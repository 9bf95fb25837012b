package plan

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

var waiverPattern = regexp.MustCompile(`<!--\s*plan-ok:?([^\n]*?)-->`)

// maxWaivers bounds the waivers of one plan.
const maxWaivers = 500

// readWaivers finds the comments that accept findings. They may stand in the
// body or behind "#" in the front matter.
func (p *Plan) readWaivers() {
	if !bytes.Contains(p.File.Data, []byte("plan-ok")) {
		return
	}
	known := map[string]bool{}
	for _, c := range Codes() {
		known[c] = true
	}
	examples := fenced(p.File.Data, p.Body.Start)
	for _, m := range waiverPattern.FindAllSubmatchIndex(p.File.Data, maxWaivers) {
		if inside(examples, m[0]) {
			continue // an example
		}
		at := p.span(m[0], m[1])
		words := strings.Fields(string(p.File.Data[m[2]:m[3]]))
		if len(words) == 0 {
			p.problem("waiver", Warning, at, "a waiver with a code and a reason", "it names no code",
				"write <!-- plan-ok: CODE reason -->")
			continue
		}
		code := strings.Trim(words[0], ":,")
		if !known[code] {
			hint := "course explain lists the codes"
			if near := nearKey(code, Codes()); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			p.problem("waiver", Warning, at, "a waiver of a known code", fmt.Sprintf("there is no code %q", code), hint)
			continue
		}
		if len(words) < 2 {
			p.problem("waiver", Warning, at, "a waiver with a reason", fmt.Sprintf("%q is waived without one; it still counts", code),
				fmt.Sprintf("write why: <!-- plan-ok: %s reason -->", code))
			continue
		}
		p.Waivers = append(p.Waivers, &Waiver{Code: code, Reason: strings.Join(words[1:], " "), Span: at})
	}
}

// waive applies the waivers of a plan to its checks. One that stands on the
// line of a finding, or on the line above, holds for the findings of its code
// there; any other for all of the plan's findings of its code. The finding of
// an empty plan cannot be waived.
func (t *trial) waive() {
	for _, w := range t.plan.Waivers {
		line := t.plan.File.Line(w.Span.Start)
		local := false
		for i := range t.out.Checks {
			c := &t.out.Checks[i]
			local = local || w.covers(c) && t.near(c, line)
		}
		for i := range t.out.Checks {
			c := &t.out.Checks[i]
			if w.covers(c) && (!local || t.near(c, line)) {
				c.State, c.Reason, w.used = Waived, w.Reason, true
			}
		}
		if !w.used {
			t.add(Check{
				Code: "waiver", Kind: KindStructure, State: Warning, At: w.Span,
				Requirement: "a waiver that is needed", Message: fmt.Sprintf("nothing of code %q is amiss", w.Code),
				Hint: "take the comment out",
			})
		}
	}
}

func (w *Waiver) covers(c *Check) bool {
	return c.Code == w.Code && c.State != Met && c.Code != "nothing-to-check" && (c.State != Waived || w.used)
}

func (t *trial) near(c *Check, line int) bool {
	if c.At.File != t.plan.Path || c.At.IsWhole() {
		return false
	}
	at := t.plan.File.Line(c.At.Start)
	return at == line || at == line+1
}
