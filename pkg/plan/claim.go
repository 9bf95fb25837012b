package plan

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
	"course/pkg/source"
)

// A summary or verification report says what was done. Whoever wrote it may
// have counted wrong, or copied the plan: its figures and keywords are
// compared with what is measured.

// maxClaims bounds the claims of one file.
const maxClaims = 300

// claims audits the SUMMARY of a plan and the VERIFICATION files beside it.
func (t *trial) claims() {
	if t.plan.Foreign {
		return
	}
	for _, p := range t.claimFiles() {
		if c := t.content(p); c != nil && !c.large && !c.binary {
			t.audit(c.file)
		}
	}
}

var verificationFile = regexp.MustCompile(`^(?:\d[\w.]*-)*VERIFICATION\.md$`)

func (t *trial) claimFiles() []string {
	var out []string
	if s := summaryPath(t.plan.Path); t.exists(s) {
		out = append(out, s)
	}
	if s := t.plan.outputPath(); s != "" && !slices.Contains(out, s) && t.exists(s) {
		out = append(out, s)
	}
	dir := path.Dir(t.plan.Path)
	if !fs.ValidPath(dir) {
		return out
	}
	entries, err := fs.ReadDir(t.root, dir)
	if err != nil {
		return out
	}
	for _, e := range entries {
		if verificationFile.MatchString(e.Name()) {
			out = append(out, path.Join(dir, e.Name()))
		}
	}
	return out
}

var (
	outputFile  = regexp.MustCompile(`[\w./-]*SUMMARY\.md`)
	claimLines  = regexp.MustCompile(`(?i)(?:^|[^\d.,:\w-])(\d{1,3}(?:,\d{3})+|\d{2,6})[*_]*(?:\s+|-)[*_]*(?:lines?|строк)\b|\bline count\W{1,6}(\d[\d,]*)`)
	claimCount  = regexp.MustCompile(`(?i)(?:^|[^\d.:\w-])(\d{1,3})[*_]*\s+(?:(?:mermaid|hands-on|markdown|total|comprehensive|major|distinct)\s+)?(callouts?(?: components?)?|diagrams?|tables?|exercises|code blocks)\b`)
	claimHas    = regexp.MustCompile("(?i)\\b(?:contains?|includes?|keywords?(?: present| found)?)\\b[^`\"\\n]{0,40}((?:[`\"][^`\"\\n]{2,80}[`\"](?:,? (?:and )?)?)+)")
	claimToken  = regexp.MustCompile("[`\"]([^`\"\\n]{2,80})[`\"]")
	claimWords  = regexp.MustCompile("(?i)\\bkeywords?(?: present| found| verified)?\\W{0,3}[:(]\\W{0,3}([^|`\"\\n]{2,300})")
	claimDenied = regexp.MustCompile(`(?i)\b(?:not|no|missing|lacks?|without|fail(?:s|ed)?|required|expected|need(?:s|ed)?|should|must|min(?:imum)?|at least|removed?|deleted|added|previously|from|was|before)\b|❌|✗|≥|>=`)
)

// outputPath is the summary that <output> names.
func (p *Plan) outputPath() string {
	for _, e := range p.elements("output") {
		if m := outputFile.FindString(p.text(e.Inner)); m != "" && fs.ValidPath(path.Clean(m)) {
			return path.Clean(m)
		}
	}
	return ""
}

// audit compares the claims of one file with the artifacts of the plan. A
// claim is about the artifact that its line names, or about the only one.
func (t *trial) audit(f *source.File) {
	skip := fenced(f.Data, 0)
	n := 0
	for at := 0; at < len(f.Data) && n < maxClaims; {
		line, next := lineAt(f.Data, at)
		if len(skip) > 0 && at >= skip[0][1] {
			skip = skip[1:]
		}
		if len(skip) == 0 || at < skip[0][0] {
			n += t.auditLine(f, string(line[:min(len(line), 4000)]), at)
		}
		at = next
	}
}

func (t *trial) auditLine(f *source.File, line string, at int) int {
	about := t.claimSubject(path.Base(f.Path), line)
	if about == nil {
		return 0
	}
	n := t.figureClaims(f, line, at, about)
	for _, k := range keywordsClaimed(line) {
		word := line[k[0]:k[1]]
		if len(strings.Fields(word)) > 5 || word == path.Base(about.file.Path) || pathLike(word) {
			continue
		}
		t.keywordClaim(f, at+k[0], at+k[1], word, about)
		n++
	}
	return n
}

// figureClaims audits the numbers of a line.
func (t *trial) figureClaims(f *source.File, line string, at int, about *content) int {
	n := 0
	check := func(from, to, end int, what string, measured int) {
		if claimDenied.MatchString(line[max(0, from-30):from]) {
			return
		}
		claimed, err := strconv.Atoi(strings.ReplaceAll(line[from:to], ",", ""))
		if err == nil {
			t.claim(f, at+from, at+end, fmt.Sprintf("%s has %d %s", about.file.Path, claimed, what), measured, claimed, about)
			n++
		}
	}
	for _, m := range claimLines.FindAllStringSubmatchIndex(line, 5) {
		if m[2] < 0 {
			m[2], m[3] = m[4], m[5]
		}
		check(m[2], m[3], m[1], "lines", about.lines())
	}
	v := t.view(about.file.Path)
	if v == nil {
		return n
	}
	for _, m := range claimCount.FindAllStringSubmatchIndex(line, 5) {
		what := strings.ToLower(line[m[4]:m[5]])
		if measured, ok := v.count(what); ok {
			check(m[2], m[3], m[1], what, measured)
		}
	}
	return n
}

