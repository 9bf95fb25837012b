package flowchart

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"course/pkg/mermaid/chart"
)

// addData applies what stands in id@{…}: a shape, a label, or an edge's
// animation.
func (c *Chart) addData(id string, data []token, p *parser) {
	first, last := data[0], data[len(data)-1]
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(dataText(data)), &doc); err != nil {
		p.fail(first.at, last.end()-first.at, "the data of %s is not YAML: %s", chart.Quote(id), strings.TrimPrefix(err.Error(), "yaml: ")).
			WithHint("write %s@{ shape: rounded, label: \"text\" }", id)
		return
	}
	if e := c.edgeIDs[id]; e != nil {
		if curve, ok := doc["curve"].(string); ok {
			e.Curve = curve
		}
		return
	}
	n := c.addNode(id, nil, "", first.at)
	if shape, ok := doc["shape"].(string); ok && shape != "" {
		if shapeOf(shape) == nil || shape != strings.ToLower(shape) || strings.Contains(shape, "_") {
			at := strings.Index(p.src.Text[first.at:], shape)
			p.fail(first.at+max(at, 0), len(shape), "no shape is called %q", shape).WithHint("%s", shapeHint(shape))
			return
		}
		n.Shape = shape
	}
	c.addLabelData(n, doc)
	c.addPicture(n, doc, "icon", &n.Icon, first, last, p)
	c.addPicture(n, doc, "img", &n.Img, first, last, p)
}

// dataText puts the tokens of a node's data together, as YAML.
func dataText(data []token) string {
	var b strings.Builder
	quoted := false
	for _, t := range data {
		if t.text == `"` {
			quoted = !quoted
		} else if quoted {
			b.WriteString(foldLines(t.text))
			continue
		}
		b.WriteString(t.text)
	}
	if text := b.String(); !strings.Contains(text, "\n") {
		return "{\n" + text + "\n}"
	}
	return b.String() + "\n"
}

// addPicture notes an icon or image, which is not drawn.
func (c *Chart) addPicture(n *Node, doc map[string]any, key string, to *string, first, last token, p *parser) {
	v, ok := doc[key].(string)
	if !ok || v == "" {
		return
	}
	*to = v
	p.src.Warn(first.at, max(1, last.end()-first.at), "the %s of %s is not drawn", map[string]string{"icon": "icon", "img": "image"}[key], chart.Quote(n.ID))
	if label, _ := doc["label"].(string); trim(label) == "" && n.Text == n.ID {
		n.Text = ""
	}
}

func (c *Chart) addLabelData(n *Node, doc map[string]any) {
	text := ""
	switch v := doc["label"].(type) {
	case string:
		text = v
	case int, float64, bool:
		text = strings.TrimSpace(string(must(yaml.Marshal(v))))
	}
	if text == "" {
		return
	}
	n.Text, n.LabelType = text, "markdown"
	if kind, ok := doc["labelType"].(string); ok && (kind == "text" || kind == "string") {
		n.LabelType = kind
	}
}

func must(b []byte, _ error) []byte { return b }

// foldLines turns line ends inside a quoted value into breaks.
func foldLines(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i := range lines[1:] {
		lines[i+1] = strings.TrimLeft(lines[i+1], " \t\n\r\f\v")
	}
	return strings.Join(lines, "<br/>")
}
