package theme

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// stripSize is the geometry of one of the two drawings of a strip, in units of
// its view box.
type stripSize struct {
	width, height float64 // of the bars' field
	step, gap     float64 // widest distance of bars, and more between groups
	share         float64 // of a step that the bar takes
	labels        bool    // numbers of modules below
}

var (
	coverSize = stripSize{width: 664, height: 62, step: 23, gap: 20, share: .4, labels: true}
	smallSize = stripSize{width: 176, height: 30, step: 6, gap: 6, share: .42}
)

// svg draws the strip. Label is its text alternative; where it is empty, the
// strip is decoration beside a text that says the same.
func (z stripSize) svg(s *Strip, dir, label string) template.HTML {
	height := z.height + 1
	if z.labels {
		height = z.height + 20
	}
	var b strings.Builder
	b.WriteString(`<svg class="strip" viewBox="0 0 ` + number(z.width) + " " + number(height) + `"`)
	if label == "" {
		b.WriteString(` aria-hidden="true" focusable="false">`)
	} else {
		b.WriteString(` role="img" aria-label="` + template.HTMLEscapeString(label) + `">`)
	}
	z.bars(&b, s, dir == "rtl")
	b.WriteString("</svg>")
	return trusted(b.String())
}

func (z stripSize) bars(b *strings.Builder, s *Strip, rtl bool) {
	groups, most := 0, 1
	for i, bar := range s.Bars {
		most = max(most, bar.Minutes)
		if i > 0 && bar.Group != s.Bars[i-1].Group {
			groups++
		}
	}
	step, gap := z.fit(len(s.Bars), groups)
	width := step * z.share
	place := func(x, w float64) string {
		if rtl {
			x = z.width - x - w
		}
		return number(x)
	}
	x, start := 0.0, 0.0
	for i, bar := range s.Bars {
		if i > 0 && bar.Group != s.Bars[i-1].Group {
			x += gap
			start = x
		}
		h := max(z.height/20, z.height*float64(bar.Minutes)/float64(most))
		b.WriteString("<rect")
		if bar.Current {
			b.WriteString(` class="here"`)
		}
		b.WriteString(` x="` + place(x, width) + `" y="` + number(z.height-h) + `" width="` + number(width) + `" height="` + number(h) + `"/>`)
		if last := i+1 == len(s.Bars) || s.Bars[i+1].Group != bar.Group; last && z.labels {
			z.group(b, bar.Group, start, x+width, place)
		}
		x += step
	}
	if end := x - step + width; !z.labels && end > 0 {
		b.WriteString(`<path d="M` + place(0, end) + " " + number(z.height+.5) + "h" + number(end) + `"/>`)
	}
}

// group draws the rule and the number below the bars of a module.
func (z stripSize) group(b *strings.Builder, name string, from, to float64, place func(x, w float64) string) {
	y := number(z.height + 3.5)
	b.WriteString(`<path d="M` + place(from, to-from) + " " + y + "h" + number(to-from) + `"/>`)
	if name != "" {
		text := template.HTMLEscapeString(name)
		b.WriteString(`<text x="` + place(from, 7*float64(len(name))) + `" y="` + number(z.height+18) + `">` + text + "</text>")
	}
}

// fit narrows the step and the gap until all bars have room.
func (z stripSize) fit(bars, groups int) (step, gap float64) {
	need := z.step*(float64(bars)-1+z.share) + z.gap*float64(groups)
	scale := min(1, z.width/max(need, 1))
	return z.step * scale, z.gap * scale
}

// number writes a coordinate with at most two decimals.
func number(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// Thin makes the bars of a strip fit into 60: a course with more lessons is
// drawn by modules, and one with more modules by every so many of them.
func (s *Strip) Thin() {
	if len(s.Bars) <= 60 {
		return
	}
	var modules []Bar
	for _, b := range s.Bars {
		if n := len(modules); n > 0 && modules[n-1].Group == b.Group {
			modules[n-1].Minutes += b.Minutes
			modules[n-1].Current = modules[n-1].Current || b.Current
			continue
		}
		modules = append(modules, b)
	}
	s.OfModules = true
	for len(modules) > 60 {
		modules = slices.Collect(pairs(modules))
	}
	for i := range modules {
		modules[i].Group = ""
	}
	s.Bars = modules
}

// pairs joins neighbouring bars.
func pairs(bars []Bar) func(yield func(Bar) bool) {
	return func(yield func(Bar) bool) {
		for i := 0; i < len(bars); i += 2 {
			b := bars[i]
			if i+1 < len(bars) {
				b.Minutes += bars[i+1].Minutes
				b.Current = b.Current || bars[i+1].Current
			}
			if !yield(b) {
				return
			}
		}
	}
}
