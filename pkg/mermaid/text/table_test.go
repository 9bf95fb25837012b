package text

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var update = flag.Bool("update", false, "rewrite advance_table.go from the fonts")

const (
	firstOf, lastOf       = 0x20, 0x52f
	firstSymOf, lastSymOf = 0x2000, 0x25ff
)

// TestTable holds that the tables are the Go fonts' advances.
func TestTable(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("// Code generated from the Go fonts by the package's test (go test -update). DO NOT EDIT.\n\npackage text\n\n")
	fmt.Fprintf(&b, "// The runes that the tables start with.\nconst (\n\tfirstRune = %#x\n\tfirstSymbol = %#x\n)\n", firstOf, firstSymOf)
	for _, f := range []struct {
		name string
		ttf  []byte
	}{{"regular", goregular.TTF}, {"bold", gobold.TTF}} {
		writeTable(t, &b, f.name, f.ttf, firstOf, lastOf)
		writeTable(t, &b, f.name+"Symbols", f.ttf, firstSymOf, lastSymOf)
	}
	want, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("advance_table.go", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("advance_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("advance_table.go differs from the fonts; run go test -update")
	}
}

func writeTable(t *testing.T, b *bytes.Buffer, name string, ttf []byte, first, last rune) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "\n// %s holds advances in thousandths of an em; zero where the font has no glyph.\nvar %s = [...]uint16{", name, name)
	var buf sfnt.Buffer
	for r := first; r <= last; r++ {
		if (r-first)%16 == 0 {
			b.WriteString("\n")
		}
		units := 0
		if g, err := f.GlyphIndex(&buf, r); err == nil && g != 0 {
			a, err := f.GlyphAdvance(&buf, g, fixed.I(1000), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			units = a.Round()
		}
		fmt.Fprintf(b, "%d,", units)
	}
	b.WriteString("\n}\n")
}
