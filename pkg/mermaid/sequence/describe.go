package sequence

import (
	"fmt"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/label"
	"course/pkg/mermaid/text"
)

// maxTold is the number of steps that a generated description tells.
const maxTold = 60

// Describe implements chart.Chart.
func (c *Chart) Describe(l chart.Language) (title, desc string) {
	title = spoken(c.heading())
	if title == "" {
		title = l.Pick("Sequence diagram", "Диаграмма последовательности")
		if names := c.names(); len(names) > 0 {
			title += ": " + strings.Join(names, ", ")
		}
	}
	if c.Acc.Description == "" {
		desc = c.tell(l)
	}
	return c.Acc.Or(title, desc)
}

func (c *Chart) names() []string {
	var names []string
	for _, a := range c.Actors {
		names = append(names, spoken(a.Label))
	}
	return names
}

// spoken returns a label as one line of text.
func spoken(s string) string { return label.Spoken(text.Plain(s)) }

// words are how steps are told.
var words = map[Kind][2]string{
	LoopStart: {"Loop", "Цикл"}, LoopEnd: {"End of loop", "Конец цикла"},
	AltStart: {"If", "Если"}, AltElse: {"Else", "Иначе"}, AltEnd: {"End of alternatives", "Конец ветвления"},
	OptStart: {"Optional", "Необязательно"}, OptEnd: {"End of option", "Конец необязательной части"},
	ParStart: {"In parallel", "Параллельно"}, ParOverStart: {"In parallel", "Параллельно"}, ParAnd: {"And", "И"}, ParEnd: {"End of parallel part", "Конец параллельной части"},
	CriticalStart: {"Critical", "Критическая часть"}, CriticalOption: {"Option", "Вариант"}, CriticalEnd: {"End of critical part", "Конец критической части"},
	BreakStart: {"Break", "Прерывание"}, BreakEnd: {"End of break", "Конец прерывания"},
}

// tell lists the steps in order.
func (c *Chart) tell(l chart.Language) string {
	var b strings.Builder
	n := 0
	for i, s := range c.Steps {
		line := c.tellStep(s, l)
		if line == "" {
			continue
		}
		if n++; n > maxTold {
			left := 0
			for _, s := range c.Steps[i:] {
				if s.isMessage() {
					left++
				}
			}
			fmt.Fprintf(&b, l.Pick(" And %d more messages.", " И ещё сообщений: %d."), left)
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func (c *Chart) tellStep(s *Step, l chart.Language) string {
	said := spoken(s.Text)
	name := func(id string) string {
		if a := c.actors[id]; a != nil {
			return spoken(a.Label)
		}
		return id
	}
	switch {
	case s.Kind == Note:
		where := name(s.From)
		if s.To != s.From {
			where += ", " + name(s.To)
		}
		return sentence(l.Pick("Note at ", "Примечание у ")+where, said)
	case s.isMessage():
		if s.From == s.To {
			return sentence(name(s.From)+l.Pick(" to itself", " себе"), said)
		}
		return sentence(name(s.From)+" → "+name(s.To), said)
	}
	if w, ok := words[s.Kind]; ok {
		return sentence(l.Pick(w[0], w[1]), said)
	}
	return ""
}

// sentence joins what is told with a text, and ends it.
func sentence(what, said string) string {
	if said != "" {
		what += ": " + said
	}
	if strings.HasSuffix(what, ".") || strings.HasSuffix(what, "!") || strings.HasSuffix(what, "?") || strings.HasSuffix(what, "…") {
		return what
	}
	return what + "."
}
