package typo

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var shown = strings.NewReplacer("\u00a0", "_", "\u202f", "'")

// TestRussian reads pairs of lines: a text and what it becomes.
func TestRussian(t *testing.T) {
	data, err := os.ReadFile("testdata/russian.txt")
	if err != nil {
		t.Fatal(err)
	}
	var in string
	for _, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case in == "":
			in = line
		default:
			if got := shown.Replace(Russian(in)); got != line {
				t.Errorf("%s\n got %s\nwant %s", in, got, line)
			}
			if twice := Russian(Russian(in)); twice != Russian(in) {
				t.Errorf("%s changes again to %s", in, shown.Replace(twice))
			}
			in = ""
		}
	}
}

// Pieces of a paragraph are seen as one text.
func TestTexts(t *testing.T) {
	for _, test := range []struct{ in, want []string }{
		{[]string{`см. "`, "снимок", `" в `, Object}, []string{`см. «`, "снимок", `» в_`, Object}},
		{[]string{"в", "\n", "базе"}, []string{"в", "_", "базе"}},
		{[]string{"конец", "\n", "строки"}, []string{"конец", "\n", "строки"}},
		{[]string{Object, " - код, ", Object, " ли"}, []string{Object, "_— код, ", Object, "_ли"}},
		{[]string{"10", " ", "000 строк"}, []string{"10", "'", "000_строк"}},
		{[]string{"", ""}, []string{"", ""}},
		{nil, []string{}},
	} {
		got := Texts(test.in)
		for i := range got {
			got[i] = shown.Replace(got[i])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q\n got %q\nwant %q", test.in, got, test.want)
		}
	}
}

// letters is a text without what the pass may change.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(`"«»„“”-–—`, r) {
			return -1
		}
		return r
	}, s)
}

// FuzzRussian: nothing but spaces, quotes and dashes is changed, a second pass
// changes nothing, and pieces give what the whole gives.
func FuzzRussian(f *testing.F) {
	data, err := os.ReadFile("testdata/russian.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		f.Add(line, len(line)/2)
	}
	f.Fuzz(func(t *testing.T, text string, cut int) {
		text = strings.ToValidUTF8(text, "?")
		got := Russian(text)
		if letters(got) != letters(text) {
			t.Errorf("%q becomes %q", text, got)
		}
		runes := []rune(text)
		cut = max(0, min(cut, len(runes)))
		parts := Texts([]string{string(runes[:cut]), string(runes[cut:])})
		if joined := parts[0] + parts[1]; joined != got {
			t.Errorf("in pieces %q, whole %q", joined, got)
		}
	})
}

func BenchmarkRussian(b *testing.B) {
	text := strings.Repeat(`Слот репликации - это курсор: "в базе" он хранит позицию, и 10 000 строк не потеряются. `, 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Russian(text)
	}
}
