package class

import (
	"strings"

	"course/pkg/mermaid/chart"
)

// styles reads classDef and style; declarations go to the line's end.
func (p *parser) styles() {
	t := p.next()
	ids := []string{p.expect(tAlpha, "a name").text}
	for t.kind == tClassDef && p.accept(tComma) {
		ids = append(ids, p.expect(tAlpha, "a name").text)
	}
	if p.err != nil {
		return
	}
	start := p.tok.at
	for p.tok.kind != tNewline && p.tok.kind != tEOF {
		if p.tok.kind == tOpenEnd || p.tok.kind == tInvalid || p.tok.kind == tStr {
			p.unexpected("declarations such as fill:#f9f")
			return
		}
		p.next()
	}
	styles := strings.Split(strings.Trim(p.src.Text[start:p.tok.at], " \t;"), ",")
	if t.kind == tStyle {
		p.chart.setStyle(ids[0], styles)
		return
	}
	for _, id := range ids {
		p.chart.Classdefs[id] = append(p.chart.Classdefs[id], styles...)
	}
}

// click reads links; functions are read and not called.
func (p *parser) click() {
	t := p.next()
	name, at := p.name()
	if p.err != nil {
		return
	}
	switch {
	case t.kind == tCallback:
		f := p.expect(tStr, "the name of a function in quotation marks")
		p.callback(at, name, f)
		return
	case t.kind == tClick && p.tok.kind == tCallbackName:
		f := p.next()
		p.accept(tCallbackArgs)
		p.callback(at, name, f)
		return
	case t.kind == tClick:
		p.expect(tHref, "href or call")
	}
	url := p.expect(tStr, "an address in quotation marks")
	tooltip := ""
	if p.err == nil && p.tok.kind == tStr {
		tooltip = p.next().text
	}
	p.accept(tLinkTarget)
	if p.err == nil {
		p.chart.setLink(name, url, tooltip)
	}
}

func (p *parser) callback(at token, name string, f token) {
	tooltip := ""
	if p.err == nil && p.tok.kind == tStr {
		tooltip = p.next().text
	}
	if p.err != nil {
		return
	}
	c := p.chart.byID[name]
	if c == nil {
		p.fail(at, "there is no class %s yet", chart.Quote(name)).WithHint("put the statement below the class")
		return
	}
	c.Tooltip = chart.Sanitize(tooltip)
	p.chart.setCSSClass(name, "clickable")
	p.src.Warn(f.at, f.end-f.at, "the function %s is not called: the page has no script for it", chart.Quote(f.text))
}
