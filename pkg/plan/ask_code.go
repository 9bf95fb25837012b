package plan

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
	"mvdan.cc/sh/v3/syntax"

	"course/pkg/markdown"
)

var (
	codeLanguage = regexp.MustCompile(`(?i)\b(JSON|YAML|bash|shell|SQL|Python|JavaScript|TypeScript|Java|Go|Rust|Dockerfile|HCL|Terraform|PromQL)\b[\w\s/-]{0,40}?\b(scripts?|configs?|configurations?|examples?|snippets?|blocks?|queries|commands?|code)\b`)
	runbookWord  = regexp.MustCompile(`(?i)\b(?:complete|full)\b[\w\s/-]{0,30}\brunbook\b|\brunbook\b[^.]{0,60}\b(?:complete|copy-paste)\b|\bcode block with all commands\b|\bcomplete bash commands\b|\bcopy-paste\b[\w\s-]{0,20}\b(?:bash|shell|script)\b`)
	goCode       = regexp.MustCompile(`\bGo (?:code|examples?|snippets?|scripts?)\b`) // not "go to the config"
	wholeWord    = regexp.MustCompile(`(?i)\bcomplete\b|\bcopy-paste|\bfull\b|\bentire\b|\bworking\b|\bproduction-ready\b`)
)

func askForCode(a *asker, t Text, _ bool) []Ask {
	var out []Ask
	if m := runbookWord.FindStringIndex(t.Value); m != nil && wanted(t.Value, m[0]) {
		out = append(out, Ask{About: askCode, Text: t, What: "bash", Whole: true})
	}
	for _, m := range codeLanguage.FindAllStringSubmatchIndex(t.Value, 5) {
		lang := languageName(t.Value[m[2]:m[3]])
		if !wanted(t.Value, m[0]) || lang == "go" && !goCode.MatchString(t.Value) || lang == "bash" && len(out) > 0 {
			continue
		}
		out = append(out, Ask{About: askCode, Text: t, What: lang, Inferred: !wholeWord.MatchString(t.Value)})
	}
	return out
}

// leastCommands is how many commands a complete script has at least.
const leastCommands = 5

// askCode asks for a block of code in a language. Bash, JSON and YAML have to
// parse; a complete script must not be trivial.
func (t *trial) askCode(a *Ask, tg *target, c *Check) {
	var same []markdown.CodeBlock
	broken := ""
	var brokenAt Evidence
	for _, b := range tg.view.facts.Code {
		if a.What != "" && languageName(b.Lang) != a.What {
			continue
		}
		if reason := brokenCode(languageName(b.Lang), b.Text); reason != "" {
			if broken == "" {
				broken, brokenAt = reason, tg.view.c.at(b.Body.Start)
			}
			continue
		}
		if a.Whole && trivial(languageName(b.Lang), b.Text) {
			continue
		}
		same = append(same, b)
	}
	if len(same) >= max(1, a.Count) {
		b := longest(same)
		e := tg.view.c.at(b.Body.Start)
		e.Text = fmt.Sprintf("%s of %s", plural(strings.Count(strings.TrimRight(b.Text, "\n"), "\n")+1, "line"), orWord(b.Lang, "code"))
		c.Evidence = []Evidence{e}
		return
	}
	c.State, c.Message = Unmet, fmt.Sprintf("it has %d", len(same))
	if a.Whole {
		c.Message = "it has none that is complete"
	}
	c.Hint = fmt.Sprintf("add a fence ```%s", orWord(a.What, "lang"))
	if broken != "" {
		c.Message += "; one does not parse: " + broken
		c.Evidence = []Evidence{brokenAt}
		c.Hint = "mend the block"
	} else if a.Whole {
		for _, b := range tg.view.facts.Code {
			if languageName(b.Lang) == a.What {
				c.Evidence = append(c.Evidence, tg.view.c.at(b.Body.Start))
				c.Message += fmt.Sprintf("; the longest has fewer than %d commands", leastCommands)
				c.Hint = "give the whole procedure in one block"
				break
			}
		}
	}
}

func longest(blocks []markdown.CodeBlock) markdown.CodeBlock {
	best := blocks[0]
	for _, b := range blocks {
		if len(b.Text) > len(best.Text) {
			best = b
		}
	}
	return best
}

// brokenCode returns why a block is not what its language says, or "".
func brokenCode(lang, text string) string {
	if strings.TrimSpace(text) == "" {
		return "it is empty"
	}
	switch lang {
	case "bash":
		if strings.HasPrefix(strings.TrimSpace(text), "$ ") {
			return "" // a transcript
		}
		if _, err := parseShell(text); err != nil {
			return err.Error()
		}
	case "json":
		return brokenJSON(text)
	case "yaml":
		if err := safeUnmarshal([]byte(text), new(yaml.Node)); err != nil {
			return plainError(err)
		}
	}
	return ""
}

// brokenJSON accepts several documents in one block.
func brokenJSON(text string) string {
	d := json.NewDecoder(strings.NewReader(text))
	for {
		var v json.RawMessage
		err := d.Decode(&v)
		if err == nil {
			continue
		}
		if d.InputOffset() > 0 && strings.TrimSpace(text[d.InputOffset():]) == "" {
			return ""
		}
		return err.Error()
	}
}

func parseShell(text string) (*syntax.File, error) {
	return syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
}

// trivial reports whether a block is too small to be a whole procedure or
// configuration.
func trivial(lang, text string) bool {
	if lang == "bash" {
		f, err := parseShell(text)
		if err != nil {
			return strings.Count(text, "\n") < leastCommands
		}
		calls := 0
		syntax.Walk(f, func(n syntax.Node) bool {
			if call, ok := n.(*syntax.CallExpr); ok && len(call.Args) > 0 {
				calls++
			}
			return true
		})
		return calls < leastCommands
	}
	return strings.Count(strings.TrimSpace(text), "\n") < 3
}
