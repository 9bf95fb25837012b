// Package charttest holds the tests that all chart types share. A type's own
// charts are data, in txtar archives below its testdata:
//
//	testdata/charts.txtar   charts that are drawn: each file must make a
//	                        drawing whose texts lie inside it and do not
//	                        overlap, and whose description is not empty
//	testdata/errors.txtar   pairs of a chart, x.mmd, and the message with
//	                        which it is refused, x.err; go test -update
//	                        writes the messages
//
// A type's test calls Charts and Errors.
package charttest

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/svg"
	"course/pkg/mermaid/text"
)

var update = flag.Bool("update", false, "rewrite the messages in testdata")

// Parse is a type's parser.
type Parse func(*chart.Source) (chart.Chart, error)

const (
	chartsFile = "testdata/charts.txtar"
	errorsFile = "testdata/errors.txtar"
)

// Draw parses and draws a chart.
func Draw(source string, parse Parse) (chart.Chart, *svg.Canvas, error) {
	src, err := chart.Prepare(source)
	if err != nil {
		return nil, nil, err
	}
	c, err := parse(src)
	if err != nil {
		return nil, nil, err
	}
	cv := svg.New("t-")
	return c, cv, c.Draw(cv)
}

// Charts draws the charts of testdata/charts.txtar.
func Charts(t *testing.T, parse Parse) {
	t.Helper()
	archive, err := txtar.ParseFile(chartsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			c, cv, err := Draw(string(f.Data), parse)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []chart.Language{"en", "ru"} {
				if title, _ := c.Describe(l); strings.TrimSpace(title) == "" {
					t.Errorf("no title in language %s", l)
				}
			}
			Check(t, cv)
		})
	}
}

// Errors compares the messages of testdata/errors.txtar.
func Errors(t *testing.T, parse Parse) {
	t.Helper()
	archive, err := txtar.ParseFile(errorsFile)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = strings.TrimSpace(string(f.Data))
	}
	out := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".mmd")
		if !ok {
			continue
		}
		got := message(string(f.Data), parse)
		out.Files = append(out.Files, f, txtar.File{Name: name + ".err", Data: []byte(got + "\n")})
		if !*update && got != want[name+".err"] {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want[name+".err"])
		}
	}
	if *update {
		if err := os.WriteFile(errorsFile, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func message(source string, parse Parse) string {
	_, _, err := Draw(source, parse)
	var at *chart.Error
	switch {
	case err == nil:
		return "accepted"
	case !errors.As(err, &at):
		return err.Error()
	case at.Hint != "":
		return at.Error() + "\nhint: " + at.Hint
	}
	return at.Error()
}

// line is one line of a text element, in its place.
type line struct {
	svg.Box
	text string
}

// Check holds what is true of every drawing: it is well-formed, carries no
// style, its ids are unique, its texts lie inside it and do not overlap.
func Check(t *testing.T, cv *svg.Canvas) {
	t.Helper()
	lines, err := read(cv)
	if err != nil {
		t.Fatal(err)
	}
	all := cv.Extent().Grow(8)
	for i, a := range lines {
		if a.X < all.X || a.Y < all.Y || a.X+a.W > all.X+all.W || a.Y+a.H > all.Y+all.H {
			t.Errorf("text %q reaches out of the drawing", a.text)
		}
		for _, b := range lines[:i] {
			if overlap(a.X, a.W, b.X, b.W) > 1 && overlap(a.Y, a.H, b.Y, b.H) > 3 {
				t.Errorf("texts %q and %q overlap", b.text, a.text)
			}
		}
	}
}

func overlap(a, aw, b, bw float64) float64 { return min(a+aw, b+bw) - max(a, b) }

// read returns the lines of all texts.
func read(cv *svg.Canvas) ([]line, error) {
	d := xml.NewDecoder(strings.NewReader("<svg>" + string(cv.Bytes()) + "</svg>"))
	ids := map[string]bool{}
	var lines []line
	var font text.Font
	var anchor string
	depth := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			at := attributes(tok)
			if err := allowed(tok, at, ids); err != nil {
				return nil, err
			}
			switch {
			case tok.Name.Local == "text":
				font, anchor, depth = fontOf(at["class"]), at["text-anchor"], 1
				lines = append(lines, line{Box: svg.Box{X: number(at["x"]), Y: number(at["y"])}})
			case depth > 0:
				depth++
				if at["x"] != "" && lines[len(lines)-1].text != "" {
					y := lines[len(lines)-1].Y
					if at["y"] != "" {
						y = number(at["y"])
					}
					lines = append(lines, line{Box: svg.Box{X: number(at["x"]), Y: y}})
				}
			}
		case xml.CharData:
			if depth > 0 {
				lines[len(lines)-1].text += string(tok)
			}
		case xml.EndElement:
			if depth--; depth == 0 {
				for i := range lines {
					if l := &lines[i]; l.H == 0 {
						l.measure(font, anchor)
					}
				}
			}
			depth = max(depth, 0)
		}
	}
}

func attributes(e xml.StartElement) map[string]string {
	m := map[string]string{}
	for _, a := range e.Attr {
		m[a.Name.Local] = a.Value
	}
	return m
}

func allowed(e xml.StartElement, at map[string]string, ids map[string]bool) error {
	if at["style"] != "" || e.Name.Local == "style" || e.Name.Local == "script" || e.Name.Local == "foreignObject" {
		return fmt.Errorf("element %s carries style or script", e.Name.Local)
	}
	if id := at["id"]; id != "" {
		if ids[id] {
			return fmt.Errorf("id %q stands twice", id)
		}
		ids[id] = true
	}
	return nil
}

func (l *line) measure(font text.Font, anchor string) {
	l.text = strings.TrimSpace(l.text)
	l.W, l.H = font.Width(l.text), font.LineHeight()
	l.Y -= font.Ascent()
	switch anchor {
	case "middle":
		l.X -= l.W / 2
	case "end":
		l.X -= l.W
	}
}

// fontOf returns the font that the stylesheet gives a class.
func fontOf(class string) text.Font {
	font := text.Font{Size: 14}
	for _, c := range strings.Fields(class) {
		switch c {
		case "elabel":
			font.Size = 13
		case "ctext":
			font.Size, font.Bold = 13, true
		case "sm":
			font.Size = 12
		case "xs":
			font.Size = 11
		case "title":
			font.Size, font.Bold = 16, true
		case "b":
			font.Bold = true
		}
	}
	return font
}

func number(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// Bench measures parsing and drawing of a chart.
func Bench(b *testing.B, source string, parse Parse) {
	b.ReportAllocs()
	for range b.N {
		if _, _, err := Draw(source, parse); err != nil {
			b.Fatal(err)
		}
	}
}

// Fuzz draws whatever the parser accepts.
func Fuzz(f *testing.F, source string, parse Parse) {
	f.Add(source)
	f.Fuzz(func(t *testing.T, s string) {
		c, _, err := Draw(s, parse)
		var at *chart.Error
		switch {
		case err == nil:
			c.Describe("ru")
		case c != nil && !errors.As(err, &at):
			t.Errorf("draw: %v", err)
		}
	})
}
