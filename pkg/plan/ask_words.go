package plan

import (
	"regexp"
	"strconv"
	"strings"
)

var exerciseWord = regexp.MustCompile(`(?i)\bhands-on (?:exercises?|labs?|practice)\b|\bexercises\b|\bpractice tasks\b|\bупражнени|\bпрактически[ех]+ задани`)

func askForExercises(a *asker, t Text, _ bool) []Ask {
	at := exerciseWord.FindStringIndex(t.Value)
	if at == nil || !wanted(t.Value, at[0]) {
		return nil
	}
	return []Ask{{About: askExercises, Text: t, Inferred: a.section == nil}}
}

var (
	lessonToken   = regexp.MustCompile(`\b(?:[\w.-]+/)*\d{1,3}[a-z]?-[a-z0-9]+(?:-[a-z0-9]+)*(?:\.mdx?)?\b`)
	referenceWord = regexp.MustCompile(`(?i)\b(?:references?|referencing|cross-references?|links? to|refers? to|builds on|prior|ссыл)`)
)

func askForReferences(a *asker, t Text, bullet bool) []Ask {
	if !(bullet && a.list == "references") && !referenceWord.MatchString(t.Value) {
		return nil
	}
	var out []Ask
	for _, m := range lessonToken.FindAllStringIndex(t.Value, 5) {
		out = append(out, Ask{About: askReference, Text: t, What: t.Value[m[0]:m[1]]})
	}
	return out
}

var (
	containsWord = regexp.MustCompile(`(?i)^\W*(?:file |lesson )?(?:contains|includes|must contain|should contain)\s*:?\s+(.+?)\.?$`)
	keywordTail  = regexp.MustCompile(`(?i)\s+(?:keywords?|terms?|strings?)$`)
)

func askForKeywords(a *asker, t Text, _ bool) []Ask {
	m := containsWord.FindStringSubmatch(t.Value)
	if m == nil {
		return nil
	}
	sure := keywordTail.MatchString(m[1])
	list := keywordTail.ReplaceAllString(m[1], "")
	var out []Ask
	for _, part := range splitTop(strings.NewReplacer(", and ", ", ", " and ", ", ").Replace(list), ',') {
		part = strings.TrimSpace(part)
		bare := strings.Trim(part, "`\"'")
		if bare == "" || len(strings.Fields(bare)) > 5 {
			return nil
		}
		if !sure && bare == part && !termLike(bare) {
			continue
		}
		out = append(out, Ask{About: askKeyword, Text: t, What: bare})
	}
	return out
}

// termLike reports whether unquoted words are a text to be found, and not
// prose: one technical term, or words in capitals alone.
func termLike(s string) bool {
	words := strings.Fields(s)
	if len(words) == 1 {
		return isStrong(s)
	}
	return s == strings.ToUpper(s) && s != strings.ToLower(s)
}

var linesWord = regexp.MustCompile(`(?i)\b(?:min(?:imum)?(?: of)?|at least|>=?|≥|минимум|не менее)\s*(\d[\d,]{0,6})\+?\s*(?:lines|строк)|\b(\d[\d,]{1,6})\+\s*lines\b`)

// partOfLesson tells the length of a script from that of the lesson.
var partOfLesson = regexp.MustCompile(`(?i)\b(?:code|scripts?|snippets?|blocks?|runbook|examples?|paragraphs?|functions?)\b`)

func askForLines(a *asker, t Text, _ bool) []Ask {
	m := linesWord.FindStringSubmatch(t.Value)
	if m == nil || partOfLesson.MatchString(t.Value) {
		return nil
	}
	n, err := strconv.Atoi(strings.ReplaceAll(m[1]+m[2], ",", ""))
	if err != nil || n == 0 {
		return nil
	}
	return []Ask{{About: askLines, Text: t, Count: n}}
}

var buildWord = regexp.MustCompile(`(?i)\bbuilds?\b[\w\s]{0,12}\b(?:passes|succeeds|completes|passed)\b|\bbuilds without errors\b|\bсборка (?:проходит|успешна)`)

func askForBuild(_ *asker, t Text, _ bool) []Ask {
	if !buildWord.MatchString(t.Value) {
		return nil
	}
	return []Ask{{About: askBuild, Text: t}}
}

var (
	proseLanguage = regexp.MustCompile(`(?i)\b(russian|english)(?:[- ]language)?\s+(?:text|prose|content|narrative|explanations?)\b|\b(?:text|prose|content|explanations?|written)\s+in\s+(russian|english)\b`)
	codeLang      = regexp.MustCompile(`(?i)\b(english|russian)\s+code\b|\bcode(?: examples)?\s+in\s+(english|russian)\b`)
)

func askForLanguage(_ *asker, t Text, _ bool) []Ask {
	var out []Ask
	if m := proseLanguage.FindStringSubmatch(t.Value); m != nil {
		out = append(out, Ask{About: askLanguage, Text: t, What: "prose " + languageCode(m[1]+m[2])})
	}
	if m := codeLang.FindStringSubmatch(t.Value); m != nil {
		out = append(out, Ask{About: askLanguage, Text: t, What: "code " + languageCode(m[1]+m[2])})
	}
	return out
}

var frontWord = regexp.MustCompile(`(?i)\b(?:proper|valid|correct|complete|required)\s+front ?matter\b`)

func askForFront(_ *asker, t Text, _ bool) []Ask {
	if !frontWord.MatchString(t.Value) {
		return nil
	}
	return []Ask{{About: askFront, Text: t}}
}
