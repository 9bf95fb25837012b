package test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNu runs the Nu HTML checker over all pages and style sheets.
func TestNu(t *testing.T) {
	jar := filepath.Join(repository, "tools", "browser", "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	var missing []string
	if _, err := exec.LookPath("java"); err != nil {
		missing = append(missing, "Java")
	}
	if _, err := os.Stat(jar); err != nil {
		missing = append(missing, "the npm package vnu-jar")
	}
	if !require(t, "HTML checker", missing...) {
		return
	}
	cmd := exec.Command("java", "-Xmx512m", "-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", site(t))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("run the checker: %v\n%s", err, stderr.String())
	}
	// The checker writes its report to stderr.
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal(stderr.Bytes(), &report); err != nil {
		t.Fatalf("read the checker's report: %v\n%s", err, stderr.String())
	}
	for _, m := range report.Messages {
		if m.Type == "error" || m.Type == "non-document-error" {
			_, file, _ := strings.Cut(m.URL, filepath.ToSlash(site(t))+"/")
			t.Errorf("%s:%d: %s\n\t%s", file, m.LastLine, m.Message, strings.TrimSpace(m.Extract))
		}
	}
}
