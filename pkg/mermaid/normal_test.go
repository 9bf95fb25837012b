package mermaid_test

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// renumberTasks numbers tasks from zero: the reference goes on counting from
// one chart to the next.
func renumberTasks(db map[string]any) {
	list, _ := db["tasks"].([]any)
	for i, t := range list {
		t.(map[string]any)["id"] = i
	}
}

// shiftDays moves charts whose dates have no year, so that they begin on one
// day: the reference begins them on the day of its run.
func shiftDays(db map[string]any) {
	format, _ := db["dateFormat"].(string)
	if format == "" || strings.ContainsAny(format, "YXx") {
		return
	}
	var first time.Time
	list, _ := db["tasks"].([]any)
	for _, t := range list {
		task := t.(map[string]any)
		for _, key := range []string{"start", "end"} {
			s, _ := task[key].(string)
			at, err := time.Parse(time.RFC3339, s)
			if err != nil {
				continue
			}
			if first.IsZero() {
				first = at.Truncate(24 * time.Hour)
			}
			task[key] = at.Sub(first).String()
		}
	}
}

// dropDescription drops the description, which the reference takes over from
// the chart before where a chart has none.
func dropDescription(db map[string]any) { delete(db, "accDescription") }

// generated is the form of commit ids that the author did not give.
var generated = regexp.MustCompile(`^\d+-[0-9a-f]{7}$`)

// renameCommits names commits without an id of their own by their number.
func renameCommits(db map[string]any) {
	names := map[string]string{}
	list, _ := db["commits"].([]any)
	for i, c := range list {
		commit := c.(map[string]any)
		if id, _ := commit["id"].(string); generated.MatchString(id) {
			names[id] = fmt.Sprint("generated ", i)
			commit["id"] = names[id]
		}
		parents, _ := commit["parents"].([]any)
		for k, p := range parents {
			if name := names[p.(string)]; name != "" {
				parents[k] = name
			}
		}
	}
}

// dropPixels drops what the reference keeps of its drawing in the model of an
// xy chart.
func dropPixels(db map[string]any) {
	delete(db, "getDrawableElem")
	data, _ := db["getXYChartData"].(map[string]any)
	plots, _ := data["plots"].([]any)
	for _, p := range plots {
		for _, key := range []string{"fill", "strokeFill", "strokeWidth"} {
			delete(p.(map[string]any), key)
		}
	}
}

// withoutPixels brings a quadrant chart, of which the reference keeps the
// drawing alone, into what both models say: names, and points from 0 to 1.
func withoutPixels(db map[string]any) {
	data, ok := db["data"].(map[string]any)
	if !ok {
		db["ends"] = append(named(db["xAxis"]), named(db["yAxis"])...)
		delete(db, "xAxis")
		delete(db, "yAxis")
		for _, p := range db["points"].([]any) {
			point := p.(map[string]any)
			delete(point, "className")
			point["x"], point["y"] = rounded(point["x"].(float64)), rounded(point["y"].(float64))
		}
		return
	}
	delete(db, "data")
	text := func(v any) string { s, _ := v.(map[string]any)["text"].(string); return s }
	ends, quadrants, points := []any{}, []any{}, []any{}
	for _, a := range data["axisLabels"].([]any) {
		ends = append(ends, text(a))
	}
	for _, q := range data["quadrants"].([]any) {
		quadrants = append(quadrants, text(q.(map[string]any)["text"]))
	}
	box := data["quadrants"].([]any)[1].(map[string]any)
	at := func(p map[string]any, key, size string) float64 {
		return (p[key].(float64) - box[key].(float64)) / (2 * box[size].(float64))
	}
	list := data["points"].([]any)
	for i := len(list) - 1; i >= 0; i-- {
		p := list[i].(map[string]any)
		points = append(points, map[string]any{"text": text(p["text"]), "x": rounded(at(p, "x", "width")), "y": rounded(1 - at(p, "y", "height"))})
	}
	db["ends"], db["quadrants"], db["points"] = ends, quadrants, points
}

func rounded(v float64) string { return fmt.Sprintf("%.6f", v) }

// named returns the names of a list that are not empty.
func named(list any) []any {
	kept := []any{}
	for _, v := range list.([]any) {
		if v != "" {
			kept = append(kept, v)
		}
	}
	return kept
}

// dropConfig drops the configuration that the reference repeats in the model.
func dropConfig(db map[string]any) {
	if data, ok := db["getData"].(map[string]any); ok {
		delete(data, "config")
	}
}

// deepest is the depth below which the cases say "[deep]" instead of a value.
const deepest = 9

// cutDeep cuts trees where the cases do.
func cutDeep(db map[string]any) { cut(db, 0) }

func cut(v any, depth int) any {
	if _, ok := v.(map[string]any); ok && depth >= deepest {
		return "[deep]"
	}
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = cut(e, depth+1)
		}
	case []any:
		for i, e := range v {
			v[i] = cut(e, depth+1)
		}
	}
	return v
}
