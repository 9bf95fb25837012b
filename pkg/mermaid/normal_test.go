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
