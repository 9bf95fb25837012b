package report_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mattn/go-runewidth"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"course/pkg/report"
)

func testFS(text string) fs.FS { return fstest.MapFS{"a": &fstest.MapFile{Data: []byte(text)}} }

func displayWidth(s string) int {
	condition := runewidth.Condition{StrictEmojiNeutral: true}
	return condition.StringWidth(s)
}

// checkSchema checks output against what the format's readers demand.
func checkSchema(t *testing.T, format report.Format, data []byte) {
	t.Helper()
	switch format {
	case report.JSON, report.SARIF:
		schema := compileSchema(t, "testdata/"+string(format)+".schema.json")
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s does not fit its schema: %v", format, err)
		}
	case report.JUnit:
		checkJUnit(t, data)
	}
}

func compileSchema(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// junitElements is the schema of Jenkins' xUnit plugin (junit-10.xsd), as far
// as it concerns elements that occur here: what each may hold, in order, and
// which attributes it has, those that it must have first.
var junitElements = map[string]struct{ children, required, optional []string }{
	"testsuites": {[]string{"testsuite"}, nil, []string{"name", "time", "tests", "failures", "errors"}},
	"testsuite":  {[]string{"testcase"}, []string{"name", "tests"}, []string{"failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file"}},
	"testcase":   {[]string{"skipped", "error", "failure", "system-out", "system-err"}, []string{"name"}, []string{"classname", "status", "time", "file", "line"}},
	"failure":    {nil, nil, []string{"type", "message"}},
	"skipped":    {nil, nil, []string{"type", "message"}},
	"system-out": {},
}

func checkJUnit(t *testing.T, data []byte) {
	t.Helper()
	var stack []xml.StartElement
	counted := map[string]int{}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if token == nil {
			if err.Error() != "EOF" {
				t.Errorf("not well-formed XML: %v", err)
			}
			return
		}
		switch x := token.(type) {
		case xml.StartElement:
			if err := checkElement(stack, x); err != nil {
				t.Error(err)
			}
			if x.Name.Local == "testsuite" {
				counted = map[string]int{}
			}
			counted[x.Name.Local]++
			stack = append(stack, x.Copy())
		case xml.EndElement:
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if top.Name.Local != "testsuite" {
				continue
			}
			for attribute, element := range map[string]string{"tests": "testcase", "failures": "failure", "skipped": "skipped"} {
				if got := attr(top, attribute); got != strconv.Itoa(counted[element]) {
					t.Errorf("testsuite says %s=%q and holds %d", attribute, got, counted[element])
				}
			}
		}
	}
}

func checkElement(stack []xml.StartElement, x xml.StartElement) error {
	rule, ok := junitElements[x.Name.Local]
	if !ok {
		return fmt.Errorf("unknown element <%s>", x.Name.Local)
	}
	if len(stack) > 0 {
		parent := stack[len(stack)-1].Name.Local
		if !slices.Contains(junitElements[parent].children, x.Name.Local) {
			return fmt.Errorf("<%s> in <%s>", x.Name.Local, parent)
		}
	} else if !strings.HasPrefix(x.Name.Local, "testsuite") {
		return fmt.Errorf("<%s> at the top", x.Name.Local)
	}
	for _, a := range x.Attr {
		if !slices.Contains(rule.required, a.Name.Local) && !slices.Contains(rule.optional, a.Name.Local) {
			return fmt.Errorf("<%s> has no attribute %s", x.Name.Local, a.Name.Local)
		}
	}
	for _, name := range rule.required {
		if attr(x, name) == "" {
			return fmt.Errorf("<%s> lacks %s", x.Name.Local, name)
		}
	}
	return nil
}

func attr(x xml.StartElement, name string) string {
	for _, a := range x.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
