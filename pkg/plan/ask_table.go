package plan

import (
	"fmt"
	"regexp"
	"strings"

	"course/pkg/markdown"
)

var (
	tableWord    = regexp.MustCompile(`(?i)\b(?:[\w-]+\s+)?tables?\b|\bтаблиц[аыу]`)
	tableSure    = regexp.MustCompile(`(?i)\(table(?: format)?\)|\b(?:include|add|create|insert)\b[^.]*\btable\b|\b(?:decision|comparison|troubleshooting|reference|summary) table\b|\btable\s*:|\btable with\b|\bmarkdown table\b`)
	tableNot     = regexp.MustCompile(`(?i)\btables?\.(?:include|exclude)|\b(?:database|source|target|sql|mysql|postgres|customers|orders|outbox|signal|heartbeat|hash|routing) tables?\b|\btable of contents\b|\btable (?:name|scan|lock|structure|schema)s?\b|\bcreate table\b`)
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

// askTable asks for a table. Its number of columns is checked; their names
// are compared by technical terms and only warned about, for the lesson may
// be in another language.
func (t *trial) askTable(a *Ask, tg *target, c *Check) {
	tables := tg.view.facts.Tables
	if len(tables) < max(1, a.Count) {
		c.State, c.Message = Unmet, fmt.Sprintf("it has %s", plural(len(tables), "table"))
		c.Hint = "add the table"
		return
	}
	pick := t.pickTable(a, tg)
	c.Evidence = []Evidence{tg.view.tableEvidence(pick)}
	if len(a.Items) == 0 {
		return
	}
	if len(pick.Header) < len(a.Items) {
		c.State, c.Message = Unmet, fmt.Sprintf("the widest that fits has %s", plural(len(pick.Header), "column"))
		c.Hint = "the columns are " + columnNames(a)
		return
	}
	t.add(t.tableColumns(a, tg, pick))
}

func columnNames(a *Ask) string {
	var names []string
	for _, i := range a.Items {
		names = append(names, quote(i.Value))
	}
	return strings.Join(names, ", ")
}

func (v *view) tableEvidence(tb markdown.Table) Evidence {
	e := v.c.at(tb.Span.Start)
	if len(tb.Header) > 0 {
		e.Text = shorten("| "+strings.Join(tb.Header, " | ")+" |", 160)
	}
	return e
}

// pickTable chooses the table that fits best: enough columns, shared terms,
// the right section.
func (t *trial) pickTable(a *Ask, tg *target) markdown.Table {
	terms := termsOf(a.Text.Value)
	best, bestScore := tg.view.facts.Tables[0], -1.0
	for _, tb := range tg.view.facts.Tables {
		score := 0.0
		if len(a.Items) > 0 && len(tb.Header) >= len(a.Items) {
			score += 10
			if len(tb.Header) == len(a.Items) {
				score += 2
			}
		} else if len(a.Items) > 0 {
			score += float64(len(tb.Header))
		}
		words := termSet{}
		setOf(strings.Join(tb.Header, " "), words)
		for _, row := range tb.Rows[:min(len(tb.Rows), 50)] {
			setOf(strings.Join(row, " "), words)
		}
		_, _, part := share(terms, words)
		score += 3 * part
		if s := tg.matched[a.Section]; s != nil && s.holds(tb.Span) {
			score += 4
		}
		if score > bestScore {
			best, bestScore = tb, score
		}
	}
	return best
}

// tableColumns compares the names of columns.
func (t *trial) tableColumns(a *Ask, tg *target, tb markdown.Table) Check {
	c := Check{
		Code: "table-columns", Kind: KindBody, State: Met, At: a.Text.Span,
		Requirement: fmt.Sprintf("a table with the columns %s", columnNames(a)), Evidence: []Evidence{tg.view.tableEvidence(tb)},
	}
	words := termSet{}
	setOf(strings.Join(tb.Header, " "), words)
	var lacking []string
	for _, i := range a.Items {
		same := false
		for _, h := range tb.Header {
			same = same || strings.EqualFold(strings.TrimSpace(h), i.Value)
		}
		shared, _, _ := share(termsOf(i.Value), words)
		if !same && len(shared) == 0 {
			lacking = append(lacking, quote(i.Value))
		}
	}
	if len(lacking) > 0 {
		c.State = Warning
		c.Message = "no column shares a term with " + strings.Join(lacking, ", ")
		c.Hint = "the table that fits best is shown; if it is meant, accept it with <!-- plan-ok: table-columns reason -->"
	}
	return c
}
