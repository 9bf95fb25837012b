package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// wideColumns is the number of columns from which a table is wider than the
// text.
const wideColumns = 5

func (r *renderer) table(n *extast.Table) {
	if !r.plain {
		class := "table-scroll"
		if len(n.Alignments) >= wideColumns {
			class += " wide"
		}
		r.w.str(`<div class="` + class + `" role="group" tabindex="0" aria-label="`)
		r.w.escape(r.tableLabel(n))
		r.w.str(`">`)
	}
	r.w.str("<table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*extast.TableHeader); ok {
			r.w.str("<thead>\n")
			r.row(row, "th")
			r.w.str("</thead>\n")
			continue
		}
		if !body {
			r.w.str("<tbody>\n")
			body = true
		}
		r.row(row, "td")
	}
	if body {
		r.w.str("</tbody>\n")
	}
	r.w.str("</table>")
	if !r.plain {
		r.w.str("</div>")
	}
	r.w.str("\n")
}

// tableLabel names a table for those who cannot see it: by its columns.
func (r *renderer) tableLabel(n *extast.Table) string {
	var names []string
	if head := n.FirstChild(); head != nil {
		for c := head.FirstChild(); c != nil && len(names) < 4; c = c.NextSibling() {
			if t := strings.TrimSpace(r.doc.plain(c)); t != "" {
				names = append(names, t)
			}
		}
	}
	return strings.Join(names, ", ")
}

func (r *renderer) row(n ast.Node, kind string) {
	r.w.str("<tr>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		tag := kind
		if !c.HasChildren() && !r.plain {
			tag = "td" // an empty corner is the heading of nothing
		}
		r.w.str("<" + tag)
		if tag == "th" && !r.plain {
			r.w.str(` scope="col"`)
		}
		if ok {
			r.align(cell.Alignment)
		}
		r.w.str(">")
		r.children(c)
		r.w.str("</" + tag + ">\n")
	}
	r.w.str("</tr>\n")
}

func (r *renderer) align(a extast.Alignment) {
	if a == extast.AlignNone {
		return
	}
	if r.plain {
		r.w.str(` align="` + a.String() + `"`)
		return
	}
	switch a {
	case extast.AlignRight:
		r.w.str(` class="align-end"`)
	case extast.AlignCenter:
		r.w.str(` class="align-center"`)
	}
}
