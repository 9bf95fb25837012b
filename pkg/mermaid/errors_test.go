package mermaid_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"course/pkg/mermaid"
	"course/pkg/mermaid/chart"
)

// TestMessages compares the messages for the charts of testdata/errors.txtar
// with those that stand below each chart; -update rewrites them. Charts that
// are accepted give their warnings.
func TestMessages(t *testing.T) {
	const file = "testdata/errors.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range archive.Files {
		source, want, _ := strings.Cut(string(f.Data), "\n=> ")
		got := messages(t, source+"\n")
		archive.Files[i].Data = []byte(source + "\n=> " + got)
		if "=> "+got != "=> "+want && !*update {
			t.Errorf("%s: got\n%swant\n%s", f.Name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func messages(t *testing.T, source string) string {
	r, err := mermaid.Draw([]byte(source), mermaid.Options{})
	var list []*chart.Error
	var at *chart.Error
	switch {
	case errors.As(err, &at):
		list = append(list, at)
	case err != nil:
		return err.Error() + "\n"
	default:
		list = r.Warnings
	}
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%v\n", e)
		// The text concerned shows that offset and length fit.
		if e.Offset+e.Length <= len(source) && e.Length > 0 {
			fmt.Fprintf(&b, "   at: %q\n", source[e.Offset:e.Offset+e.Length])
		}
		if e.Hint != "" {
			fmt.Fprintf(&b, "   help: %s\n", e.Hint)
		}
	}
	return b.String()
}
