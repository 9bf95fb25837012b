package plan

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"course/pkg/diag"
)

// The body of a plan asks for things in prose. What is asked in a form that
// cannot be misread (type="danger": …, "min 400 lines") counts like a
// must-have; what is only mentioned is inferred, and missing it is a warning.

// asker collects the requirements of one stretch of the body.
type asker struct {
	plan *Plan
	out  []Ask
	// section is the numbered section that the current line belongs to.
	section *Ask
	// list says what the bullets below the last lead-in are.
	list    string
	numbers int
	lead    bool // a line announced sections
}

// maxAsks bounds the requirements that are read out of one body.
const maxAsks = 2000

// asksOf reads the requirements of a stretch of the body. Text between code
// fences is an example and asks for nothing.
func (p *Plan) asksOf(at diag.Span) []Ask {
	a := &asker{plan: p}
	skip := fenced(p.File.Data[:at.End], at.Start)
	for pos := at.Start; pos < at.End && len(a.out) < maxAsks; {
		line, next := lineAt(p.File.Data[:at.End], pos)
		for len(skip) > 0 && pos >= skip[0][1] {
			skip = skip[1:]
		}
		if len(skip) == 0 || pos < skip[0][0] {
			a.line(strings.TrimRight(string(line), "\r"), pos)
		}
		pos = next
	}
	if a.numbers >= 2 {
		a.out = append(a.out, a.sectionCount())
	}
	return a.out
}

var (
	numberedItem = regexp.MustCompile(`^\s{0,4}(?:#+\s*)?(?:Section\s+|Раздел\s+)?(\d{1,2})[.):]\s+(?:\*\*(.+?)\*\*|([^*\n]+?))\s*(?:[-—–:(].*)?$`)
	sectionLead  = regexp.MustCompile(`(?i)\b(?:following|these|with)\b.*\b(?:sections|structure|parts|outline)\b|^\W*(?:sections|structure|lesson structure|lesson sections|outline|content structure)\W*:?\s*$|раздел(?:ы|ами)\s*:|структур[аой]+\s*:`)
	parenthesis  = regexp.MustCompile(`\([^)]*\)`)
	bulletItem   = regexp.MustCompile(`^\s*[-*•]\s+(.*)$`)
)

// line reads one line of the body.
func (a *asker) line(line string, pos int) {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" {
		a.list = ""
		return
	}
	start := pos + strings.Index(line, trimmed)
	text := Text{Value: trimmed, Span: a.plan.span(start, start+len(trimmed))}
	bullet := bulletItem.FindStringSubmatch(line)
	switch {
	case bullet == nil && sectionLead.MatchString(trimmed) && numberedItem.FindStringSubmatch(line) == nil:
		a.lead = true
	case a.numbered(line, text):
	case bullet != nil && a.section != nil && line[0] == ' ':
		a.section.Items = append(a.section.Items, Text{Value: strings.TrimSpace(bullet[1]), Span: text.Span})
	case bullet == nil && len(line) > 0 && line[0] != ' ' && line[0] != '\t':
		a.section = nil
	}
	if bullet == nil {
		a.list = listOf(trimmed)
	}
	a.requirements(text, bullet != nil)
}

// listOf says what the bullets below a line are.
func listOf(line string) string {
	low := strings.ToLower(line)
	switch {
	case strings.Contains(low, "reference") && strings.Contains(low, "lesson"), strings.Contains(low, "prior lessons"), strings.Contains(low, "cross-reference"):
		return "references"
	case strings.Contains(low, "callout"):
		return "callouts"
	}
	return ""
}

// numbered reads "1. **Title** - ..." where sections were announced.
func (a *asker) numbered(line string, text Text) bool {
	if !a.lead || line[0] == '\t' {
		return false
	}
	m := numberedItem.FindStringSubmatchIndex(line)
	if m == nil {
		return false
	}
	n, _ := strconv.Atoi(line[m[2]:m[3]])
	if n != a.numbers+1 {
		return false
	}
	from, to := m[4], m[5]
	if from < 0 {
		from, to = m[6], m[7]
	}
	a.numbers = n
	base := text.Span.Start - strings.Index(line, text.Value)
	title := Text{Value: strings.TrimSpace(line[from:to]), Span: a.plan.span(base+from, base+to)}
	a.section = &Ask{About: askSections, Text: title, Count: n, Inferred: true}
	if rest := strings.Trim(parenthesis.ReplaceAllString(line[to:], ""), "*-—–: "); rest != "" {
		a.section.Items = append(a.section.Items, Text{Value: rest, Span: text.Span})
	}
	a.out = append(a.out, Ask{About: askSections, Section: a.section, Text: title, Count: n, Inferred: true})
	return true
}

