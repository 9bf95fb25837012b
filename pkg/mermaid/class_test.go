package mermaid_test

// namespaceTree keeps of namespaces what the chart says: ids, labels, and
// what is inside. Counters and copies of the classes are dropped.
func namespaceTree(db map[string]any) {
	spaces, _ := db["namespaces"].(map[string]any)
	for id, v := range spaces {
		n, ok := v.(map[string]any)
		if !ok {
			continue
		}
		delete(n, "domId")
		for _, inside := range []string{"classes", "children"} {
			names := map[string]any{}
			if list, ok := n[inside].(map[string]any); ok {
				for name := range list {
					names[name] = true
				}
			}
			n[inside] = names
		}
		spaces[id] = n
	}
}
