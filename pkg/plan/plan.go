package plan

import (
	"course/pkg/diag"
	"course/pkg/source"
)

// Text is a string of a plan with its place. For YAML scalars the span covers
// the scalar as written, quotes included.
type Text struct {
	Value string
	Span  diag.Span
}

// Plan is one plan file as read, before anything is compared with it.
type Plan struct {
	File *source.File
	Path string
	Name Name // what the file name says

	// Phase, Number and DependsOn are raw text: "08", "06.2" and "010" are
	// names, not numbers.
	Phase, Number Text
	Type          Text
	Status        Text
	Wave          Text
	DependsOn     []Text
	FilesModified []Text
	Requirements  []Text
	SupersededBy  Text

	Truths    []Text
	Artifacts []Artifact
	Links     []KeyLink
	// Wants is must_haves.lesson: what is asked of the lesson in so many
	// words. A group that stands there is not inferred from the body again.
	Wants Wants

	Body    Body
	Waivers []*Waiver

	// Problems are the findings of reading: what could not be read as
	// written, each with its place.
	Problems []Check

	hasFront bool
	// Named says that the user named the plan on the command line, Foreign
	// that it lies outside the plan folders.
	Named, Foreign bool
}

// Artifact is one file that a plan asks for.
type Artifact struct {
	Path Text
	// Bare says that the artifact is a text in the list, which may be prose,
	// and not a record with a path.
	Bare        bool
	Provides    string
	MinLines    *Bound
	MaxLines    *Bound
	Contains    []Keyword
	NotContains []Keyword
	Exports     []Text
}

// Bound is a limit on the number of lines.
type Bound struct {
	N    int
	Span diag.Span
}

// Keyword is what a file has to hold, or must not hold.
type Keyword struct {
	// Text is looked for literally first and as RE2 if that misses, unless
	// Literal or Regex says which of the two it is.
	Text           string
	Literal, Regex bool
	IgnoreCase     bool
	MinCount       int    // Defaults to 1.
	In             string // code, prose, heading, frontmatter; empty for anywhere
	Span           diag.Span
}

// KeyLink is a connection between two places that a plan asks for.
type KeyLink struct {
	From, To, Via, Pattern Text
	Span                   diag.Span
}

// Waiver is a comment that accepts a finding: <!-- plan-ok: CODE reason -->.
type Waiver struct {
	Code   string
	Reason string
	Span   diag.Span
	used   bool
}

// Body is what stands below the front matter.
type Body struct {
	// Start is the offset of the body in the file.
	Start int
	// Tags are the elements found, in order of their opening.
	Tags  []Element
	Tasks []Task
}

// Element is one element of the body, such as <action>.
type Element struct {
	Name  string
	Attrs map[string]string
	// Span covers the element with its tags; Inner is between the tags.
	Span, Inner diag.Span
	// Parent is an index into Body.Tags, -1 at the top.
	Parent int
}

// Task is one <task>.
type Task struct {
	Type   string
	Name   Text
	Files  []Text
	Action diag.Span // empty where there is none
	Verify []diag.Span
	Done   diag.Span
	Span   diag.Span
}

// text returns the bytes of a span of the plan.
func (p *Plan) text(s diag.Span) string {
	if s.Start < 0 || s.End > len(p.File.Data) || s.Start > s.End {
		return ""
	}
	return string(p.File.Data[s.Start:s.End])
}

// span makes a span in the plan's file.
func (p *Plan) span(start, end int) diag.Span {
	return diag.Span{File: p.Path, Start: start, End: end}
}

// elements returns the elements of a name.
func (p *Plan) elements(name string) []Element {
	var out []Element
	for _, e := range p.Body.Tags {
		if e.Name == name {
			out = append(out, e)
		}
	}
	return out
}
