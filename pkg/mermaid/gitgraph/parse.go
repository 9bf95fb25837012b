package gitgraph

import (
	"strconv"
	"strings"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/scan"
)

// Parse reads a git graph.
func Parse(src *chart.Source) (chart.Chart, error) {
	p := &parser{src: src, text: src.Text, repo: newRepo(src)}
	if err := p.document(); err != nil {
		return nil, err
	}
	p.repo.chart.Branches = p.repo.sorted()
	p.repo.chart.Current = p.repo.current
	return p.repo.chart, nil
}

type parser struct {
	src  *chart.Source
	text string
	pos  int
	repo *repo
}

func (p *parser) rest() string { return p.text[p.pos:] }

func (p *parser) unexpected(want string) *chart.Error {
	line := p.rest()[:scan.Until(p.rest(), "\n")]
	return p.src.Errorf(p.pos, len(line), "expected %s, found %s", want, chart.Quote(p.rest()))
}

func (p *parser) document() error {
	p.pos += scan.BlankLines(p.rest())
	if err := p.head(); err != nil {
		return err
	}
	for {
		p.pos += scan.BlankLines(p.rest())
		if p.rest() == "" {
			return nil
		}
		if err := p.statement(); err != nil {
			return err
		}
		p.pos += scan.Blank(p.rest())
		if rest := p.rest(); rest != "" && rest[0] != '\n' {
			return p.unexpected("the end of the line")
		}
	}
}

// head reads "gitGraph", "gitGraph:" or "gitGraph LR:".
func (p *parser) head() error {
	if strings.HasPrefix(p.rest(), "gitGraph:") {
		p.pos += len("gitGraph:")
		return nil
	}
	n := scan.Keyword(p.rest(), "gitGraph")
	if n == 0 {
		return p.unexpected(`"gitGraph"`)
	}
	p.pos += n
	at := p.pos + scan.Blank(p.rest())
	rest := p.text[at:]
	for _, d := range [...]string{"LR", "TB", "BT"} {
		if word(rest) != d {
			continue
		}
		p.repo.chart.Direction = d
		p.pos = at + 2
		p.pos += scan.Blank(p.rest())
		if !strings.HasPrefix(p.rest(), ":") {
			return p.unexpected(`":" after the direction`).WithHint("write: gitGraph %s:", d)
		}
		p.pos++
		return nil
	}
	if strings.HasPrefix(rest, ":") {
		p.pos = at + 1
	}
	return nil
}

// word returns the name at the start of s: letters, digits and "_", inside
// also "-", "." and "/". It is what a keyword must not be the beginning of.
func word(s string) string {
	n := 0
	for n < len(s) && (scan.IsWord(s[n]) || n > 0 && strings.IndexByte("-./", s[n]) >= 0) {
		n++
	}
	for n > 1 && (s[n-1] == '.' || s[n-1] == '/') {
		n--
	}
	return s[:n]
}

func (p *parser) statement() error {
	rest := p.rest()
	if n, kind, value := scan.CommonStatement(rest); n > 0 {
		scan.SetCommon(&p.repo.chart.Title, &p.repo.chart.Acc, kind, value)
		p.pos += n
		return nil
	}
	at := p.pos
	w := word(rest)
	switch w {
	case "commit", "merge", "cherry-pick", "branch", "checkout", "switch":
		p.pos += len(w)
		p.pos += scan.Blank(p.rest())
	default:
		return p.unexpected("commit, branch, checkout, merge or cherry-pick")
	}
	var err error
	switch w {
	case "commit":
		var a arguments
		if a, err = p.arguments("id:", "msg:", "tag:", "type:"); err == nil {
			p.repo.commit(a)
		}
	case "branch":
		err = p.branch(at)
	case "checkout", "switch":
		var name string
		if name, err = p.name(); err == nil {
			err = p.repo.checkout(name, at, p.pos-at)
		}
	case "merge":
		err = p.merge(at)
	case "cherry-pick":
		var a arguments
		if a, err = p.arguments("id:", "tag:", "parent:"); err == nil {
			err = p.repo.cherryPick(a, at, p.pos-at)
		}
	}
	return err
}

