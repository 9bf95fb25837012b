package mermaid

import (
	"errors"
	"time"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/style"
	"course/pkg/mermaid/svg"
)

// Options are the ways to draw a chart.
type Options struct {
	// IDPrefix is put before every id of the SVG, so that a page can hold many
	// charts. Defaults to "mm-".
	IDPrefix string
	// Theme is style.Page for an SVG in a page that has the stylesheet, else
	// the colours of an SVG that stands alone. Defaults to style.Page.
	Theme style.Theme
	// Language is that of generated titles and descriptions. Defaults to
	// English.
	Language chart.Language
	// Now is the time that Gantt charts mean by today. Defaults to none: such
	// charts show no marker, and what they leave open falls on a fixed day, so
	// that builds on different days give the same bytes.
	Now time.Time
}

// Result is a drawn chart.
type Result struct {
	SVG []byte
	// Title and Desc are the texts for those who do not see the chart; the
	// SVG holds them too.
	Title, Desc string
	// Links are the addresses that the chart refers to.
	Links []Link
	// Warnings name what the chart asks for and does not get.
	Warnings []*chart.Error
	// Width and Height are the natural size in pixels.
	Width, Height float64
}

// Link is an address in a chart, where it stands in the source.
type Link struct {
	URL string
	chart.Position
	Length int
}

// Parse reads a chart. The error is a *chart.Error or a *chart.Unsupported.
func Parse(source []byte) (chart.Chart, error) {
	c, _, err := parse(source, time.Time{})
	return c, err
}

// Model returns the value whose JSON is the chart's model.
func Model(source []byte) (any, error) {
	c, err := Parse(source)
	if err != nil {
		return nil, err
	}
	return c.Model(), nil
}

func parse(source []byte, now time.Time) (chart.Chart, *chart.Source, error) {
	src, err := chart.Prepare(string(source))
	if err != nil {
		return nil, nil, err
	}
	src.Now = now
	k, err := detect(src)
	if err != nil {
		return nil, src, err
	}
	c, err := k.parse(src)
	return c, src, err
}

// Draw parses and draws a chart. The error is a *chart.Error or a
// *chart.Unsupported.
func Draw(source []byte, o Options) (*Result, error) {
	c, src, err := parse(source, o.Now)
	if err != nil {
		return nil, err
	}
	if o.IDPrefix == "" {
		o.IDPrefix = "mm-"
	}
	canvas := svg.New(o.IDPrefix)
	if err := c.Draw(canvas); err != nil {
		var at *chart.Error
		if errors.As(err, &at) {
			return nil, at
		}
		return nil, src.Errorf(0, 0, "draw the chart: %v", err)
	}
	r := &Result{Warnings: src.Warnings}
	r.Title, r.Desc = c.Describe(o.Language)
	for _, l := range canvas.Links {
		at := src.Errorf(l.Offset, l.Length, "")
		r.Links = append(r.Links, Link{URL: l.URL, Position: at.Position, Length: at.Length})
	}
	r.SVG = wrap(canvas, r, o)
	return r, nil
}

// margin is the free space around a chart.
const margin = 8

// wrap puts the svg element around a drawing.
func wrap(c *svg.Canvas, r *Result, o Options) []byte {
	all := c.Extent().Grow(margin)
	r.Width, r.Height = all.W, all.H
	b := make([]byte, 0, len(c.Bytes())+512)
	b = append(b, `<svg xmlns="http://www.w3.org/2000/svg" class="mm" viewBox="`...)
	for i, v := range [...]float64{all.X, all.Y, all.W, all.H} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = svg.AppendNumber(b, v)
	}
	b = append(b, `" width="`...)
	b = svg.AppendNumber(b, all.W)
	b = append(b, `" height="`...)
	b = svg.AppendNumber(b, all.H)
	b = append(b, `" role="img" aria-labelledby="`...)
	b = svg.AppendEscaped(b, c.ID("t"))
	if r.Desc != "" {
		b = append(b, `" aria-describedby="`...)
		b = svg.AppendEscaped(b, c.ID("d"))
	}
	b = append(b, `">`...)
	b = element(b, "title", c.ID("t"), r.Title)
	if r.Desc != "" {
		b = element(b, "desc", c.ID("d"), r.Desc)
	}
	if o.Theme != style.Page {
		b = append(b, "<style>"...)
		b = append(b, style.Standalone(o.Theme)...)
		b = append(b, "</style>"...)
	}
	b = append(b, c.Bytes()...)
	return append(b, "</svg>\n"...)
}

func element(b []byte, name, id, content string) []byte {
	b = append(b, '<')
	b = append(b, name...)
	b = append(b, ` id="`...)
	b = svg.AppendEscaped(b, id)
	b = append(b, `">`...)
	b = svg.AppendEscaped(b, content)
	b = append(b, "</"...)
	b = append(b, name...)
	return append(b, '>')
}
