package mermaid_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"course/pkg/mermaid"
	"course/pkg/mermaid/chart"
)

// hostile are charts made to take long.
func hostile() map[string]string {
	many := func(head, format string, n int) string {
		var b strings.Builder
		b.WriteString(head)
		for i := range n {
			fmt.Fprintf(&b, format, i%997, (i*7919+13)%997)
		}
		return b.String()
	}
	dense := func(head, arrow string, n int) string {
		var b strings.Builder
		b.WriteString(head)
		for i := range n {
			for j := range n {
				if i != j {
					fmt.Fprintf(&b, "a%d%sa%d\n", i, arrow, j)
				}
			}
		}
		return b.String()
	}
	nested := "flowchart TB\n" + strings.Repeat("subgraph a\n", 3000)
	open := "flowchart TB\n"
	for i := range 90 {
		open += fmt.Sprintf("subgraph s%d\n x%d --> y%d\n", i, i, i)
	}
	open += strings.Repeat("end\n", 90) + "x0 --> y89\nx3 --> y70\n"
	long := "flowchart TB\n"
	for i := range 400 {
		long += fmt.Sprintf("n%d ----------> n%d\n", i, i+1)
	}
	long += "n0 --> n400\n" + strings.Repeat("n0 --> n399\n", 90)
	return map[string]string{
		"many edges":      many("flowchart LR\n", "n%d-->n%d\n", 4000),
		"many nodes":      many("flowchart LR\n", "n%d\nm%d\n", 4000),
		"500 edges":       many("flowchart LR\n", "n%d-->n%d\n", 499),
		"dense":           dense("flowchart LR\n", "-->", 22),
		"dense states":    dense("stateDiagram-v2\n", " --> ", 45),
		"many states":     many("stateDiagram-v2\n", "s%d --> s%d\n", 3500),
		"deep":            nested,
		"deep and closed": open,
		"long edges":      long,
		"too large":       "flowchart TB\n" + strings.Repeat("a-->b;", 20000),
		"brackets":        "flowchart TB\nA" + strings.Repeat("[", 20000),
		"quotes":          "flowchart TB\nA[" + strings.Repeat("\"`", 20000),
		"tags":            "flowchart TB\nA[" + strings.Repeat("<b>", 15000) + "]",
		"stars":           "flowchart TB\nA[\"`" + strings.Repeat("**a*", 10000) + "`\"]",
		"spaces":          "flowchart TB\nA" + strings.Repeat(" ", 45000) + "B",
		"percent":         "flowchart TB\n" + strings.Repeat("%%{", 15000),
		"ats":             "flowchart TB\n" + strings.Repeat("a@", 20000),
		"directions":      "flowchart TB\n" + strings.Repeat("direction ", 4900),
		"states in":       "stateDiagram\n" + strings.Repeat("state a {\n", 4000),
		"word":            "flowchart TB\nA[" + strings.Repeat("Щ", 20000) + "]",
	}
}

// TestHostile holds that every such chart ends: drawn, or refused with a
// position. How long it took stands in the log.
func TestHostile(t *testing.T) {
	for name, source := range hostile() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := mermaid.Draw([]byte(source), mermaid.Options{})
			t.Logf("%v: %v", time.Since(start).Round(time.Millisecond), err)
			var at *chart.Error
			if err != nil && !errors.As(err, &at) {
				t.Errorf("no position: %v", err)
			}
		})
	}
}

// FuzzDraw draws anything, starting from the charts of the cases and the
// hostile ones.
func FuzzDraw(f *testing.F) {
	for _, list := range samples(f) {
		for i, c := range list {
			if i%5 == 0 {
				f.Add(c.Source)
			}
		}
	}
	for _, head := range []string{"flowchart TD\nA-->B", "stateDiagram-v2\na --> b", "classDiagram\nA <|-- B", "erDiagram\nA ||--o{ B : c"} {
		f.Add(head)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 3000 {
			return
		}
		r, err := mermaid.Draw([]byte(source), mermaid.Options{})
		if err != nil {
			var at *chart.Error
			var unsupported *chart.Unsupported
			if !errors.As(err, &at) && !errors.As(err, &unsupported) {
				t.Fatalf("no position: %v", err)
			}
			return
		}
		checkSVG(t, "fuzz", r, map[string]string{})
	})
}
