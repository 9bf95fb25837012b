package gantt

import (
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// click reads what stands behind "click": the ids of tasks and then href and
// call in either order. Calls run scripts and are not drawn.
func (p *parser) click() error {
	rest := p.rest()
	n := 0
	for n < len(rest) && scan.Space(rest[n:]) == 0 {
		n++
	}
	ids := rest[:n]
	if n == 0 {
		return p.unexpected("a task's id")
	}
	p.pos += n
	href, call := false, false
	for {
		p.skip()
		rest := p.rest()
		n := scan.Space(rest[min(4, len(rest)):])
		switch {
		case !href && scan.Fold(rest, "href") > 0 && n > 0 && strings.HasPrefix(rest[4+n:], `"`):
			href = true
			p.pos += 5 + n
			if err := p.href(ids); err != nil {
				return err
			}
		case !call && scan.Fold(rest, "call") > 0 && n > 0:
			call = true
			p.pos += 4 + n
			if err := p.call(); err != nil {
				return err
			}
		case !href && !call:
			return p.unexpected("href or call").WithHint(`write: click taskId href "https://…"`)
		default:
			return nil
		}
	}
}

func (p *parser) href(ids string) error {
	rest := p.rest()
	n := strings.IndexByte(rest, '"')
	if n <= 0 {
		return p.unexpected("an address in quotes")
	}
	for _, id := range strings.Split(ids, ",") {
		if p.byID[id] != nil {
			p.chart.Links[id] = Link{URL: rest[:n], at: p.pos, n: n}
		}
	}
	p.pos += n + 1
	return nil
}

func (p *parser) call() error {
	rest := p.rest()
	open := strings.IndexByte(rest, '(')
	if open <= 0 {
		return p.unexpected("a function's name and parentheses")
	}
	end := strings.IndexByte(rest[open:], ')')
	if end < 0 {
		return p.unexpected("a closing parenthesis")
	}
	p.src.Warn(p.pos, open, "the call of %s is ignored: charts run no scripts", chart.Quote(rest[:open]))
	p.pos += open + end + 1
	return nil
}