// name reads a branch's name, bare or in quotes.
func (p *parser) name() (string, error) {
	rest := p.rest()
	if n, text := scan.Quoted(rest); n > 0 {
		p.pos += n
		return chart.Sanitize(text), nil
	}
	w := word(rest)
	if w == "" || integer(rest) > 0 || keywords[w] || strings.HasPrefix(rest, "title") || labelled(rest) {
		return "", p.unexpected("a branch's name").WithHint(`write names that are keywords or no plain words in quotes: "%s"`, strings.Trim(rest[:scan.Until(rest, " \n")], `"`))
	}
	p.pos += len(w)
	return chart.Sanitize(w), nil
}

// keywords cannot be the name of a branch unless they are quoted.
var keywords = map[string]bool{
	"commit": true, "merge": true, "cherry-pick": true, "branch": true, "checkout": true, "switch": true,
	"LR": true, "TB": true, "BT": true, "NORMAL": true, "REVERSE": true, "HIGHLIGHT": true, "gitGraph": true,
}

// labelled reports whether s starts with the name of an argument.
func labelled(s string) bool {
	for _, label := range [...]string{"id:", "msg:", "tag:", "type:", "order:", "parent:"} {
		if strings.HasPrefix(s, label) {
			return true
		}
	}
	return false
}

// integer returns the length of a whole number at the start of s.
func integer(s string) int {
	n := scan.Digits(s)
	switch {
	case n == 0:
		return 0
	case s[0] == '0':
		return 1
	case n < len(s) && s[n] == '.':
		return n - 1
	}
	return n
}

func (p *parser) branch(at int) error {
	name, err := p.name()
	if err != nil {
		return err
	}
	order := 0
	p.pos += scan.Blank(p.rest())
	if strings.HasPrefix(p.rest(), "order:") {
		p.pos += len("order:")
		p.pos += scan.Blank(p.rest())
		n := integer(p.rest())
		if n == 0 {
			return p.unexpected("a whole number")
		}
		order, _ = strconv.Atoi(p.rest()[:n])
		p.pos += n
	}
	return p.repo.branch(name, order, at, p.pos-at)
}

func (p *parser) merge(at int) error {
	name, err := p.name()
	if err != nil {
		return err
	}
	p.pos += scan.Blank(p.rest())
	a, err := p.arguments("id:", "tag:", "type:")
	if err != nil {
		return err
	}
	return p.repo.merge(name, a, at, p.pos-at)
}

// arguments are what stands behind a statement's first word.
type arguments struct {
	id, message, parent string
	tags                []string
	kind                *Kind
}

// arguments reads arguments of the given names, each with a text in quotes.
// A text without a name is a message, where messages are allowed.
func (p *parser) arguments(names ...string) (arguments, error) {
	var a arguments
next:
	for {
		p.pos += scan.Blank(p.rest())
		rest := p.rest()
		if rest == "" || rest[0] == '\n' {
			return a, nil
		}
		for _, name := range names {
			if name == "msg:" && (rest[0] == '"' || rest[0] == '\'') {
				name = ""
			}
			if !strings.HasPrefix(rest, name) {
				continue
			}
			p.pos += len(name)
			p.pos += scan.Blank(p.rest())
			if err := p.argument(&a, name); err != nil {
				return a, err
			}
			continue next
		}
		return a, p.unexpected(strings.Join(names, " ") + " or the end of the line")
	}
}

func (p *parser) argument(a *arguments, name string) error {
	if name == "type:" {
		kind, ok := kinds[word(p.rest())]
		if !ok {
			return p.unexpected("NORMAL, REVERSE or HIGHLIGHT")
		}
		a.kind = &kind
		p.pos += len(word(p.rest()))
		return nil
	}
	n, text := scan.Quoted(p.rest())
	if n == 0 {
		return p.unexpected("a text in quotes")
	}
	p.pos += n
	switch name {
	case "id:":
		a.id = chart.Sanitize(text)
	case "tag:":
		a.tags = append(a.tags, chart.Sanitize(text))
	case "parent:":
		a.parent = chart.Sanitize(text)
	default:
		a.message = chart.Sanitize(text)
	}
	return nil
}

var kinds = map[string]Kind{"NORMAL": Normal, "REVERSE": Reverse, "HIGHLIGHT": Highlight}
