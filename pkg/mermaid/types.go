package mermaid

import (
	"regexp"
	"strings"

	"course/pkg/mermaid/architecture"
	"course/pkg/mermaid/block"
	"course/pkg/mermaid/c4"
	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/class"
	"course/pkg/mermaid/er"
	"course/pkg/mermaid/flowchart"
	"course/pkg/mermaid/gantt"
	"course/pkg/mermaid/gitgraph"
	"course/pkg/mermaid/journey"
	"course/pkg/mermaid/kanban"
	"course/pkg/mermaid/mindmap"
	"course/pkg/mermaid/packet"
	"course/pkg/mermaid/pie"
	"course/pkg/mermaid/quadrant"
	"course/pkg/mermaid/radar"
	"course/pkg/mermaid/requirement"
	"course/pkg/mermaid/sankey"
	"course/pkg/mermaid/sequence"
	"course/pkg/mermaid/state"
	"course/pkg/mermaid/timeline"
	"course/pkg/mermaid/treemap"
	"course/pkg/mermaid/xychart"
)

// kind is a chart type.
type kind struct {
	// word is what the chart starts with; the first entry that fits counts,
	// so longer words stand first.
	word string
	// parse is nil for types that are known but not drawn.
	parse func(*chart.Source) (chart.Chart, error)
}

// kinds is the table of types.
func kinds() []kind {
	return []kind{
		{"flowchart-elk", flowchart.Parse},
		{"flowchart", flowchart.Parse},
		{"graph", flowchart.Parse},
		{"sequenceDiagram", sequence.Parse},
		{"stateDiagram-v2", state.Parse},
		{"stateDiagram", state.Parse},
		{"gantt", gantt.Parse},
		{"timeline", timeline.Parse},
		{"pie", pie.Parse},
		{"journey", journey.Parse},
		{"classDiagram-v2", class.Parse},
		{"classDiagram", class.Parse},
		{"erDiagram", er.Parse},
		{"gitGraph", gitgraph.Parse},
		{"mindmap", mindmap.Parse},
		{"C4Context", c4.Parse},
		{"C4Container", c4.Parse},
		{"C4Component", c4.Parse},
		{"C4Dynamic", c4.Parse},
		{"C4Deployment", c4.Parse},
		{"quadrantChart", quadrant.Parse},
		{"xychart", xychart.Parse},
		{"requirement", requirement.Parse},
		{"kanban", kanban.Parse},
		{"block", block.Parse},
		{"sankey", sankey.Parse},
		{"packet", packet.Parse},
		{"architecture", architecture.Parse},
		{"radar", radar.Parse},
		{"treemap", treemap.Parse},
		{"info", nil},
	}
}

var firstWord = regexp.MustCompile(`^[^\s:;{("\[]+`)

// detect returns the type of a prepared chart.
func detect(src *chart.Source) (kind, error) {
	rest := strings.TrimLeft(src.Text, " \t\n\v\f\r")
	at := len(src.Text) - len(rest)
	for _, k := range kinds() {
		if strings.HasPrefix(rest, k.word) {
			if k.parse == nil {
				return k, &chart.Unsupported{Type: firstWord.FindString(rest), Position: src.Position(at)}
			}
			return k, nil
		}
	}
	if rest == "" {
		return kind{}, src.Errorf(at, 0, "the chart is empty").WithHint("start it with its type, such as flowchart TD")
	}
	word := firstWord.FindString(rest)
	err := src.Errorf(at, len(word), "no chart type is called %s", chart.Quote(word))
	if near := nearest(word); near != "" {
		return kind{}, err.WithHint("did you mean %s?", near)
	}
	return kind{}, err.WithHint("start the chart with its type, such as flowchart TD or sequenceDiagram")
}

// nearest returns the type within two edits of word, or "".
func nearest(word string) string {
	best, least := "", 3
	for _, k := range kinds() {
		if d := distance(strings.ToLower(word), strings.ToLower(k.word)); d < least {
			best, least = k.word, d
		}
	}
	return best
}

// distance is the Levenshtein distance of two words, cut short at 32 bytes.
func distance(a, b string) int {
	a, b = a[:min(len(a), 32)], b[:min(len(b), 32)]
	var row [33]int
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
