package flowchart

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
)

// styles reads declarations separated by commas.
func (p *parser) styles() []string {
	var all []string
	for p.err == nil {
		t := p.tok
		if !t.kind.inStyle() {
			p.unexpected("a declaration such as fill:#f9f")
			return nil
		}
		end := t.end()
		for p.tok.kind.inStyle() {
			end = p.next().end()
		}
		all = append(all, p.src.Text[t.at:end])
		if !p.accept(tComma) {
			break
		}
	}
	return all
}

func (p *parser) space(after string) { p.expect(tSpace, "a space after "+after) }

func (p *parser) style() {
	p.next()
	p.space("style")
	id, at := p.id("the id of a node after style")
	p.space("the id")
	if styles := p.styles(); p.err == nil {
		n := p.chart.addNode(id, nil, "", at.at)
		if n != nil {
			n.Styles = append(n.Styles, styles...)
		}
	}
}

func (p *parser) classDef() {
	p.next()
	p.space("classDef")
	id, _ := p.id("the name of a class after classDef")
	p.space("the name of the class")
	if styles := p.styles(); p.err == nil {
		p.chart.addClass(id, styles)
	}
}

func (p *parser) class() {
	p.next()
	p.space("class")
	ids, _ := p.id("the ids of nodes after class")
	p.space("the ids")
	class, _ := p.id("the name of a class")
	if p.err == nil {
		p.chart.setClass(ids, class)
	}
}

// alphaNum reads the name of a curve or a function.
func (p *parser) alphaNum(want string) string {
	t := p.tok
	if p.err != nil || !t.kind.inAlphaNum() {
		if p.err == nil {
			p.unexpected(want)
		}
		return ""
	}
	end := t.end()
	for p.tok.kind.inAlphaNum() {
		end = p.next().end()
	}
	return p.src.Text[t.at:end]
}

func (p *parser) linkStyle() {
	p.next()
	p.space("linkStyle")
	var which []token
	if p.tok.kind == tDefault {
		which = append(which, p.next())
	} else {
		which = p.numbers()
	}
	p.space("the numbers of links")
	if p.err == nil && p.tok.kind == tInterpolate {
		p.next()
		p.space("interpolate")
		curve := p.alphaNum("the name of a curve")
		p.eachLink(which, func(e *Edge) { e.Curve = curve }, func() { p.chart.DefaultCurve = curve })
		if p.err != nil || p.tok.kind != tSpace {
			return
		}
		p.next()
	}
	styles := p.styles()
	p.eachLink(which, func(e *Edge) {
		e.Style = append([]string(nil), styles...)
		for _, s := range styles {
			if strings.HasPrefix(s, "fill") {
				return
			}
		}
		e.Style = append(e.Style, "fill:none")
	}, func() { p.chart.DefaultStyle = styles })
}

func (p *parser) numbers() []token {
	var all []token
	for p.err == nil {
		if t, ok := p.expect(tNum, "the number of a link, from 0"); ok {
			all = append(all, t)
		}
		if !p.accept(tComma) {
			break
		}
	}
	return all
}

// eachLink calls one for every link named, or all for "default".
func (p *parser) eachLink(which []token, one func(*Edge), all func()) {
	if p.err != nil {
		return
	}
	for _, t := range which {
		if t.kind == tDefault {
			all()
			continue
		}
		n, err := strconv.Atoi(t.text)
		if err != nil || n >= len(p.chart.Edges) {
			e := p.fail(t.at, len(t.text), "there is no link number %s here", t.text)
			if len(p.chart.Edges) == 0 {
				e.WithHint("put linkStyle below the links")
			} else {
				e.WithHint("links are counted from 0; the last one above is %d", len(p.chart.Edges)-1)
			}
			return
		}
		one(p.chart.Edges[n])
	}
}

// click reads what a node links to. Functions are read and not called: there
// is no script.
func (p *parser) click() {
	ids := p.next()
	switch {
	case p.tok.kind == tCallbackName:
		name := p.next()
		p.accept(tCallbackArgs)
		p.callback(ids, name.at, len(name.text))
	case p.tok.kind == tHref:
		p.next()
		p.clickLink(ids)
	case p.tok.kind == tStr:
		p.clickLink(ids)
	default:
		at := p.tok.at
		name := p.alphaNum("an address in quotation marks")
		if p.err == nil {
			p.callback(ids, at, len(name))
		}
	}
}

func (p *parser) callback(ids token, at, length int) {
	p.chart.setClass(ids.text, "clickable")
	p.src.Warn(at, length, "the function %s is not called: the page has no script for it", chart.Quote(p.src.Text[at:at+length]))
	if p.accept(tSpace) {
		if t, ok := p.expect(tStr, "a tooltip in quotation marks"); ok {
			p.chart.setTooltip(ids.text, t.text)
		}
	}
}

func (p *parser) clickLink(ids token) {
	url, ok := p.expect(tStr, "an address in quotation marks")
	if !ok {
		return
	}
	tooltip := ""
	if p.accept(tSpace) {
		if p.tok.kind == tStr {
			tooltip = p.next().text
			if p.accept(tSpace) {
				p.expect(tLinkTarget, "_self, _blank, _parent or _top")
			}
		} else {
			p.expect(tLinkTarget, "a tooltip or _self, _blank, _parent or _top")
		}
	}
	if p.err == nil {
		p.chart.setLink(ids.text, url, p)
		if tooltip != "" {
			p.chart.setTooltip(ids.text, tooltip)
		}
	}
}