// sectionCount asks for as many sections as were numbered.
func (a *asker) sectionCount() Ask {
	first := Text{}
	for _, ask := range a.out {
		if ask.About == askSections {
			first = ask.Text
			break
		}
	}
	return Ask{About: askSections, Text: first, What: "count", Count: a.numbers}
}

// rule reads one kind of requirement out of a line. It is asked only about
// lines that hold one of its words, in lower case.
type rule struct {
	words []string
	read  func(a *asker, t Text, bullet bool) []Ask
}

// rules are applied to each line in this order.
var rules = []rule{
	{[]string{"type=", "callout", "danger", "warning", "tip", "note", "info", "important", "caution"}, askForCallouts},
	{[]string{"mermaid", "diagram", "flow", "диаграмм"}, askForDiagrams},
	{[]string{"table", "таблиц"}, askForTables},
	{[]string{"script", "config", "example", "snippet", "block", "quer", "command", "code", "runbook"}, askForCode},
	{[]string{"exercise", "hands-on", "practice", "упражнени", "практическ"}, askForExercises},
	{[]string{".mdx", ".md", "refer", "link", "builds on", "prior", "ссыл"}, askForReferences},
	{[]string{"contain", "include"}, askForKeywords},
	{[]string{"lines", "строк"}, askForLines},
	{[]string{"build", "сборка"}, askForBuild},
	{[]string{"russian", "english"}, askForLanguage},
	{[]string{"front"}, askForFront},
}

// requirements applies the rules to one line.
func (a *asker) requirements(t Text, bullet bool) {
	low := strings.ToLower(t.Value)
	for _, r := range rules {
		if !slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(low, w) }) &&
			!(bullet && a.list == "references" && strings.Contains(low, "-")) {
			continue
		}
		for _, ask := range r.read(a, t, bullet) {
			if ask.Text.Value == "" {
				ask.Text = t
			}
			if ask.Count == 0 {
				ask.Count = 1
			}
			ask.Section = a.section
			if optional.MatchString(t.Value) {
				ask.Inferred = true
			}
			a.out = append(a.out, ask)
		}
	}
}

// optional marks what a plan leaves open.
var optional = regexp.MustCompile(`(?i)\boptional(?:ly)?\b|\bif (?:possible|needed|appropriate|applicable|time)\b|\bconsider\b|по желанию|при необходимости`)

// negated marks what a plan does not want.
var negated = regexp.MustCompile(`(?i)\b(?:no|not|without|avoid|don't|do not|never use|instead of)\b[^.;:]{0,30}$|\bбез\s*$`)

// wanted reports whether a match of a line is asked for, not warned against.
func wanted(line string, at int) bool { return !negated.MatchString(line[:at]) }

var numberWords = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

func countWord(s string) int {
	if n, err := strconv.Atoi(strings.TrimRight(s, "+")); err == nil {
		return n
	}
	return max(1, numberWords[strings.ToLower(s)])
}

const typeWords = `danger|warning|tip|note|info|important|caution|success|error`

var (
	calloutTyped  = regexp.MustCompile(`^(?:[-*•]\s*)?(?:.*(?i:callouts?)\b.*)?\btype=\\?["'](\w+)\\?["']\s*/?>?\s*(?:[:—–-]\s*(.+))?$`)
	calloutNamed  = regexp.MustCompile(`(?i)(?:\b(\d+\+?|one|two|three|four|five|an?)\s+)?\b(` + typeWords + `)\s+callouts?\b\s*(?:[:—–]\s*(.+))?`)
	calloutOf     = regexp.MustCompile(`(?i)\bcallouts?\s*\((` + typeWords + `)\)\s*(?:[:—–-]\s*(.+))?`)
	calloutBullet = regexp.MustCompile(`(?i)^[-*•]\s*(?:\*\*)?(` + typeWords + `)(?:\*\*)?\s*[:—–]\s*(.+)$`)
)

