package sequence

import (
	"math"
	"strconv"
)

// numbering counts messages, from one on, and shows the numbers where
// autonumber says so. A start or step of zero is none, as in the reference.
type numbering struct {
	on         bool
	value, inc float64
}

func (n *numbering) set(to *Numbering) {
	n.on = to.Visible
	if to.Start != nil && *to.Start != 0 {
		n.value = *to.Start
	}
	if to.Step != nil && *to.Step != 0 {
		n.inc = *to.Step
	}
}

// next returns the number of the next message, "" if numbers do not show.
func (n *numbering) next() string {
	value := n.value
	n.value = math.Round((n.value+n.inc)*100) / 100
	if !n.on {
		return ""
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}
