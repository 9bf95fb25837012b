package terminal

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

func TestColor(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, tt := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{map[string]string{"CLICOLOR_FORCE": "0"}, false},
		{map[string]string{"CLICOLOR_FORCE": "1", "TERM": "dumb"}, true},
		{map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false},
	} {
		got := Of(file, func(name string) string { return tt.env[name] })
		if got.TTY || got.Color != tt.want {
			t.Errorf("Of(file, %v) = %+v, want colour %v and no terminal", tt.env, got, tt.want)
		}
	}
}

func TestProgress(t *testing.T) {
	for _, tt := range []struct {
		name  string
		term  Terminal
		lasts time.Duration
		want  string
	}{
		{"short work", Terminal{TTY: true}, 400 * time.Millisecond, ""},
		{"piped", Terminal{}, time.Minute, ""},
		{"long work", Terminal{TTY: true}, 650 * time.Millisecond, "\r\x1b[Kreading… 1 of 3\r\x1b[Kreading… 2 of 3\r\x1b[K"},
		{"narrow", Terminal{TTY: true, Width: 8}, 550 * time.Millisecond, "\r\x1b[Kreading\r\x1b[K"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				p := StartProgress(&out, tt.term, "reading")
				p.Total(3)
				p.Step()
				time.Sleep(min(tt.lasts, 550*time.Millisecond))
				p.Step()
				time.Sleep(tt.lasts - min(tt.lasts, 550*time.Millisecond))
				p.Stop()
				p.Stop()
				if out.String() != tt.want {
					t.Errorf("wrote %q, want %q", out.String(), tt.want)
				}
			})
		})
	}
}
