// Package yamlpos turns the positions of YAML nodes into byte spans of the
// file that the YAML stands in.
//
// yaml.v3 gives a node's line and column in characters from the start of what
// it was given, and only the start. Front matter starts somewhere inside its
// file, and a finding wants the bytes of the whole scalar.
package yamlpos

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"course/pkg/diag"
	"course/pkg/source"
)

// Text is a stretch of YAML inside a file.
type Text struct {
	File  *source.File
	Start int // byte offset of the YAML's first byte
	End   int // byte offset behind its last byte
}

// Whole returns the text that is all of a file.
func Whole(f *source.File) Text { return Text{File: f, Start: 0, End: len(f.Data)} }

// Bytes returns the YAML.
func (t Text) Bytes() []byte { return t.File.Data[t.Start:t.End] }

// Offset turns a line and column of yaml.v3, both from 1, into an offset in
// the file.
func (t Text) Offset(line, column int) int {
	first := t.File.Line(t.Start)
	start, end := t.File.LineSpan(first + line - 1)
	if line == 1 {
		start = t.Start
	}
	for ; column > 1 && start < end; column-- {
		_, n := utf8.DecodeRune(t.File.Data[start:])
		start += n
	}
	return min(start, t.End)
}

// Span returns the bytes of a node: a scalar as it is written, with its
// quotes; of a collection the first line.
func (t Text) Span(n *yaml.Node) diag.Span {
	if n == nil || n.Line == 0 {
		return diag.Span{File: t.File.Path, Start: t.Start, End: t.Start}
	}
	start := t.Offset(n.Line, n.Column)
	_, lineEnd := t.File.LineSpan(t.File.Line(start))
	end := min(lineEnd, t.End)
	if n.Kind == yaml.ScalarNode {
		end = scalarEnd(t.File.Data, start, end, n)
	}
	return diag.Span{File: t.File.Path, Start: start, End: max(start, end)}
}

// scalarEnd finds where a scalar that starts at start ends, at most at limit.
func scalarEnd(data []byte, start, limit int, n *yaml.Node) int {
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 && start < limit:
		quote := data[start]
		for i := start + 1; i < limit; i++ {
			switch {
			case data[i] == '\\' && quote == '"':
				i++
			case data[i] == quote && quote == '\'' && i+1 < limit && data[i+1] == quote:
				i++
			case data[i] == quote:
				return i + 1
			}
		}
		return limit
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return limit
	}
	if bytes.HasPrefix(data[start:limit], []byte(n.Value)) {
		return start + len(n.Value)
	}
	return limit
}

var errorLine = regexp.MustCompile(`line (\d+)(?:, column (\d+))?: `)

// Error turns an error of yaml.v3 into its plain words and the span of the
// line that it names.
func (t Text) Error(err error) (string, diag.Span) {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	span := diag.Span{File: t.File.Path, Start: t.Start, End: t.Start}
	if m := errorLine.FindStringSubmatch(message); m != nil {
		line, _ := strconv.Atoi(m[1])
		first := t.File.Line(t.Start)
		start, end := t.File.LineSpan(first + line - 1)
		span.Start, span.End = min(start, t.End), min(end, t.End)
		message = strings.Replace(message, m[0], "", 1)
	}
	return strings.TrimPrefix(message, "unmarshal errors:\n  "), span
}

// errAliases is returned for documents that use anchors to multiply content.
var errAliases = errors.New("aliases are not allowed here")

// Parse reads one YAML document into nodes. An empty text gives nil. Aliases
// are refused: nothing that this program reads needs them, and a few lines of
// them can stand for gigabytes.
func (t Text) Parse() (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(t.Bytes(), &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	if n := findAlias(doc.Content[0]); n != nil {
		return nil, fmt.Errorf("yaml: line %d: %w", n.Line, errAliases)
	}
	return doc.Content[0], nil
}

func findAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n
	}
	for _, c := range n.Content {
		if a := findAlias(c); a != nil {
			return a
		}
	}
	return nil
}
