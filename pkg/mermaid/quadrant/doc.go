// Package quadrant is the chart type quadrantChart: points between two axes
// whose halves have names.
//
// The reference's database holds pixels and theme colours for this type; the
// model here holds what the author wrote.
package quadrant
