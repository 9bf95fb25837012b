package markdown

import (
	"regexp"
	"slices"
	"strings"

	"course/pkg/diag"
	"course/pkg/mdx"

	"github.com/wyatt915/treeblood"
)

// math writes a formula as MathML, or its source where it cannot be read.
func (r *renderer) math(n *mdx.Math) {
	out, err := mathML(n.Source, n.Display)
	// In running text it stands in a paragraph, which takes no <div>.
	element := "div"
	if n.Inline {
		element = "span"
	}
	if n.Display {
		r.w.str("<" + element + ` class="formula" tabindex="0" role="group" aria-label="`)
		r.w.escape(r.text("formula.label"))
		r.w.str(`">`)
	}
	if err != nil || out == "" {
		r.found.Add(diag.Diagnostic{
			Code: "bad-formula", Severity: diag.Warning, Span: r.span(n.Range.Start, n.Range.Stop),
			Message: "the formula cannot be read and is shown as its source", Hint: "check its braces and commands",
		})
		r.w.str(`<code translate="no">`)
		r.w.escape(n.Source)
		r.w.str("</code>")
	} else {
		r.w.str(out)
	}
	if n.Display {
		r.w.str("</" + element + ">")
		if !n.Inline {
			r.w.str("\n")
		}
	}
}

// mathML converts LaTeX. The library may panic on input that it does not
// expect, which is an error here.
func mathML(source string, display bool) (out string, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = "", errFormula
		}
	}()
	source = mathSpace.ReplaceAllString(source, `\ ${1}`)
	if display {
		out, err = treeblood.DisplayStyle(source, nil)
	} else {
		out, err = treeblood.InlineStyle(source, nil)
	}
	if err == nil && strings.Contains(out, "<merror") {
		err = errFormula
	}
	// Pages carry no inline style, and the indent is a third of the bytes.
	out = mathIndent.ReplaceAllString(mathStyle.ReplaceAllString(strings.TrimSpace(out), ""), "><")
	return mathTag.ReplaceAllStringFunc(out, sortAttrs), err
}

// sortAttrs puts the attributes of a tag in order; the library has them in a
// map, and the same lesson must give the same bytes.
func sortAttrs(tag string) string {
	attrs := mathAttr.FindAllString(tag, -1)
	if len(attrs) < 2 {
		return tag
	}
	slices.Sort(attrs)
	name, _, _ := strings.Cut(tag, " ")
	return name + strings.Join(attrs, "") + ">"
}

var (
	mathSpace  = regexp.MustCompile(`\\space([^A-Za-z]|$)`)
	mathStyle  = regexp.MustCompile(` style="[^"]*"`)
	mathTag    = regexp.MustCompile(`<[a-z]+(?: [^<>"=\s]+="[^"]*")+>`)
	mathAttr   = regexp.MustCompile(` [^<>"=\s]+="[^"]*"`)
	mathIndent = regexp.MustCompile(`>\s+<`)
)

type formulaError string

func (e formulaError) Error() string { return string(e) }

const errFormula = formulaError("read the formula")
