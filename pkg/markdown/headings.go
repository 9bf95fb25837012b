package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// headingFacts is what is known of a heading beside its node.
type headingFacts struct {
	Heading
	shown  int    // level as shown
	number string // of a section, for level 2
}

// nameHeadings gives every heading its id and settles which of them is the
// title.
func (d *Document) nameHeadings() (found diag.List) {
	taken := map[string]bool{}
	explicit := map[string]diag.Span{}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			if entering && n.Type() == ast.TypeInline {
				return ast.WalkSkipChildren, nil
			}
			return ast.WalkContinue, nil
		}
		f := &headingFacts{shown: h.Level}
		f.Level = h.Level
		f.Text = strings.Join(strings.Fields(d.plain(h)), " ")
		f.Span = d.nodeSpan(h)
		if id, ok := h.LastChild().(*mdx.HeadingID); ok {
			f.ID, f.Explicit = id.ID, true
			if before, dup := explicit[f.ID]; dup {
				found.Add(diag.Diagnostic{
					Code: "duplicate-id", Severity: diag.Error, Span: d.span(id.Range.Start, id.Range.Stop),
					Message: "the id " + strconv.Quote(f.ID) + " is given twice", Hint: "choose another id",
					Related: []diag.Related{{Span: before, Message: "first given here"}},
				})
			}
			explicit[f.ID] = d.span(id.Range.Start, id.Range.Stop)
			taken[f.ID] = true
		}
		d.headings[h] = f
		d.order = append(d.order, h)
		return ast.WalkSkipChildren, nil
	})
	for _, h := range d.order {
		if f := d.headings[h]; !f.Explicit {
			f.ID = unique(Slug(f.Text), taken)
		}
	}
	d.settleTitle(&found)
	d.numberSections()
	return found
}

// settleTitle applies the rule of the one h1: a first "#" that repeats the
// title is not shown, or is the title; a later one is shown as h2.
func (d *Document) settleTitle(found *diag.List) {
	for i, h := range d.order {
		if h.Level != 1 {
			continue
		}
		f := d.headings[h]
		if i == 0 && h.Parent() == d.root && (d.input.Title == "" || sameTitle(d.input.Title, f.Text)) {
			d.hidden, d.title = h, f.Text
			continue
		}
		f.shown = 2
		found.Add(diag.Diagnostic{
			Code: "second-h1", Severity: diag.Warning, Span: f.Span,
			Message: "the heading " + strconv.Quote(f.Text) + " has the level of the page's title and is shown as level 2", Hint: "write ##",
		})
	}
}

func sameTitle(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(norm.NFC.String(a)), " "), norm.NFC.String(b))
}

func (d *Document) numberSections() {
	n := 0
	for _, h := range d.order {
		if f := d.headings[h]; f.shown == 2 && h != d.hidden {
			n++
			f.number = strconv.Itoa(n)
		}
	}
}

// Title returns the text of the heading that stands for the page's title, if
// the body starts with one.
func (d *Document) Title() string { return d.title }

// unique returns a slug that is not taken, with "-1", "-2", … behind it as
// github-slugger does, and takes it.
func unique(slug string, taken map[string]bool) string {
	id := slug
	for n := 1; taken[id]; n++ {
		id = slug + "-" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// Slug turns a text into an id as github-slugger does: lower case, letters,
// digits, "-" and "_" of any script kept, spaces to dashes, the rest dropped.
func Slug(s string) string {
	s = norm.NFC.String(s)
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unicode.Is(unicode.Pc, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