func askForCallouts(a *asker, t Text, bullet bool) []Ask {
	var m []string
	count := 1
	switch {
	case calloutTyped.MatchString(t.Value):
		m = calloutTyped.FindStringSubmatch(t.Value)
	case calloutOf.MatchString(t.Value):
		m = calloutOf.FindStringSubmatch(t.Value)
	case calloutNamed.MatchString(t.Value):
		at := calloutNamed.FindStringIndex(t.Value)
		n := calloutNamed.FindStringSubmatch(t.Value)
		if !wanted(t.Value, at[0]) {
			return nil
		}
		if n[1] != "" {
			count = countWord(n[1])
		}
		m = []string{n[0], n[2], n[3]}
	case bullet && a.list == "callouts" && calloutBullet.MatchString(t.Value):
		m = calloutBullet.FindStringSubmatch(t.Value)
	default:
		return nil
	}
	kind := calloutType(m[1])
	if !contains(calloutTypes, kind) {
		return nil
	}
	ask := Ask{About: askCallouts, Text: t, What: kind, Count: count}
	if s := strings.TrimSpace(m[2]); s != "" && count == 1 {
		ask.Items = []Text{{Value: s, Span: t.Span}}
	}
	return []Ask{ask}
}

var (
	diagramWord = regexp.MustCompile(`(?i)\bmermaid\b(?:[\w\s/-]{0,40}?\b(?:diagrams?|charts?|flowcharts?)\b)?|\b[\w-]+\s+diagrams?\b|\bflow\s?charts?\b|\bдиаграмм[аыу]`)
	diagramSure = regexp.MustCompile(`(?i)\bmermaid\b|\b(?:include|add|create|insert|with|show)\b|\([^)]*diagram[^)]*\)|flow\s?chart`)
)

func askForDiagrams(a *asker, t Text, _ bool) []Ask {
	at := diagramWord.FindStringIndex(t.Value)
	if at == nil || !wanted(t.Value, at[0]) {
		return nil
	}
	return []Ask{{About: askDiagrams, Text: t, What: diagramKind(t.Value), Inferred: !diagramSure.MatchString(t.Value)}}
}

var diagramKinds = []struct {
	re   *regexp.Regexp
	kind string
}{
	{regexp.MustCompile(`(?i)\bsequence(?:\s?diagrams?)?\b|sequenceDiagram|последовательност`), "sequenceDiagram"},
	{regexp.MustCompile(`(?i)\bflow\s?(?:chart|diagram)s?\b|\bgraph (?:TD|LR|TB|RL|BT)\b|блок-схем`), "flowchart"},
	{regexp.MustCompile(`(?i)\bstate(?:\s?machine)?\s?diagrams?\b|stateDiagram|диаграмм[аыу]? состояний`), "stateDiagram"},
	{regexp.MustCompile(`(?i)\bclass\s?diagrams?\b|classDiagram`), "classDiagram"},
	{regexp.MustCompile(`(?i)\b(?:er|entity[- ]relationship)\s?diagrams?\b|erDiagram`), "erDiagram"},
	{regexp.MustCompile(`(?i)\bgantt\b`), "gantt"},
	{regexp.MustCompile(`(?i)\bpie\s?charts?\b`), "pie"},
	{regexp.MustCompile(`(?i)\bmind\s?maps?\b`), "mindmap"},
	{regexp.MustCompile(`(?i)\btimeline\s?(?:diagrams?|charts?)\b`), "timeline"},
	{regexp.MustCompile(`(?i)\bgit\s?graphs?\b`), "gitGraph"},
	{regexp.MustCompile(`(?i)\bquadrant\s?charts?\b`), "quadrantChart"},
}

// diagramKind names the kind of diagram that a text speaks of; "" for any.
func diagramKind(s string) string {
	for _, k := range diagramKinds {
		if k.re.MatchString(s) {
			return k.kind
		}
	}
	return ""
}

