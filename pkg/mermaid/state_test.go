package mermaid_test

import (
	"encoding/json"
	"fmt"
	"regexp"
)

// regionID matches the ids that are made up for the last region of a composite
// state.
var regionID = regexp.MustCompile(`id-[a-z0-9]+-\d+`)

// renameRegions numbers generated ids by their first occurrence.
func renameRegions(db map[string]any) {
	renameIDs(db, "nodes")
}

// renameBlocks numbers the ids made up for blocks and spaces.
func renameBlocks(db map[string]any) { renameIDs(db, "getBlocksFlat") }

// renameIDs numbers generated ids by their first occurrence in db[first].
func renameIDs(db map[string]any, first string) {
	b, err := json.Marshal(db[first])
	if err != nil {
		return
	}
	names := map[string]string{}
	for _, id := range regionID.FindAllString(string(b), -1) {
		if names[id] == "" {
			names[id] = fmt.Sprintf("region%d", len(names)+1)
		}
	}
	for key, v := range db {
		b, err := json.Marshal(v)
		if err != nil {
			return
		}
		out := regionID.ReplaceAllStringFunc(string(b), func(id string) string {
			if n := names[id]; n != "" {
				return n
			}
			return id
		})
		var w any
		if json.Unmarshal([]byte(out), &w) == nil {
			db[key] = w
		}
	}
}
