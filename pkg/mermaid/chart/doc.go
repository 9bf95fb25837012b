// Package chart is the vocabulary that all chart types share: the prepared
// source that a type's parser reads, the Chart that it returns, positioned
// errors and warnings, entities and sanitised labels.
//
// A chart type is three things in a package of its own: a parser
//
//	func Parse(src *chart.Source) (chart.Chart, error)
//
// a model (what Chart.Model returns; it marshals to the JSON that the
// reference implementation's database would give), and a drawing
// (Chart.Draw, which writes shapes to an svg.Canvas). The package mermaid
// holds the table of types and does everything that is the same for all.
//
// Prepare removes what is no part of the chart itself: front matter,
// directives and comment lines. The offsets that a parser sees are offsets in
// Source.Text; Source.Errorf and Source.Position translate them back to the
// author's text, so a parser never has to care about what was removed:
//
//	if !strings.HasPrefix(rest, "title") {
//		return nil, src.Errorf(at, n, "expected a title, found %q", word)
//	}
package chart

import "course/pkg/mermaid/svg"

// Chart is a parsed chart.
type Chart interface {
	// Model returns the value whose JSON is the chart's model, in the terms
	// of the reference implementation (kind, nodes, edges …).
	Model() any
	// Draw draws the chart to c, in any coordinates: the canvas keeps the
	// extent of what was drawn, and the view box follows from it.
	Draw(c *svg.Canvas) error
	// Describe returns the chart's title and description for those who do not
	// see it: what the author gave, or else what the model tells.
	Describe(l Language) (title, desc string)
}

// Language is the language of generated descriptions: "en" or "ru". Other
// values mean English.
type Language string

// Pick returns en or ru, whichever l asks for.
func (l Language) Pick(en, ru string) string {
	if l == "ru" {
		return ru
	}
	return en
}
