package markdown

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	gfmCase = regexp.MustCompile(`(?s)(\d+)[^\n]*\n//- - - - - - - - -//\n(.*?)\n//- - - - - - - - -//\n(.*?)\n//= = = = = = = = = = = = = = = = = = = = = = = =//`)
	// gfmDiffers lists the cases of goldmark that differ on purpose.
	gfmDiffers = map[string]string{}
)

// TestGFM runs goldmark's own cases of its GFM extensions in .md mode.
func TestGFM(t *testing.T) {
	m := New(Options{Plain: true})
	folder := filepath.Join(goldmarkFolder(t), "extension", "_test")
	for _, name := range []string{"table", "strikethrough", "linkify", "tasklist"} {
		data, err := os.ReadFile(filepath.Join(folder, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		cases := gfmCase.FindAllStringSubmatch(string(data), -1)
		if len(cases) == 0 {
			t.Fatalf("%s: no cases", name)
		}
		for _, c := range cases {
			if why := gfmDiffers[name+"/"+c[1]]; why != "" {
				t.Logf("%s/%s differs: %s", name, c[1], why)
				continue
			}
			got := strings.TrimSpace(renderPlain(m, c[2], true))
			if normalHTML(got) != normalHTML(c[3]) {
				t.Errorf("%s/%s\n%s\n got %s\nwant %s", name, c[1], c[2], got, c[3])
			}
		}
	}
}
