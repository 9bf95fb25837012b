package plan

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"course/pkg/diag"
)

// weakness is a way in which a command proves less than it seems to.
type weakness struct {
	re            *regexp.Regexp
	message, hint string
}

var weaknesses = []weakness{
	{
		regexp.MustCompile(`(?:^|[\s"'=(@])(?:/Users/|/home/|[A-Za-z]:\\Users\\)[^\s"'` + "`" + `)]*`),
		"the path is its author's own", "write it relative to the project's root",
	},
	{
		regexp.MustCompile(`\|\|\s*(?:echo|true|:|exit 0|printf)\b?`),
		"what follows || hides that the command failed", "let the command fail",
	},
	{
		regexp.MustCompile(`[2&]>\s*/dev/null`),
		"the error output is thrown away, so a failure looks like an empty answer", "leave the error output",
	},
	{
		regexp.MustCompile(`grep\s+(?:-\w+\s+)*(?:"[^"]*\|[^"]*"|'[^']*\|[^']*')[^|\n]*\|\s*wc\s+-l|grep\s+(?:-\w+\s+)*-\w*c\w*\s+(?:-\w+\s+)*(?:"[^"]*\|[^"]*"|'[^']*\|[^']*')`),
		"the count is that of lines with any of the words, not with all of them", "ask for each word by itself, or state them under contains:",
	},
}

// verifyCommands looks at the commands of <verify>. They are never run.
func (t *trial) verifyCommands() {
	for _, task := range t.plan.Body.Tasks {
		for _, v := range task.Verify {
			t.verifyBlock(v)
		}
	}
}

func (t *trial) verifyBlock(at diag.Span) {
	text := t.plan.text(at)
	before := len(t.out.Checks)
	seen := map[string]bool{}
	for _, w := range weaknesses {
		for _, m := range w.re.FindAllStringIndex(text, 20) {
			bit := strings.TrimLeft(text[m[0]:m[1]], " \t\"'=(@\n")
			if seen[w.message+bit] {
				continue
			}
			seen[w.message+bit] = true
			start := at.Start + m[1] - len(bit)
			t.add(Check{
				Code: "weak-verify", Kind: KindVerify, State: Warning, At: t.plan.span(start, start+len(bit)),
				Requirement: "a verify command that fails when the work is not done", Message: fmt.Sprintf("%s: %s", quote(bit), w.message), Hint: w.hint,
			})
		}
	}
	t.scripts(text, at.Start)
	if len(t.out.Checks) == before && commandLike(text) {
		trimmed := strings.TrimSpace(text)
		start := at.Start + strings.Index(text, trimmed)
		t.add(Check{
			Code: "weak-verify", Kind: KindVerify, State: Met, At: t.plan.span(start, start+len(trimmed)),
			Requirement: "a verify command that fails when the work is not done",
		})
	}
}

var commandWord = regexp.MustCompile(`(?m)(?:^|[\s` + "`" + `>])(?:npm|npx|pnpm|yarn|bun|node|python3?|pytest|go|cargo|make|grep|test|curl|bash|sh|tsc|docker|git|ls|cat|wc|uv|poetry|ruby|rails|mix|dotnet|swift|xcodebuild|\./\S+)\s`)

func commandLike(text string) bool { return commandWord.MatchString(text) }

var scriptCall = regexp.MustCompile(`(?m)(?:^|[\s` + "`" + `;&|(>])(?:(?:bash|sh|zsh|node|python3?|uv run python|tsx|npx tsx|deno run|ruby)\s+((?:[\w@.-]+/)*[\w.-]+\.(?:sh|m?js|cjs|ts|py|rb))|(\./[\w./-]+)|(?:npm|pnpm|yarn|bun)\s+run\s+([\w:.-]+))`)

// scripts warns of scripts that do not exist. While the plan's files are not
// written, they may be among them.
func (t *trial) scripts(text string, offset int) {
	for _, m := range scriptCall.FindAllStringSubmatchIndex(text, 50) {
		for g := 1; g <= 3; g++ {
			if m[2*g] < 0 {
				continue
			}
			name := text[m[2*g]:m[2*g+1]]
			message := ""
			if g == 3 {
				message = t.npmScript(name)
			} else if !t.scriptExists(name, text[:m[2*g]]) {
				message = "there is no such script"
			}
			if message != "" {
				t.add(Check{
					Code: "weak-verify", Kind: KindVerify, State: Warning, At: t.plan.span(offset+m[2*g], offset+m[2*g+1]),
					Requirement: "a verify command that can be run", Message: fmt.Sprintf("%s: %s", quote(name), message),
					Hint: "name a script of the project",
				})
			}
		}
	}
}

// scriptExists also accepts what the plan is to write, what git ignores, and
// anything behind a change of folder.
func (t *trial) scriptExists(name, before string) bool {
	clean := path.Clean(name)
	if line := before[strings.LastIndexByte(before, '\n')+1:]; strings.Contains(line, "cd ") || t.pending {
		return true
	}
	own := func(f Text) bool { return bareFile(f.Value) == clean }
	return t.exists(clean) || t.ignored(clean) || slices.ContainsFunc(t.plan.FilesModified, own) || strings.HasPrefix(clean, "..")
}

// npmScript returns why `npm run name` cannot work, or "". A project without
// package.json is not judged: the command may be meant for another place.
func (t *trial) npmScript(name string) string {
	data, err := fs.ReadFile(t.root, "package.json")
	if err != nil || t.pending {
		return ""
	}
	var pkg struct {
		Scripts    map[string]json.RawMessage `json:"scripts"`
		Workspaces json.RawMessage            `json:"workspaces"`
	}
	if json.Unmarshal(data, &pkg) != nil || pkg.Workspaces != nil {
		return ""
	}
	if _, ok := pkg.Scripts[name]; ok {
		return ""
	}
	return "package.json has no such script"
}
