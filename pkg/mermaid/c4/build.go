package c4

import (
	"sort"
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// record is an element of the model. The language lets authors set any key of
// an element ($key="value"), so it is a map.
type record map[string]any

// text returns the text at key, whichever of its two forms it has.
func (r record) text(key string) string {
	switch v := r[key].(type) {
	case string:
		return v
	case record:
		s, _ := v["text"].(string)
		return s
	}
	return ""
}

func caption(s any) record { return record{"text": s} }

// builder makes the model as the reference implementation does.
type builder struct {
	src   *chart.Source
	chart *Chart
	// stack, current and parent say in which boundary elements stand.
	stack           []string
	current, parent string
}

func newBuilder(src *chart.Source) *builder {
	c := &Chart{
		Boundaries: []record{{
			"alias": "global", "label": caption("global"), "type": caption("global"),
			"tags": nil, "link": nil, "parentBoundary": "",
		}},
		PerRow: 4, BoundariesPerRow: 2, front: chart.Sanitize(src.Title), places: map[string]place{},
	}
	return &builder{src: src, chart: c, stack: []string{""}, current: "global"}
}

// place is where an address stands.
type place struct{ at, n int }

func (b *builder) head(t token) {
	switch {
	case t.kind == tTitle:
		b.chart.Title = chart.Sanitize(t.text)
	case t.acc == scan.AccTitle:
		// The reference takes it for the title; here it is both.
		b.chart.Title = chart.Sanitize(t.text)
		b.chart.heard = t.text
	default:
		scan.SetAcc(&b.chart.Acc, t.acc, t.text)
	}
}

func find(list []record, key, value string) record {
	for _, r := range list {
		if r[key] == value {
			return r
		}
	}
	return nil
}

func (b *builder) add(name string, args []argument) {
	e := elements[name]
	switch e.kind {
	case aPerson:
		b.shape(e.shape, args, false)
	case aContainer:
		b.shape(e.shape, args, true)
	case aBoundary, aNode:
		b.boundary(e, args)
	case aRelation:
		b.relation(e.shape, args)
	case aStep:
		b.relation(e.shape, args[1:])
	case aStyle:
		b.style(args)
	case aRelStyle:
		b.relStyle(args)
	case aLayout:
		b.layout(args)
	}
}

// named sets what a key="value" argument asks for, or else the field.
func (r record) named(field string, a argument) {
	if a.key != "" {
		field = a.key
	}
	r[field] = a.text
}

// labelled is named for fields whose values are labels. Without an argument
// the field is empty.
func (r record) labelled(field string, args []argument, i int, otherwise string) {
	if i >= len(args) {
		r[field] = caption(otherwise)
		return
	}
	if args[i].key != "" {
		field = args[i].key
	}
	r[field] = caption(args[i].text)
}

// value is what an argument stands for where its name is not looked at.
func (a argument) value() any {
	if a.key != "" {
		return record{a.key: a.text}
	}
	return a.text
}

func (b *builder) rest(r record, args []argument, from int, fields ...string) {
	for i, f := range fields {
		if from+i < len(args) {
			a := args[from+i]
			r.named(f, a)
			if f == "link" && a.key == "" || a.key == "link" {
				b.chart.places[a.text] = place{a.at, a.n}
			}
		}
	}
}

func (b *builder) shape(typ string, args []argument, technical bool) {
	alias := args[0].text
	r := find(b.chart.Shapes, "alias", alias)
	if r == nil {
		r = record{"alias": alias}
		b.chart.Shapes = append(b.chart.Shapes, r)
	}
	r["label"] = caption("")
	if len(args) > 1 {
		r["label"] = caption(args[1].value())
	}
	next := 2
	if technical {
		r.labelled("techn", args, next, "")
		next++
	}
	r.labelled("descr", args, next, "")
	b.rest(r, args, next+1, "sprite", "tags", "link")
	r["typeC4Shape"] = caption(typ)
	r["parentBoundary"] = b.current
}

func (b *builder) boundary(e element, args []argument) {
	if e.kind == aBoundary && e.shape != "" {
		// The kind of boundary is put in as the third argument.
		at := min(2, len(args))
		args = append(args[:at:at], append([]argument{{text: e.shape}}, args[at:]...)...)
	}
	alias := args[0].text
	r := find(b.chart.Boundaries, "alias", alias)
	if r == nil {
		r = record{"alias": alias}
		b.chart.Boundaries = append(b.chart.Boundaries, r)
	}
	r["label"] = caption("")
	if len(args) > 1 {
		r["label"] = caption(args[1].value())
	}
	if e.kind == aNode {
		r.labelled("type", args, 2, "node")
		r.labelled("descr", args, 3, "")
		b.rest(r, args, 5, "tags", "link")
		r["nodeType"] = e.shape
	} else {
		r.labelled("type", args, 2, "system")
		b.rest(r, args, 3, "tags", "link")
	}
	r["parentBoundary"] = b.current
	b.parent, b.current = b.current, alias
	b.stack = append(b.stack, b.parent)
}

// leave ends the boundary that is open.
func (b *builder) leave() {
	b.current = b.parent
	if n := len(b.stack); n >= 2 {
		b.stack = b.stack[:n-1]
		b.parent = b.stack[n-2]
	}
}

func (b *builder) relation(typ string, args []argument) {
	if len(args) < 3 {
		return
	}
	from, to := args[0].text, args[1].text
	var r record
	for _, have := range b.chart.Rels {
		if have["from"] == from && have["to"] == to {
			r = have
		}
	}
	if r == nil {
		r = record{}
		b.chart.Rels = append(b.chart.Rels, r)
	}
	r["type"], r["from"], r["to"], r["label"] = typ, from, to, caption(args[2].value())
	r.labelled("techn", args, 3, "")
	r.labelled("descr", args, 4, "")
	b.rest(r, args, 5, "sprite", "tags", "link")
}

func (b *builder) style(args []argument) {
	r := find(b.chart.Shapes, "alias", args[0].text)
	if r == nil {
		r = find(b.chart.Boundaries, "alias", args[0].text)
	}
	if r == nil {
		return
	}
	fields := []string{"bgColor", "fontColor", "borderColor", "shadowing", "shape", "sprite", "techn", "legendText", "legendSprite"}
	for i, a := range args[1:] {
		if i < len(fields) {
			r.named(fields[i], a)
		}
	}
}

func (b *builder) relStyle(args []argument) {
	if len(args) < 2 {
		return
	}
	for _, r := range b.chart.Rels {
		if r["from"] != args[0].text || r["to"] != args[1].text {
			continue
		}
		for i, a := range args[2:] {
			switch i {
			case 0:
				r.named("textColor", a)
			case 1:
				r.named("lineColor", a)
			case 2, 3:
				field := [...]string{"offsetX", "offsetY"}[i-2]
				if a.key != "" {
					field = a.key
				}
				r[field] = leadingInt(a.text)
			}
		}
		return
	}
}

// leadingInt reads a number as ECMAScript's parseInt does; nil if there is
// none.
func leadingInt(s string) any {
	s = scan.Trim(s)
	n := 0
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
		n = 1
	}
	d := scan.Digits(s[n:])
	v, err := strconv.Atoi(s[:n+d])
	if err != nil {
		return nil
	}
	return v
}

func (b *builder) layout(args []argument) {
	for i, to := range []*int{&b.chart.PerRow, &b.chart.BoundariesPerRow} {
		if i < len(args) {
			if v, ok := leadingInt(args[i].text).(int); ok && v >= 1 {
				*to = v
			}
		}
	}
}

func sortedElements() []string {
	names := make([]string, 0, len(elements))
	for name := range elements {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
