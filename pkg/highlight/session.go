package highlight

import (
	"regexp"
	"strings"
)

// A session is a list of commands with what they printed. Which lines are
// commands is told by the prompt.
var (
	// A shell: optional environment, user, host and folder, then the sign.
	shellPrompt = regexp.MustCompile(`^\s*(?:\([\w.-]+\) ?)?(?:[\w.-]+@[\w.-]+[^$#%>\n]{0,80}|\[[^\]\n]{1,80}\]|~[\w/.-]*|[\w.-]*:[~/][\w/.~-]*)?\s?(?:[$%❯➜»]|#)[ \t]+`)
	// A bare root prompt, which may as well be a comment.
	rootPrompt = regexp.MustCompile(`^# `)
	// Windows shells.
	windowsPrompt = regexp.MustCompile(`^(?:PS(?: [A-Za-z]:[^>\n]{0,120})?|[A-Za-z]:\\[^>\n]{0,120})>[ \t]?`)
	// Programs with a prompt of their own, and the sign of a continued line.
	programPrompt = regexp.MustCompile(`^(?:(mysql|mariadb|MariaDB[^>\n]{0,40}|sqlite|ksql|cqlsh[^>\n]{0,40}|[\w.]+[=-][#>]|[\w.]+\([#>])|(>>>|\.\.\.|In \[\d+\]:)|(?:[\w.]+:\d+(?:\[\d+\])?|[a-z][\w.-]{1,30}|irb\([^)\n]{1,20}\):[\d:]+))(?:>|[=-][#>])?[ \t]+`)
	continued     = regexp.MustCompile(`^\s*(?:>|->|'>|">|\.\.\.) `)
)

// readSession decides whether the block is a session. A block in a shell
// language is one if its first line starts with "$ ", which no script does.
func (b *Block) readSession() {
	shell := b.Lang.ID == "Bash" || b.Lang.ID == "Fish" || b.Lang.ID == "Nu"
	switch {
	case b.Lang.Session:
		b.session = b.hasPrompt()
	case shell && b.Frame != "code":
		b.session = strings.HasPrefix(strings.TrimLeft(b.Text, " \t\n"), "$ ")
	}
}

func (b *Block) hasPrompt() bool {
	for text := range strings.Lines(b.Text) {
		if n, _ := prompt(text, false); n > 0 {
			return true
		}
	}
	return false
}

// prompt returns the length of the prompt at the start of a line and the
// language of what follows it. With dollars, "# " starts no command.
func prompt(text string, dollars bool) (length int, language string) {
	if m := shellPrompt.FindString(text); m != "" {
		if dollars && rootPrompt.MatchString(text) {
			return 0, ""
		}
		return len(m), "bash"
	}
	if m := windowsPrompt.FindString(text); m != "" {
		return len(m), "powershell"
	}
	m := programPrompt.FindStringSubmatch(text)
	switch {
	case m == nil || !strings.ContainsAny(m[0], ">#:") && m[2] == "":
		return 0, ""
	case m[1] != "":
		return len(m[0]), "sql"
	case m[2] != "":
		return len(m[0]), "python"
	case strings.HasSuffix(strings.TrimRight(m[0], " \t"), ">"):
		return len(m[0]), "text"
	}
	return 0, ""
}

// sessionTokens gives the tokens of a session: prompts, commands in the
// language of their program, and output.
func (h *Highlighter) sessionTokens(dst []Token, b *Block) []Token {
	dollars := false
	for text := range strings.Lines(b.Text) {
		dollars = dollars || strings.HasPrefix(strings.TrimLeft(text, " \t"), "$ ")
	}
	at, language, command := 0, "", command{}
	for text := range strings.Lines(b.Text) {
		end := at + len(text)
		n := 0
		if command.open() {
			n = len(continued.FindString(text))
		} else if n, language = prompt(text, dollars); n == 0 {
			dst = append(dst, Token{End: end, Role: Output})
			at = end
			continue
		}
		if n > 0 {
			dst = append(dst, Token{End: at + n, Role: Prompt})
		}
		command.add(text[n:])
		dst = h.commandTokens(dst, language, text[n:], at+n)
		at = end
	}
	return dst
}

func (h *Highlighter) commandTokens(dst []Token, name, text string, at int) []Token {
	language, ok := h.lexer.Language(name)
	if !ok || language.Plain() {
		return append(dst, Token{End: at + len(text)})
	}
	from := len(dst)
	dst = h.lexer.Tokens(dst, language, text)
	for i := from; i < len(dst); i++ {
		dst[i].End += at
	}
	if len(dst) == from || dst[len(dst)-1].End < at+len(text) {
		dst = append(dst, Token{End: at + len(text)})
	}
	return dst
}

// command follows a shell command over its lines.
type command struct {
	more    bool   // the line ends with a backslash
	heredoc string // the word that ends a here-document
}

var heredocStart = regexp.MustCompile(`<<-?\s*["']?(\w+)["']?`)

func (c *command) open() bool { return c.more || c.heredoc != "" }

func (c *command) add(text string) {
	text = strings.TrimRight(text, " \t\n")
	if c.heredoc != "" {
		if strings.TrimSpace(text) == c.heredoc {
			c.heredoc = ""
		}
		return
	}
	c.more = strings.HasSuffix(text, `\`)
	if m := heredocStart.FindStringSubmatch(text); m != nil && !strings.Contains(text, "<<<") {
		c.heredoc = m[1]
	}
}
