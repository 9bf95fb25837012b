package source

import "testing"

func TestPositions(t *testing.T) {
	f := NewFile("a.mdx", []byte("один\r\nдва 😀 x\n\nend"))
	for _, c := range []struct {
		offset, line, column, utf16 int
	}{
		{0, 1, 1, 1},
		{2, 1, 2, 2},   // behind the first Cyrillic letter, of two bytes
		{10, 2, 1, 1},  // behind the line end
		{21, 2, 6, 7},  // behind the emoji: one code point, two UTF-16 units
		{24, 3, 1, 1},  // the empty line
		{25, 4, 1, 1},  // the last line, without a line end
		{28, 4, 4, 4},  // the end of the file
		{999, 4, 4, 4}, // beyond it
		{-5, 1, 1, 1},  // before it
	} {
		p := f.Position(c.offset)
		if p.Line != c.line || p.Column != c.column || f.UTF16Column(c.offset) != c.utf16 {
			t.Errorf("offset %d is %d:%d (UTF-16 %d), want %d:%d (%d)", c.offset, p.Line, p.Column, f.UTF16Column(c.offset), c.line, c.column, c.utf16)
		}
	}
	if got := string(f.Text(1)); got != "один" {
		t.Errorf("line 1 is %q", got)
	}
	if got := string(f.Text(9)); got != "" {
		t.Errorf("a line that is not there is %q", got)
	}
	if f.Lines() != 4 {
		t.Errorf("%d lines", f.Lines())
	}
}
