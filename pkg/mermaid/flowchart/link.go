package flowchart

import "strings"

func trim(s string) string { return strings.TrimSpace(s) }

var headNames = map[byte]string{'x': "arrow_cross", '>': "arrow_point", '<': "arrow_point", 'o': "arrow_circle"}

// readLink takes a link apart: <--> ==x -.->.
func readLink(s string) link {
	s = trim(s)
	l := link{arrow: "arrow_open", stroke: "normal"}
	line := s[:len(s)-1]
	if name := headNames[s[len(s)-1]]; name != "" && s[len(s)-1] != '<' {
		l.arrow = name
		if len(line) > 0 && headNames[line[0]] == name && line[0] != '>' {
			l.arrow = "double_" + name
			line = line[1:]
		}
	}
	l.length = len(line) - 1
	switch {
	case strings.HasPrefix(line, "="):
		l.stroke = "thick"
	case strings.HasPrefix(line, "~"):
		l.stroke = "invisible"
	}
	if dots := strings.Count(line, "."); dots > 0 {
		l.stroke, l.length = "dotted", dots
	}
	return l
}

// joinLink takes a link with a text in its middle apart. Ends that do not go
// together make an invalid link, which the reference implementation draws as
// a plain line; so do we.
func joinLink(start, end string) link {
	l := readLink(end)
	start = trim(start)
	arrow, stroke := "arrow_open", "normal"
	if name := headNames[start[0]]; name != "" {
		arrow = name
	}
	if strings.Contains(start, "=") {
		stroke = "thick"
	}
	if strings.Contains(start, ".") {
		stroke = "dotted"
	}
	switch {
	case stroke != l.stroke:
		return link{arrow: "INVALID", stroke: "INVALID"}
	case arrow == "arrow_open":
		return l
	case arrow != l.arrow:
		return link{arrow: "INVALID", stroke: "INVALID"}
	}
	l.arrow = "double_" + arrow
	return l
}
