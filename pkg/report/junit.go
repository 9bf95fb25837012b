package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode"

	"course/pkg/diag"
)

// Suite is a group of cases in JUnit's terms: one file's findings, one plan's
// requirements.
type Suite struct {
	Name  string
	Cases []Case
}

// Case is one thing that was judged.
type Case struct {
	Name string
	// Outcome of the case. Defaults to CasePassed.
	Outcome Outcome
	// Kind is the code of a failure, Message one line about it, Text all of
	// it. A case that passed may have a text as well.
	Kind, Message, Text string
}

// Outcome is how a case ended.
type Outcome uint8

// The outcomes that JUnit knows.
const (
	CasePassed Outcome = iota
	CaseFailed
	CaseSkipped
)

type (
	xmlSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Suites   []xmlSuite `xml:"testsuite"`
	}
	xmlSuite struct {
		Name     string    `xml:"name,attr"`
		Tests    int       `xml:"tests,attr"`
		Failures int       `xml:"failures,attr"`
		Errors   int       `xml:"errors,attr"`
		Skipped  int       `xml:"skipped,attr"`
		Cases    []xmlCase `xml:"testcase"`
	}
	xmlCase struct {
		Name      string      `xml:"name,attr"`
		ClassName string      `xml:"classname,attr"`
		Skipped   *xmlFailure `xml:"skipped"`
		Failure   *xmlFailure `xml:"failure"`
		SystemOut string      `xml:"system-out,omitempty"`
	}
	xmlFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes suites as the XML that CI systems read (the schema of
// Jenkins' xUnit plugin). Times are left out: the same findings give the same
// bytes.
func WriteJUnit(w io.Writer, name string, suites []Suite) error {
	all := xmlSuites{Name: name}
	for _, s := range suites {
		x := xmlSuite{Name: s.Name, Tests: len(s.Cases)}
		for _, c := range s.Cases {
			x.Cases = append(x.Cases, xmlCaseOf(s.Name, c))
			switch c.Outcome {
			case CaseFailed:
				x.Failures++
			case CaseSkipped:
				x.Skipped++
			}
		}
		all.Tests += x.Tests
		all.Failures += x.Failures
		all.Suites = append(all.Suites, x)
	}
	data, err := xml.MarshalIndent(all, "", " ")
	if err != nil {
		return fmt.Errorf("write findings as JUnit XML: %w", err)
	}
	if _, err := fmt.Fprintf(w, "%s%s\n", xml.Header, data); err != nil {
		return fmt.Errorf("write findings as JUnit XML: %w", err)
	}
	return nil
}

func xmlCaseOf(suite string, c Case) xmlCase {
	x := xmlCase{Name: c.Name, ClassName: suite}
	detail := &xmlFailure{Message: c.Message, Type: c.Kind, Text: xmlText(c.Text)}
	switch c.Outcome {
	case CaseFailed:
		x.Failure = detail
	case CaseSkipped:
		detail.Type = "" // the schema gives <skipped> a message alone
		x.Skipped = detail
	default:
		x.SystemOut = xmlText(c.Text)
	}
	return x
}

// xmlText drops characters that XML 1.0 cannot hold; the encoder would write
// them as U+FFFD, and colours as garbage.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// writeJUnit makes a suite of each file with findings. Warnings pass, with
// their text, unless the run is strict. Without findings there is one case
// that passed, since CI systems take an empty report for a broken one.
func (r *Report) writeJUnit(w io.Writer) error {
	var suites []Suite
	index := map[string]int{}
	for _, d := range r.Findings {
		name := d.Span.File
		if name == "" {
			name = r.toolName()
		}
		i, ok := index[name]
		if !ok {
			i = len(suites)
			index[name] = i
			suites = append(suites, Suite{Name: name})
		}
		suites[i].Cases = append(suites[i].Cases, r.junitCase(d))
	}
	if len(suites) == 0 {
		suites = []Suite{{Name: r.toolName(), Cases: []Case{{Name: "no findings", Text: r.Summary()}}}}
	}
	return WriteJUnit(w, r.toolName(), suites)
}

func (r *Report) junitCase(d diag.Diagnostic) Case {
	var b strings.Builder
	one := Report{Findings: diag.List{d}, Sources: r.Sources}
	// A strings.Builder takes everything.
	_ = one.writeText(&b)
	at := Resolve(r.Sources, d.Span).Start
	c := Case{
		Name: fmt.Sprintf("%d:%d: %s", at.Line, at.Column, d.Message),
		Kind: d.Code, Message: d.Message, Text: strings.TrimRight(b.String(), "\n"),
	}
	if d.Severity == diag.Error || r.Strict {
		c.Outcome = CaseFailed
	}
	return c
}
