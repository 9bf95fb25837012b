package mermaid_test

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"course/pkg/mermaid"
	"course/pkg/mermaid/flowchart"
	"course/pkg/mermaid/layout"
	"course/pkg/mermaid/state"
)

var domID = regexp.MustCompile(`^m\d+-flowchart-(.*)-\d+$`)

// nearFlowchart lays the chart out with the reference's sizes and compares
// the positions of all nodes.
func nearFlowchart(t *testing.T, c sample) bool {
	parsed, err := mermaid.Parse([]byte(c.Source))
	if err != nil || len(c.Geometry.Nodes) == 0 {
		return false
	}
	f := parsed.(*flowchart.Chart)
	want := map[string]box{}
	for id, b := range c.Geometry.Nodes {
		if m := domID.FindStringSubmatch(id); m != nil {
			want[m[1]] = b
		}
	}
	g, at := f.Graph(flowchart.Sizes{
		Node: func(n *flowchart.Node) (w, h float64) {
			b := want[n.ID]
			return b.W, b.H
		},
		Label: func(i int, e *flowchart.Edge) (w, h float64) { return labelSize(c, i, e.Text) },
		Title: func(*flowchart.Cluster) (w, h float64) { return 0, 0 },
	})
	if err := g.Place(); err != nil {
		t.Logf("%s: %v", c.Name, err)
		return false
	}
	return samePlaces(t, c.Name, g, at, want)
}

// labelSize returns the size of an edge's label in the reference: that of
// the same text, else that of the edge's number, since the reference's labels
// are not in the order of edges where there are clusters.
func labelSize(c sample, i int, label string) (w, h float64) {
	if label == "" {
		return 0, 0
	}
	for _, l := range c.Geometry.Labels {
		if squeeze(l.Text) == squeeze(label) {
			return l.W, l.H
		}
	}
	if i < len(c.Geometry.Labels) {
		return c.Geometry.Labels[i].W, c.Geometry.Labels[i].H
	}
	return 0, 0
}

var stateID = regexp.MustCompile(`^m\d+-state-(.*)-\d+$`)

// nearState is nearFlowchart for state charts.
func nearState(t *testing.T, c sample) bool {
	parsed, err := mermaid.Parse([]byte(c.Source))
	if err != nil || len(c.Geometry.Nodes) == 0 {
		return false
	}
	s := parsed.(*state.Chart)
	// Generated ids differ: regions are told apart by their order alone.
	want := map[string]box{}
	for _, id := range slices.Sorted(maps.Keys(c.Geometry.Nodes)) { // two notes of a state share a name
		if m := stateID.FindStringSubmatch(id); m != nil {
			want[regionID.ReplaceAllString(m[1], "id-region-0")] = c.Geometry.Nodes[id]
		}
	}
	g, at := s.Graph(state.Sizes{
		Node: func(n *state.Node) (w, h float64) {
			b := want[stateKey(n)]
			return b.W, b.H
		},
		Label: func(i int, e *state.Edge) (w, h float64) { return labelSize(c, i, e.Text) },
		Title: func(*state.Node) (w, h float64) { return 0, 0 },
	})
	if err := g.Place(); err != nil {
		t.Logf("%s: %v", c.Name, err)
		return false
	}
	places := map[string]int{}
	for _, n := range s.Nodes {
		places[stateKey(n)] = at[n.ID]
	}
	return samePlaces(t, c.Name, g, places, want)
}

// stateKey is a node's name in the reference's drawing.
func stateKey(n *state.Node) string {
	if id, _, ok := strings.Cut(n.ID, "----note-"); ok {
		return id + "----note"
	}
	return regionID.ReplaceAllString(n.ID, "id-region-0")
}

// samePlaces compares positions, moved so that the first node of the
// alphabet lies where it lies in the reference.
func samePlaces(t *testing.T, name string, g *layout.Graph, at map[string]int, want map[string]box) bool {
	left, top := math.Inf(1), math.Inf(1)
	wantLeft, wantTop := left, top
	for id, b := range want {
		v, ok := at[id]
		if !ok {
			t.Logf("%s: node %s is missing", name, id)
			return false
		}
		left, top = min(left, g.Nodes[v].X), min(top, g.Nodes[v].Y)
		wantLeft, wantTop = min(wantLeft, b.X), min(wantTop, b.Y)
	}
	near := true
	for id, b := range want {
		n := g.Nodes[at[id]]
		if dx, dy := n.X-left-(b.X-wantLeft), n.Y-top-(b.Y-wantTop); math.Abs(dx) > 1 || math.Abs(dy) > 1 {
			t.Logf("%s: node %s is off by %.1f, %.1f", name, id, dx, dy)
			near = false
		}
	}
	return near
}
