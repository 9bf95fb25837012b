// Package pie is the chart type pie. Labels stand beside the slices, joined to
// them by lines; there is no legend.
package pie