var (
	tableWord    = regexp.MustCompile(`(?i)\b(?:[\w-]+\s+)?tables?\b|\bтаблиц[аыу]`)
	tableSure    = regexp.MustCompile(`(?i)\(table(?: format)?\)|\b(?:include|add|create|insert)\b[^.]*\btable\b|\b(?:decision|comparison|troubleshooting|reference|summary) table\b|\btable\s*:|\btable with\b|\bmarkdown table\b`)
	tableNot     = regexp.MustCompile(`(?i)\btables?\.(?:include|exclude)|\b(?:database|source|target|sql|mysql|postgres|customers|orders|outbox|signal|heartbeat|hash|routing) tables?\b|\btable (?:name|scan|lock|structure|schema)s?\b|\bcreate table\b`)
	tableColumns = regexp.MustCompile(`(?i)\btable\b[^:\n]*:\s*(.+(?:->|→|\|).+)$|\bcolumns?\s*(?::|are)?\s+(.+,.+)$`)
)

func askForTables(a *asker, t Text, _ bool) []Ask {
	at := tableWord.FindStringIndex(t.Value)
	if at == nil || !wanted(t.Value, at[0]) {
		return nil
	}
	if !tableSure.MatchString(t.Value) || tableNot.MatchString(t.Value) {
		return nil // databases have tables as well
	}
	ask := Ask{About: askTables, Text: t}
	if m := tableColumns.FindStringSubmatch(t.Value); m != nil {
		ask.Items = splitColumns(Text{Value: m[1] + m[2], Span: t.Span})
	}
	if strings.Contains(strings.ToLower(t.Value), "troubleshoot") {
		ask.What = "troubleshooting"
	}
	return []Ask{ask}
}

var (
	codeLanguage = regexp.MustCompile(`(?i)\b(JSON|YAML|bash|shell|SQL|Python|JavaScript|TypeScript|Java|Go|Rust|Dockerfile|HCL|Terraform|PromQL)\b[\w\s/-]{0,40}?\b(scripts?|configs?|configurations?|examples?|snippets?|blocks?|queries|commands?|code)\b`)
	runbookWord  = regexp.MustCompile(`(?i)\b(?:complete|full)\b[\w\s/-]{0,30}\brunbook\b|\brunbook\b[^.]{0,60}\b(?:complete|copy-paste)\b|\bcode block with all commands\b|\bcomplete bash commands\b|\bcopy-paste\b[\w\s-]{0,20}\b(?:bash|shell|script)\b`)
	wholeWord    = regexp.MustCompile(`(?i)\bcomplete\b|\bcopy-paste|\bfull\b|\bentire\b|\bworking\b|\bproduction-ready\b`)
)

func askForCode(a *asker, t Text, _ bool) []Ask {
	var out []Ask
	if m := runbookWord.FindStringIndex(t.Value); m != nil && wanted(t.Value, m[0]) {
		out = append(out, Ask{About: askCode, Text: t, What: "bash", Whole: true})
	}
	for _, m := range codeLanguage.FindAllStringSubmatchIndex(t.Value, 5) {
		lang := languageName(t.Value[m[2]:m[3]])
		if !wanted(t.Value, m[0]) || t.Value[m[2]:m[3]] == "go" || lang == "bash" && len(out) > 0 {
			continue
		}
		out = append(out, Ask{About: askCode, Text: t, What: lang, Inferred: !wholeWord.MatchString(t.Value)})
	}
	return out
}

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
		if !sure && bare == part && !isStrong(bare) {
			continue
		}
		out = append(out, Ask{About: askKeyword, Text: t, What: bare})
	}
	return out
}

var linesWord = regexp.MustCompile(`(?i)\b(?:min(?:imum)?(?: of)?|at least|>=?|≥|минимум|не менее)\s*(\d[\d,]{0,6})\+?\s*(?:lines|строк)|\b(\d[\d,]{1,6})\+\s*lines\b`)

func askForLines(a *asker, t Text, _ bool) []Ask {
	m := linesWord.FindStringSubmatch(t.Value)
	if m == nil {
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
