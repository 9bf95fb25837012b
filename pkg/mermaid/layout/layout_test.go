package layout

import (
	"fmt"
	"math/rand"
	"testing"
)

// TestSmall places a graph whose positions follow from the distances alone.
func TestSmall(t *testing.T) {
	g := New(TB)
	for _, id := range []string{"a", "b", "c", "d"} {
		g.AddNode(Node{ID: id, W: 40, H: 20})
	}
	for _, e := range [][2]int{{0, 1}, {0, 2}, {1, 3}, {2, 3}} {
		g.AddEdge(Edge{From: e[0], To: e[1]})
	}
	if err := g.Place(); err != nil {
		t.Fatal(err)
	}
	for i, want := range []Point{{65, 10}, {20, 80}, {110, 80}, {65, 150}} {
		if n := g.Nodes[i]; n.X != want.X || n.Y != want.Y {
			t.Errorf("%s is at %v,%v, not %v", n.ID, n.X, n.Y, want)
		}
	}
	if p := g.Edges[0].Points; len(p) != 3 || p[len(p)-1].Y != 70 {
		t.Errorf("edge a-b: %v", p)
	}
}

// TestDirections holds that edges point where the direction says.
func TestDirections(t *testing.T) {
	for dir, forward := range map[Direction]func(a, b Node) bool{
		TB: func(a, b Node) bool { return b.Y > a.Y }, BT: func(a, b Node) bool { return b.Y < a.Y },
		LR: func(a, b Node) bool { return b.X > a.X }, RL: func(a, b Node) bool { return b.X < a.X },
	} {
		g := New(dir)
		g.AddNode(Node{ID: "a", W: 80, H: 20})
		g.AddNode(Node{ID: "b", W: 80, H: 20})
		g.AddEdge(Edge{From: 0, To: 1, W: 30, H: 12})
		if err := g.Place(); err != nil {
			t.Fatal(err)
		}
		if !forward(g.Nodes[0], g.Nodes[1]) {
			t.Errorf("%s: %v %v", dir, g.Nodes[0], g.Nodes[1])
		}
	}
}

// TestInvariants places random graphs: nodes do not overlap, clusters hold
// what is in them, edges end at their nodes, and the same graph gives the
// same positions.
func TestInvariants(t *testing.T) {
	for seed := range int64(150) {
		first, second := randomGraph(seed), randomGraph(seed)
		if err := first.Place(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := second.Place(); err != nil {
			t.Fatal(err)
		}
		if a, b := fmt.Sprint(first.Nodes), fmt.Sprint(second.Nodes); a != b {
			t.Fatalf("seed %d: two runs differ", seed)
		}
		checkNodes(t, seed, first)
		checkEdges(t, seed, first)
	}
}

func randomGraph(seed int64) *Graph {
	r := rand.New(rand.NewSource(seed))
	g := New([]Direction{TB, BT, LR, RL}[r.Intn(4)])
	clusters := r.Intn(4)
	for i := range clusters {
		g.AddNode(Node{ID: fmt.Sprint("cluster", i), TitleW: float64(r.Intn(80))})
	}
	n := 1 + r.Intn(14)
	for i := range n {
		v := g.AddNode(Node{ID: fmt.Sprint("n", i), W: float64(20 + r.Intn(100)), H: float64(20 + r.Intn(40))})
		if clusters > 0 && r.Intn(2) == 0 {
			g.SetParent(v, r.Intn(clusters))
		}
	}
	for i := 1; i < clusters; i++ {
		if r.Intn(2) == 0 {
			g.SetParent(i, i-1)
		}
	}
	for range r.Intn(2 * n) {
		e := Edge{From: r.Intn(len(g.Nodes)), To: r.Intn(len(g.Nodes)), MinLen: 1 + r.Intn(2)}
		if r.Intn(3) == 0 {
			e.W, e.H = float64(10+r.Intn(60)), 18
		}
		g.AddEdge(e)
	}
	return g
}

func checkNodes(t *testing.T, seed int64, g *Graph) {
	t.Helper()
	for i, a := range g.Nodes {
		if p := a.Parent; p >= 0 && (a.W > 0 || a.H > 0) {
			b := g.Nodes[p]
			if a.X-a.W/2 < b.X-b.W/2-1 || a.X+a.W/2 > b.X+b.W/2+1 || a.Y-a.H/2 < b.Y-b.H/2-1 || a.Y+a.H/2 > b.Y+b.H/2+1 {
				t.Errorf("seed %d: %s leaves %s", seed, a.ID, b.ID)
			}
		}
		if g.IsCluster(i) {
			continue
		}
		for j, b := range g.Nodes[i+1:] {
			if g.IsCluster(i + 1 + j) {
				continue
			}
			if abs(a.X-b.X) < (a.W+b.W)/2-1 && abs(a.Y-b.Y) < (a.H+b.H)/2-1 {
				t.Errorf("seed %d: %s and %s overlap", seed, a.ID, b.ID)
			}
		}
	}
}

func checkEdges(t *testing.T, seed int64, g *Graph) {
	t.Helper()
	for i, e := range g.Edges {
		if len(e.Points) < 2 {
			t.Errorf("seed %d: edge %d has no points", seed, i)
			continue
		}
		for _, end := range []struct {
			p Point
			v int
		}{{e.Points[0], e.From}, {e.Points[len(e.Points)-1], e.To}} {
			n := g.Nodes[end.v]
			if dx, dy := abs(end.p.X-n.X)-n.W/2, abs(end.p.Y-n.Y)-n.H/2; max(dx, dy) > 1 {
				t.Errorf("seed %d: edge %d ends %.0f, %.0f from %s", seed, i, dx, dy, n.ID)
			}
		}
	}
}

func TestTooLarge(t *testing.T) {
	g := New(TB)
	for i := range maxNodes + 1 {
		g.AddNode(Node{ID: fmt.Sprint(i), W: 1, H: 1})
	}
	if err := g.Place(); err == nil {
		t.Error("a graph with too many nodes is placed")
	}
}
