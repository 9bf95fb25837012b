// Package journey is the chart type journey: the steps of a user's way, how
// good each feels, and who takes part. People have numbers as well as colours.
package journey