// keywordsClaimed returns the places of the keywords that a line claims: in
// quotes or code spans behind "contains", or in a list behind "keywords:".
func keywordsClaimed(line string) [][2]int {
	var out [][2]int
	if m := claimHas.FindStringSubmatchIndex(line); m != nil && !claimDenied.MatchString(line[:m[2]]) {
		for _, k := range claimToken.FindAllStringSubmatchIndex(line[m[2]:m[3]], 20) {
			out = append(out, [2]int{m[2] + k[2], m[2] + k[3]})
		}
		return out
	}
	m := claimWords.FindStringSubmatchIndex(line)
	if m == nil || claimDenied.MatchString(line[:m[2]]) || claimDenied.MatchString(line[m[2]:m[3]]) {
		return nil
	}
	at := m[2]
	for _, part := range strings.Split(line[m[2]:m[3]], ",") {
		word := strings.TrimRight(strings.TrimSpace(part), " .;✓✅)*_")
		if len(word) >= 2 {
			start := at + strings.Index(part, word)
			out = append(out, [2]int{start, start + len(word)})
		}
		at += len(part) + 1
	}
	return out
}

// claimSubject is the artifact that a line speaks of: the one that it names;
// in the summary of a plan with one artifact, that one.
func (t *trial) claimSubject(name, line string) *content {
	var only *content
	several := false
	for i := range t.places {
		for _, p := range t.places[i].Found {
			if strings.Contains(line, path.Base(p)) && t.places[i].Class == classFile {
				return t.content(p)
			}
			if only != nil {
				several = true
			}
			if t.places[i].Class == classFile {
				only = t.content(p)
			}
		}
	}
	if several || only == nil || verificationFile.MatchString(name) || claimOther.MatchString(line) {
		return nil
	}
	return only
}

// claimOther tells lines that speak of another file, a commit or a diff.
var claimOther = regexp.MustCompile(`[\w/-]+\.(?:md|mdx|ts|tsx|js|json|py|go|yml|yaml|css|sql)\b|(?i)\bcommit|\+\d+|\bdiff\b|\bplan\b|\bper\b|\beach\b`)

// count measures what a claim counts; false where that is not well defined.
func (v *view) count(what string) (int, bool) {
	switch word, _, _ := strings.Cut(strings.TrimSuffix(what, "s"), " component"); word {
	case "callout":
		return len(v.facts.Callouts), true
	case "diagram":
		return len(v.facts.Diagrams), true
	case "table":
		return len(v.facts.Tables), true
	case "code block":
		return len(v.facts.Code), true
	}
	n := 0
	for _, u := range v.facts.Components {
		if isExercise(u.Name) {
			n++
		}
	}
	return n, n > 0
}

func (t *trial) claim(f *source.File, from, to int, what string, measured, claimed int, about *content) {
	c := Check{
		Code: "false-claim", Kind: KindClaim, State: Met, At: diag.Span{File: f.Path, Start: from, End: to},
		Requirement: fmt.Sprintf("%s claims that %s", path.Base(f.Path), what),
		Evidence:    []Evidence{{File: about.file.Path, Text: fmt.Sprintf("%d measured", measured)}},
	}
	if t.claimed(&c) {
		return
	}
	if measured != claimed {
		c.State, c.Message = Warning, fmt.Sprintf("measured are %d", measured)
		c.Hint = "course validate --summary writes a summary from measured facts"
	}
	t.add(c)
}

// claimed reports whether a file made a claim before; summaries repeat
// themselves.
func (t *trial) claimed(c *Check) bool {
	key := "claim " + c.At.File + " " + c.Requirement
	if _, told := t.done[key]; told {
		return true
	}
	t.done[key] = len(t.out.Checks)
	return false
}

func (t *trial) keywordClaim(f *source.File, from, to int, word string, about *content) {
	c := Check{
		Code: "false-claim", Kind: KindClaim, State: Met, At: diag.Span{File: f.Path, Start: from, End: to},
		Requirement: fmt.Sprintf("%s claims that %s contains %s", path.Base(f.Path), about.file.Path, quote(word)),
	}
	if t.claimed(&c) {
		return
	}
	if hits := literal(Keyword{Text: word}, about); len(hits) > 0 {
		c.Evidence = []Evidence{about.at(hits[0].offset)}
	} else {
		c.State, c.Message = Warning, "it does not"
		if e, what := variant(word, about); what != "" {
			c.Evidence, c.Hint = []Evidence{e}, "the nearest is "+what
		}
	}
	t.add(c)
}
