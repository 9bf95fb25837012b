package plan

import (
	"fmt"
	"strings"
)

// subject is what a requirement of a lesson is about.
type subject string

const (
	askSections  subject = "sections"
	askCallouts  subject = "callouts"
	askDiagrams  subject = "diagrams"
	askTables    subject = "tables"
	askCode      subject = "code"
	askLanguage  subject = "language"
	askExercises subject = "exercises"
	askKeyword   subject = "keyword"
	askLines     subject = "lines"
	askReference subject = "reference"
	askBuild     subject = "build"
	askFront     subject = "front"
)

// Ask is one requirement of a lesson, stated under must_haves.lesson or read
// from the body.
type Ask struct {
	About subject
	// Text is the sentence that asks, with its place.
	Text Text
	// Inferred says that the requirement was read out of prose: missing it is
	// a warning.
	Inferred bool
	// What is the type of a callout, the kind of a diagram, the language of
	// code, the language of prose, the keyword, the lesson referred to.
	What string
	// Count is how many are asked for. Defaults to 1.
	Count int
	// Items are bullets of a section, columns of a table.
	Items []Text
	// Section is the text of the section that the sentence stands in; empty
	// for the lesson as a whole.
	Section *Ask
	// Whole asks for a complete, copyable block of code.
	Whole bool
}

// key tells requirements apart.
func (a *Ask) key() string {
	section := ""
	if a.Section != nil && (a.About == askDiagrams || a.About == askTables) {
		section = a.Section.Text.Value
	}
	var items []string
	for _, i := range a.Items {
		items = append(items, i.Value)
	}
	key := fmt.Sprintf("ask %s %s %d %v %s", a.About, a.What, a.Count, a.Whole, section)
	switch a.About {
	case askTables:
		key += strings.Join(items, "|")
	case askLines:
		key = fmt.Sprintf("ask lines %d", a.Count)
	case askExercises, askBuild, askFront:
		key = "ask " + string(a.About)
	case askSections:
		key = fmt.Sprintf("ask sections %d %d", a.Count, a.Text.Span.Start)
	}
	return key
}

// code is the code of a requirement that is not met.
func (a *Ask) code() string {
	switch a.About {
	case askSections:
		return "section-count"
	case askDiagrams:
		return "lesson-diagram"
	case askTables:
		return "lesson-table"
	case askCode:
		return "lesson-code"
	case askLanguage:
		return "lesson-language"
	case askExercises:
		return "lesson-exercises"
	case askFront:
		return "lesson-front-matter"
	case askBuild:
		return "lesson-build"
	case askReference:
		return "lesson-reference"
	case askKeyword:
		return "contains"
	case askLines:
		return "min-lines"
	}
	return "callout-count"
}

// words says what a requirement asks for.
func (a *Ask) words() string {
	switch a.About {
	case askSections:
		return plural(a.Count, "section")
	case askDiagrams:
		if a.What == "" {
			return countOf(a.Count, "diagram")
		}
		return countOf(a.Count, a.What+" diagram")
	case askTables:
		if n := len(a.Items); n > 0 {
			return fmt.Sprintf("a table of %d columns", n)
		}
		return countOf(a.Count, strings.TrimSpace(a.What+" table"))
	case askCode:
		if a.Whole {
			return "a complete block of " + orWord(a.What, "code")
		}
		if a.Count > 1 {
			return fmt.Sprintf("%d blocks of %s", a.Count, orWord(a.What, "code"))
		}
		return "a block of " + orWord(a.What, "code")
	case askLanguage:
		what, lang, _ := strings.Cut(a.What, " ")
		return what + " in " + languageWord(lang)
	case askExercises:
		return countOf(a.Count, "exercise")
	case askFront:
		return "front matter with a title"
	case askBuild:
		return "no errors, so that the build passes"
	}
	return a.Text.Value
}

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func countOf(n int, what string) string {
	if n <= 1 {
		if strings.ContainsRune("aeiou", rune(what[0])) {
			return "an " + what
		}
		return "a " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func languageWord(code string) string {
	switch code {
	case "ru":
		return "Russian"
	case "en":
		return "English"
	}
	return code
}
