package mermaid_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"course/pkg/mermaid"
	"course/pkg/mermaid/chart"
)

var update = flag.Bool("update", false, "rewrite testdata/ratchet.json")

// sample is a chart with what the reference implementation says of it.
type sample struct {
	Name       string   `json:"name"`
	Source     string   `json:"source"`
	Accept     bool     `json:"accept"`
	ParseError string   `json:"parseError"`
	DB         any      `json:"db"`
	Texts      []string `json:"texts"`
	Geometry   geometry `json:"geometry"`
}

type geometry struct {
	ViewBox  []float64      `json:"vb"`
	Nodes    map[string]box `json:"nodes"`
	Clusters map[string]box `json:"clusters"`
	Labels   []box          `json:"labels"`
}

type box struct {
	X, Y, W, H float64
	Full       *box
	Text       string
}

// samples reads the charts by file name; there are none where the folder of
// cases is absent, and the test's output says so.
func samples(tb testing.TB) map[string][]sample {
	tb.Helper()
	shared := os.Getenv("COURSE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	files, err := filepath.Glob(filepath.Join(shared, "cases", "mermaid", "*.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	all := map[string][]sample{}
	for _, file := range files {
		all[strings.TrimSuffix(filepath.Base(file), ".jsonl")] = readSamples(tb, file)
	}
	if len(all) == 0 {
		tb.Logf("no charts in %s: the comparison with the reference implementation is left out (set COURSE_SHARED)", shared)
	}
	return all
}

func readSamples(tb testing.TB, file string) []sample {
	f, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var list []sample
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var s sample
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		list = append(list, s)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return list
}

// score counts agreement with the reference implementation in one type.
type score struct {
	Cases int `json:"cases"`
	// Agree counts charts that both accept or both reject.
	Agree int `json:"agree"`
	// Equal counts accepted charts whose models are equal, and rejected ones.
	Equal int `json:"equal"`
	// Labels counts drawn charts that show every label of the reference once.
	Labels int `json:"labels"`
	// Near counts charts whose nodes all lie within a pixel of the
	// reference's, given its sizes of nodes and labels.
	Near int `json:"near,omitempty"`
}

const ratchetFile = "testdata/ratchet.json"

func readRatchet(t *testing.T) map[string]score {
	was := map[string]score{}
	b, err := os.ReadFile(ratchetFile)
	if errors.Is(err, os.ErrNotExist) {
		return was
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &was); err != nil {
		t.Fatalf("%s: %v", ratchetFile, err)
	}
	return was
}

// TestCases compares with the reference implementation and prints a table.
// Counts may not fall; -update writes the present ones. Misses are listed
// with -v.
func TestCases(t *testing.T) {
	all := samples(t)
	if len(all) == 0 {
		return
	}
	was, now := readRatchet(t), map[string]score{}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Printf("%-14s %5s %6s %6s %6s %6s\n", "type", "cases", "agree", "equal", "labels", "near")
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			s := compareAll(t, name, all[name])
			now[name] = s
			fmt.Printf("%-14s %5d %6d %6d %6d %6d\n", name, s.Cases, s.Agree, s.Equal, s.Labels, s.Near)
			if *update {
				return
			}
			if o, ok := was[name]; ok && o.Cases == s.Cases && (s.Agree < o.Agree || s.Equal < o.Equal || s.Labels < o.Labels || s.Near < o.Near) {
				t.Errorf("%s fell from %+v to %+v", name, o, s)
			}
		})
	}
	if !*update {
		return
	}
	// A run over part of the types (-run TestCases/pie) keeps the others.
	for name, s := range now {
		was[name] = s
	}
	b, err := json.MarshalIndent(was, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(ratchetFile, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func compareAll(t *testing.T, name string, list []sample) score {
	s := score{Cases: len(list)}
	for _, c := range list {
		model, err := mermaid.Model([]byte(c.Source))
		var unsupported *chart.Unsupported
		if errors.As(err, &unsupported) {
			continue
		}
		// What only the drawing refuses (an image that cannot be loaded) is no
		// question of grammar.
		accept := c.Accept || c.ParseError == ""
		if accept != (err == nil) {
			t.Logf("%s: reference accepts: %v; here: %v; reference says %.80q\n%s", c.Name, c.Accept, err, c.ParseError, c.Source)
			continue
		}
		s.Agree++
		if err != nil || c.DB == nil {
			s.Equal++
			continue
		}
		if diff := cmp.Diff(normal(name, c.DB), normal(name, asJSON(t, model))); diff != "" {
			t.Logf("%s: model (-reference +here):\n%s", c.Name, diff)
		} else {
			s.Equal++
		}
		if showsLabels(t, c) {
			s.Labels++
		}
		if near := nearness[name]; near != nil && near(t, c) {
			s.Near++
		}
	}
	return s
}

func asJSON(t *testing.T, model any) any {
	t.Helper()
	b, err := json.Marshal(model)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// nearness compares positions, for the types that have them.
var nearness = map[string]func(*testing.T, sample) bool{
	"flowchart":     nearFlowchart,
	"flowchart-elk": nearFlowchart,
	"state":         nearState,
}

// normal brings a model into the form in which models are compared: see
// normalizers.
func normal(name string, db any) any {
	if m, ok := db.(map[string]any); ok {
		if f := normalizers[name]; f != nil {
			f(m)
		}
		return m
	}
	return db
}

// normalizers drop, per file of cases, what says nothing of the chart:
// generated ids, dates that depend on the day of the run.
var normalizers = map[string]func(map[string]any){
	"flowchart":     dropClusterNodes,
	"flowchart-elk": dropClusterNodes,
	"timeline":      renumberTasks,
	"gantt":         shiftDays,
	"c4":            dropDescription,
	"gitgraph":      renameCommits,
	"state":         renameRegions,
	"class":         namespaceTree,
	"block":         renameBlocks,
	"xychart":       dropPixels,
	"kanban":        dropConfig,
	"mindmap":       cutDeep,
	"treemap":       cutDeep,
	"quadrant":      withoutPixels,
}

// dropClusterNodes drops the nodes that stand for subgraphs.
func dropClusterNodes(db map[string]any) {
	clusters := map[any]bool{}
	list, _ := db["clusters"].([]any)
	for _, c := range list {
		clusters[c.(map[string]any)["id"]] = true
	}
	nodes, _ := db["nodes"].([]any)
	kept := []any{}
	for _, n := range nodes {
		if !clusters[n.(map[string]any)["id"]] {
			kept = append(kept, n)
		}
	}
	db["nodes"] = kept
}
