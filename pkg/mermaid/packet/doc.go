// Package packet is the chart type packet: the fields of a message, bit by
// bit.
package packet
